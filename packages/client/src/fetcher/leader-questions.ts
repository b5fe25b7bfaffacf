// Questions about partitions that their leaders answer, gathered over one look at all partitions,
// so that each broker is asked once for all that it leads. An answer, or why there is none, counts
// for its own partition alone, and not where a seek came in between.

import type { AssignedPartition } from './assigned-partition.ts';

/** What becomes of a question: what to do now, or why it was not answered. */
export type Outcome = (() => void) | Error;

export interface LeaderQuestionsOptions<Question> {
  /** Asks all of them of one broker; rejects where none of them was answered. */
  readonly ask: (
    leader: number,
    questions: readonly Question[],
  ) => Promise<(question: Question) => Outcome>;
  readonly failed: (assigned: AssignedPartition, error: Error) => void;
  /** All questions to one broker are settled. */
  readonly settled: () => void;
}

export class LeaderQuestions<Question extends { readonly assigned: AssignedPartition }> {
  readonly #options: LeaderQuestionsOptions<Question>;
  readonly #byLeader = new Map<number, Question[]>();

  constructor(options: LeaderQuestionsOptions<Question>) {
    this.#options = options;
  }

  /** To be asked with the next `ask`. No partition twice. */
  add(leader: number, question: Question): void {
    const ofLeader = this.#byLeader.get(leader);
    if (ofLeader === undefined) this.#byLeader.set(leader, [question]);
    else ofLeader.push(question);
  }

  /** The partitions are busy until they are answered. */
  ask(): void {
    const all = [...this.#byLeader];
    this.#byLeader.clear();
    for (const [leader, questions] of all) void this.#askOne(leader, questions);
  }

  async #askOne(leader: number, questions: readonly Question[]): Promise<void> {
    const { ask, failed, settled } = this.#options;
    const generations = questions.map(({ assigned }) => assigned.generation);
    for (const { assigned } of questions) assigned.isBusy = true;
    const outcomeOf = await ask(leader, questions).catch((error: unknown) => {
      const failure = error instanceof Error ? error : new Error(String(error));
      return (): Outcome => failure;
    });
    questions.forEach((question, index) => {
      const { assigned } = question;
      if (assigned.generation !== generations[index]) return;
      assigned.isBusy = false;
      const outcome = outcomeOf(question);
      if (outcome instanceof Error) failed(assigned, outcome);
      else outcome();
    });
    settled();
  }
}

// Events of a shard whose records are appended, or whose answers depend on such: what waits for an
// offset to be committed, in the order of the appends.

import type { ProtocolError } from '@ottla/protocol';
import type { AnyPendingTicket } from './pending-ticket.ts';
import type { Answer, ShardResult, Ticket } from './shard.ts';

/** Hears of an answer that could not be sent. */
type OnBug = (error: unknown) => void;

/** One event from its handling until its records are committed, or will never be. */
export class WaitingEvent {
  /** Monotonic: from then on nobody waits for it any more, whatever becomes of the records. */
  readonly deadlineMs: number;
  /** The timer that is set again where the event fails. */
  readonly timer: string | undefined;
  #answers: readonly Answer[];
  #settled: ShardResult['settled'];

  constructor(result: ShardResult, deadlineMs: number, timer?: string) {
    this.#answers = result.answers;
    this.#settled = result.settled;
    this.deadlineMs = deadlineMs;
    this.timer = result.retriesTimer === true ? timer : undefined;
  }

  /** Somebody is told of how it ends. */
  get isWaitedFor(): boolean {
    return this.#answers.length > 0 || this.#settled !== undefined;
  }

  /** For the caller to call: once. */
  takeSettled(): ShardResult['settled'] {
    const settled = this.#settled;
    this.#settled = undefined;
    return settled;
  }

  sendAnswers(onBug: OnBug): void {
    const send = ({ ticket, response }: Answer): void => asPending(ticket).answer(response);
    answerEach(this.#takeAnswers(), send, onBug);
  }

  refuseAnswers(error: ProtocolError, onBug: OnBug): void {
    answerEach(this.#takeAnswers(), ({ ticket }) => asPending(ticket).refuse(error), onBug);
  }

  #takeAnswers(): readonly Answer[] {
    const answers = this.#answers;
    this.#answers = [];
    return answers;
  }
}

export function refuseAll(
  tickets: Iterable<Ticket<unknown>>,
  error: ProtocolError,
  onBug: OnBug,
): void {
  answerEach(tickets, (ticket) => asPending(ticket).refuse(error), onBug);
}

/** An answer that cannot be sent keeps none of the others back. */
function answerEach<Each>(all: Iterable<Each>, answer: (each: Each) => void, onBug: OnBug): void {
  for (const each of all) {
    try {
      answer(each);
    } catch (error) {
      onBug(error);
    }
  }
}

function asPending(ticket: object): AnyPendingTicket {
  // Tickets are made by the runtime alone: the shard has them from it.
  return ticket as AnyPendingTicket;
}

interface Entry {
  readonly offset: number;
  readonly events: WaitingEvent[];
}

export class WaitingEvents {
  #entries: Entry[] = [];

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  *[Symbol.iterator](): Generator<WaitingEvent> {
    for (const { events } of this.#entries) yield* events;
  }

  /** `offset` must not lie below one that was added before. */
  add(offset: number, events: readonly WaitingEvent[]): void {
    const last = this.#entries.at(-1);
    if (last?.offset !== offset) this.#entries.push({ offset, events: [...events] });
    else for (const event of events) last.events.push(event);
  }

  /** Takes out what waits for offsets up to `offset`; tells the last of these. */
  takeUpTo(offset: number): { readonly events: WaitingEvent[]; readonly reached: number } {
    const later = this.#entries.findIndex((entry) => entry.offset > offset);
    const taken = this.#entries.splice(0, later === -1 ? this.#entries.length : later);
    return { events: taken.flatMap(({ events }) => events), reached: taken.at(-1)?.offset ?? -1 };
  }

  takeAll(): WaitingEvent[] {
    return this.takeUpTo(Infinity).events;
  }
}

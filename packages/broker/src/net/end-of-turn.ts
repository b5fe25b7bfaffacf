// What a node does at the end of each turn in which something happened, in a fixed order:
// appended batches are written, waiting requests are woken, responses are sent. One task per
// turn, however many requests came (DESIGN.md §5.5).

import type { Timers } from '@ottla/base';

export class EndOfTurn {
  readonly #timers: Timers;
  readonly #stages: (() => void)[] = [];
  readonly #run: () => void;
  #isRequested = false;

  constructor(timers: Timers) {
    this.#timers = timers;
    this.#run = () => {
      // What a stage brings about for an earlier one belongs to the next turn.
      this.#isRequested = false;
      for (const stage of this.#stages) stage();
    };
  }

  /** Adds the next stage. The order of these calls is the order of the work. */
  addStage(stage: () => void): void {
    this.#stages.push(stage);
  }

  /** Has all stages run once when this turn ends. */
  request(): void {
    if (this.#isRequested) return;
    this.#isRequested = true;
    this.#timers.endOfTurn(this.#run);
  }
}

// What a node does at the end of each turn in which something happened, in a fixed order:
// appended batches are written, waiting requests are woken, responses are sent. One task per
// turn, however many requests came (DESIGN.md §5.5). A turn in which much is received ends early,
// and more than once: what was received is written while it is in the processor's cache, and its
// producers have their answers sooner.

import type { Timers } from '@ottla/base';

/**
 * Bytes received after which a turn ends early: a receive slab. Node reads up to 32 times from one
 * socket before it lets a turn end, which with views of half a slab are 16 MB.
 */
export const TURN_BYTES_MAX = 1024 * 1024;

export class EndOfTurn {
  readonly #timers: Timers;
  readonly #stages: (() => void)[] = [];
  readonly #run: () => void;
  #isRequested = false;
  #isRunning = false;
  #receivedBytes = 0;

  constructor(timers: Timers) {
    this.#timers = timers;
    this.#run = () => {
      // What a stage brings about for an earlier one belongs to the next turn.
      this.#isRequested = false;
      this.#runStages();
    };
  }

  /** Whether this turn will end with its stages, for what has come by now. */
  get isRequested(): boolean {
    return this.#isRequested;
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

  /**
   * A connection received and handled so many bytes; runs the stages now where that is much. For
   * callers that have nothing left to do.
   */
  received(bytes: number): void {
    this.#receivedBytes += bytes;
    if (this.#receivedBytes < TURN_BYTES_MAX || !this.#isRequested || this.#isRunning) return;
    this.#runStages();
  }

  #runStages(): void {
    this.#receivedBytes = 0;
    this.#isRunning = true;
    try {
      for (const stage of this.#stages) stage();
    } finally {
      this.#isRunning = false;
    }
  }
}

// What waits for one offset of a partition to be reached: the parts of produce requests, in the
// order of their appends. Offsets only grow, so the queue is worked off from its head.

import type { ProtocolError } from '@ottla/protocol';

/** A part of a request that waits. */
export interface AckWaiter {
  /** The offset that must be reached: one after the last record. */
  readonly requiredOffset: number;
  /** The offset is reached. */
  reached(): void;
  /** It will not be reached here. */
  refused(error: ProtocolError): void;
}

/** Waiters that are done are kept in the array until so many have gathered. */
const DONE_MAX = 256;

export class AckQueue {
  #waiters: AckWaiter[] = [];
  #next = 0;

  get length(): number {
    return this.#waiters.length - this.#next;
  }

  /**
   * Adds a waiter. One whose offset lies below that of an earlier one (a duplicate of an old
   * batch) is reached together with it.
   */
  push(waiter: AckWaiter): void {
    this.#waiters.push(waiter);
  }

  /** All offsets below `offset` are there. */
  reach(offset: number): void {
    for (;;) {
      const waiter = this.#waiters[this.#next];
      if (waiter === undefined || waiter.requiredOffset > offset) break;
      this.#next += 1;
      waiter.reached();
    }
    this.#forgetDone();
  }

  /** None of those that wait will be served. */
  refuseAll(error: ProtocolError): void {
    const waiters = this.#waiters.slice(this.#next);
    this.#waiters = [];
    this.#next = 0;
    for (const waiter of waiters) waiter.refused(error);
  }

  #forgetDone(): void {
    // Nothing to forget is the usual case, and setting a length is a call into the runtime.
    if (this.#next === 0) return;
    if (this.#next === this.#waiters.length) this.#waiters.length = 0;
    else if (this.#next >= DONE_MAX) this.#waiters = this.#waiters.slice(this.#next);
    else return;
    this.#next = 0;
  }
}

// Aborted transactions that the cleaner has not met yet, the one that begins first in front: a
// binary heap, for thousands may lie ahead while each segment tells of a few more.

import type { AbortedEntry } from '../segment/transaction-index.ts';

export class ComingAborts {
  /** No entry begins before the one at `(slot - 1) >> 1`. */
  readonly #heap: AbortedEntry[] = [];

  get first(): AbortedEntry | undefined {
    return this.#heap[0];
  }

  add(entry: AbortedEntry): void {
    const heap = this.#heap;
    let slot = heap.length;
    for (;;) {
      const above = (slot - 1) >> 1;
      const parent = slot === 0 ? undefined : heap[above];
      if (parent === undefined || parent.firstOffset <= entry.firstOffset) break;
      heap[slot] = parent;
      slot = above;
    }
    heap[slot] = entry;
  }

  /** Forgets `first`. */
  takeFirst(): void {
    const heap = this.#heap;
    const entry = heap.pop();
    if (entry === undefined || heap.length === 0) return;
    let slot = 0;
    for (;;) {
      const [left, right] = [heap[2 * slot + 1], heap[2 * slot + 2]];
      const isRight = (right?.firstOffset ?? Infinity) < (left?.firstOffset ?? Infinity);
      const child = isRight ? right : left;
      if (child === undefined || child.firstOffset >= entry.firstOffset) break;
      heap[slot] = child;
      slot = 2 * slot + (isRight ? 2 : 1);
    }
    heap[slot] = entry;
  }
}

// The requests of one connection that are handled and not yet sent, oldest first: a ring of slots
// that grows when many are in flight, and whose slots are used again.

import { assert } from '@ottla/base';
import { RequestSlot, type SlotOwner } from './request-slot.ts';

const SLOTS_AT_FIRST = 2;

export class SlotRing {
  readonly #owner: SlotOwner;
  #slots: RequestSlot[] = [];
  #head = 0;
  #length = 0;

  constructor(owner: SlotOwner) {
    this.#owner = owner;
  }

  get length(): number {
    return this.#length;
  }

  /** The oldest slot; undefined where none is taken. */
  get head(): RequestSlot | undefined {
    return this.#length === 0 ? undefined : this.#slots[this.#head];
  }

  /** Takes the next slot. */
  push(): RequestSlot {
    if (this.#length === this.#slots.length) this.#grow();
    const slot = this.#slots[(this.#head + this.#length) % this.#slots.length];
    assert(slot !== undefined, 'the ring of requests has a hole');
    this.#length += 1;
    return slot;
  }

  /** Frees the oldest slot. */
  shift(): void {
    assert(this.#length > 0, 'no request to take off the ring');
    this.#slots[this.#head]?.clear();
    this.#head = (this.#head + 1) % this.#slots.length;
    this.#length -= 1;
  }

  /** All slots that are taken, oldest first. */
  *taken(): Generator<RequestSlot> {
    for (let i = 0; i < this.#length; i++) {
      const slot = this.#slots[(this.#head + i) % this.#slots.length];
      if (slot !== undefined) yield slot;
    }
  }

  /** Has what waits be answered at once: nobody is there to take it. */
  abandonWaiting(): void {
    for (const slot of this.taken()) {
      const { waiting } = slot;
      slot.waiting = undefined;
      if (!slot.isAnswered) waiting?.abandon();
    }
  }

  #grow(): void {
    const inOrder = [...this.#slots.slice(this.#head), ...this.#slots.slice(0, this.#head)];
    const count = Math.max(SLOTS_AT_FIRST, inOrder.length);
    for (let i = 0; i < count; i++) inOrder.push(new RequestSlot(this.#owner));
    this.#slots = inOrder;
    this.#head = 0;
  }
}

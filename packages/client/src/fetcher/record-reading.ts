// Hands out a batch record by record: the position goes with it, so that a loop may be left in the
// middle and nothing is skipped. Without I/O.

import type { AssignedPartition, Place } from './assigned-partition.ts';

export interface BatchInHand {
  readonly assigned: AssignedPartition;
  /** Not in hand any more where the partition has another one: it was sought, or is gone. */
  generation: number;
  /** Where consuming would start again if what is in hand were not finished. */
  from: Place;
}

/** A batch whose records are handed out one by one: only one is in hand at a time. */
export class RecordReading {
  readonly #inHand: BatchInHand;
  /** Where the whole batch ends. */
  readonly #end: Place;

  constructor(inHand: BatchInHand) {
    this.#inHand = inHand;
    const { assigned, generation, from } = inHand;
    const { position = 0, positionEpoch: leaderEpoch } = assigned;
    this.#end = { offset: position, leaderEpoch };
    // Nothing of it was taken yet, and nothing might be, where its first record is damaged.
    if (assigned.generation === generation) assigned.moveTo(from);
  }

  /** False once the partition was sought, paused or taken away: the rest is not to be read. */
  get isGood(): boolean {
    const { assigned, generation } = this.#inHand;
    return assigned.generation === generation && !assigned.isPaused;
  }

  take({ offset, leaderEpoch }: Place): void {
    const { assigned } = this.#inHand;
    assigned.position = offset + 1;
    assigned.positionEpoch = leaderEpoch;
  }

  /** The record taken last is finished. */
  finishRecord(): void {
    const { assigned } = this.#inHand;
    const { position = 0, positionEpoch: leaderEpoch } = assigned;
    this.#inHand.from = { offset: position, leaderEpoch };
  }

  /** All records are finished; so is what of the batch is not for the application. */
  finishBatch(): void {
    const { assigned } = this.#inHand;
    this.#inHand.from = assigned.placeAfter(this.#end);
    assigned.moveTo(this.#inHand.from);
  }

  /** Left in the middle: what was not taken will be fetched again. */
  leave(): void {
    const { assigned, generation } = this.#inHand;
    if (assigned.generation !== generation) return;
    const { position = 0, positionEpoch: leaderEpoch } = assigned;
    assigned.seek({ offset: position, leaderEpoch });
    // What was taken last is still in hand, and not finished.
    this.#inHand.generation = assigned.generation;
  }
}

// What the application has in hand, and so what it has finished: all before that. To ask for the
// next one says that the one in hand is finished. Without I/O.

import type { AssignedPartition } from '../fetcher/assigned-partition.ts';
import type { FetchedBatch } from '../fetcher/fetched-batch.ts';
import type { OffsetToCommit } from './commits/offsets.ts';

interface Place {
  readonly offset: number;
  readonly leaderEpoch: number;
}

interface InHand {
  readonly assigned: AssignedPartition;
  /** Not in hand any more where the partition has another one: it was sought, or is gone. */
  generation: number;
  /** Where consuming would start again if what is in hand were not finished. */
  from: Place;
}

export class Delivery {
  #inHand: InHand | undefined;

  /** Hands out the oldest batch that waits for this partition. */
  hand(assigned: AssignedPartition): FetchedBatch<unknown, unknown> | undefined {
    const { generation, position = 0, positionEpoch: leaderEpoch } = assigned;
    const batch = assigned.take();
    if (batch === undefined) return undefined;
    this.#inHand = { assigned, generation, from: { offset: position, leaderEpoch } };
    return batch;
  }

  /** The application asked for more: what it had is done. */
  finish(): void {
    this.#inHand = undefined;
  }

  /** The application commits these itself: what of it is in hand is finished as far as that. */
  committed(offsets: readonly OffsetToCommit[]): void {
    const inHand = this.#inHand;
    if (inHand === undefined) return;
    const { topic, partition, position = 0 } = inHand.assigned;
    for (const each of offsets) {
      if (each.topic !== topic || each.partition !== partition) continue;
      const isFurther = each.offset > inHand.from.offset && each.offset <= position;
      const { offset, leaderEpoch = -1 } = each;
      if (isFurther) inHand.from = { offset, leaderEpoch };
    }
  }

  /** Reads the batch in hand record by record from here on. */
  openBatch(): RecordReading | undefined {
    return this.#inHand === undefined ? undefined : new RecordReading(this.#inHand);
  }

  /** What of a partition is finished; undefined while its position is not known. */
  finished(assigned: AssignedPartition): OffsetToCommit | undefined {
    const inHand = this.#inHand;
    const { topic, partition, generation } = assigned;
    if (inHand?.assigned === assigned && inHand.generation === generation) {
      return { topic, partition, ...inHand.from };
    }
    return handedOut(assigned);
  }
}

/** What of a partition was handed out, finished or not. */
export function handedOut(assigned: AssignedPartition): OffsetToCommit | undefined {
  const { topic, partition, position, positionEpoch } = assigned;
  if (position === undefined || assigned.phase.kind === 'unset') return undefined;
  return { topic, partition, offset: position, leaderEpoch: positionEpoch };
}

/** A batch whose records are handed out one by one: only one is in hand at a time. */
export class RecordReading {
  readonly #inHand: InHand;
  /** Where the whole batch ends; undefined for an unknown position. */
  readonly #end: Place;

  constructor(inHand: InHand) {
    this.#inHand = inHand;
    const { position = 0, positionEpoch: leaderEpoch } = inHand.assigned;
    this.#end = { offset: position, leaderEpoch };
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
    assigned.position = this.#end.offset;
    assigned.positionEpoch = this.#end.leaderEpoch;
    this.#inHand.from = this.#end;
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

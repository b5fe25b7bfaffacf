// What the application has in hand, and so what it has finished: all before that. One who reads has
// one batch in hand, and to ask for the next says that it is finished; one who processes has one of
// each partition (processing/). Without I/O.

import type { AssignedPartition } from '../fetcher/assigned-partition.ts';
import type { FetchedBatch } from '../fetcher/fetched-batch.ts';
import { RecordReading, type BatchInHand } from '../fetcher/record-reading.ts';
import type { OffsetToCommit } from './commits/offsets.ts';

export interface InHand extends BatchInHand {
  /** Several of its records are handled at once: nobody but the handlers says what is finished. */
  readonly isProcessed: boolean;
}

export interface HandedBatch {
  readonly batch: FetchedBatch<unknown, unknown>;
  readonly inHand: InHand;
}

export class Delivery {
  readonly #inHand = new Map<AssignedPartition, InHand>();
  /** Handed out last to one who reads. */
  #open: InHand | undefined;

  /** Hands out the oldest batch that waits for this partition, to one who reads. */
  hand(assigned: AssignedPartition): FetchedBatch<unknown, unknown> | undefined {
    const handed = this.#hand(assigned, false);
    this.#open = handed?.inHand;
    return handed?.batch;
  }

  /** The same to be processed, beside what is in hand of other partitions; `drop` ends it. */
  handToProcess(assigned: AssignedPartition): HandedBatch | undefined {
    return this.#hand(assigned, true);
  }

  #hand(assigned: AssignedPartition, isProcessed: boolean): HandedBatch | undefined {
    const { generation, position = 0, positionEpoch: leaderEpoch } = assigned;
    const batch = assigned.take();
    if (batch === undefined) return undefined;
    const inHand = { assigned, generation, from: { offset: position, leaderEpoch }, isProcessed };
    this.#inHand.set(assigned, inHand);
    return { batch, inHand };
  }

  drop({ assigned }: InHand): void {
    this.#inHand.delete(assigned);
  }

  /** The application asked for more: what it had is done. */
  finish(): void {
    this.#open = undefined;
    this.#inHand.clear();
  }

  /** The application commits these itself: what of it is in hand is finished as far as that. */
  committed(offsets: readonly OffsetToCommit[]): void {
    for (const inHand of this.#inHand.values()) {
      if (!inHand.isProcessed) this.#committedOf(inHand, offsets);
    }
  }

  #committedOf(inHand: InHand, offsets: readonly OffsetToCommit[]): void {
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
    return this.#open === undefined ? undefined : new RecordReading(this.#open);
  }

  /**
   * What the application says is done where it commits all: what was handed out, but of what is
   * processed only what is finished.
   */
  done(assigned: AssignedPartition): OffsetToCommit | undefined {
    const isProcessed = this.#inHand.get(assigned)?.isProcessed === true;
    return isProcessed ? this.finished(assigned) : handedOut(assigned);
  }

  /** What of a partition is finished; undefined while its position is not known. */
  finished(assigned: AssignedPartition): OffsetToCommit | undefined {
    const inHand = this.#inHand.get(assigned);
    const { topic, partition, generation } = assigned;
    if (inHand?.generation === generation) {
      return { topic, partition, ...inHand.from };
    }
    return handedOut(assigned);
  }
}

/** What of a partition was handed out, finished or not. */
function handedOut(assigned: AssignedPartition): OffsetToCommit | undefined {
  const { topic, partition, position, positionEpoch } = assigned;
  if (position === undefined || assigned.phase.kind === 'unset') return undefined;
  return { topic, partition, offset: position, leaderEpoch: positionEpoch };
}

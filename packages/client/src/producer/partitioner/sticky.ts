// The partitioner for records without key (KIP-794): stay on one partition until a batch's worth of
// bytes went there, then move on, preferring partitions with short queues. One object per topic;
// pure but for the Random passed in.

import type { Random } from '@ottla/base';

/** Queue lengths of the partitions that may be chosen, in the same order as their ids. */
export interface PartitionLoads {
  readonly partitions: readonly number[];
  readonly queueLengths: readonly number[];
  /** Partitions of the topic, including those that were left out for having no ready leader. */
  readonly partitionCount: number;
}

/** The partitions of a topic from which a new one is chosen: what its metadata tells. */
export interface PartitionChoices {
  readonly partitions: { readonly length: number };
  /** Those that have a leader; may be empty. */
  readonly available: readonly number[];
}

interface WeightTable {
  readonly partitions: readonly number[];
  /** Running sums of the weights, so that the last is the total. */
  readonly sums: readonly number[];
}

export class StickyPartitioner {
  readonly #random: Random;
  readonly #stickyBytes: number;
  #current: number | undefined;
  #producedBytes = 0;

  /** `stickyBytes` is `batch.size`. */
  constructor(random: Random, stickyBytes: number) {
    this.#random = random;
    this.#stickyBytes = Math.max(1, stickyBytes);
  }

  current(choices: PartitionChoices): number {
    const known = this.#current;
    if (known !== undefined && known < choices.partitions.length) return known;
    return this.moveOn(choices, undefined);
  }

  /** Counts bytes that went to the current partition. True: it has had enough, see `isDone`. */
  produced(bytes: number, isBatchFull: boolean): boolean {
    this.#producedBytes += bytes;
    return this.isDone(isBatchFull);
  }

  /**
   * Whether to move on from the current partition: not while its open batch could still fill, but
   * at twice the size at the latest. Without an open batch `isBatchFull` is true.
   */
  isDone(isBatchFull: boolean): boolean {
    const bytes = this.#producedBytes;
    return (isBatchFull && bytes >= this.#stickyBytes) || bytes >= this.#stickyBytes * 2;
  }

  /**
   * Chooses another partition, perhaps the same: by queue length where `loads` are given and are
   * not all equal (adaptive partitioning).
   */
  moveOn(choices: PartitionChoices, loads: PartitionLoads | undefined): number {
    const weights = loads === undefined ? undefined : weightTable(loads);
    this.#producedBytes = 0;
    this.#current = this.#choose(choices, weights);
    return this.#current;
  }

  #choose({ partitions, available }: PartitionChoices, weights: WeightTable | undefined): number {
    const random = this.#random.uint32();
    if (weights !== undefined) return pickWeighted(weights, random);
    if (available.length === 0) return random % partitions.length;
    return available[random % available.length] ?? 0;
  }
}

function weightTable(loads: PartitionLoads): WeightTable | undefined {
  const { partitions, queueLengths, partitionCount } = loads;
  if (partitions.length < 1 || partitionCount < 2) return undefined;
  const first = queueLengths[0];
  const allEqual = queueLengths.every((length) => length === first);
  if (allEqual && partitions.length === partitionCount) return undefined;
  const weightMax = Math.max(...queueLengths) + 1;
  let sum = 0;
  const sums = queueLengths.map((length) => (sum += weightMax - length));
  return { partitions, sums };
}

function pickWeighted(table: WeightTable, random: number): number {
  const total = table.sums.at(-1) ?? 1;
  const drawn = random % total;
  const index = table.sums.findIndex((sum) => sum > drawn);
  return table.partitions[index] ?? 0;
}

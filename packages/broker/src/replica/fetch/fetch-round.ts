// One round over the partitions of a fetch: reads each in turn, with what those before it have left
// of the response's room. It stops at a place that the disk has to be asked for, and goes on once
// that is found; what was read before keeps its leases meanwhile.

import { assert } from '@ottla/base';
import type { HostedTopics } from '../hosted-topics.ts';
import type { FetchedPartition } from '../session/fetched-partition.ts';
import { type PartitionRead, type Reader, readPartition } from './partition-read.ts';

export interface FetchRoundOptions {
  readonly hosted: HostedTopics;
  readonly reader: Reader;
  /** In the order in which they are read. */
  readonly wanted: readonly FetchedPartition[];
  readonly limits: {
    readonly nowMs: number;
    /** Of all partitions together. */
    readonly maxBytes: number;
    readonly tellsPosition: boolean;
  };
}

export class FetchRound {
  /** Of the partitions that were read so far; the last one may be cold. */
  readonly results: PartitionRead[] = [];
  readonly #options: FetchRoundOptions;
  #leftBytes: number;
  #minOneMessage = true;

  constructor(options: FetchRoundOptions) {
    this.#options = options;
    this.#leftBytes = options.limits.maxBytes;
  }

  get isOver(): boolean {
    return this.results.length === this.#options.wanted.length && this.#cold === undefined;
  }

  /** To the end, or to a place that is cold: then `runOn`. */
  run(): void {
    const { hosted, reader, wanted, limits } = this.#options;
    for (let index = this.results.length; index < wanted.length; index++) {
      // The loop stays inside.
      const read = readPartition(hosted, wanted[index] as FetchedPartition, reader, {
        nowMs: limits.nowMs,
        tellsPosition: limits.tellsPosition,
        maxBytes: this.#leftBytes,
        minOneMessage: this.#minOneMessage,
      });
      this.results.push(read);
      if (read.cold !== undefined) return;
      this.#count(read);
    }
  }

  /** From the cold place on. Rejects for a bug only. */
  async runOn(): Promise<void> {
    const read = this.results.at(-1);
    assert(read?.cold !== undefined, 'a fetch waits for no disk');
    read.take(await read.cold.plan());
    this.#count(read);
    this.run();
  }

  get #cold(): PartitionRead | undefined {
    const last = this.results.at(-1);
    return last?.cold === undefined ? undefined : last;
  }

  #count({ sizeBytes }: PartitionRead): void {
    if (sizeBytes > 0) this.#minOneMessage = false;
    this.#leftBytes = Math.max(0, this.#leftBytes - sizeBytes);
  }
}

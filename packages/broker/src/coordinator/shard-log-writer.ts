// Where a shard's batches go: to the partition that this broker leads, acknowledged when the high
// watermark has passed them.

import type { Clock } from '@ottla/base';
import type { ShardWriter } from '@ottla/coordinator';
import type { ProtocolError } from '@ottla/protocol';
import type { Partition } from '../replica/partition.ts';

export interface ShardLogListener {
  /** Everything below is committed. */
  committed(highWatermark: number): void;
  /** What was appended will not be acknowledged here: leadership or the disk is lost. */
  lost(error: ProtocolError): void;
}

export class ShardLogWriter implements ShardWriter {
  readonly #partition: Partition;
  readonly #clock: Clock;
  readonly #listener: ShardLogListener;

  constructor(partition: Partition, clock: Clock, listener: ShardLogListener) {
    this.#partition = partition;
    this.#clock = clock;
    this.#listener = listener;
  }

  get batchBytesMax(): number {
    return this.#partition.config.messageBytesMax;
  }

  append(batch: Uint8Array): number | ProtocolError {
    const outcome = this.#partition.append(batch, {
      origin: 'coordinator',
      nowMs: this.#clock.wallMs(),
      acksAll: true,
    });
    if (outcome.kind === 'refused') return outcome.error;
    const { firstOffset, lastOffset } = outcome;
    this.tellCommitted(lastOffset + 1);
    return firstOffset;
  }

  /** Tells the listener once all below `requiredOffset` is committed. */
  tellCommitted(requiredOffset: number): void {
    this.#partition.committedAcks.push({
      requiredOffset,
      // Of the log that the partition has by then: it may have moved to another directory.
      reached: () => this.#listener.committed(this.#partition.log.highWatermark),
      refused: (error) => this.#listener.lost(error),
    });
  }
}

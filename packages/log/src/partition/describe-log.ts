// What a log shows of its inside: segments for tools and metrics, producers for DescribeProducers.
// Copies and read-only views, nothing to change it by.

import type { LogCore } from './log-core.ts';

export interface SegmentDescription {
  readonly baseOffset: number;
  readonly sizeBytes: number;
  /** -1 where no record has one. */
  readonly maxTimestamp: number;
}

export interface ProducerDescription {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly lastSequence: number;
  readonly lastTimestamp: number;
  readonly coordinatorEpoch: number;
  /** -1 for none. */
  readonly currentTransactionStartOffset: number;
}

export function describeProducers(core: LogCore): ProducerDescription[] {
  return [...core.producers.entries.values()].map((entry) => ({
    producerId: entry.producerId,
    producerEpoch: entry.epoch,
    lastSequence: entry.lastSequence,
    lastTimestamp: entry.lastTimestampMs,
    coordinatorEpoch: entry.coordinatorEpoch,
    currentTransactionStartOffset: entry.transactionFirstOffset,
  }));
}

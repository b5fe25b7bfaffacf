// Batches as a broker's answer brings them.

import { BatchBuilder } from '@ottla/protocol';

import { FetchedBatch } from '../src/fetcher/fetched-batch.ts';

/** `records` are whole batches, read from `fetchOffset` on. */
export function fetched(records: Uint8Array, fetchOffset: number): FetchedBatch {
  return new FetchedBatch({
    topic: 't',
    partition: 0,
    records: Buffer.from(records),
    fetchOffset,
    highWatermark: 100,
    logStartOffset: 0,
    aborted: undefined,
    checksCrcs: true,
    deserializers: { key: undefined, value: undefined },
  });
}

/** One record of 1,000 bytes. */
export function fetchedRecord(offset: number): FetchedBatch {
  const builder = new BatchBuilder({ baseOffset: offset, partitionLeaderEpoch: 1 });
  builder.append(1, null, 'v'.repeat(1_000));
  return fetched(builder.finish(), offset);
}

// Whole batches of the metadata log as metadata records: control batches are raft's own and are
// passed over.

import { type LoggedRecords, type MetadataRecord, readMetadataRecord } from '@ottla/metadata';
import { batchesIn, RecordCursor } from '@ottla/protocol';

/** One batch; a control batch has no records, but an end all the same. */
export interface LoggedBatch extends LoggedRecords {
  readonly endOffset: number;
}

/** Decodes batch by batch. Throws what a damaged record throws: nothing good follows it. */
export function* loggedBatches(batches: Uint8Array): Generator<LoggedBatch, void> {
  const cursor = new RecordCursor();
  for (const batch of batchesIn(batches)) {
    const records: MetadataRecord[] = [];
    if (!batch.isControl) {
      cursor.open(batch);
      while (cursor.next())
        if (cursor.value !== null) records.push(readMetadataRecord(cursor.value));
    }
    yield {
      records,
      baseOffset: batch.baseOffset,
      endOffset: batch.nextOffset,
      epoch: batch.partitionLeaderEpoch,
      timestampMs: batch.maxTimestamp,
    };
  }
}

// Batches for tests of the data plane.

import { BatchBuilder, type BatchBuilderOptions, batchesIn, RecordCursor } from '@ottla/protocol';

/** A batch of records with these values, as a producer sends it. */
export function batchOf(values: readonly string[], options: BatchBuilderOptions = {}): Uint8Array {
  const builder = new BatchBuilder(options);
  for (const value of values) builder.append(0, null, Buffer.from(value));
  return builder.finish();
}

/** The values of all records, with their offsets: `3:c`. */
export function recordsOf(records: Uint8Array | null): string[] {
  const found: string[] = [];
  if (records === null) return found;
  for (const batch of batchesIn(records, 0, records.length)) {
    const cursor = new RecordCursor().open(batch);
    while (cursor.next()) {
      const { bytes, valueStart, valueEnd, offset } = cursor;
      const value = Buffer.from(bytes.subarray(valueStart, valueEnd)).toString();
      found.push(`${offset}:${value}`);
    }
  }
  return found;
}

// A record as a line of JSON, with the names that `kcat -J` gives. Pure.

import type { ConsumedRecord } from '@ottla/client';

/** Headers are names and values in turn; the broker's id, which kcat adds, is left out. */
export function jsonOfRecord(record: JsonRecord): string {
  const { topic, partition, offset, timestamp, isLogAppendTime, headers } = record;
  const listed = headers.flatMap(({ key, value }) => [key, textOf(value)]);
  return `${JSON.stringify({
    topic,
    partition,
    offset,
    tstype: isLogAppendTime ? 'logappend' : 'create',
    ts: timestamp,
    ...(listed.length === 0 ? {} : { headers: listed }),
    key: textOf(record.key),
    payload: textOf(record.value),
  })}\n`;
}

export type JsonRecord = Pick<
  ConsumedRecord,
  'topic' | 'partition' | 'offset' | 'timestamp' | 'isLogAppendTime' | 'headers' | 'key' | 'value'
>;

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString();
}

// Records into a topic, as a test writes them.

import { Producer, type RecordMetadata } from '@ottla/client';

import type { KitClient, RecordToSend } from '../options.ts';
import { bytesOf } from './content.ts';

/** `nowMs`: the time of records that say none. In the order of `records`. */
export async function sendRecords(
  client: KitClient,
  topic: string,
  records: readonly RecordToSend[],
  nowMs: number,
): Promise<RecordMetadata[]> {
  // No sequence numbers: what the test produces itself gets the first ones.
  await using producer = new Producer({ ...client, enableIdempotence: false });
  return Promise.all(
    records.map(({ key, value, headers, timestamp = nowMs, partition }) =>
      producer.send({
        topic,
        partition,
        key: bytesOf(key),
        value: bytesOf(value),
        headers,
        timestamp: Number(timestamp),
      }),
    ),
  );
}

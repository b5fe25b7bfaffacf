// All records that a topic holds now, up to the ends that it has when it is asked.

import { Admin, type OffsetResult, PartitionConsumer, valueOf } from '@ottla/client';

import type { KitClient } from '../options.ts';
import { SeenRecord } from './seen-record.ts';

/** Nothing is waited for but answers of a broker in this process: no record takes so long. */
const READ_MS = 10_000;

export interface PartitionEnds {
  readonly topic: string;
  readonly partition: number;
  readonly start: number;
  readonly end: number;
}

/** First and next offsets of a topic's partitions. Throws where there is no such topic. */
export async function endsOf(admin: Admin, topics: readonly string[]): Promise<PartitionEnds[]> {
  const described = await admin.describeTopics(topics);
  const all = [...described.values()].flatMap(({ name, partitions }) =>
    partitions.map(({ partition }) => ({ topic: name, partition })),
  );
  const at = (place: 'earliest' | 'latest') =>
    admin.listOffsets(all.map((each) => ({ ...each, at: place })));
  const [starts, ends] = await Promise.all([at('earliest'), at('latest')]);
  const offset = (result: OffsetResult | undefined): number =>
    result === undefined ? 0 : valueOf(result.found).offset;
  return all.map((each, index) => ({
    ...each,
    start: offset(starts[index]),
    end: offset(ends[index]),
  }));
}

/** By partition, then by offset. */
export async function readTopic(
  client: KitClient,
  admin: Admin,
  topic: string,
): Promise<SeenRecord[]> {
  const ends = await endsOf(admin, [topic]);
  return readUpTo(client, ends);
}

export async function readUpTo(
  client: KitClient,
  ends: readonly PartitionEnds[],
): Promise<SeenRecord[]> {
  const wanted = ends.filter(({ start, end }) => end > start);
  const left = new Map(wanted.map((each) => [keyOf(each), each.end]));
  const seen: SeenRecord[] = [];
  await using consumer = new PartitionConsumer(client);
  consumer.assign(
    wanted.map(({ topic, partition, start }) => ({ topic, partition, from: { offset: start } })),
  );
  while (left.size > 0) {
    const batch = await consumer.next({ timeoutMs: READ_MS });
    const end = left.get(keyOf(batch)) ?? 0;
    for (const record of batch) if (record.offset < end) seen.push(new SeenRecord(record));
    if (batch.nextOffset >= end) left.delete(keyOf(batch));
  }
  return seen.toSorted((a, b) => byPlace(a, b));
}

function keyOf({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}-${partition}`;
}

function byPlace(a: SeenRecord, b: SeenRecord): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
  return a.partition - b.partition || a.offset - b.offset;
}

// What the tests of compacted topics do as clients: topics with configs, keyed records, and all of
// a partition that is left, with its offsets.

import assert from 'node:assert/strict';

import {
  BatchBuilder,
  batchesIn,
  createTopicsApi,
  errorOf,
  errors,
  fetchApi,
  incrementalAlterConfigsApi,
  listOffsetsApi,
  produceApi,
  RecordCursor,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';

type Configs = Readonly<Record<string, string>>;

const FETCH_BYTES = 1_000_000;

export async function createTopic(client: RawClient, name: string, configs: Configs) {
  const entries = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
  const topics = [{ name, numPartitions: 1, replicationFactor: 1, configs: entries }];
  const { topics: results } = await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  assert.equal(results[0]?.errorCode, errors.NONE.code, String(results[0]?.errorMessage));
}

/** Kafka's types of resources: 2 a topic, 4 a broker, '' all brokers. The name of the error. */
export async function alterConfigs(
  client: RawClient,
  [resourceType, resourceName]: readonly [2 | 4, string],
  configs: Configs,
): Promise<string> {
  const entries = Object.entries(configs).map(([name, value]) => ({
    name,
    configOperation: 0,
    value,
  }));
  const resources = [{ resourceType, resourceName, configs: entries }];
  const { responses } = await client.ask(incrementalAlterConfigsApi, 1, { resources });
  return errorOf(responses[0]?.errorCode ?? -1).name;
}

/** In one batch; a value of null is a tombstone. */
export async function put(
  client: RawClient,
  topic: string,
  records: readonly (readonly [key: string, value: string | null])[],
  timestamp = 1_700_000_000_000,
): Promise<void> {
  const builder = new BatchBuilder();
  for (const [key, value] of records) {
    builder.append(timestamp, Buffer.from(key), value === null ? null : Buffer.from(value));
  }
  const partitionData = [{ index: 0, records: builder.finish() }];
  const topicData = [{ name: topic, partitionData }];
  const answer = await client.ask(produceApi, 9, { acks: -1, timeoutMs: 5000, topicData });
  assert.equal(answer.responses[0]?.partitionResponses[0]?.errorCode, errors.NONE.code);
}

export interface Left {
  readonly offset: number;
  readonly key: string;
  readonly value: string | null;
}

/** All records of the first partition, and its high watermark. */
export async function readAll(client: RawClient, topic: string): Promise<[Left[], number]> {
  const left: Left[] = [];
  let fetchOffset = await earliest(client, topic);
  for (;;) {
    const partitions = [{ partition: 0, fetchOffset, partitionMaxBytes: FETCH_BYTES }];
    const topics = [{ topic, partitions }];
    const request = { maxWaitMs: 0, minBytes: 0, maxBytes: FETCH_BYTES, topics };
    const { responses } = await client.ask(fetchApi, 12, request);
    const found = responses[0]?.partitions[0];
    assert.equal(found?.errorCode, errors.NONE.code);
    const before = fetchOffset;
    for (const batch of batchesIn(found.records ?? new Uint8Array())) {
      fetchOffset = batch.nextOffset;
      const cursor = new RecordCursor().open(batch);
      while (cursor.next()) left.push(recordAt(cursor));
    }
    if (fetchOffset === before) return [left, Number(found.highWatermark)];
  }
}

async function earliest(client: RawClient, name: string): Promise<number> {
  const topics = [{ name, partitions: [{ partitionIndex: 0, timestamp: -2 }] }];
  const { topics: found } = await client.ask(listOffsetsApi, 5, { replicaId: -1, topics });
  return Number(found[0]?.partitions[0]?.offset);
}

function recordAt({ offset, key, value }: RecordCursor): Left {
  const text = value === null ? null : Buffer.from(value).toString();
  return { offset, key: Buffer.from(key ?? []).toString(), value: text };
}

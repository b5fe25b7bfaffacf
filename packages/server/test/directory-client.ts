// What the tests of log directories ask a node: topics of one partition, records in and out, and
// what it tells of its directories and leaders.

import assert from 'node:assert/strict';

import {
  alterReplicaLogDirsApi,
  BatchBuilder,
  createTopicsApi,
  describeLogDirsApi,
  errorOf,
  fetchApi,
  metadataApi,
  produceApi,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';

type Configs = Readonly<Record<string, string>>;

export async function createTopic(
  client: RawClient,
  name: string,
  configs: Configs = {},
): Promise<string> {
  const entries = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
  const topics = [{ name, numPartitions: 1, replicationFactor: 1, configs: entries }];
  const { topics: made } = await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  assert.equal(errorOf(made[0]?.errorCode ?? -1).name, 'NONE');
  return made[0]?.topicId ?? '';
}

/** Without waiting for the answer. */
export function sendRecord(client: RawClient, name: string, value = 'x'): void {
  const builder = new BatchBuilder({ baseOffset: 0, partitionLeaderEpoch: -1 });
  builder.append(1_700_000_000_000, null, Buffer.from(value));
  const topicData = [{ name, partitionData: [{ index: 0, records: builder.finish() }] }];
  client.send(produceApi, 9, { acks: -1, timeoutMs: 5000, topicData });
}

/** The error of an append of one record; `NONE` where it was acknowledged. */
export async function produce(client: RawClient, name: string, value: string): Promise<string> {
  sendRecord(client, name, value);
  const { responses } = (await client.receive(produceApi, 9)).response;
  return errorOf(responses[0]?.partitionResponses[0]?.errorCode ?? -1).name;
}

/** The high watermark as a fetch tells it, or its error. */
export async function fetch(
  client: RawClient,
  topic: string,
  fetchOffset = 0,
): Promise<string | number> {
  const partitions = [{ partition: 0, fetchOffset, partitionMaxBytes: 1_000_000 }];
  const topics = [{ topic, partitions }];
  const request = { maxWaitMs: 0, minBytes: 0, maxBytes: 1_000_000, topics };
  const { responses } = await client.ask(fetchApi, 12, request);
  const [partition] = responses[0]?.partitions ?? [];
  const error = errorOf(partition?.errorCode ?? -1).name;
  return error === 'NONE' ? Number(partition?.highWatermark) : error;
}

/** Path by path what DescribeLogDirs tells: its topics, `-future` for copies, or its error. */
export async function directories(client: RawClient): Promise<Record<string, string>> {
  const { results } = await client.ask(describeLogDirsApi, 4, { topics: null });
  return Object.fromEntries(
    results.map(({ logDir, errorCode, topics }) => {
      const names = topics.map(({ name, partitions }) =>
        partitions.some(({ isFutureKey }) => isFutureKey) ? `${name}-future` : name,
      );
      return [logDir, errorCode === 0 ? names.toSorted().join(' ') : errorOf(errorCode).name];
    }),
  );
}

/** `leader error offline-replicas` of a topic's partition. */
export async function leadership(client: RawClient, name: string): Promise<string> {
  const { topics } = await client.ask(metadataApi, 12, { topics: [{ name }] });
  const [partition] = topics[0]?.partitions ?? [];
  assert.ok(partition, `${name} has no partition`);
  const error = errorOf(partition.errorCode).name;
  return `${partition.leaderId} ${error} [${partition.offlineReplicas.join()}]`;
}

/** The error for moving a topic's partition to a directory. */
export async function move(client: RawClient, name: string, path: string): Promise<string> {
  const dirs = [{ path, topics: [{ name, partitions: [0] }] }];
  const { results } = await client.ask(alterReplicaLogDirsApi, 2, { dirs });
  return errorOf(results[0]?.partitions[0]?.errorCode ?? -1).name;
}

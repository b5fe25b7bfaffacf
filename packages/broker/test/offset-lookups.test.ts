// ListOffsets, OffsetForLeaderEpoch and DeleteRecords: offsets by time, place and epoch, and what
// deletion makes of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  BatchBuilder,
  deleteRecordsApi,
  type ErrorName,
  errorOf,
  fetchApi,
  listOffsetsApi,
  offsetForLeaderEpochApi,
  produceApi,
} from '@ottla/protocol';
import { DataPlane, registerBroker } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

async function produce(client: RawClient, timestamps: readonly number[]): Promise<void> {
  const builder = new BatchBuilder();
  for (const timestamp of timestamps) builder.append(timestamp, null, Buffer.from('v'));
  const partitionData = [{ index: 0, records: builder.finish() }];
  const request = { acks: 1, topicData: [{ name: 't', partitionData }] };
  const { responses } = await client.ask(produceApi, 9, request);
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, 0);
}

interface Lookup {
  readonly version?: number;
  readonly replicaId?: number;
  readonly epoch?: number;
  readonly index?: number;
  readonly topic?: string;
}

async function list(client: RawClient, timestamp: number | bigint, lookup: Lookup = {}) {
  const { version = 11, replicaId = -1, epoch = -1, index = 0, topic = 't' } = lookup;
  const { topics } = await client.ask(listOffsetsApi, version, {
    replicaId,
    topics: [
      {
        name: topic,
        partitions: [{ partitionIndex: index, currentLeaderEpoch: epoch, timestamp }],
      },
    ],
  });
  const result = topics[0]?.partitions[0];
  assert.ok(result !== undefined);
  const error = errorOf(result.errorCode).name;
  return { error, offset: result.offset, timestamp: result.timestamp, epoch: result.leaderEpoch };
}

const TIMES: readonly { at: number | bigint; offset: number; timestamp: number }[] = [
  { at: 0, offset: 0, timestamp: 100 },
  { at: 100, offset: 0, timestamp: 100 },
  { at: 101, offset: 1, timestamp: 200 },
  { at: 250, offset: 2, timestamp: 300 },
  { at: 301, offset: -1, timestamp: -1 },
  { at: 2n ** 60n, offset: -1, timestamp: -1 },
  { at: -1, offset: 4, timestamp: -1 },
  { at: -2, offset: 0, timestamp: -1 },
  { at: -3, offset: 2, timestamp: 300 },
  { at: -4, offset: 0, timestamp: -1 },
  { at: -5, offset: -1, timestamp: -1 },
  { at: -6, offset: -1, timestamp: -1 },
];

test('list offsets: times and places', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { leaderEpoch: 2 });
  const client = await plane.connect();
  await produce(client, [100, 200]);
  await produce(client, [300, 250]);
  for (const { at, offset, timestamp } of TIMES) {
    const found = await list(client, at);
    const told = [found.error, found.offset, found.timestamp];
    assert.deepEqual(told, ['NONE', offset, timestamp], `${at}`);
    if (offset > 0) assert.equal(found.epoch, 2, `${at}`);
  }
  await plane.stop();
});

test('list offsets: each place from its version on', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  const first = new Map([[-1, 1], [-2, 1], [-3, 7], [-4, 8], [-5, 9], [-6, 11], [-7, 99]]);
  for (let version = 1; version <= 11; version++) {
    for (const [place, from] of first) {
      const { error } = await list(client, place, { version });
      const expected = version >= from ? 'NONE' : 'UNSUPPORTED_VERSION';
      assert.equal(error, expected, `${place} in version ${version}`);
    }
  }
  await plane.stop();
});

const REFUSED: readonly { name: string; lookup: Lookup; error: ErrorName }[] = [
  { name: 'unknown topic', lookup: { topic: 'no' }, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
  { name: 'unknown partition', lookup: { index: 9 }, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
  { name: 'older epoch', lookup: { epoch: 1 }, error: 'FENCED_LEADER_EPOCH' },
  { name: 'newer epoch', lookup: { epoch: 3 }, error: 'UNKNOWN_LEADER_EPOCH' },
];

for (const { name, lookup, error } of REFUSED) {
  test(`list offsets: ${name}`, async () => {
    const plane = await DataPlane.start();
    plane.createTopic('t', { leaderEpoch: 2 });
    const found = await list(await plane.connect(), -1, lookup);
    assert.deepEqual([found.error, found.offset], [error, -1]);
    await plane.stop();
  });
}

test('list offsets: a partition that is asked for twice is refused', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  const partitions = [
    { partitionIndex: 0, timestamp: -1 },
    { partitionIndex: 0, timestamp: -2 },
  ];
  const request = { replicaId: -1, topics: [{ name: 't', partitions }] };
  const { topics } = await client.ask(listOffsetsApi, 7, request);
  const told = topics[0]?.partitions.map(({ errorCode }) => errorOf(errorCode).name);
  assert.deepEqual(told, ['INVALID_REQUEST', 'INVALID_REQUEST']);
  await plane.stop();
});

test('list offsets: a new leader has no latest offset before it is committed', async () => {
  const plane = await DataPlane.start();
  plane.apply([registerBroker(2)]);
  const id = plane.createTopic('t', { replicas: [1, 2] });
  const client = await plane.connect();
  await produce(client, [100]);
  plane.elect(id, 1);
  const latest = async (version: number) => (await list(client, -1, { version })).error;
  assert.equal(await latest(4), 'LEADER_NOT_AVAILABLE');
  assert.equal(await latest(5), 'OFFSET_NOT_AVAILABLE');
  assert.equal((await list(client, -2)).offset, 0, 'the earliest is known');
  assert.equal((await list(client, 50)).error, 'OFFSET_NOT_AVAILABLE');
  assert.equal((await list(client, -1, { replicaId: 2 })).offset, 1, 'a broker sees the end');
  await plane.stop();
});

test('list offsets: followers answer the debugging consumer only', async () => {
  const plane = await DataPlane.start();
  plane.apply([registerBroker(2)]);
  plane.createTopic('t', { replicas: [1, 2], leader: 2 });
  const client = await plane.connect();
  assert.equal((await list(client, -1)).error, 'NOT_LEADER_OR_FOLLOWER');
  assert.equal((await list(client, -1, { replicaId: -2 })).error, 'NONE');
  await plane.stop();
});

test('offset for leader epoch', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  await produce(client, [1, 2]);
  plane.elect(id, 1);
  await produce(client, [3]);
  const ask = async (leaderEpoch: number, currentLeaderEpoch = -1, partition = 0) => {
    const partitions = [{ partition, currentLeaderEpoch, leaderEpoch }];
    const request = { topics: [{ topic: 't', partitions }] };
    const { topics } = await client.ask(offsetForLeaderEpochApi, 4, request);
    const end = topics[0]?.partitions[0];
    return [errorOf(end?.errorCode ?? -1).name, end?.leaderEpoch, end?.endOffset];
  };
  assert.deepEqual(await ask(0), ['NONE', 0, 2]);
  assert.deepEqual(await ask(1), ['NONE', 1, 3]);
  assert.deepEqual(await ask(2), ['NONE', -1, -1]);
  assert.deepEqual(await ask(1, 0), ['FENCED_LEADER_EPOCH', -1, -1]);
  assert.deepEqual(await ask(1, 2), ['UNKNOWN_LEADER_EPOCH', -1, -1]);
  assert.deepEqual(await ask(0, -1, 9), ['UNKNOWN_TOPIC_OR_PARTITION', -1, -1]);
  await plane.stop();
});

async function deleteTo(client: RawClient, offset: number, topic = 't', version = 2) {
  const partitions = [{ partitionIndex: 0, offset }];
  const request = { timeoutMs: 3000, topics: [{ name: topic, partitions }] };
  const { topics } = await client.ask(deleteRecordsApi, version, request);
  const result = topics[0]?.partitions[0];
  return [errorOf(result?.errorCode ?? -1).name, result?.lowWatermark];
}

test('delete records: up to an offset, or the high watermark', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  await produce(client, [1, 2, 3, 4]);
  for (const version of [0, 1, 2]) {
    assert.deepEqual(await deleteTo(client, version, 't', version), ['NONE', version]);
  }
  assert.deepEqual(await deleteTo(client, 1), ['NONE', 2], 'a start never moves back');
  assert.equal((await list(client, -2)).offset, 2);
  const topics = [{ topic: 't', partitions: [partition(0)] }];
  const fetch = { maxWaitMs: 0, maxBytes: 1000, topics };
  const { responses } = await client.ask(fetchApi, 12, fetch);
  assert.equal(errorOf(responses[0]?.partitions[0]?.errorCode ?? -1).name, 'OFFSET_OUT_OF_RANGE');
  assert.deepEqual(await deleteTo(client, 5), ['OFFSET_OUT_OF_RANGE', -1]);
  assert.deepEqual(await deleteTo(client, -2), ['OFFSET_OUT_OF_RANGE', -1]);
  assert.deepEqual(await deleteTo(client, -1), ['NONE', 4]);
  await plane.stop();
});

function partition(fetchOffset: number) {
  return { partition: 0, fetchOffset, partitionMaxBytes: 1000 };
}

test('delete records: what is refused', async () => {
  const plane = await DataPlane.start();
  plane.apply([registerBroker(2)]);
  plane.createTopic('compacted', { configs: { 'cleanup.policy': 'compact' } });
  plane.createTopic('__consumer_offsets');
  plane.createTopic('elsewhere', { replicas: [1, 2], leader: 2 });
  const client = await plane.connect();
  assert.deepEqual(await deleteTo(client, 0, 'no'), ['UNKNOWN_TOPIC_OR_PARTITION', -1]);
  assert.deepEqual(await deleteTo(client, 0, 'compacted'), ['POLICY_VIOLATION', -1]);
  const internal = await deleteTo(client, 0, '__consumer_offsets');
  assert.deepEqual(internal, ['INVALID_TOPIC_EXCEPTION', -1]);
  assert.deepEqual(await deleteTo(client, 0, 'elsewhere'), ['NOT_LEADER_OR_FOLLOWER', -1]);
  await plane.stop();
});

test('delete records: waits for followers, up to the timeout', async () => {
  const plane = await DataPlane.start();
  plane.apply([registerBroker(2)]);
  const id = plane.createTopic('t', { replicas: [1, 2] });
  const [client, follower] = [await plane.connect(), await plane.connect()];
  await produce(client, [1, 2]);
  const follow = (fetchOffset: number, logStartOffset: number) =>
    follower.ask(fetchApi, 15, {
      replicaState: { replicaId: 2, replicaEpoch: -1 },
      maxBytes: 1000,
      topics: [{ topicId: id, partitions: [{ ...partition(fetchOffset), logStartOffset }] }],
    });
  await follow(2, 0);
  const startMs = plane.universe.nowMs;
  assert.deepEqual(await deleteTo(client, 1), ['REQUEST_TIMED_OUT', 0]);
  assert.ok(plane.universe.nowMs - startMs >= 3000);
  const partitions = [{ partitionIndex: 0, offset: 2 }];
  client.send(deleteRecordsApi, 2, { timeoutMs: 60_000, topics: [{ name: 't', partitions }] });
  await plane.universe.advance(100);
  await follow(2, 2);
  const { response } = await client.receive(deleteRecordsApi, 2);
  assert.equal(response.topics[0]?.partitions[0]?.lowWatermark, 2);
  await plane.stop();
});

// Produce at every version: what is refused, with which error, in which form.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  type Draft,
  type ErrorName,
  errorOf,
  produceApi,
  type ProduceRequest,
  type ProduceResponse,
  zeroUuid,
} from '@ottla/protocol';
import { batchOf } from './batches.ts';
import { DataPlane, registerBroker } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

const VERSIONS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];

interface Target {
  readonly topic: string;
  readonly id: string;
  readonly index?: number;
}

function produce(
  version: number,
  { topic, id, index = 0 }: Target,
  records: Uint8Array | null,
  rest: Draft<ProduceRequest> = {},
): Draft<ProduceRequest> {
  const named = version >= 13 ? { topicId: id } : { name: topic };
  const partitionData = [{ index, records }];
  return { acks: -1, timeoutMs: 1000, topicData: [{ ...named, partitionData }], ...rest };
}

function resultOf(response: ProduceResponse) {
  const result = response.responses[0]?.partitionResponses[0];
  assert.ok(result !== undefined);
  return { ...result, error: errorOf(result.errorCode).name };
}

async function resultsByVersion(
  plane: DataPlane,
  request: (version: number) => Draft<ProduceRequest>,
): Promise<Map<number, ReturnType<typeof resultOf>>> {
  const client = await plane.connect();
  const results = new Map<number, ReturnType<typeof resultOf>>();
  for (const version of VERSIONS) {
    results.set(version, resultOf(await client.ask(produceApi, version, request(version))));
  }
  return results;
}

/** A batch with some of its bytes changed, and its checksum made right or not. */
function spoilt(position: number, value: number): Uint8Array {
  const batch = Buffer.from(batchOf(['a']));
  batch[position] = value;
  return batch;
}

/** A topic that is never made. */
const NOBODYS: Target = { topic: 'no', id: 'noxxxxxxxxxxxxxxxxxxxA' };

const compressed = (codec: 'gzip' | 'zstd') => batchOf(['a'.repeat(100)], { codec });

/** Of the expected error by version, the last entry whose version is not above it counts. */
const TABLE: readonly {
  readonly name: string;
  readonly request: (version: number, t: Target) => Draft<ProduceRequest>;
  readonly expected: Readonly<Record<number, ErrorName>>;
}[] = [
  {
    name: 'a sound batch',
    request: (version, t) => produce(version, t, batchOf(['a'])),
    expected: { 3: 'NONE' },
  },
  {
    name: 'a topic that nobody has',
    request: (version) => produce(version, NOBODYS, batchOf(['a'])),
    expected: { 3: 'UNKNOWN_TOPIC_OR_PARTITION', 13: 'UNKNOWN_TOPIC_ID' },
  },
  {
    name: 'a topic without name or id',
    request: (version) => produce(version, { topic: '', id: zeroUuid }, batchOf(['a'])),
    expected: { 3: 'UNKNOWN_TOPIC_OR_PARTITION', 13: 'UNKNOWN_TOPIC_ID' },
  },
  {
    name: 'a partition that the topic does not have',
    request: (version, t) => produce(version, { ...t, index: 7 }, batchOf(['a'])),
    expected: { 3: 'UNKNOWN_TOPIC_OR_PARTITION' },
  },
  {
    name: 'a negative partition',
    request: (version, t) => produce(version, { ...t, index: -1 }, batchOf(['a'])),
    expected: { 3: 'UNKNOWN_TOPIC_OR_PARTITION' },
  },
  {
    name: 'no records',
    request: (version, t) => produce(version, t, null),
    expected: { 3: 'INVALID_RECORD' },
  },
  {
    name: 'empty records',
    request: (version, t) => produce(version, t, new Uint8Array(0)),
    expected: { 3: 'INVALID_RECORD' },
  },
  {
    name: 'two batches',
    request: (version, t) => produce(version, t, Buffer.concat([batchOf(['a']), batchOf(['b'])])),
    expected: { 3: 'INVALID_RECORD' },
  },
  {
    name: 'an old message format',
    request: (version, t) => produce(version, t, spoilt(16, 1)),
    expected: { 3: 'INVALID_RECORD' },
  },
  {
    name: 'a wrong checksum',
    request: (version, t) => produce(version, t, spoilt(65, 99)),
    expected: { 3: 'CORRUPT_MESSAGE' },
  },
  {
    name: 'acks that do not exist',
    request: (version, t) => produce(version, t, batchOf(['a']), { acks: 2 }),
    expected: { 3: 'INVALID_REQUIRED_ACKS' },
  },
  {
    name: 'zstd, which came with version 7',
    request: (version, t) => produce(version, t, compressed('zstd')),
    expected: { 3: 'UNSUPPORTED_COMPRESSION_TYPE', 7: 'NONE' },
  },
  {
    name: 'gzip',
    request: (version, t) => produce(version, t, compressed('gzip')),
    expected: { 3: 'NONE' },
  },
  {
    name: 'a batch beyond max.message.bytes',
    request: (version, t) => produce(version, t, batchOf(['a'.repeat(20_000)])),
    expected: { 3: 'MESSAGE_TOO_LARGE' },
  },
];

for (const { name, request, expected } of TABLE) {
  test(`produce: ${name}`, async () => {
    const plane = await DataPlane.start();
    const id = plane.createTopic('t', { configs: { 'max.message.bytes': '10000' } });
    const target = { topic: 't', id };
    const results = await resultsByVersion(plane, (version) => request(version, target));
    for (const [version, result] of results) {
      const wanted = Object.entries(expected).findLast(([from]) => Number(from) <= version)?.[1];
      assert.equal(result.error, wanted, `version ${version}`);
      if (wanted === 'NONE') continue;
      assert.equal(result.baseOffset, -1, `version ${version}`);
      assert.equal(result.logAppendTimeMs, -1, `version ${version}`);
      if (version >= 8) assert.ok((result.errorMessage ?? '').length > 0, `version ${version}`);
    }
    await plane.stop();
    assert.equal(plane.receivePool.leasedSlabs, 0);
  });
}

test('produce: another leader is named from version 10 on', async () => {
  const plane = await DataPlane.start();
  plane.apply([registerBroker(2)]);
  const id = plane.createTopic('t', { replicas: [1, 2], leader: 2, leaderEpoch: 5 });
  const client = await plane.connect();
  for (const version of VERSIONS) {
    const request = produce(version, { topic: 't', id }, batchOf(['a']));
    const response = await client.ask(produceApi, version, request);
    const { error, currentLeader } = resultOf(response);
    assert.equal(error, 'NOT_LEADER_OR_FOLLOWER');
    const { leaderId, leaderEpoch } = currentLeader;
    const isTold = version >= 10;
    assert.deepEqual([leaderId, leaderEpoch], isTold ? [2, 5] : [-1, -1], `version ${version}`);
    const endpoints = response.nodeEndpoints.map(({ nodeId, host, port }) => [nodeId, host, port]);
    const expected = isTold ? [[2, 'host2', 9092]] : [];
    assert.deepEqual(endpoints, expected, `version ${version}`);
  }
  await plane.stop();
});

test('produce: too few in-sync replicas refuse acks=all only', async () => {
  const plane = await DataPlane.start();
  const configs = { 'min.insync.replicas': '2' };
  const id = plane.createTopic('t', { replicas: [1, 2, 3], isr: [1], configs });
  const client = await plane.connect();
  const ask = async (acks: number) =>
    resultOf(
      await client.ask(produceApi, 9, produce(9, { topic: 't', id }, batchOf(['a']), { acks })),
    ).error;
  assert.equal(await ask(-1), 'NOT_ENOUGH_REPLICAS');
  assert.equal(await ask(1), 'NONE');
  const [partition] = [...plane.replicas.hosted.online()];
  assert.equal(partition?.log.logEndOffset, 1);
  assert.equal(partition?.log.highWatermark, 0, 'too few replicas commit nothing');
  await plane.stop();
});

test('produce: acks=all times out while a follower is missing, acks=1 does not wait', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t', { replicas: [1, 2] });
  const [client, other] = [await plane.connect(), await plane.connect()];
  const target = { topic: 't', id };
  client.send(produceApi, 9, produce(9, target, batchOf(['a']), { timeoutMs: 3000 }));
  const one = await other.ask(produceApi, 9, produce(9, target, batchOf(['b']), { acks: 1 }));
  assert.equal(resultOf(one).error, 'NONE');
  assert.equal(resultOf(one).baseOffset, 1);
  const startMs = plane.universe.nowMs;
  const { response } = await client.receive(produceApi, 9);
  assert.equal(resultOf(response).error, 'REQUEST_TIMED_OUT');
  assert.ok(plane.universe.nowMs - startMs > 2900);
  await plane.stop();
});

test('produce: lost leadership answers what waits', async () => {
  const plane = await DataPlane.start();
  plane.apply([registerBroker(2)]);
  const id = plane.createTopic('t', { replicas: [1, 2] });
  const client = await plane.connect();
  const request = produce(10, { topic: 't', id }, batchOf(['a']), { timeoutMs: 60_000 });
  client.send(produceApi, 10, request);
  await plane.universe.advance(100);
  plane.elect(id, 2);
  const { response } = await client.receive(produceApi, 10);
  const result = resultOf(response);
  assert.equal(result.error, 'NOT_LEADER_OR_FOLLOWER');
  assert.equal(result.currentLeader.leaderId, 2);
  await plane.stop();
});

test('produce: a deleted topic answers what waits', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t', { replicas: [1, 2] });
  const client = await plane.connect();
  client.send(produceApi, 9, produce(9, { topic: 't', id }, batchOf(['a']), { timeoutMs: 60_000 }));
  await plane.universe.advance(100);
  plane.deleteTopic(id);
  const { response } = await client.receive(produceApi, 9);
  assert.equal(resultOf(response).error, 'NOT_LEADER_OR_FOLLOWER');
  await plane.stop();
});

test('produce: acks=0 is not answered, and an error ends the connection', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  const target = { topic: 't', id };
  client.send(produceApi, 9, produce(9, target, batchOf(['a']), { acks: 0 }));
  const asked = await client.ask(produceApi, 9, produce(9, target, batchOf(['b'])));
  assert.equal(resultOf(asked).baseOffset, 1, 'the first answer is that of the second request');
  client.send(produceApi, 9, produce(9, { topic: 'no', id }, batchOf(['c']), { acks: 0 }));
  await client.untilEnded();
  assert.equal(client.responses.length, 0);
  await plane.stop();
});

test("produce: the cluster's own topics take batches of the admin client only", async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('__consumer_offsets');
  const client = await plane.connect();
  const request = produce(9, { topic: '__consumer_offsets', id }, batchOf(['a']));
  const refused = await client.ask(produceApi, 9, request);
  assert.equal(resultOf(refused).error, 'INVALID_TOPIC_EXCEPTION');
  const taken = await client.ask(produceApi, 9, request, { clientId: '__admin_client' });
  assert.equal(resultOf(taken).error, 'NONE');
  await plane.stop();
});

test('produce: records without keys are named on a compacted topic', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t', { configs: { 'cleanup.policy': 'compact' } });
  const results = await resultsByVersion(plane, (version) =>
    produce(version, { topic: 't', id }, batchOf(['a', 'b'])),
  );
  for (const [version, { error, recordErrors, logStartOffset }] of results) {
    assert.equal(error, 'INVALID_RECORD');
    const indexes = recordErrors.map(({ batchIndex }) => batchIndex);
    assert.deepEqual(indexes, version >= 8 ? [0, 1] : [], `version ${version}`);
    if (version >= 5) assert.equal(logStartOffset, 0, `version ${version}`);
  }
  await plane.stop();
});

test('produce: LogAppendTime is told', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t', { configs: { 'message.timestamp.type': 'LogAppendTime' } });
  const client = await plane.connect();
  const response = await client.ask(produceApi, 9, produce(9, { topic: 't', id }, batchOf(['a'])));
  const { logAppendTimeMs } = resultOf(response);
  assert.ok(Math.abs(Number(logAppendTimeMs) - plane.world.clock.wallMs()) < 1000);
  await plane.stop();
});

test('produce: a producer that repeats a batch gets the offset of the first', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  const ask = (baseSequence: number, producerEpoch = 0) =>
    client
      .ask(
        produceApi,
        9,
        produce(9, { topic: 't', id }, idempotent(baseSequence, producerEpoch)),
      )
      .then(resultOf);
  assert.equal((await ask(0)).baseOffset, 0);
  assert.equal((await ask(1)).baseOffset, 1);
  const repeated = await ask(0);
  assert.deepEqual([repeated.error, repeated.baseOffset], ['NONE', 0]);
  assert.equal((await ask(5)).error, 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  assert.equal((await ask(0, 1)).baseOffset, 2, 'a new epoch starts anew');
  assert.equal((await ask(2, 0)).error, 'INVALID_PRODUCER_EPOCH');
  await plane.stop();
});

function idempotent(baseSequence: number, producerEpoch: number): Uint8Array {
  return batchOf(['a'], {
    producer: { producerId: 4000, producerEpoch, baseSequence, isTransactional: false },
  });
}

test('produce: transactions are refused as long as none are served', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  const producer = { producerId: 4000, producerEpoch: 0, baseSequence: 0, isTransactional: true };
  const records = batchOf(['a'], { producer });
  const ask = async (transactionalId: string | null) =>
    resultOf(
      await client.ask(produceApi, 9, produce(9, { topic: 't', id }, records, { transactionalId })),
    ).error;
  assert.equal(await ask(null), 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED');
  assert.equal(await ask('mine'), 'INVALID_TXN_STATE');
  await plane.stop();
});

test('produce: a disk that fails is KAFKA_STORAGE_ERROR, once and from then on', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client: RawClient = await plane.connect();
  const request = produce(9, { topic: 't', id }, batchOf(['a']));
  assert.equal(resultOf(await client.ask(produceApi, 9, request)).error, 'NONE');
  plane.universe.storage('broker').faults.capacityBytes = 0;
  for (let i = 0; i < 2; i++) {
    const failed = resultOf(await client.ask(produceApi, 9, request));
    assert.equal(failed.error, 'KAFKA_STORAGE_ERROR');
  }
  assert.ok(plane.directory.isOffline);
});

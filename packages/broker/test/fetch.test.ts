// Fetch: limits, waiting, isolation, errors by version.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  type Draft,
  type ErrorName,
  errorOf,
  errors,
  fetchApi,
  type FetchRequest,
  type FetchResponse,
  produceApi,
} from '@ottla/protocol';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane, registerBroker } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

const VERSIONS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];

async function produce(client: RawClient, topic: string, values: readonly string[], index = 0) {
  const partitionData = [{ index, records: batchOf(values) }];
  const request = { acks: 1, timeoutMs: 1000, topicData: [{ name: topic, partitionData }] };
  const { responses } = await client.ask(produceApi, 9, request);
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, errors.NONE.code);
}

interface Wanted {
  readonly topic: string;
  readonly id?: string;
  readonly index?: number;
  readonly offset?: number;
  readonly epoch?: number;
  readonly lastFetchedEpoch?: number;
  readonly maxBytes?: number;
}

function fetch(
  version: number,
  wanted: readonly Wanted[],
  rest: Draft<FetchRequest> = {},
): Draft<FetchRequest> {
  const topics = wanted.map((each) => ({
    ...(version >= 13 ? { topicId: each.id ?? '' } : { topic: each.topic }),
    partitions: [
      {
        partition: each.index ?? 0,
        fetchOffset: each.offset ?? 0,
        partitionMaxBytes: each.maxBytes ?? 1_000_000,
        ...(version >= 9 ? { currentLeaderEpoch: each.epoch ?? -1 } : {}),
        ...(version >= 12 ? { lastFetchedEpoch: each.lastFetchedEpoch ?? -1 } : {}),
      },
    ],
  }));
  return { maxWaitMs: 0, minBytes: 1, maxBytes: 10_000_000, topics, ...rest };
}

function resultsOf(response: FetchResponse) {
  return response.responses.flatMap(({ topic, partitions }) =>
    partitions.map((each) => ({
      ...each,
      topic,
      error: errorOf(each.errorCode).name,
      values: recordsOf(each.records),
    })),
  );
}

test('fetch: every version brings the same records', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  await produce(client, 't', ['a', 'b']);
  await produce(client, 't', ['c']);
  for (const version of VERSIONS) {
    const request = fetch(version, [{ topic: 't', id, offset: 1 }]);
    const [result] = resultsOf(await client.ask(fetchApi, version, request));
    // The batch that holds the offset comes whole; the client skips what lies before.
    assert.deepEqual(result?.values, ['0:a', '1:b', '2:c'], `version ${version}`);
    assert.equal(result.highWatermark, 3);
    assert.equal(result.lastStableOffset, 3);
    assert.equal(result.preferredReadReplica, -1);
    assert.equal(result.abortedTransactions, null);
    if (version >= 5) assert.equal(result.logStartOffset, 0);
  }
  await plane.stop();
});

const ERRORS: readonly {
  readonly name: string;
  readonly wanted: (t: Wanted) => Wanted;
  readonly expected: Readonly<Record<number, ErrorName>>;
  readonly from?: number;
}[] = [
  {
    name: 'an unknown topic',
    wanted: () => ({ topic: 'no', id: 'noxxxxxxxxxxxxxxxxxxxA' }),
    expected: { 4: 'UNKNOWN_TOPIC_OR_PARTITION', 13: 'UNKNOWN_TOPIC_ID' },
  },
  {
    name: 'an unknown partition',
    wanted: (t) => ({ ...t, index: 5 }),
    expected: { 4: 'UNKNOWN_TOPIC_OR_PARTITION' },
  },
  {
    name: 'an offset beyond the end',
    wanted: (t) => ({ ...t, offset: 100 }),
    expected: { 4: 'OFFSET_OUT_OF_RANGE' },
  },
  {
    name: 'a negative offset',
    wanted: (t) => ({ ...t, offset: -1 }),
    expected: { 4: 'OFFSET_OUT_OF_RANGE' },
  },
  {
    name: 'an older leader epoch',
    wanted: (t) => ({ ...t, epoch: 4 }),
    expected: { 9: 'FENCED_LEADER_EPOCH' },
    from: 9,
  },
  {
    name: 'a newer leader epoch',
    wanted: (t) => ({ ...t, epoch: 6 }),
    expected: { 9: 'UNKNOWN_LEADER_EPOCH' },
    from: 9,
  },
];

for (const { name, wanted, expected, from = 4 } of ERRORS) {
  test(`fetch: ${name}`, async () => {
    const plane = await DataPlane.start();
    const id = plane.createTopic('t', { leaderEpoch: 5 });
    const client = await plane.connect();
    await produce(client, 't', ['a']);
    for (const version of VERSIONS.filter((each) => each >= from)) {
      // An error is answered at once, however long the client would wait.
      const rest = { maxWaitMs: 60_000, minBytes: 1_000_000 };
      const request = fetch(version, [wanted({ topic: 't', id })], rest);
      const startMs = plane.universe.nowMs;
      const [result] = resultsOf(await client.ask(fetchApi, version, request));
      assert.ok(plane.universe.nowMs - startMs < 1000);
      const error = Object.entries(expected).findLast(([at]) => Number(at) <= version)?.[1];
      assert.equal(result?.error, error, `version ${version}`);
      assert.ok(result !== undefined);
      const { highWatermark, lastStableOffset, values } = result;
      assert.deepEqual([highWatermark, lastStableOffset, values], [-1, -1, []]);
    }
    await plane.stop();
  });
}

test('fetch: another leader is named from version 16 on', async () => {
  const plane = await DataPlane.start();
  plane.apply([registerBroker(2)]);
  const id = plane.createTopic('t', { replicas: [1, 2], leader: 2, leaderEpoch: 5 });
  const client = await plane.connect();
  for (const version of [10, 16, 18]) {
    const request = fetch(version, [{ topic: 't', id, epoch: 4 }]);
    const response = await client.ask(fetchApi, version, request);
    const [result] = resultsOf(response);
    assert.equal(result?.error, 'FENCED_LEADER_EPOCH');
    const isTold = version >= 16;
    const { leaderId, leaderEpoch } = result.currentLeader;
    assert.deepEqual([leaderId, leaderEpoch], isTold ? [2, 5] : [-1, -1], `version ${version}`);
    const nodes = response.nodeEndpoints.map(({ nodeId }) => nodeId);
    assert.deepEqual(nodes, isTold ? [2] : []);
  }
  // Consumers of version 11 and later may read from a follower.
  const [old] = resultsOf(await client.ask(fetchApi, 10, fetch(10, [{ topic: 't', id }])));
  assert.equal(old?.error, 'NOT_LEADER_OR_FOLLOWER');
  const [young] = resultsOf(await client.ask(fetchApi, 11, fetch(11, [{ topic: 't', id }])));
  assert.equal(young?.error, 'NONE');
  await plane.stop();
});

test('fetch: waits for records, and is answered as soon as they are there', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const [reader, writer] = [await plane.connect(), await plane.connect()];
  reader.send(fetchApi, 12, fetch(12, [{ topic: 't' }], { maxWaitMs: 10_000 }));
  await plane.universe.advance(500);
  assert.equal(reader.responses.length, 0);
  const startMs = plane.universe.nowMs;
  await produce(writer, 't', ['a']);
  const { response } = await reader.receive(fetchApi, 12);
  assert.deepEqual(resultsOf(response)[0]?.values, ['0:a']);
  assert.ok(plane.universe.nowMs - startMs < 100);
  await plane.stop();
});

test('fetch: is answered empty when its time is up', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  const startMs = plane.universe.nowMs;
  const response = await client.ask(fetchApi, 12, fetch(12, [{ topic: 't' }], { maxWaitMs: 3000 }));
  const waitedMs = plane.universe.nowMs - startMs;
  assert.ok(waitedMs >= 3000 && waitedMs < 3100, `${waitedMs} ms`);
  const [result] = resultsOf(response);
  assert.deepEqual([result?.error, result?.values], ['NONE', []]);
  await plane.stop();
});

test('fetch: waits until min bytes have come', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { partitions: 2 });
  const [reader, writer] = [await plane.connect(), await plane.connect()];
  const wanted = [{ topic: 't' }, { topic: 't', index: 1 }];
  reader.send(fetchApi, 12, fetch(12, wanted, { maxWaitMs: 10_000, minBytes: 250 }));
  for (const index of [0, 1, 0]) {
    await plane.universe.advance(100);
    assert.equal(reader.responses.length, 0);
    await produce(writer, 't', ['x'.repeat(30)], index);
  }
  const { response } = await reader.receive(fetchApi, 12);
  const counts = resultsOf(response).map(({ values }) => values.length);
  assert.deepEqual(counts, [2, 1]);
  await plane.stop();
});

test('fetch: a topic that is deleted ends the wait', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  client.send(fetchApi, 12, fetch(12, [{ topic: 't' }], { maxWaitMs: 60_000 }));
  await plane.universe.advance(100);
  plane.deleteTopic(id);
  const { response } = await client.receive(fetchApi, 12);
  assert.equal(resultsOf(response)[0]?.error, 'UNKNOWN_TOPIC_OR_PARTITION');
  await plane.stop();
});

test('fetch: limits leave out whole batches, but for the first', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { partitions: 3 });
  const client = await plane.connect();
  for (const index of [0, 1, 2]) {
    for (let i = 0; i < 3; i++) await produce(client, 't', ['v'.repeat(1000)], index);
  }
  const ask = async (maxBytes: number, partitionBytes: number) => {
    const wanted = [0, 1, 2].map((index) => ({ topic: 't', index, maxBytes: partitionBytes }));
    const response = await client.ask(fetchApi, 12, fetch(12, wanted, { maxBytes }));
    return resultsOf(response).map(({ values }) => values.length);
  };
  assert.deepEqual(await ask(1_000_000, 1_000_000), [3, 3, 3]);
  assert.deepEqual(await ask(1, 1), [1, 0, 0], 'one batch comes whatever the limits');
  assert.deepEqual(await ask(5000, 1_000_000), [3, 1, 0], 'the response is full');
  assert.deepEqual(await ask(1_000_000, 2500), [2, 2, 2], 'each partition is full');
  assert.deepEqual(await ask(0, 0), [1, 0, 0]);
  await plane.stop();
});

test('fetch.max.bytes limits every response', async () => {
  const plane = await DataPlane.start({ fetchBytesMax: 2500 });
  plane.createTopic('t');
  const client = await plane.connect();
  for (let i = 0; i < 5; i++) await produce(client, 't', ['v'.repeat(1000)]);
  const response = await client.ask(fetchApi, 12, fetch(12, [{ topic: 't' }]));
  assert.equal(resultsOf(response)[0]?.values.length, 2);
  await plane.stop();
});

for (const tailBytes of [0, 10_000_000]) {
  test(`fetch: everything, batch by batch, with ${tailBytes} bytes of tail`, async () => {
    const plane = await DataPlane.start({ tailBytes });
    plane.createTopic('t', { configs: { 'segment.bytes': '1048576' } });
    const client = await plane.connect();
    const expected: string[] = [];
    for (let i = 0; i < 60; i++) {
      const value = `${i}`.padEnd(50_000, 'x');
      expected.push(`${i}:${value}`);
      await produce(client, 't', [value]);
    }
    const found: string[] = [];
    while (found.length < expected.length) {
      const wanted = [{ topic: 't', offset: found.length, maxBytes: 170_000 }];
      const [result] = resultsOf(await client.ask(fetchApi, 12, fetch(12, wanted)));
      assert.ok((result?.values.length ?? 0) > 0);
      found.push(...(result?.values ?? []));
    }
    assert.deepEqual(found, expected);
    await plane.stop();
    assert.equal(plane.receivePool.leasedSlabs, 0);
    assert.equal(plane.readPool.leasedSlabs, 0);
  });
}

test('fetch: consumers see no more than what all in-sync replicas have', async () => {
  const plane = await DataPlane.start();
  plane.apply([registerBroker(2, 8)]);
  const id = plane.createTopic('t', { replicas: [1, 2] });
  const [client, follower] = [await plane.connect(), await plane.connect()];
  await produce(client, 't', ['a']);
  await produce(client, 't', ['b']);
  const consume = async () => {
    const response = await client.ask(fetchApi, 12, fetch(12, [{ topic: 't' }]));
    return resultsOf(response)[0]?.values;
  };
  const follow = async (offset: number, replicaEpoch = 8) => {
    const replicaState = { replicaId: 2, replicaEpoch };
    const request = fetch(15, [{ topic: 't', id, offset, epoch: 0 }], { replicaState });
    return resultsOf(await follower.ask(fetchApi, 15, request))[0];
  };
  assert.deepEqual(await consume(), []);
  assert.deepEqual((await follow(0))?.values, ['0:a', '1:b'], 'a follower reads to the end');
  assert.deepEqual(await consume(), []);
  assert.equal((await follow(2, 7))?.error, 'NOT_LEADER_OR_FOLLOWER', 'of an earlier life');
  assert.deepEqual(await consume(), []);
  assert.equal((await follow(1))?.error, 'NONE');
  assert.deepEqual(await consume(), ['0:a']);
  await follow(2);
  assert.deepEqual(await consume(), ['0:a', '1:b']);
  await plane.stop();
});

test('fetch: a follower that is none of the replicas should try again', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  const ask = async (epoch: number) => {
    const replicaState = { replicaId: 9, replicaEpoch: -1 };
    const request = fetch(15, [{ topic: 't', id, epoch }], { replicaState });
    return resultsOf(await client.ask(fetchApi, 15, request))[0]?.error;
  };
  assert.equal(await ask(0), 'UNKNOWN_LEADER_EPOCH');
  assert.equal(await ask(-1), 'NOT_LEADER_OR_FOLLOWER');
  await plane.stop();
});

test('fetch: logs that part are told where', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  await produce(client, 't', ['a', 'b']);
  plane.elect(id, 1);
  plane.elect(id, 1);
  await produce(client, 't', ['c']);
  const ask = async (offset: number, lastFetchedEpoch: number) => {
    const request = fetch(12, [{ topic: 't', offset, lastFetchedEpoch }]);
    const [result] = resultsOf(await client.ask(fetchApi, 12, request));
    assert.ok(result !== undefined);
    const { epoch, endOffset } = result.divergingEpoch;
    return [result.error, epoch, endOffset, result.values.length];
  };
  assert.deepEqual(await ask(2, 0), ['NONE', -1, -1, 1], 'no difference');
  assert.deepEqual(await ask(5, 0), ['NONE', 0, 2, 0], 'more than there was of the epoch');
  assert.deepEqual(await ask(3, 1), ['NONE', 0, 2, 0], 'records of an epoch that wrote none');
  assert.deepEqual(await ask(3, 9), ['OFFSET_OUT_OF_RANGE', -1, -1, 0], 'an epoch to come');
  await plane.stop();
});

test('fetch: a failed disk is told as a lost leader to the oldest clients', async () => {
  const plane = await DataPlane.start();
  const id = plane.createTopic('t');
  const client = await plane.connect();
  await produce(client, 't', ['a']);
  plane.universe.storage('broker').faults.capacityBytes = 0;
  const partitionData = [{ index: 0, records: batchOf(['b']) }];
  await client.ask(produceApi, 9, { acks: 1, topicData: [{ name: 't', partitionData }] });
  for (const version of VERSIONS) {
    const request = fetch(version, [{ topic: 't', id }]);
    const [result] = resultsOf(await client.ask(fetchApi, version, request));
    const expected = version <= 5 ? 'NOT_LEADER_OR_FOLLOWER' : 'KAFKA_STORAGE_ERROR';
    assert.equal(result?.error, expected, `version ${version}`);
  }
});

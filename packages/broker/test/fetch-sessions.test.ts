// Fetch sessions (KIP-227): full, incremental, forgotten partitions, epochs, the limit of the
// cache.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  type Draft,
  errorOf,
  fetchApi,
  type FetchRequest,
  type FetchResponse,
  produceApi,
} from '@ottla/protocol';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

const INITIAL = 0;
const FINAL = -1;
const VERSION = 12;

async function produce(client: RawClient, index: number, value: string): Promise<void> {
  const partitionData = [{ index, records: batchOf([value]) }];
  await client.ask(produceApi, 9, { acks: 1, topicData: [{ name: 't', partitionData }] });
}

/** A fetch of partitions of `t`, each from an offset. */
function fetch(
  sessionId: number,
  sessionEpoch: number,
  offsets: Readonly<Record<number, number>> = {},
  rest: Draft<FetchRequest> = {},
): Draft<FetchRequest> {
  const partitions = Object.entries(offsets).map(([partition, fetchOffset]) => ({
    partition: Number(partition),
    fetchOffset,
    partitionMaxBytes: 100_000,
  }));
  const topics = partitions.length === 0 ? [] : [{ topic: 't', partitions }];
  const limits = { maxWaitMs: 0, minBytes: 1, maxBytes: 1_000_000 };
  return { ...limits, sessionId, sessionEpoch, topics, ...rest };
}

/** `partition:error:values` of each partition told. */
function told(response: FetchResponse): string[] {
  return response.responses.flatMap(({ partitions }) =>
    partitions.map(({ partitionIndex, errorCode, records }) => {
      const values = recordsOf(records).join('+');
      return `${partitionIndex}:${errorOf(errorCode).name}:${values}`;
    }),
  );
}

async function start(slots = 1000) {
  const plane = await DataPlane.start({ fetchSessionSlots: slots });
  const id = plane.createTopic('t', { partitions: 3 });
  const client = await plane.connect();
  const ask = (request: Draft<FetchRequest>) => client.ask(fetchApi, VERSION, request);
  return { plane, id, client, ask };
}

test('a session tells what changes, and nothing else', async () => {
  const { plane, client, ask } = await start();
  const full = await ask(fetch(0, INITIAL, { 0: 0, 1: 0, 2: 0 }));
  const { sessionId } = full;
  assert.ok(sessionId > 0);
  assert.deepEqual(told(full), ['0:NONE:', '1:NONE:', '2:NONE:'], 'all, at first');
  assert.deepEqual(told(await ask(fetch(sessionId, 1))), [], 'nothing is new');
  await produce(client, 1, 'a');
  assert.deepEqual(told(await ask(fetch(sessionId, 2))), ['1:NONE:0:a']);
  assert.deepEqual(told(await ask(fetch(sessionId, 3))), ['1:NONE:0:a'], 'until it moves on');
  assert.deepEqual(told(await ask(fetch(sessionId, 4, { 1: 1 }))), []);
  await plane.stop();
});

test('a session forgets partitions, and ends with the last one', async () => {
  const { plane, client, ask } = await start();
  const { sessionId } = await ask(fetch(0, INITIAL, { 0: 0, 1: 0 }));
  await produce(client, 0, 'a');
  await produce(client, 1, 'b');
  const forget = (partitions: number[]) => ({ forgottenTopicsData: [{ topic: 't', partitions }] });
  assert.deepEqual(told(await ask(fetch(sessionId, 1, {}, forget([0])))), ['1:NONE:0:b']);
  const last = await ask(fetch(sessionId, 2, {}, forget([1])));
  assert.deepEqual([last.sessionId, told(last)], [0, []]);
  assert.equal(plane.sessions.size, 0);
  const after = await ask(fetch(sessionId, 3));
  assert.equal(errorOf(after.errorCode).name, 'FETCH_SESSION_ID_NOT_FOUND');
  await plane.stop();
});

test('partitions that were served have their turn last', async () => {
  const { plane, client, ask } = await start();
  const { sessionId } = await ask(fetch(0, INITIAL, { 0: 0, 1: 0, 2: 0 }));
  for (const index of [0, 1, 2]) await produce(client, index, 'v'.repeat(100));
  const served: (string | undefined)[] = [];
  for (let epoch = 1; epoch <= 4; epoch++) {
    const [first] = told(await ask(fetch(sessionId, epoch, {}, { maxBytes: 1 })));
    served.push(first?.slice(0, 1));
  }
  assert.deepEqual(served, ['0', '1', '2', '0']);
  await plane.stop();
});

test('an error is told each time, and its end once', async () => {
  const { plane, client, ask } = await start();
  await produce(client, 0, 'a');
  const { sessionId } = await ask(fetch(0, INITIAL, { 0: 5 }));
  const error = ['0:OFFSET_OUT_OF_RANGE:'];
  assert.deepEqual(told(await ask(fetch(sessionId, 1))), error);
  assert.deepEqual(told(await ask(fetch(sessionId, 2))), error);
  assert.deepEqual(told(await ask(fetch(sessionId, 3, { 0: 1 }))), ['0:NONE:']);
  assert.deepEqual(told(await ask(fetch(sessionId, 4))), []);
  await plane.stop();
});

/** What is wrong, the epoch sent, what is added to the id, the version, the error. */
const MISUSE: readonly (readonly [string, number, number, number, string])[] = [
  ['another id', 1, 1, 12, 'FETCH_SESSION_ID_NOT_FOUND'],
  ['a late epoch', 2, 0, 12, 'INVALID_FETCH_SESSION_EPOCH'],
  ['names, then ids', 1, 0, 13, 'FETCH_SESSION_TOPIC_ID_ERROR'],
];

for (const [name, epoch, id, version, error] of MISUSE) {
  test(`a session with ${name} is refused, and goes on`, async () => {
    const { plane, client, ask } = await start();
    const { sessionId } = await ask(fetch(0, INITIAL, { 0: 0 }));
    const refused = await client.ask(fetchApi, version, fetch(sessionId + id, epoch));
    assert.equal(errorOf(refused.errorCode).name, error);
    assert.deepEqual([refused.sessionId, refused.responses], [0, []]);
    assert.equal((await ask(fetch(sessionId, 1))).errorCode, 0);
    await plane.stop();
  });
}

test('a new session and a last request close the old one', async () => {
  const { plane, ask } = await start();
  const first = await ask(fetch(0, INITIAL, { 0: 0 }));
  const second = await ask(fetch(first.sessionId, INITIAL, { 0: 0 }));
  assert.notEqual(second.sessionId, first.sessionId);
  assert.equal(plane.sessions.size, 1);
  const last = await ask(fetch(second.sessionId, FINAL, { 0: 0 }));
  assert.deepEqual([last.sessionId, told(last)], [0, ['0:NONE:']]);
  assert.equal(plane.sessions.size, 0);
  await plane.stop();
});

test('without room there is no session, and fetching works', async () => {
  const { plane, client, ask } = await start(1);
  await produce(client, 0, 'a');
  const first = await ask(fetch(0, INITIAL, { 0: 0 }));
  assert.ok(first.sessionId > 0);
  const second = await ask(fetch(0, INITIAL, { 0: 0 }));
  assert.deepEqual([second.sessionId, told(second)], [0, ['0:NONE:0:a']]);
  // Two minutes unused: the next one may have its place.
  await plane.universe.advance(121_000);
  assert.ok((await ask(fetch(0, INITIAL, { 0: 0 }))).sessionId > 0);
  await plane.stop();
});

test('topics by id: a topic that is deleted is told as unknown', async () => {
  const { plane, id, client } = await start();
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }];
  const topics = [{ topicId: id, partitions }];
  const rest = { maxWaitMs: 0, minBytes: 1, maxBytes: 1000 };
  const full = await client.ask(fetchApi, 13, { ...rest, sessionEpoch: INITIAL, topics });
  const next = { ...rest, sessionId: full.sessionId };
  assert.deepEqual(told(await client.ask(fetchApi, 13, { ...next, sessionEpoch: 1 })), []);
  plane.deleteTopic(id);
  const gone = await client.ask(fetchApi, 13, { ...next, sessionEpoch: 2 });
  assert.deepEqual(told(gone), ['0:UNKNOWN_TOPIC_ID:']);
  await plane.stop();
});

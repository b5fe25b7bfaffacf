// Batches whose check takes long are examined by a worker: meanwhile the others are served, what
// follows on the same connection waits, and what has changed by the time they are back is obeyed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Offload } from '@ottla/base';
import { examineBatchJob } from '@ottla/log';
import {
  apiVersionsApi,
  type Codec,
  errors,
  fetchApi,
  type ProducerState,
  produceApi,
  RecordBatch,
} from '@ottla/protocol';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const CODECS: readonly Codec[] = ['gzip', 'snappy', 'lz4', 'zstd'];
/** Expands to 700 KB. */
const LARGE = Array.from({ length: 700 }, (_, index) => `${index}`.padEnd(1000, '.'));
/** Longer than any job takes in the simulation. */
const JOB_MS = 5;

function produce(batches: readonly Uint8Array[], acks = 1, name = 't') {
  const partitionData = batches.map((records, index) => ({ index, records }));
  return { acks, timeoutMs: 1000, topicData: [{ name, partitionData }] };
}

function batchBy(values: readonly string[], sequence: number, codec: Codec = 'zstd'): Uint8Array {
  const state = { producerId: 5, producerEpoch: 0, isTransactional: false };
  const producer: ProducerState = { ...state, baseSequence: sequence };
  return batchOf(values, { codec, producer });
}

async function results(client: RawClient): Promise<{ error: string; offset: number }[]> {
  const { response } = await client.receive(produceApi, 9);
  const parts = response.responses.flatMap(({ partitionResponses }) => partitionResponses);
  return parts.map(({ errorCode, baseOffset }) => {
    const error = Object.values(errors).find(({ code }) => code === errorCode)?.name ?? '';
    return { error, offset: Number(baseOffset) };
  });
}

async function valuesIn(plane: DataPlane): Promise<string[]> {
  const client = await plane.connect();
  const values: string[] = [];
  for (;;) {
    const partitions = [{ partition: 0, fetchOffset: values.length, partitionMaxBytes: 1_000_000 }];
    const topics = [{ topic: 't', partitions }];
    const request = { maxWaitMs: 0, minBytes: 0, maxBytes: 1_000_000, topics };
    const { responses } = await client.ask(fetchApi, 12, request);
    const found = recordsOf(responses[0]?.partitions[0]?.records ?? null);
    if (found.length === 0) return values;
    values.push(...found.map((each) => each.slice(each.indexOf(':') + 1)));
  }
}

async function stop(plane: DataPlane): Promise<void> {
  await plane.stop();
  assert.equal(plane.replicas.examinations.size, 0);
  assert.equal(plane.receivePool.leasedSlabs, 0, 'received bytes are held by nobody');
  assert.deepEqual(plane.log.lines.filter(({ level }) => level === 'error'), []);
}

for (const codec of CODECS) {
  test(`${codec}: a large batch is taken as a small one is`, async () => {
    const plane = await DataPlane.start();
    plane.createTopic('t');
    const client = await plane.connect();
    client.send(produceApi, 9, produce([batchOf(LARGE, { codec })]));
    assert.deepEqual(await results(client), [{ error: 'NONE', offset: 0 }]);
    assert.deepEqual(await valuesIn(plane), LARGE);
    await stop(plane);
  });
}

test('others are served while a batch is away, and its own connection waits', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const [busy, other] = [await plane.connect(), await plane.connect()];
  busy.send(produceApi, 9, produce([batchOf(LARGE, { codec: 'gzip' })]));
  busy.send(produceApi, 9, produce([batchOf(['after'])]));
  busy.send(apiVersionsApi, 3, software);
  await plane.universe.runUntil(() => plane.replicas.examinations.size === 1);
  await other.ask(apiVersionsApi, 3, software);
  assert.equal(busy.responses.length, 0);
  assert.deepEqual(await results(busy), [{ error: 'NONE', offset: 0 }]);
  assert.deepEqual(await results(busy), [{ error: 'NONE', offset: LARGE.length }]);
  await busy.receive(apiVersionsApi, 3);
  assert.deepEqual((await valuesIn(plane)).at(-1), 'after');
  await stop(plane);
});

test('the batches of one request and of many are appended in their order', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { partitions: 3 });
  const client = await plane.connect();
  const large = batchOf(LARGE, { codec: 'zstd' });
  const rounds = 6;
  for (let round = 0; round < rounds; round++) {
    const small = batchOf([`${round}`]);
    client.send(produceApi, 9, produce([small, large, small], round % 2 === 0 ? 1 : -1));
  }
  for (let round = 0; round < rounds; round++) {
    assert.deepEqual(await results(client), [
      { error: 'NONE', offset: round },
      { error: 'NONE', offset: round * LARGE.length },
      { error: 'NONE', offset: round },
    ]);
  }
  await stop(plane);
});

test('sequences of an idempotent producer hold, large and small in turn', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  let sequence = 0;
  const wanted: { error: string; offset: number }[] = [];
  for (let round = 0; round < 5; round++) {
    for (const values of [LARGE, [`${round}`]]) {
      client.send(produceApi, 9, produce([batchBy(values, sequence)], -1));
      wanted.push({ error: 'NONE', offset: sequence });
      sequence += values.length;
    }
  }
  for (const each of wanted) assert.deepEqual(await results(client), [each]);
  await stop(plane);
});

test('a batch whose worker fails is refused for now, what follows it is not', async (t) => {
  let fails = 1;
  const failing = (workers: Offload): Offload => ({
    run: async (job, input) => {
      if (job.name !== examineBatchJob.name || fails === 0) return await workers.run(job, input);
      fails -= 1;
      throw new Error('the worker thread ended');
    },
  });
  const plane = await DataPlane.start({ offload: failing });
  plane.createTopic('t', { partitions: 2 });
  const client = await plane.connect();
  const examined = t.mock.method(examineBatchJob, 'run');
  const large = batchOf(LARGE, { codec: 'zstd' });
  client.send(produceApi, 9, produce([large, batchOf(['beside'])]));
  const { response } = await client.receive(produceApi, 9);
  const answers = response.responses[0]?.partitionResponses ?? [];
  const { NOT_ENOUGH_REPLICAS, NONE } = errors;
  const codes = answers.map(({ errorCode }) => errorCode);
  assert.deepEqual(codes, [NOT_ENOUGH_REPLICAS.code, NONE.code]);
  assert.match(answers[0]?.errorMessage ?? '', /not be examined, .*: the worker thread ended/);
  assert.equal(examined.mock.callCount(), 0);
  const [line, ...others] = plane.log.lines.filter(({ level }) => level === 'warn');
  assert.equal(line?.message, 'a batch could not be examined');
  assert.deepEqual(line.fields, { topic: 't', partition: 0, problem: 'the worker thread ended' });
  assert.deepEqual(others, []);
  client.send(produceApi, 9, produce([large]));
  assert.deepEqual(await results(client), [{ error: 'NONE', offset: 0 }]);
  await stop(plane);
});

test('a batch that is sent again while it is away is there once', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const [first, second] = [await plane.connect(), await plane.connect()];
  first.send(produceApi, 9, produce([batchBy(LARGE, 0)]));
  await plane.universe.runUntil(() => plane.replicas.examinations.size === 1);
  first.connection.destroy();
  second.send(produceApi, 9, produce([batchBy(LARGE, 0)]));
  assert.deepEqual(await results(second), [{ error: 'NONE', offset: 0 }]);
  assert.deepEqual(await valuesIn(plane), LARGE);
  await stop(plane);
});

const changes: readonly [string, (plane: DataPlane, id: string) => unknown, string][] = [
  ['another leader', (plane, id) => plane.elect(id, 2), 'NOT_LEADER_OR_FOLLOWER'],
  ['a new epoch of the same leader', (plane, id) => plane.elect(id, 1), 'NONE'],
  ['no topic any more', (plane, id) => plane.deleteTopic(id), 'UNKNOWN_TOPIC_OR_PARTITION'],
  [
    'a new topic of the same name',
    (plane, id) => {
      plane.deleteTopic(id);
      plane.createTopic('t', { id: 'AAAAAAAAAAAAAAAAAAAAZg' });
    },
    'UNKNOWN_TOPIC_OR_PARTITION',
  ],
];

for (const [name, change, error] of changes) {
  test(`when a batch is back there is ${name}: ${error}`, async () => {
    const plane = await DataPlane.start();
    const id = plane.createTopic('t', { replicas: [1, 2] });
    const client = await plane.connect();
    client.send(produceApi, 9, produce([batchOf(LARGE, { codec: 'lz4' })]));
    await plane.universe.runUntil(() => plane.replicas.examinations.size === 1);
    change(plane, id);
    const [result] = await results(client);
    assert.equal(result?.error, error);
    await stop(plane);
  });
}

test('what a client that is gone has sent is appended all the same', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  client.send(produceApi, 9, produce([batchOf(LARGE, { codec: 'zstd' })]));
  await plane.universe.runUntil(() => plane.replicas.examinations.size === 1);
  client.connection.destroy();
  await plane.universe.advance(JOB_MS);
  assert.deepEqual(await valuesIn(plane), LARGE);
  await stop(plane);
});

test('a node that stops appends nothing that is away', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  client.send(produceApi, 9, produce([batchOf(LARGE, { codec: 'zstd' })]));
  await plane.universe.runUntil(() => plane.replicas.examinations.size === 1);
  plane.replicas.close();
  assert.deepEqual(await results(client), [{ error: 'NOT_LEADER_OR_FOLLOWER', offset: -1 }]);
  await stop(plane);
});

test('acks=0: a large batch is appended, and a bad one ends the connection', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  plane.createTopic('compacted', { configs: { 'cleanup.policy': 'compact' } });
  const client = await plane.connect();
  const withoutKeys = batchOf(LARGE, { codec: 'zstd' });
  client.send(produceApi, 9, produce([withoutKeys], 0));
  await client.ask(apiVersionsApi, 3, software);
  assert.deepEqual(await valuesIn(plane), LARGE);
  client.send(produceApi, 9, produce([withoutKeys], 0, 'compacted'));
  await client.untilEnded();
  await stop(plane);
});

test('what is wrong in a large batch is named, record by record', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { configs: { 'cleanup.policy': 'compact' } });
  const client = await plane.connect();
  const records = batchOf(LARGE, { codec: 'zstd' });
  const { responses } = await client.ask(produceApi, 9, produce([records]));
  const [answer] = responses[0]?.partitionResponses ?? [];
  assert.equal(answer?.errorCode, errors.INVALID_RECORD.code);
  assert.equal(answer?.recordErrors.length, LARGE.length);
  await stop(plane);
});

test('the times that the log sets do not go back', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { configs: { 'message.timestamp.type': 'LogAppendTime' } });
  const clients: RawClient[] = [];
  for (let index = 0; index < 24; index++) clients.push(await plane.connect());
  for (const [index, client] of clients.entries()) {
    const values = index % 4 === 3 ? ['quick'] : LARGE;
    client.send(produceApi, 9, produce([batchOf(values, { codec: 'zstd' })]));
    await plane.universe.advance(0.3);
  }
  const appended: { offset: number; ms: number }[] = [];
  for (const client of clients) {
    const { response } = await client.receive(produceApi, 9);
    const result = response.responses[0]?.partitionResponses[0];
    appended.push({ offset: Number(result?.baseOffset), ms: Number(result?.logAppendTimeMs) });
  }
  const byOffset = appended.toSorted((a, b) => a.offset - b.offset);
  assert.notDeepEqual(byOffset, appended, 'some passed others');
  assert.deepEqual(byOffset, appended.toSorted((a, b) => a.ms - b.ms || a.offset - b.offset));
  await stop(plane);
});

test('a topic with another codec gets it, from a worker where that takes long', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { configs: { 'compression.type': 'gzip' } });
  const client = await plane.connect();
  for (const codec of ['none', 'zstd'] as const) {
    client.send(produceApi, 9, produce([batchOf(LARGE, { codec })]));
    await plane.universe.runUntil(() => plane.replicas.examinations.size === 1);
    assert.equal((await results(client))[0]?.error, 'NONE');
  }
  const topics = [{ topic: 't', partitions: [{ partition: 0, partitionMaxBytes: 1_000_000 }] }];
  const request = { maxWaitMs: 0, minBytes: 0, maxBytes: 1_000_000, topics };
  const { responses } = await client.ask(fetchApi, 12, request);
  const records = responses[0]?.partitions[0]?.records ?? null;
  assert.ok(records !== null);
  assert.equal(new RecordBatch(records).codec, 'gzip');
  assert.deepEqual(await valuesIn(plane), [...LARGE, ...LARGE]);
  await stop(plane);
});

test('one seed is one history, with batches that are away', async () => {
  const run = async (): Promise<string> => {
    const plane = await DataPlane.start({ seed: 'away' });
    plane.createTopic('t');
    const clients: RawClient[] = [];
    for (let index = 0; index < 12; index++) clients.push(await plane.connect());
    for (const client of clients) {
      client.send(produceApi, 9, produce([batchOf(LARGE, { codec: 'zstd' })]));
      client.send(produceApi, 9, produce([batchOf(['small'])]));
    }
    for (const client of clients) for (const _ of [1, 2]) await results(client);
    await stop(plane);
    return plane.universe.trace.digest;
  };
  assert.equal(await run(), await run());
});

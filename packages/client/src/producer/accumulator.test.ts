import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { EMPTY_METADATA, type ClusterMetadata } from '../core/cluster-metadata.ts';
import { Accumulator, type Moment } from './accumulator.ts';
import { Idempotence } from './idempotence.ts';
import type { ProducerBatch } from './producer-batch.ts';
import { resolveProducerOptions, type ProducerOptions } from './producer-options.ts';

const world = new SimulatedUniverse({ seed: 1 }).createNode('client');

/** Topic `t`: leaders by partition, -1 for none. */
function metadataWith(leaders: readonly number[], leaderEpoch = 0): ClusterMetadata {
  const partitions = leaders.map((leader, partition) => ({
    partition,
    leader,
    leaderEpoch,
    replicas: [],
    isr: [],
    offlineReplicas: [],
    error: undefined,
  }));
  const topic = { name: 't', id: 'x', isInternal: false, partitions, available: [0] };
  return { ...EMPTY_METADATA, topics: new Map([['t', topic]]) };
}

let accumulator: Accumulator;
let moment: Moment;

function start(options: Partial<ProducerOptions> = {}, idempotence?: Idempotence): void {
  const base = { world, bootstrapServers: 'b:1', lingerMs: 10, batchSize: 500 };
  accumulator = new Accumulator(resolveProducerOptions({ ...base, ...options }, 'p'), idempotence);
}

beforeEach(() => {
  start();
  moment = { metadata: metadataWith([1, 2]), nowMs: 100, isUrgent: false, isIdle: () => false };
});

function append(partition: number, bytes = 10, nowMs = 100): ProducerBatch {
  const queue = accumulator.queueOf('t', partition);
  const record = { topic: 't', value: 'x'.repeat(bytes) };
  const given = { timestamp: 1, bytesMax: bytes + 40 };
  const appended =
    accumulator.tryAppend(queue, record, given) ??
    accumulator.appendToNew(queue, record, { timestamp: 1, nowMs, bytesMax: 16_384 });
  return appended.batch;
}

const readyNodes = (more: Partial<Moment> = {}): number[] => [
  ...accumulator.readiness({ ...moment, ...more }).nodes,
];

describe('a broker has something ready', () => {
  test('when a batch has lingered, and says when that will be', () => {
    append(0);
    assert.deepEqual(readyNodes(), []);
    assert.equal(accumulator.readiness(moment).nextCheckMs, 110);
    assert.deepEqual(readyNodes({ nowMs: 110 }), [1]);
  });

  test('when a batch is full, or another stands behind it', () => {
    append(0, 450);
    assert.deepEqual(readyNodes(), [1]);
    append(1, 300);
    assert.deepEqual(readyNodes(), [1]);
    append(1, 300);
    assert.deepEqual(readyNodes(), [1, 2]);
  });

  test('in a hurry, at once', () => {
    append(1);
    assert.deepEqual(readyNodes({ isUrgent: true }), [2]);
  });

  test('while idle, at once, unless a linger was asked for', () => {
    append(0);
    assert.deepEqual(readyNodes({ isIdle: () => true }), []);
    start({ lingerMs: undefined });
    append(0);
    assert.deepEqual(readyNodes({ isIdle: () => true }), [1]);
    assert.deepEqual(readyNodes({ isIdle: () => false }), []);
  });

  test('not where no leader is known: the topic is named instead', () => {
    append(0);
    const { nodes, leaderless } = accumulator.readiness({
      ...moment,
      nowMs: 999,
      metadata: metadataWith([-1, 2]),
    });
    assert.deepEqual([[...nodes], [...leaderless]], [[], ['t']]);
  });
});

test('a batch that has no room for the next record waits for no others', () => {
  append(0, 300);
  const given = { timestamp: 1, bytesMax: 340 };
  const record = { topic: 't', value: 'x'.repeat(300) };
  assert.equal(accumulator.tryAppend(accumulator.queueOf('t', 0), record, given), undefined);
  assert.deepEqual(readyNodes(), [1]);
});

test('a record that cannot be written leaves no empty batch behind', () => {
  const queue = accumulator.queueOf('t', 0);
  const given = { timestamp: NaN, nowMs: 100, bytesMax: 500 };
  assert.throws(() => accumulator.appendToNew(queue, { topic: 't', value: 'x' }, given));
  assert.deepEqual([accumulator.isEmpty, queue.length], [true, 0]);
});

describe('a request', () => {
  test('carries one batch of each partition of its broker', () => {
    moment = { ...moment, metadata: metadataWith([1, 1, 2]), isUrgent: true };
    for (const partition of [0, 1, 2, 0]) append(partition, 300);
    const drained = accumulator.drain(1, moment).map(({ queue }) => queue.partition);
    assert.deepEqual(drained.toSorted(), [0, 1]);
    assert.deepEqual(accumulator.drain(1, moment).map(({ queue }) => queue.partition), [0]);
    assert.deepEqual(accumulator.drain(1, moment), []);
  });

  test('holds no more than maxRequestSize, but one batch at least; partitions take turns', () => {
    start({ maxRequestSize: 700 });
    moment = { ...moment, metadata: metadataWith([1, 1, 1]), isUrgent: true };
    for (const partition of [0, 1, 2]) append(partition, 400);
    const turns = [1, 2, 3].map(() =>
      accumulator.drain(1, moment).map(({ queue }) => queue.partition),
    );
    assert.deepEqual(turns.map(({ length }) => length), [1, 1, 1]);
    assert.deepEqual(turns.flat().toSorted(), [0, 1, 2]);
  });

  test('waits for the answer of a partition, where one request may be in flight', () => {
    start({ maxInFlightRequests: 1, lingerMs: 0 });
    append(0);
    const [batch] = accumulator.drain(1, moment);
    batch?.sent(0);
    append(0);
    assert.deepEqual(accumulator.drain(1, moment), []);
    if (batch !== undefined) batch.queue.inFlight -= 1;
    assert.equal(accumulator.drain(1, moment).length, 1);
  });
});

describe('a batch that is tried again', () => {
  test('waits for the backoff, unless its partition has a new leader', () => {
    append(0);
    const [batch] = accumulator.drain(1, { ...moment, isUrgent: true });
    assert.ok(batch !== undefined);
    batch.sent(0);
    batch.retryMs = 200;
    accumulator.putBack(batch);
    assert.deepEqual(readyNodes({ isUrgent: true, nowMs: 150 }), []);
    assert.deepEqual(readyNodes({ nowMs: 200 }), [1]);
    assert.deepEqual(readyNodes({ nowMs: 101, metadata: metadataWith([2, 2], 1) }), [2]);
  });

  test('comes back in front, in the order of sequences', () => {
    const idempotence = new Idempotence();
    idempotence.identified({ producerId: 1, epoch: 0 });
    start({}, idempotence);
    moment = { ...moment, isUrgent: true };
    const drained = [1, 2, 3].map(() => {
      append(0, 450);
      return accumulator.drain(1, moment)[0];
    });
    append(0, 450);
    const [first, second, third] = drained;
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    for (const batch of [second, third, first]) accumulator.putBack(batch);
    const order = [...accumulator.queueOf('t', 0)].map(({ baseSequence }) => baseSequence);
    assert.deepEqual(order, [0, 1, 2, -1]);
  });
});

test('without idempotence too, what comes back keeps its order before what was never sent', () => {
  moment = { ...moment, isUrgent: true };
  const batches = [1, 2, 3, 4].map(() => append(0, 450));
  const lost = batches.slice(0, 3);
  for (const batch of lost) {
    assert.ok(accumulator.drain(1, moment)[0] === batch);
    batch.sent(0);
  }
  for (const batch of lost) accumulator.putBack(batch);
  const order = [...accumulator.queueOf('t', 0)].map((batch) => batches.indexOf(batch));
  assert.deepEqual(order, [0, 1, 2, 3]);
});

test('batches expire with their delivery time, counted from their first record', () => {
  start({ deliveryTimeoutMs: 40_000 });
  append(0, 450, 100);
  append(0, 450, 5_000);
  assert.equal(accumulator.nextExpiryMs(), 40_100);
  assert.equal(accumulator.takeExpired(40_099).length, 0);
  assert.equal(accumulator.takeExpired(40_100).length, 1);
  assert.equal(accumulator.takeAll().length, 1);
  assert.ok(accumulator.isEmpty);
});

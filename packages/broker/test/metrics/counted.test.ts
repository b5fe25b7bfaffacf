// What is counted of produce and fetch requests that fail, of in-sync replicas that change, and of
// where the time of a request went.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errorOf, fetchApi, produceApi } from '@ottla/protocol';
import type { ApiMetrics } from '../../src/metrics/request-metrics.ts';
import { batchOf } from '../batches.ts';
import { DataPlane, record } from '../data-plane.ts';
import type { RawClient } from '../raw-client.ts';

async function produce(client: RawClient, records: Uint8Array, acks = -1): Promise<string> {
  const topicData = [{ name: 't', partitionData: [{ index: 0, records }] }];
  const request = { acks, timeoutMs: 1000, topicData };
  const { responses } = await client.ask(produceApi, 9, request);
  return errorOf(responses[0]?.partitionResponses[0]?.errorCode ?? -1).name;
}

function fetchOf(fetchOffset: number, maxWaitMs = 0) {
  const partitions = [{ partition: 0, fetchOffset, partitionMaxBytes: 1000 }];
  return { maxWaitMs, minBytes: 1, maxBytes: 1000, topics: [{ topic: 't', partitions }] };
}

function corrupt(): Uint8Array {
  const batch = Buffer.from(batchOf(['a']));
  batch[batch.length - 1] = (batch.at(-1) ?? 0) ^ 1;
  return batch;
}

test('appends that fail count, but not those that a client can help', async () => {
  const plane = await DataPlane.start();
  const configs = { 'min.insync.replicas': '2', 'max.message.bytes': '200' };
  plane.createTopic('t', { replicas: [1, 2], isr: [1], configs });
  const client = await plane.connect();
  const counters = plane.replicas.counters.of('t');
  const counted = () => [counters.produceRequests, counters.failedProduceRequests];
  assert.equal(await produce(client, corrupt(), 1), 'CORRUPT_MESSAGE');
  assert.equal(await produce(client, batchOf(['x'.repeat(500)]), 1), 'MESSAGE_TOO_LARGE');
  assert.deepEqual(counted(), [2, 0]);
  assert.equal(await produce(client, batchOf(['a'])), 'NOT_ENOUGH_REPLICAS');
  assert.deepEqual(counted(), [3, 1]);
  const own = { producerId: 5, producerEpoch: 0, isTransactional: false };
  const producer = { ...own, baseSequence: 0 };
  assert.equal(await produce(client, batchOf(['a'], { producer }), 1), 'NONE');
  const late = { producer: { ...producer, baseSequence: 30 } };
  assert.equal(await produce(client, batchOf(['a'], late), 1), 'OUT_OF_ORDER_SEQUENCE_NUMBER');
  assert.deepEqual(counted(), [5, 2]);
  await plane.stop();
});

test('reads that a bug fails count, but not those that are out of range', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  await produce(client, batchOf(['a']));
  const counters = plane.replicas.counters.of('t');
  const { responses } = await client.ask(fetchApi, 12, fetchOf(7));
  assert.equal(errorOf(responses[0]?.partitions[0]?.errorCode ?? -1).name, 'OFFSET_OUT_OF_RANGE');
  assert.deepEqual([counters.fetchRequests, counters.failedFetchRequests], [1, 0]);
  const [partition] = [...plane.replicas.hosted.online()];
  assert.ok(partition !== undefined);
  // No input is known that does this: that is what makes it a bug.
  partition.log.readQuickly = () => {
    throw new Error('a bug');
  };
  client.send(fetchApi, 12, fetchOf(0));
  await plane.universe.advance(100);
  assert.deepEqual([counters.fetchRequests, counters.failedFetchRequests], [2, 1]);
  await plane.stop();
});

test('in-sync replicas that come and go count while this broker leads', async () => {
  const plane = await DataPlane.start();
  const topicId = plane.createTopic('t', { replicas: [1, 2, 3], isr: [1, 2, 3] });
  const { isrChanges } = plane.replicas;
  const counted = () => [isrChanges.shrinks, isrChanges.expands];
  const change = (isr: number[] | null, leader = -2): void => {
    const none = { replicas: null, removingReplicas: null, addingReplicas: null };
    const same = { leaderRecoveryState: -1, directories: null };
    const elr = { eligibleLeaderReplicas: null, lastKnownElr: null };
    const all = { partitionId: 0, topicId, isr, leader, ...none, ...same, ...elr };
    plane.apply([record('PartitionChangeRecord', all)]);
  };
  assert.deepEqual(counted(), [0, 0]);
  change([1, 2]);
  assert.deepEqual(counted(), [1, 0]);
  change([1, 3]);
  assert.deepEqual(counted(), [2, 1], 'one went and another came');
  change(null, 3);
  change([3]);
  assert.deepEqual(counted(), [2, 1], 'another broker leads');
  change([3, 1], 1);
  assert.deepEqual(counted(), [2, 1], 'what was before it led does not count');
  change([1, 2, 3]);
  assert.deepEqual(counted(), [2, 2]);
  await plane.stop();
});

function timesOf(plane: DataPlane, name: string): Record<string, number> {
  const found = [...plane.server.requestMetrics.all()].find((each) => each.name === name);
  assert.ok(found !== undefined);
  found.settle();
  const ms = (of: keyof ApiMetrics): number => {
    const { sum } = found[of] as { readonly sum: number };
    return Math.round(sum / 1000);
  };
  return {
    local: ms('localTime'),
    remote: ms('remoteTime'),
    responseQueue: ms('responseQueueTime'),
    total: ms('totalTime'),
    answers: found.responseSendTime.count,
  };
}

test('a produce request whose bytes are written in its turn is local', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  plane.universe.storage('broker').faults.delayMs = (operation) => (operation === 'write' ? 3 : 0);
  assert.equal(await produce(client, batchOf(['a']), 1), 'NONE');
  const { local = -1, ...rest } = timesOf(plane, 'Produce');
  assert.ok(local >= 3 && local < 10, String(local));
  assert.deepEqual(rest, { remote: 0, responseQueue: 0, total: local, answers: 1 });
  await plane.stop();
});

test('what a produce request waits for replicas is remote', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { replicas: [1, 2], isr: [1, 2] });
  const client = await plane.connect();
  assert.equal(await produce(client, batchOf(['a'])), 'REQUEST_TIMED_OUT');
  const { local = -1, remote = -1, total = -1 } = timesOf(plane, 'Produce');
  assert.ok(remote >= 1000 && remote < 1100, String(remote));
  assert.equal(local, 0);
  assert.ok(total >= remote);
  await plane.stop();
});

test('a fetch that waits is remote, with nobody else about', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  await client.ask(fetchApi, 12, fetchOf(0, 400));
  const { local, remote = -1 } = timesOf(plane, 'FetchConsumer');
  assert.ok(remote >= 400 && remote < 450, String(remote));
  assert.equal(local, 0);
  await plane.stop();
});

test('an answer that must let another go first waits in the response queue', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { replicas: [1, 2], isr: [1, 2] });
  const client = await plane.connect();
  const topicData = [{ name: 't', partitionData: [{ index: 0, records: batchOf(['a']) }] }];
  client.send(produceApi, 9, { acks: -1, timeoutMs: 1000, topicData });
  client.send(produceApi, 9, { acks: 1, timeoutMs: 1000, topicData });
  await plane.universe.advance(1500);
  assert.equal(client.responses.length, 2);
  const { remote = -1, responseQueue = -1 } = timesOf(plane, 'Produce');
  assert.ok(remote >= 1000 && remote < 1100, String(remote));
  assert.ok(responseQueue >= 950 && responseQueue < 1100, String(responseQueue));
  await plane.stop();
});

test('what a client has to wait for its quotas is a time of each request', async () => {
  let delayMs = 0;
  const plane = await DataPlane.start({ throttle: { delayMs: () => delayMs } });
  plane.createTopic('t');
  const client = await plane.connect();
  assert.equal(await produce(client, batchOf(['a'])), 'NONE');
  delayMs = 250;
  assert.equal(await produce(client, batchOf(['b'])), 'NONE');
  const found = [...plane.server.requestMetrics.all()].find(({ name }) => name === 'Produce');
  found?.settle();
  assert.deepEqual([found?.throttleTime.count, found?.throttleTime.sum], [2, 250_000]);
  await plane.stop();
});

// Fetches of what the disk has to be asked for: however slow it is, the others are served, and what
// happens meanwhile is seen to.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, type Draft, fetchApi, type FetchRequest, produceApi } from '@ottla/protocol';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const VERSION = 12;
const SLOW_MS = 50;
const VALUE_BYTES = 300_000;
/** Four segments of three batches each. */
const BATCHES = 12;

async function produce(client: RawClient, index: number, values: readonly string[]) {
  for (const value of values) {
    const partitionData = [{ index, records: batchOf([value]) }];
    const request = { acks: 1, timeoutMs: 1000, topicData: [{ name: 't', partitionData }] };
    const { responses } = await client.ask(produceApi, 9, request);
    assert.equal(responses[0]?.partitionResponses[0]?.errorCode, 0);
  }
}

interface Site {
  readonly plane: DataPlane;
  readonly client: RawClient;
  readonly id: string;
}

async function siteOf(partitions: number, values: readonly string[]): Promise<Site> {
  const plane = await DataPlane.start({ tailBytes: 0 });
  const configs = { 'segment.bytes': '1048576' };
  const id = plane.createTopic('t', { partitions, configs });
  const client = await plane.connect();
  for (let index = 0; index < partitions; index++) await produce(client, index, values);
  return { plane, client, id };
}

function coldSite(partitions = 1): Promise<Site> {
  const values = Array.from({ length: BATCHES }, (_, n) => `${n}`.padEnd(VALUE_BYTES, '.'));
  return siteOf(partitions, values);
}

/** One partition in a single segment of a node that was started again: the index is in its file. */
async function restartedSite(): Promise<Site> {
  const before = await siteOf(1, ['a', 'b', 'c'].map((each) => each.padEnd(5_000, '.')));
  await before.plane.stop();
  const plane = await DataPlane.start({ tailBytes: 0, after: before.plane });
  const id = plane.createTopic('t');
  return { plane, client: await plane.connect(), id };
}

function slowDown({ plane }: Site): () => number {
  const { faults } = plane.universe.storage('broker');
  faults.delayMs = (operation) => (operation === 'read' ? SLOW_MS : 0);
  const { clock, timers } = plane.world;
  let lastMs = clock.monotonicMs();
  let longestMs = 0;
  const tick = (): void => {
    const nowMs = clock.monotonicMs();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
    timers.after(1, tick);
  };
  tick();
  return () => longestMs;
}

function fetchOf(offsets: readonly number[], rest: Draft<FetchRequest> = {}): Draft<FetchRequest> {
  const partitions = offsets.map((fetchOffset, partition) => {
    return { partition, fetchOffset, partitionMaxBytes: 1_000_000 };
  });
  const topics = [{ topic: 't', partitions }];
  return { maxWaitMs: 0, minBytes: 1, maxBytes: 10_000_000, topics, ...rest };
}

/** The first characters of the values, by partition. */
async function received(client: RawClient): Promise<string[][]> {
  const { response } = await client.receive(fetchApi, VERSION);
  return response.responses.flatMap(({ partitions }) =>
    partitions.map(({ records, errorCode }) => {
      if (errorCode !== 0) return [`error ${errorCode}`];
      return recordsOf(records).map((each) => each.slice(0, each.indexOf('.')));
    }),
  );
}

async function stop({ plane }: Site): Promise<void> {
  plane.universe.storage('broker').faults.delayMs = () => 0;
  await plane.stop();
  assert.equal(plane.readPool.leasedSlabs, 0);
  assert.equal(plane.receivePool.leasedSlabs, 0);
  assert.deepEqual(plane.log.lines.filter(({ level }) => level === 'error'), []);
}

test('others are served while the disk is asked, and the records are right', async () => {
  const site = await coldSite();
  const { plane, client } = site;
  const other = await plane.connect();
  const stalledMs = slowDown(site);
  for (const [offset, values] of [
    [0, ['0:0', '1:1', '2:2']],
    [1, ['1:1', '2:2']],
    [5, ['5:5']],
    [8, ['8:8']],
  ] as const) {
    client.send(fetchApi, VERSION, fetchOf([offset]));
    let served = 0;
    for (; client.responses.length === 0; served++) await other.ask(apiVersionsApi, 3, software);
    assert.deepEqual(await received(client), [values]);
    assert.ok(served > 10, `${served} were served`);
  }
  assert.ok(stalledMs() < SLOW_MS, `${stalledMs()} ms`);
  await stop(site);
});

test('partitions have their share of the room, those first that come first', async () => {
  const site = await coldSite(3);
  const { client } = site;
  client.send(fetchApi, VERSION, fetchOf([0, 4, 11], { maxBytes: 700_000 }));
  assert.deepEqual(await received(client), [['0:0', '1:1'], [], []]);
  client.send(fetchApi, VERSION, fetchOf([2, 4, 11]));
  assert.deepEqual(await received(client), [['2:2'], ['4:4', '5:5'], ['11:11']]);
  await stop(site);
});

test('a client that goes while the disk is asked leaves nothing behind', async () => {
  const site = await coldSite(2);
  const { plane, client } = site;
  slowDown(site);
  for (const waitMs of [1, SLOW_MS + 5, 3 * SLOW_MS]) {
    const going = await plane.connect();
    going.send(fetchApi, VERSION, fetchOf([0, 4]));
    await plane.universe.advance(waitMs);
    going.connection.destroy();
    await plane.universe.runUntil(() => plane.server.connectionCount === 1);
    await plane.universe.advance(10 * SLOW_MS);
  }
  client.send(fetchApi, VERSION, fetchOf([0, 4]));
  assert.equal((await received(client)).length, 2);
  await stop(site);
});

test('what comes while the disk is asked wakes who waits for it', async () => {
  const site = await restartedSite();
  const { plane, client } = site;
  const other = await plane.connect();
  // The first read takes long: the record is there before it is over.
  let reads = 0;
  plane.universe.storage('broker').faults.delayMs = (operation) => {
    reads += Number(operation === 'read');
    return operation === 'read' && reads === 1 ? 5_000 : 0;
  };
  const startMs = plane.universe.nowMs;
  client.send(fetchApi, VERSION, fetchOf([0], { minBytes: 17_000, maxWaitMs: 30_000 }));
  await plane.universe.runUntil(() => reads > 0);
  await produce(other, 0, ['d'.padEnd(5_000, '.')]);
  assert.ok(plane.universe.nowMs - startMs < 1_000);
  assert.equal(client.responses.length, 0);
  assert.deepEqual(await received(client), [['0:a', '1:b', '2:c', '3:d']]);
  assert.ok(plane.universe.nowMs - startMs < 10_000);
  await stop(site);
});

test('who waits for more than there is gets what there is when the time is up', async () => {
  const site = await restartedSite();
  const { plane, client } = site;
  slowDown(site);
  const startMs = plane.universe.nowMs;
  client.send(fetchApi, VERSION, fetchOf([0], { minBytes: 1_000_000, maxWaitMs: 500 }));
  assert.deepEqual(await received(client), [['0:a', '1:b', '2:c']]);
  assert.ok(plane.universe.nowMs - startMs >= 500);
  await stop(site);
});

test('a topic that is deleted while the disk is asked is refused', async () => {
  const site = await coldSite();
  const { plane, client, id } = site;
  slowDown(site);
  client.send(fetchApi, VERSION, fetchOf([4]));
  await plane.universe.advance(5);
  plane.deleteTopic(id);
  const [values] = await received(client);
  assert.deepEqual(values, ['error 56'], 'KAFKA_STORAGE_ERROR, at which clients ask anew');
  await stop(site);
});

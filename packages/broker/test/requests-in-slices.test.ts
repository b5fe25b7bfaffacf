// Requests of very many items are read, answered and encoded in slices: the others have their turns
// in between, and what comes of it is the same as in one go.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, metadataApi, type MetadataRequest, produceApi } from '@ottla/protocol';
import { AutoTopicCreation } from '../src/topics/auto-topic-creation.ts';
import type { AnyHandler } from '../src/handlers/handler.ts';
import { metadataHandler } from '../src/handlers/index.ts';
import { batchOf } from './batches.ts';
import { DataPlane, type DataPlaneOptions } from './data-plane.ts';
import { encode, type RawClient } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const MANY = 20_000;
const topics = Array.from({ length: MANY }, (_, index) => ({ name: `topic-${index}` }));
const request = { topics, allowAutoTopicCreation: false };

/** A plane that serves Metadata, as a broker does. */
async function planeOf(options: DataPlaneOptions = {}): Promise<DataPlane> {
  return DataPlane.start({
    ...options,
    extend: (plane) => {
      const { clock, timers } = plane.world;
      const never = { isEnabled: false } as AutoTopicCreation; // nothing else of it is asked
      const handler = metadataHandler({
        clock,
        timers,
        largeWork: plane.largeWork,
        image: () => plane.image,
        clusterId: 'cluster',
        autoCreation: never,
        chance: () => 0,
      });
      // As in `handlers`, one of whatever API.
      return { handlers: [handler as AnyHandler], publisher: { name: 'none', onUpdate: () => {} } };
    },
  });
}

/** Stops it; nothing is left of any request. */
async function stop(plane: DataPlane): Promise<void> {
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
  assert.ok(!plane.largeWork.isBusy);
}

/** Asks for versions until `until` holds; gives how often that was answered. */
async function askMeanwhile(client: RawClient, until: () => boolean): Promise<number> {
  let count = 0;
  while (!until()) {
    await client.ask(apiVersionsApi, 3, software);
    count += 1;
  }
  return count;
}

test('others are answered while one asks for very many topics', async () => {
  const plane = await planeOf();
  plane.createTopic('topic-77', { partitions: 3 });
  const [busy, other] = [await plane.connect(), await plane.connect()];
  const all = Array.from({ length: 4 * MANY }, (_, index) => ({ name: `topic-${index}` }));
  const fields = { version: 4, correlationId: 1, clientId: 'busy' };
  const bytes = encode(metadataApi, fields, { ...request, topics: all });
  busy.sendBytes(bytes);
  await plane.universe.runUntil(() => plane.server.counters.receivedBytes >= bytes.length);
  const { counters } = plane.server;
  const count = await askMeanwhile(other, () => counters.sentBytes > bytes.length);
  assert.ok(count >= 2, `${count} answers before that to the large one left`);
  const { response } = await busy.receive(metadataApi, 4);
  assert.equal(response.topics.length, all.length);
  const found = response.topics.filter(({ errorCode }) => errorCode === 0);
  assert.deepEqual(found.map(({ name }) => name), ['topic-77']);
  assert.equal(found[0]?.partitions.length, 3);
  assert.equal(new Set(response.topics.map(({ name }) => name)).size, all.length);
  await stop(plane);
});

test('a small request for everything is answered in slices, of one image', async () => {
  const plane = await planeOf();
  for (let index = 0; index < 4; index++) plane.createTopic(`t${index}`, { partitions: 500 });
  const client = await plane.connect();
  client.send(metadataApi, 9, { topics: null });
  await plane.universe.runUntil(() => plane.server.counters.receivedBytes > 0);
  plane.createTopic('late');
  const { response } = await client.receive(metadataApi, 9);
  assert.equal(response.topics.length, 4);
  assert.ok(response.topics.every(({ partitions }) => partitions.length === 500));
  await stop(plane);
});

test('what follows a large request on its connection comes after it', async () => {
  const plane = await planeOf();
  plane.createTopic('t');
  const client = await plane.connect();
  const partitionData = [{ index: 0, records: batchOf(['a']) }];
  const produce = { acks: 1, timeoutMs: 1000, topicData: [{ name: 't', partitionData }] };
  const sent = [
    client.send(produceApi, 9, produce),
    client.send(metadataApi, 4, request),
    client.send(produceApi, 9, produce),
    client.send(metadataApi, 4, { ...request, topics: topics.slice(0, 10) }),
  ];
  const answered = [
    (await client.receive(produceApi, 9)).correlationId,
    (await client.receive(metadataApi, 4)).correlationId,
    (await client.receive(produceApi, 9)).correlationId,
    (await client.receive(metadataApi, 4)).correlationId,
  ];
  assert.deepEqual(answered, sent);
  await stop(plane);
});

for (const waitMs of [0.4, 1, 3, 6, 9, 12, 15, 20]) {
  test(`a client that goes ${waitMs} ms after a large request leaves nothing behind`, async () => {
    const plane = await planeOf();
    const client = await plane.connect();
    client.send(metadataApi, 4, request);
    await plane.universe.advance(waitMs);
    client.connection.destroy();
    await plane.universe.runUntil(() => plane.server.connectionCount === 0);
    await plane.universe.advance(100);
    await stop(plane);
    assert.deepEqual(plane.log.lines.filter(({ level }) => level === 'error'), []);
  });
}

test('a client that ends its side is answered before the connection ends', async () => {
  const plane = await planeOf();
  const client = await plane.connect();
  client.send(metadataApi, 4, request);
  await plane.universe.advance(2);
  const closing = plane.server.close(10_000);
  const { response } = await client.receive(metadataApi, 4);
  assert.equal(response.topics.length, MANY);
  await plane.universe.resolve(closing);
  await stop(plane);
});

test('a large request that is broken far inside ends its connection', async () => {
  const plane = await planeOf();
  const [client, other] = [await plane.connect(), await plane.connect()];
  const bytes = Buffer.alloc(200_000);
  bytes.writeInt32BE(bytes.length - 4);
  bytes.writeInt16BE(metadataApi.key, 4);
  bytes.writeInt16BE(4, 6);
  bytes.writeInt16BE(-1, 12);
  bytes.writeInt32BE(60_000, 14);
  // After thousands of empty names one of no length that there is.
  bytes.writeInt16BE(-7, 18 + 2 * 50_000);
  client.sendBytes(bytes);
  await client.untilEnded();
  const reasons = plane.log.lines.map(({ fields }) => String(fields['reason']));
  assert.ok(reasons.some((reason) => reason.includes('topics[50000]')));
  await other.ask(apiVersionsApi, 3, software);
  await stop(plane);
});

test('a bug in a later slice costs the connection, and nobody else', async () => {
  let reads = 0;
  const failing: AnyHandler = {
    api: metadataApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle(asked) {
      reads += (asked as MetadataRequest).topics?.length ?? 0; // its codec made it
      throw new Error('a bug');
    },
  };
  const plane = await DataPlane.start({ handlers: [failing] });
  const [client, other] = [await plane.connect(), await plane.connect()];
  client.send(metadataApi, 4, request);
  await client.untilEnded();
  assert.equal(reads, MANY);
  assert.ok(plane.log.lines.some(({ level }) => level === 'error'));
  await other.ask(apiVersionsApi, 3, software);
  await stop(plane);
});

test('of several large requests one is worked on at a time, the others wait', async () => {
  const plane = await planeOf();
  const clients = [await plane.connect(), await plane.connect(), await plane.connect()];
  for (const client of clients) client.send(metadataApi, 4, request);
  await plane.universe.runUntil(() => plane.largeWork.waiting === 2);
  // It goes while it waits, and nobody waits for it.
  clients[1]?.connection.destroy();
  for (const client of [clients[0], clients[2]]) {
    assert.equal((await client?.receive(metadataApi, 4))?.response.topics.length, MANY);
  }
  await stop(plane);
});

test('a client that goes while it is answered in slices lets the next one in', async () => {
  const plane = await planeOf();
  const [first, second] = [await plane.connect(), await plane.connect()];
  // Read at once, and answered in three slices.
  const some = { ...request, topics: topics.slice(0, 1_100) };
  first.send(metadataApi, 9, some);
  await plane.universe.runUntil(() => plane.largeWork.isBusy);
  second.send(metadataApi, 9, some);
  // The broker hears of it before the next slice.
  Object.assign(plane.universe.network.link('client', 'broker'), { delayMsMin: 0, delayMsMax: 0 });
  first.connection.destroy();
  await plane.universe.runUntil(() => plane.server.connectionCount === 1);
  assert.ok(plane.largeWork.isBusy);
  assert.equal((await second.receive(metadataApi, 9)).response.topics.length, some.topics.length);
  await stop(plane);
});

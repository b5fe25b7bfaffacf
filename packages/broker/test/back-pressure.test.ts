// Memory stays bounded whatever clients do: those that do not read, those that send without end,
// those that are too many, those that do nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, fetchApi, metadataApi, produceApi } from '@ottla/protocol';
import type { AnyHandler, AnyRespond } from '../src/handlers/handler.ts';
import { batchOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';
import { encode, type RawClient } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const MB = 1024 * 1024;

/** Answers with a megabyte, each time. */
function largeHandler(): { handler: AnyHandler; handled: number } {
  const state = { handled: 0 };
  const topics = Array.from({ length: 1000 }, (_, i) => ({ name: `${i}`.padEnd(1000, 'x') }));
  const handler: AnyHandler = {
    api: metadataApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle(_request, _context, respond) {
      state.handled += 1;
      respond({ topics });
    },
  };
  return Object.assign(state, { handler });
}

function waitingHandler(): { handler: AnyHandler; waiting: AnyRespond[] } {
  const waiting: AnyRespond[] = [];
  const handler: AnyHandler = {
    api: metadataApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle: (_request, _context, respond) => void waiting.push(respond),
  };
  return { handler, waiting };
}

function blockAnswers(plane: DataPlane, isBlocked: boolean): void {
  const { network } = plane.universe;
  if (isBlocked) network.partition(['broker'], ['client'], true);
  else network.heal();
}

test('a client that does not read has few requests handled', async () => {
  const large = largeHandler();
  const plane = await DataPlane.start({ handlers: [large.handler] });
  const [client, other] = [await plane.connect(), await plane.connect()];
  await client.ask(metadataApi, 1, { topics: null });
  blockAnswers(plane, true);
  for (let i = 0; i < 40; i++) client.send(metadataApi, 1, { topics: null });
  await plane.universe.advance(1000);
  const { handled } = large;
  assert.ok(handled < 20, `${handled} responses of a megabyte were made for nobody`);
  blockAnswers(plane, false);
  for (let i = 0; i < 40; i++) await client.receive(metadataApi, 1);
  assert.equal(large.handled, 41);
  await other.ask(apiVersionsApi, 3, software);
  await plane.stop();
});

test('a client that sends without waiting for answers is not read without end', async () => {
  const { handler, waiting } = waitingHandler();
  const plane = await DataPlane.start({ handlers: [handler] });
  const client = await plane.connect();
  const fields = { version: 2, correlationId: 1, clientId: 'x'.repeat(1000) };
  const request = encode(metadataApi, fields, {
    topics: Array.from({ length: 100 }, (_, i) => ({ name: `${i}`.padEnd(900, 'x') })),
  });
  for (let sent = 0; sent < 64 * MB; sent += request.length) client.sendBytes(request);
  await plane.universe.advance(2000);
  const leased = plane.receivePool.leasedSlabs * plane.receivePool.slabBytes;
  assert.ok(leased <= 8 * MB, `${leased / MB} MB hold what one client sends`);
  assert.ok(client.connection.queuedBytes() > 32 * MB, 'the client feels it');
  // Everything is answered all the same, once answers come.
  const all = Math.ceil((64 * MB) / request.length);
  for (let i = 0; i < all; i++) {
    await plane.universe.runUntil(() => waiting.length > i);
    waiting[i]?.({ clusterId: `${i}` });
  }
  for (let i = 0; i < all; i++) {
    const { response } = await client.receive(metadataApi, 2);
    assert.equal(response.clusterId, `${i}`);
  }
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
});

test('large pipelined requests wait for those before them, and are handled in order', async () => {
  const { handler, waiting } = waitingHandler();
  const plane = await DataPlane.start({ handlers: [{ ...handler, pipelined: true }] });
  const client = await plane.connect();
  const topics = Array.from({ length: 1100 }, (_, i) => ({ name: `${i}`.padEnd(1000, 'x') }));
  const sent = Array.from({ length: 50 }, () => client.send(metadataApi, 2, { topics }));
  await plane.universe.advance(2000);
  assert.ok(waiting.length > 8, `only ${waiting.length} megabytes are handled at once`);
  assert.ok(waiting.length <= 17, `${waiting.length} megabytes are handled at once`);
  for (const [i, correlationId] of sent.entries()) {
    await plane.universe.runUntil(() => waiting.length > i);
    waiting[i]?.({ clusterId: `${i}` });
    const answer = await client.receive(metadataApi, 2);
    assert.equal(answer.correlationId, correlationId);
    assert.equal(answer.response.clusterId, `${i}`);
  }
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
});

test('a fetch that nobody reads holds its slabs, and gives them back at the end', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  const value = 'v'.repeat(100_000);
  for (let i = 0; i < 20; i++) {
    const partitionData = [{ index: 0, records: batchOf([value]) }];
    await client.ask(produceApi, 9, { acks: 1, topicData: [{ name: 't', partitionData }] });
  }
  const reader = await plane.connect();
  blockAnswers(plane, true);
  reader.send(fetchApi, 12, fetchFrom('t', 0));
  await plane.universe.advance(1000);
  const held = plane.receivePool.leasedSlabs;
  assert.ok(held > 0);
  reader.connection.destroy();
  blockAnswers(plane, false);
  await plane.universe.runUntil(() => plane.server.connectionCount === 1);
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
  assert.equal(plane.readPool.leasedSlabs, 0);
});

function fetchFrom(topic: string, fetchOffset: number) {
  const partitions = [{ partition: 0, fetchOffset, partitionMaxBytes: 10 * MB }];
  return { maxWaitMs: 500, minBytes: 1, maxBytes: 50 * MB, topics: [{ topic, partitions }] };
}

test('max.connections: others wait until there is room', async () => {
  const plane = await DataPlane.start({ server: { connectionsMax: 2 } });
  const first = await plane.connect();
  await plane.connect();
  const third = await plane.connect();
  third.send(apiVersionsApi, 3, software);
  await plane.universe.advance(1000);
  assert.equal(third.responses.length, 0);
  assert.equal(plane.server.connectionCount, 2);
  first.connection.destroy();
  await third.receive(apiVersionsApi, 3);
  await plane.stop();
});

test('max.connections.per.ip: others are closed', async () => {
  const plane = await DataPlane.start({ server: { connectionsPerIpMax: 2 } });
  const [first, second] = [await plane.connect(), await plane.connect()];
  const third = await plane.connect();
  await third.untilEnded();
  await first.ask(apiVersionsApi, 3, software);
  second.connection.destroy();
  await plane.universe.runUntil(() => plane.server.connectionCount === 1);
  const fourth = await plane.connect();
  await fourth.ask(apiVersionsApi, 3, software);
  await plane.stop();
});

test('connections.max.idle.ms: a connection that does nothing is closed', async () => {
  const plane = await DataPlane.start({ server: { connectionsIdleMs: 60_000 } });
  const [idle, busy] = [await plane.connect(), await plane.connect()];
  for (let seconds = 0; seconds < 80; seconds += 20) {
    await plane.universe.advance(20_000);
    await busy.ask(apiVersionsApi, 3, software);
  }
  assert.ok(idle.isEnded || idle.isClosed);
  assert.ok(!busy.isEnded && !busy.isClosed);
  await plane.stop();
});

test('a client that was told to end cannot put it off', async () => {
  const plane = await DataPlane.start();
  const client = await plane.connect();
  client.sendBytes(Buffer.from([255, 255, 255, 255]));
  await client.untilEnded();
  for (let second = 0; second < 20 && !client.isClosed; second++) {
    client.sendBytes(Buffer.alloc(100));
    await plane.universe.advance(1000);
  }
  assert.equal(plane.server.connectionCount, 0);
  await plane.stop();
});

test('queued.max.requests: while too many wait, their connections are not read', async () => {
  const { handler, waiting } = waitingHandler();
  const plane = await DataPlane.start({ handlers: [handler], server: { queuedRequestsMax: 10 } });
  const clients: RawClient[] = [];
  for (let i = 0; i < 4; i++) clients.push(await plane.connect());
  for (let i = 0; i < 10; i++) {
    for (const client of clients) client.send(metadataApi, 1, { topics: null });
    await plane.universe.advance(10);
  }
  const before = plane.receivePool.leasedSlabs;
  for (const client of clients) client.sendBytes(Buffer.alloc(1000));
  await plane.universe.advance(100);
  assert.equal(plane.receivePool.leasedSlabs, before, 'nothing more was read');
  assert.equal(waiting.length, 4);
  await plane.stop();
});

test('a stop answers what is under way, and takes nothing new', async () => {
  const { handler, waiting } = waitingHandler();
  const plane = await DataPlane.start({ handlers: [handler] });
  const [client, idle] = [await plane.connect(), await plane.connect()];
  client.send(metadataApi, 1, { topics: null });
  await plane.universe.runUntil(() => waiting.length === 1);
  const closing = plane.server.close(60_000);
  await idle.untilEnded();
  waiting[0]?.({ controllerId: 5 });
  const { response } = await client.receive(metadataApi, 1);
  assert.equal(response.controllerId, 5);
  await plane.universe.resolve(closing);
  await assert.rejects(plane.connect());
  await plane.stop();
});

test('a stop does not wait for ever', async () => {
  const { handler, waiting } = waitingHandler();
  const plane = await DataPlane.start({ handlers: [handler] });
  const client = await plane.connect();
  client.send(metadataApi, 1, { topics: null });
  await plane.universe.runUntil(() => waiting.length === 1);
  const startMs = plane.universe.nowMs;
  await plane.universe.resolve(plane.server.close(5000));
  assert.ok(plane.universe.nowMs - startMs >= 5000);
  assert.ok(plane.universe.nowMs - startMs < 6000);
});

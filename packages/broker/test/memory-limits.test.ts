// Limits of memory and time, each at its edge: requests that come slowly, large requests that wait
// for room, answers that nobody takes. docs/limits.md lists them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, metadataApi } from '@ottla/protocol';
import type { AnyHandler, AnyRespond } from '../src/handlers/handler.ts';
import type { SocketServerConfig } from '../src/index.ts';
import { DataPlane } from './data-plane.ts';
import { encode, type RawClient } from './raw-client.ts';
import { served } from './served.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const KB = 1024;
const MB = 1024 * KB;
const FIELDS = { version: 3, correlationId: 1, clientId: 'test' };
const SMALL = encode(apiVersionsApi, FIELDS, software);

function planeWith(server: Partial<SocketServerConfig>, ...handlers: AnyHandler[]) {
  return DataPlane.start({ server, handlers });
}

function handlerOf(handle: AnyHandler['handle'], pipelined = false): AnyHandler {
  const rest = { listeners: ['broker'], forwardable: false, acls: [], pipelined } as const;
  return { api: metadataApi, ...rest, handle };
}

/** Requests of about a size, whose answers the test gives. */
function waitingHandler(pipelined = false): { handler: AnyHandler; waiting: AnyRespond[] } {
  const waiting: AnyRespond[] = [];
  return { handler: handlerOf((_, __, respond) => void waiting.push(respond), pipelined), waiting };
}

/** A request whose frame, without its prefix, has exactly this size. */
function requestOf(sizeBytes: number): Buffer {
  const withName = (length: number): Buffer => {
    const count = Math.floor(length / 30_000);
    const names = Array.from({ length: count }, () => ({ name: 'x'.repeat(29_998) }));
    const last = { name: 'x'.repeat(length - count * 30_000) };
    return encode(metadataApi, { ...FIELDS, version: 2 }, { topics: [...names, last] });
  };
  const request = withName(sizeBytes - withName(0).length + 4);
  assert.equal(request.length, sizeBytes + 4);
  return request;
}

function reasons(plane: DataPlane): string[] {
  return plane.log.lines.map(({ fields }) => String(fields['reason']));
}

function isOver({ isEnded, isClosed }: RawClient): boolean {
  return isEnded || isClosed;
}

async function trickle(plane: DataPlane, client: RawClient, bytes: Buffer): Promise<void> {
  for (const byte of bytes) {
    if (isOver(client)) return;
    client.sendBytes(Buffer.of(byte));
    await plane.universe.advance(1000);
  }
}

test('a request that comes a byte a second is given up after its time', async () => {
  const plane = await planeWith({ requestReceiveMs: 30_000 });
  const client = await plane.connect();
  const startMs = plane.universe.nowMs;
  await trickle(plane, client, requestOf(60));
  assert.ok(isOver(client));
  const tookMs = plane.universe.nowMs - startMs;
  assert.ok(tookMs >= 30_000 && tookMs < 31_500, `closed after ${tookMs} ms`);
  assert.ok(reasons(plane).some((each) => /ottla.request.receive.timeout.ms/.test(each)));
  assert.equal(plane.server.counters.slowRequests, 1);
  await plane.stop();
});

test('a request that is complete in time is answered, and the next has its own time', async () => {
  const plane = await planeWith({ requestReceiveMs: 30_000 });
  const client = await plane.connect();
  assert.ok(SMALL.length > 25 && SMALL.length < 50);
  const rest = SMALL.length - 25;
  for (let round = 0; round < 3; round++) {
    client.sendBytes(SMALL.subarray(0, rest));
    await trickle(plane, client, SMALL.subarray(rest));
    await client.receive(apiVersionsApi, 3);
  }
  await plane.stop();
});

test('without that limit nobody is hurried', async () => {
  const plane = await planeWith({ requestReceiveMs: 0 });
  const client = await plane.connect();
  for (const byte of SMALL) {
    client.sendBytes(Buffer.of(byte));
    await plane.universe.advance(300_000);
  }
  await client.receive(apiVersionsApi, 3);
  await plane.stop();
});

test('a request that waits because of us is not slow', async () => {
  const { handler, waiting } = waitingHandler();
  const plane = await planeWith({ requestReceiveMs: 30_000 }, handler);
  const client = await plane.connect();
  // More than may wait comes behind the first one: the connection is not read any more.
  const requests = Array.from({ length: 6 }, () => requestOf(300 * KB));
  for (const request of requests) client.sendBytes(request);
  await plane.universe.advance(200_000);
  assert.ok(!isOver(client) && client.connection.queuedBytes() > 0);
  for (let i = 0; i < 6; i++) {
    await plane.universe.runUntil(() => waiting.length > i);
    waiting[i]?.({});
    await client.receive(metadataApi, 2);
  }
  await plane.stop();
});

test('connections.max.idle.ms is exact, however short', async () => {
  for (const connectionsIdleMs of [50, 1000, 7000, 400_000]) {
    const plane = await planeWith({ connectionsIdleMs });
    const client = await plane.connect();
    await client.ask(apiVersionsApi, 3, software);
    const startMs = plane.universe.nowMs;
    await client.untilEnded();
    const tookMs = plane.universe.nowMs - startMs;
    const isExact = tookMs >= connectionsIdleMs - 5 && tookMs < connectionsIdleMs + 30;
    assert.ok(isExact, `${tookMs} ms instead of ${connectionsIdleMs}`);
    assert.equal(plane.server.counters.connectionsExpired, 1);
    await plane.stop();
  }
});

test('large requests take their room in turn, and all come to their end', async () => {
  const { handler, waiting } = waitingHandler();
  const plane = await planeWith({ receiveBytesMax: 2 * MB }, handler);
  const request = requestOf(MB - 4);
  const clients: RawClient[] = [];
  for (let i = 0; i < 5; i++) clients.push(await plane.connect());
  // All begin before the first is whole.
  for (const client of clients) client.sendBytes(request.subarray(0, 600 * KB));
  await plane.universe.advance(100);
  const { receiveBudget } = plane.server;
  assert.equal(receiveBudget.usedBytes, 2 * MB);
  assert.equal(receiveBudget.waiting, 3);
  for (const client of clients) client.sendBytes(request.subarray(600 * KB));
  for (let i = 0; i < 5; i++) {
    await plane.universe.runUntil(() => waiting.length > i);
    waiting[i]?.({});
  }
  for (const client of clients) await client.receive(metadataApi, 2);
  await plane.universe.advance(100);
  assert.equal(receiveBudget.usedBytes, 0);
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
});

test('while large requests hold all memory, small ones are served; who stalls goes', async () => {
  const { handler, waiting } = waitingHandler();
  const config = { receiveBytesMax: 2 * MB, pressureMs: 10_000, requestReceiveMs: 120_000 };
  const plane = await planeWith(config, handler);
  const request = requestOf(MB - 4);
  const stallers = [await plane.connect(), await plane.connect()];
  for (const client of stallers) client.sendBytes(request.subarray(0, 600 * KB));
  await plane.universe.advance(60_000);
  assert.ok(!stallers.some(isOver), 'nobody else needs the memory');
  const [small, large] = [await plane.connect(), await plane.connect()];
  large.sendBytes(request);
  for (let i = 0; i < 5; i++) {
    await small.ask(apiVersionsApi, 3, software);
    await plane.universe.advance(10);
  }
  assert.equal(waiting.length, 0);
  await plane.universe.runUntil(() => waiting.length === 1);
  await plane.universe.advance(1000);
  assert.equal(stallers.filter(isOver).length, 1, 'one is enough');
  assert.equal(plane.server.counters.memoryEvictions, 1);
  assert.ok(reasons(plane).some((each) => /memory is short/.test(each)));
  waiting[0]?.({});
  await large.receive(metadataApi, 2);
  await plane.stop();
});

test('a lost connection gives its room to the next', async () => {
  const { handler, waiting } = waitingHandler();
  const plane = await planeWith({ receiveBytesMax: MB }, handler);
  const request = requestOf(MB - 4);
  const [first, second] = [await plane.connect(), await plane.connect()];
  first.sendBytes(request.subarray(0, 600 * KB));
  await plane.universe.advance(10);
  second.sendBytes(request);
  await plane.universe.advance(1000);
  assert.equal(waiting.length, 0);
  first.connection.destroy();
  await plane.universe.runUntil(() => waiting.length === 1);
  waiting[0]?.({});
  await second.receive(metadataApi, 2);
  await plane.stop();
  assert.equal(plane.server.receiveBudget.usedBytes, 0);
});

test('what is being handled counts, also when its client is gone', async () => {
  const { handler, waiting } = waitingHandler(true);
  const plane = await planeWith({ receiveBytesMax: 4 * MB }, handler);
  const client = await plane.connect();
  for (let i = 0; i < 3; i++) client.sendBytes(requestOf(MB - 4));
  await plane.universe.runUntil(() => waiting.length === 3);
  assert.equal(plane.server.receiveBudget.usedBytes, 3 * (MB - 4));
  client.connection.destroy();
  await plane.universe.advance(1000);
  for (const respond of waiting) respond({});
  await plane.universe.runUntil(() => plane.server.connectionCount === 0);
  assert.equal(plane.server.receiveBudget.usedBytes, 0);
  await plane.stop();
});

test('ottla.connection.in.flight.max.bytes is exact', async () => {
  const { handler, waiting } = waitingHandler(true);
  const plane = await planeWith({ inFlightBytesMax: 3 * 1000 }, handler);
  const client = await plane.connect();
  for (let i = 0; i < 3; i++) client.sendBytes(requestOf(1000));
  await plane.universe.advance(100);
  assert.equal(served(plane, 'ottla_in_flight_bytes'), 3000);
  for (let i = 0; i < 2; i++) client.sendBytes(requestOf(1000));
  await plane.universe.advance(100);
  assert.equal(waiting.length, 3);
  assert.equal(served(plane, 'ottla_in_flight_bytes'), 3000, 'the others wait');
  assert.equal(served(plane, 'ottla_requests_in_flight'), 5);
  const other = await plane.connect();
  for (let i = 0; i < 2; i++) other.sendBytes(requestOf(1501));
  await plane.universe.advance(100);
  assert.equal(waiting.length, 4);
  const lone = await plane.connect();
  lone.sendBytes(requestOf(3001));
  await plane.universe.advance(100);
  assert.equal(waiting.length, 5, 'one request it may always be');
  for (let i = 0; i < 8; i++) {
    await plane.universe.runUntil(() => waiting.length > i);
    waiting[i]?.({});
  }
  await plane.universe.advance(100);
  assert.equal(served(plane, 'ottla_in_flight_bytes'), 0);
  await plane.stop();
});

test('ottla.connection.in.flight.max.requests is exact', async () => {
  const { handler, waiting } = waitingHandler(true);
  const plane = await planeWith({ inFlightRequestsMax: 7 }, handler);
  const client = await plane.connect();
  const send = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) client.sendBytes(requestOf(100));
    await plane.universe.advance(100);
  };
  await send(14);
  assert.equal(waiting.length, 7);
  assert.equal(served(plane, 'ottla_requests_in_flight'), 14);
  assert.equal(served(plane, 'ottla_connections_paused'), 0, 'as many may wait');
  await send(1);
  assert.equal(served(plane, 'ottla_connections_paused'), 1);
  await send(5);
  assert.equal(served(plane, 'ottla_requests_in_flight'), 15, 'it is not read');
  for (let i = 0; i < 20; i++) {
    await plane.universe.runUntil(() => waiting.length > i);
    waiting[i]?.({});
    await client.receive(metadataApi, 2);
  }
  await plane.stop();
});

test('many clients that never read hold no more than the memory for answers', async () => {
  const topics = Array.from({ length: 300 }, (_, i) => ({ name: `${i}`.padEnd(100, 'x') }));
  const handler = handlerOf((_, __, respond) => respond({ topics }));
  const plane = await planeWith({ responseBytesMax: 8 * MB, pressureMs: 10_000 }, handler);
  const answerBytes = 40 * KB;
  const count = 40;
  const honest = await plane.connect();
  plane.universe.network.partition(['broker'], ['client'], true);
  const hostile: RawClient[] = [];
  plane.universe.network.heal();
  for (let i = 0; i < count; i++) hostile.push(await plane.connect());
  plane.universe.network.partition(['broker'], ['client'], true);
  for (const client of hostile) {
    for (let i = 0; i < 40; i++) client.send(metadataApi, 1, { topics: null });
  }
  await plane.universe.advance(1000);
  const bound = 8 * MB + count * (64 * KB + answerBytes);
  const { unsentBytes } = plane.server.memory;
  assert.ok(unsentBytes > 6 * MB, `${unsentBytes} bytes wait`);
  assert.ok(unsentBytes <= bound, `${unsentBytes} bytes wait, at most ${bound} may`);
  assert.equal(plane.server.counters.memoryEvictions, 0);
  await plane.universe.advance(12_000);
  assert.ok(plane.server.counters.memoryEvictions > 0);
  assert.ok(plane.server.memory.unsentBytes <= 4 * MB);
  assert.ok(plane.server.connectionCount > 1, 'not more than must');
  plane.universe.network.heal();
  await honest.ask(apiVersionsApi, 3, software);
  await plane.stop();
});

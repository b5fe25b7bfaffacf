// Large requests that take long, on many connections: between them they have a share of the loop,
// and whoever comes after a quiet time, or with less, waits for nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, metadataApi } from '@ottla/protocol';
import { busyPlane } from './busy-plane.ts';
import type { DataPlane } from './data-plane.ts';
import { encode, type RawClient } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const COUNT = 10;
const BUSY_MS = 100;
/** What takes turns by itself: a request that is read in slices. */
const MANY = { topics: Array.from({ length: 5_000 }, (_, index) => ({ name: `topic-${index}` })) };
const FIELDS = { version: 2, correlationId: 1, clientId: 'test' };
const MANY_BYTES = encode(metadataApi, FIELDS, MANY).length - 4;

async function connectAll(plane: DataPlane): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  for (let index = 0; index < COUNT; index++) clients.push(await plane.connect());
  return clients;
}

async function timeOf(plane: DataPlane, work: () => Promise<unknown>): Promise<number> {
  const startMs = plane.universe.nowMs;
  await work();
  return plane.universe.nowMs - startMs;
}

test('many connections have a tenth of the loop between them', async () => {
  const plane = await busyPlane(BUSY_MS);
  const [other, clients] = [await plane.connect(), await connectAll(plane)];
  const startMs = plane.universe.nowMs;
  for (const client of clients) client.send(metadataApi, 2, MANY);
  await plane.universe.runUntil(() => clients.some(({ responses }) => responses.length > 0));
  const firstMs = plane.universe.nowMs - startMs;
  assert.ok(firstMs < 2 * BUSY_MS, `the first was answered after ${firstMs} ms`);
  // All others have their turns meanwhile.
  const pingMs = await timeOf(plane, () => other.ask(apiVersionsApi, 3, software));
  assert.ok(pingMs < 20, `${pingMs} ms`);
  for (const client of clients) await client.receive(metadataApi, 2);
  const lastMs = plane.universe.nowMs - startMs;
  const restsMs = (COUNT - 1) * BUSY_MS * 9;
  assert.ok(lastMs > restsMs && lastMs < 1.2 * restsMs, `${lastMs} ms instead of ${restsMs}`);
  assert.ok(plane.largeWork.restsMs > restsMs);
  await plane.stop();
});

test('one that comes after a quiet time does not wait', async () => {
  const plane = await busyPlane(BUSY_MS);
  for (let round = 0; round < 3; round++) {
    const client = await plane.connect();
    const tookMs = await timeOf(plane, () => client.ask(metadataApi, 2, MANY));
    assert.ok(tookMs < 2 * BUSY_MS, `${tookMs} ms`);
    await plane.universe.advance(10 * BUSY_MS);
  }
  await plane.stop();
});

test('what is read in one turn does not wait, but counts', async () => {
  const plane = await busyPlane(BUSY_MS);
  const names = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(1000, 'x'));
  const few = { topics: names.map((name) => ({ name })) };
  const clients = await connectAll(plane);
  const tookMs = await timeOf(plane, async () => {
    for (const client of clients) await client.ask(metadataApi, 2, few);
  });
  assert.ok(tookMs < 1.5 * COUNT * BUSY_MS, `${tookMs} ms`);
  const large = await plane.connect();
  const waitedMs = await timeOf(plane, () => large.ask(metadataApi, 2, MANY));
  assert.ok(waitedMs > 4000 && waitedMs < 5500, `${waitedMs} ms`);
  await plane.stop();
});

test('large requests that take little do not wait for each other', async () => {
  const plane = await busyPlane(5);
  const clients = await connectAll(plane);
  for (const client of clients) client.send(metadataApi, 2, MANY);
  const tookMs = await timeOf(plane, async () => {
    for (const client of clients) await client.receive(metadataApi, 2);
  });
  assert.ok(tookMs < 200, `${tookMs} ms`);
  assert.equal(plane.largeWork.restsMs, 0);
  await plane.stop();
});

test('who waits holds memory of requests, and gives it back, gone or answered', async () => {
  const plane = await busyPlane(BUSY_MS);
  const clients = await connectAll(plane);
  for (const client of clients) client.send(metadataApi, 2, MANY);
  await plane.universe.runUntil(() => clients.some(({ responses }) => responses.length > 0));
  const { receiveBudget } = plane.server;
  assert.equal(plane.largeWork.waiting, COUNT - 1);
  assert.equal(receiveBudget.usedBytes, (COUNT - 1) * MANY_BYTES);
  const [gone, ...others] = clients.filter(({ responses }) => responses.length === 0);
  gone?.connection.destroy();
  for (const client of others) await client.receive(metadataApi, 2);
  await plane.universe.advance(20 * BUSY_MS);
  assert.equal(receiveBudget.usedBytes, 0);
  assert.equal(plane.largeWork.waiting, 0);
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
});

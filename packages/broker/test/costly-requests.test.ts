// Requests that keep everybody waiting: whoever sends them rests for many times as long, the others
// do not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, metadataApi } from '@ottla/protocol';
import type { AnyHandler } from '../src/handlers/handler.ts';
import { busyPlane } from './busy-plane.ts';
import { DataPlane } from './data-plane.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };

test('of several rests the longest holds', async () => {
  const handler: AnyHandler = {
    api: metadataApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle(_request, context, respond) {
      for (const restMs of [300, 2000, 100]) context.rest(restMs);
      respond({});
    },
  };
  const plane = await DataPlane.start({ handlers: [handler] });
  const client = await plane.connect();
  await client.ask(metadataApi, 2, { topics: [] });
  const startMs = plane.universe.nowMs;
  await client.ask(apiVersionsApi, 3, software);
  const tookMs = plane.universe.nowMs - startMs;
  assert.ok(tookMs > 1900 && tookMs < 2100, `${tookMs} ms`);
  await plane.stop();
});

const topics = Array.from({ length: 20 }, (_, i) => ({ name: `${i}`.padEnd(1000, 'x') }));
const large = { topics };

for (const { busyMs, request, restsMs } of [
  { busyMs: 15, request: large, restsMs: 0 },
  { busyMs: 45, request: large, restsMs: 1620 },
  { busyMs: 100, request: large, restsMs: 8000 },
  { busyMs: 3000, request: large, restsMs: 15_000 },
  { busyMs: 100, request: { topics: [] }, restsMs: 0 },
]) {
  const size = request === large ? 'large' : 'small';
  test(`a ${size} request of ${busyMs} ms makes its sender rest ${restsMs} ms`, async () => {
    const plane = await busyPlane(busyMs);
    const [costly, other] = [await plane.connect(), await plane.connect()];
    await costly.ask(metadataApi, 2, request);
    const startMs = plane.universe.nowMs;
    costly.send(apiVersionsApi, 3, software);
    await other.ask(apiVersionsApi, 3, software);
    assert.ok(plane.universe.nowMs - startMs < 200, 'others are served');
    await costly.receive(apiVersionsApi, 3);
    const tookMs = plane.universe.nowMs - startMs;
    assert.ok(tookMs > restsMs * 0.9 && tookMs < restsMs + 200, `${tookMs} ms`);
    assert.equal(plane.server.counters.rests, restsMs > 0 ? 1 : 0);
    await plane.stop();
  });
}

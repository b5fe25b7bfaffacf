// Compressed batches that expand too far: refused by name, at the byte, for each codec; whoever
// sends them rests, and nobody else notices.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, type Codec, errors, produceApi } from '@ottla/protocol';
import { DecompressionTime, REST_MS } from '../src/handlers/decompression-time.ts';
import { batchOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const CODECS: readonly Codec[] = ['gzip', 'snappy', 'lz4', 'zstd'];
const HEADER_BYTES = 61;
const VALUES = Array.from({ length: 200 }, (_, index) => `${index}`.padEnd(1000, 'x'));
const EXPANDED_BYTES = batchOf(VALUES).length - HEADER_BYTES;

function planeWith(decompressedBytesMax: number): Promise<DataPlane> {
  const properties = { 'ottla.decompressed.batch.max.bytes': String(decompressedBytesMax) };
  return DataPlane.start({ properties });
}

function request(...batches: readonly Uint8Array[]) {
  const partitionData = batches.map((records, index) => ({ index, records }));
  return { acks: 1, timeoutMs: 1000, topicData: [{ name: 't', partitionData }] };
}

for (const codec of CODECS) {
  const bomb = batchOf(VALUES, { codec });

  test(`${codec}: a batch that expands to the limit is taken, one byte more is not`, async () => {
    assert.ok(bomb.length < EXPANDED_BYTES / 10);
    for (const [limit, code] of [
      [EXPANDED_BYTES, errors.NONE.code],
      [EXPANDED_BYTES - 1, errors.MESSAGE_TOO_LARGE.code],
    ] as const) {
      const plane = await planeWith(limit);
      plane.createTopic('t');
      const client = await plane.connect();
      const { responses } = await client.ask(produceApi, 9, request(bomb));
      const [answer] = responses[0]?.partitionResponses ?? [];
      assert.equal(answer?.errorCode, code);
      if (code !== 0) assert.match(answer?.errorMessage ?? '', new RegExp(`^${codec} data`));
      await plane.stop();
      assert.equal(plane.receivePool.leasedSlabs, 0);
    }
  });
}

test('whoever sent a bomb rests, and the others do not', async () => {
  const plane = await planeWith(100_000);
  plane.createTopic('t');
  const [hostile, honest] = [await plane.connect(), await plane.connect()];
  await hostile.ask(produceApi, 9, request(batchOf(VALUES, { codec: 'zstd' })));
  const startMs = plane.universe.nowMs;
  hostile.send(apiVersionsApi, 3, software);
  await honest.ask(apiVersionsApi, 3, software);
  assert.ok(plane.universe.nowMs - startMs < 1000);
  assert.equal(hostile.responses.length, 0);
  await hostile.receive(apiVersionsApi, 3);
  assert.ok(plane.universe.nowMs - startMs > REST_MS - 1000);
  await plane.stop();
});

test('a batch that is too large as it is costs nothing, and nobody rests', async () => {
  const plane = await planeWith(100_000);
  plane.createTopic('t', { configs: { 'max.message.bytes': '100' } });
  const client = await plane.connect();
  const { responses } = await client.ask(produceApi, 9, request(batchOf(VALUES)));
  const [answer] = responses[0]?.partitionResponses ?? [];
  assert.equal(answer?.errorCode, errors.MESSAGE_TOO_LARGE.code);
  const startMs = plane.universe.nowMs;
  await client.ask(apiVersionsApi, 3, software);
  assert.ok(plane.universe.nowMs - startMs < 1000);
  await plane.stop();
});

test('the batches of one request have a tenth of a second together', () => {
  const rests: number[] = [];
  const clock = { nowMs: 5000, monotonicMs: () => clock.nowMs, wallMs: () => 0 };
  const time = new DecompressionTime(clock, { rest: (restMs: number) => void rests.push(restMs) });
  assert.equal(time.isOver(), false);
  clock.nowMs += 100;
  assert.equal(time.isOver(), false);
  clock.nowMs += 1;
  assert.equal(time.isOver(), true);
  assert.deepEqual(rests, [REST_MS]);
});

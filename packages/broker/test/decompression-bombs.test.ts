// Compressed batches that expand too far: refused by name, at the byte, for each codec; whoever
// sends them rests, and nobody else notices.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, type Codec, errors, produceApi } from '@ottla/protocol';
import { REST_MS } from '../src/handlers/00-produce.ts';
import { batchOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const CODECS: readonly Codec[] = ['gzip', 'snappy', 'lz4', 'zstd'];
const HEADER_BYTES = 61;
const VALUES = Array.from({ length: 200 }, (_, index) => `${index}`.padEnd(1000, 'x'));
/** Which no loop expands. */
const MANY_VALUES = Array.from({ length: 2000 }, (_, index) => `${index}`.padEnd(1000, 'x'));

function planeWith(decompressedBytesMax: number): Promise<DataPlane> {
  const properties = { 'ottla.decompressed.batch.max.bytes': String(decompressedBytesMax) };
  return DataPlane.start({ properties });
}

function request(...batches: readonly Uint8Array[]) {
  const partitionData = batches.map((records, index) => ({ index, records }));
  return { acks: 1, timeoutMs: 1000, topicData: [{ name: 't', partitionData }] };
}

for (const [codec, values] of CODECS.flatMap((each) => [
  [each, VALUES] as const,
  [each, MANY_VALUES] as const,
])) {
  const bomb = batchOf(values, { codec });
  const expandedBytes = batchOf(values).length - HEADER_BYTES;

  const size = values.length < 1000 ? 'small' : 'large';
  test(`${codec}: a ${size} batch that expands to the limit is taken, no byte more`, async () => {
    assert.ok(bomb.length < expandedBytes / 10);
    for (const [limit, code] of [
      [expandedBytes, errors.NONE.code],
      [expandedBytes - 1, errors.MESSAGE_TOO_LARGE.code],
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

async function proveRest(limit: number): Promise<void> {
  const plane = await planeWith(limit);
  plane.createTopic('t');
  const [hostile, honest] = [await plane.connect(), await plane.connect()];
  await hostile.ask(produceApi, 9, request(batchOf(MANY_VALUES, { codec: 'zstd' })));
  const startMs = plane.universe.nowMs;
  hostile.send(apiVersionsApi, 3, software);
  await honest.ask(apiVersionsApi, 3, software);
  assert.ok(plane.universe.nowMs - startMs < 1000);
  assert.equal(hostile.responses.length, 0);
  await hostile.receive(apiVersionsApi, 3);
  assert.ok(plane.universe.nowMs - startMs > REST_MS - 1000);
  await plane.stop();
}

for (const limit of [100_000, 1_000_000]) {
  test(`whoever sent a bomb rests, and the others do not: limit ${limit}`, () => proveRest(limit));
}

test('bombs on a connection each have their turns; ordinary requests wait for none', async () => {
  const plane = await planeWith(1_000_000);
  plane.createTopic('t');
  const bomb = batchOf(MANY_VALUES, { codec: 'zstd' });
  const first = await plane.connect();
  await first.ask(produceApi, 9, request(bomb));
  const bombers = [await plane.connect(), await plane.connect(), await plane.connect()];
  const [honest, late] = [await plane.connect(), await plane.connect()];
  const startMs = plane.universe.nowMs;
  for (const bomber of bombers) bomber.send(produceApi, 9, request(bomb));
  const { responses } = await honest.ask(produceApi, 9, request(batchOf(['a'])));
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, 0);
  assert.ok(plane.universe.nowMs - startMs < 50);
  late.send(produceApi, 9, request(bomb));
  for (const bomber of bombers) await bomber.receive(produceApi, 9);
  const tookMs = plane.universe.nowMs - startMs;
  assert.ok(tookMs >= 250 && tookMs < 1000, `${tookMs} ms`);
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
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

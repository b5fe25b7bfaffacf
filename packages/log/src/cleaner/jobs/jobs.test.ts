// The cleaner's jobs on a real worker thread, over memory that it shares: they do there what they
// do here, for every codec, and an error is told as what it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createNodeWorld, Prng } from '@ottla/base';
import type { Offload } from '@ottla/base';
import { BatchBuilder, BatchWalk, RecordBatch, RecordCursor } from '@ottla/protocol';
import type { Codec } from '@ottla/protocol';

import { CleanerMemory } from '../cleaner-memory.ts';
import { CleaningAborted, CleaningPace, UncleanableError } from '../cleaning-pace.ts';
import { OffsetMap } from '../offset-map.ts';
import type { OffsetMapMemory } from '../offset-map.ts';
import { Throttle } from '../throttle.ts';
import { filterChunk, filterChunkJob, IS_DISCARDABLE } from './filter-chunk.ts';
import type { FilteredChunk, Filtering } from './filter-chunk.ts';
import { mapChunk, mapChunkJob } from './map-chunk.ts';

const KEYS = 50;
const BATCHES = 4;
const TIMES = { nowMs: 5_000, deleteRetentionMs: 1_000, keepsLegacyTombstones: true };

/** In each batch each key once and some tombstones. */
function chunkOf(codec: Codec): Buffer {
  const prng = new Prng(1);
  const batches: Uint8Array[] = [];
  for (let index = 0; index < BATCHES; index++) {
    const builder = new BatchBuilder({ codec, baseOffset: index * KEYS });
    for (let key = 0; key < KEYS; key++) {
      const value = key % 10 === 9 ? null : prng.bytes(200);
      builder.append(1_000 + key, Buffer.from(`key ${key}`), value);
    }
    batches.push(builder.finish());
  }
  return shared(Buffer.concat(batches));
}

function shared(bytes: Uint8Array): Buffer {
  const memory = Buffer.from(new SharedArrayBuffer(bytes.length));
  memory.set(bytes);
  return memory;
}

function freshMap(keys = 1_000): OffsetMapMemory {
  const options = { bytesMax: keys * 24, loadFactor: 1 };
  return new CleanerMemory().mapOf(options, new Prng(2).bytes(16)).memory;
}

/** Its jobs are done by a worker, or not at all. */
function paceOf(): CleaningPace {
  const world = createNodeWorld();
  const here = () => assert.fail('it was done on the event loop');
  const offload: Offload = {
    run: (job, input) => world.offload.run({ ...job, run: here }, input),
  };
  return new CleaningPace({ ...world, offload }, new Throttle(Infinity));
}

function filteringOf(chunk: Uint8Array, map: OffsetMapMemory): Filtering {
  return { chunk, fates: new Uint8Array(BATCHES), times: TIMES, map };
}

/** `offset key` of each record that is left. */
function left(chunk: Uint8Array, { batches, made }: FilteredChunk): string[] {
  const found: string[] = [];
  for (let at = 0; at < batches.length; at += 3) {
    const [isMade, start, end] = [...batches.subarray(at, at + 3)];
    const walk = new BatchWalk((isMade === 1 ? made : chunk).subarray(start, end));
    while (walk.next()) {
      assert.ok(walk.batch.isCrcValid());
      const cursor = new RecordCursor().open(walk.batch);
      while (cursor.next()) found.push(`${cursor.offset} ${Buffer.from(cursor.key ?? [])}`);
    }
  }
  return found;
}

for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
  test(`${codec}: a worker maps and filters as it is done here`, async () => {
    const pace = paceOf();
    const chunk = chunkOf(codec);
    const isGone = Uint8Array.of(0, 0, 0, 1);
    const [there, here] = [freshMap(), freshMap()];
    const mapping = { chunk, isGone, firstDirtyOffset: 0, map: there };
    const all = { isFull: false, batches: BATCHES, bytes: chunk.length };
    assert.deepEqual(await pace.work(mapChunkJob, mapping), all);
    assert.deepEqual(mapChunk({ ...mapping, map: here }), all);
    assert.deepEqual(there, here);
    const { count, latestOffset } = new OffsetMap(there);
    assert.deepEqual([count, latestOffset], [KEYS, BATCHES * KEYS - 1]);
    // Batch 3 did not count, so that batch 2 has the newest of all keys but in 3 itself.
    const filtered = await pace.work(filterChunkJob, filteringOf(chunk, there));
    assert.deepEqual(filtered, filterChunk(filteringOf(chunk, here)));
    const offsets = Array.from({ length: 2 * KEYS }, (_, n) => 2 * KEYS + n);
    const expected = offsets.map((offset) => `${offset} key ${offset % KEYS}`);
    assert.deepEqual(left(chunk, filtered), expected);
  });
}

test('what is gone leaves nothing, and a full map ends the mapping where it is full', async () => {
  const pace = paceOf();
  const chunk = chunkOf('none');
  const map = freshMap(20);
  const mapping = { chunk, isGone: new Uint8Array(BATCHES), firstDirtyOffset: 0, map };
  const full = { isFull: true, batches: 0, bytes: 0 };
  assert.deepEqual(await pace.work(mapChunkJob, mapping), full);
  assert.deepEqual([new OffsetMap(map).count, new OffsetMap(map).latestOffset], [20, 19]);
  const fates = new Uint8Array(BATCHES).fill(IS_DISCARDABLE);
  const filtered = await pace.work(filterChunkJob, { ...filteringOf(chunk, map), fates });
  const [batches, made] = [new Int32Array(0), new Uint8Array(0)];
  assert.deepEqual(filtered, { batches, made, batchesMet: BATCHES, bytesMet: chunk.length });
});

test('what a worker cannot read is told, and is not tried again on the event loop', async () => {
  const pace = paceOf();
  const chunk = chunkOf('zstd');
  const broken = shared(chunk);
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
  await assert.rejects(pace.work(filterChunkJob, filteringOf(broken, freshMap())), (error) => {
    return error instanceof UncleanableError && /^filterChunk: .*checksum/.test(error.message);
  });
  const batch = new RecordBatch(chunk, 0);
  chunk.fill(0, batch.recordsStart, batch.end);
  chunk.writeUInt32BE(batch.computeCrc(), 17);
  await assert.rejects(pace.work(filterChunkJob, filteringOf(chunk, freshMap())), (error) => {
    return error instanceof UncleanableError && /^filterChunk: .*zstd/i.test(error.message);
  });
});

test('batches that expand far are a job for each few megabytes', () => {
  const value = Buffer.alloc(3_000_000);
  const batches = Array.from({ length: 5 }, (_, index) => {
    const builder = new BatchBuilder({ codec: 'zstd', baseOffset: index });
    builder.append(1_000, Buffer.from(`key ${index}`), value);
    return builder.finish();
  });
  const chunk = shared(Buffer.concat(batches));
  const map = freshMap();
  const met: number[] = [];
  for (let start = 0; start < chunk.length;) {
    const part = chunk.subarray(start);
    const mapped = mapChunk({ chunk: part, isGone: new Uint8Array(5), firstDirtyOffset: 0, map });
    const filtered = filterChunk(filteringOf(part, map));
    assert.deepEqual(
      [filtered.batchesMet, filtered.bytesMet],
      [mapped.batches, mapped.bytes],
    );
    met.push(mapped.batches);
    start += mapped.bytes;
  }
  assert.deepEqual(met, [2, 2, 1]);
});

test('a cleaning that was stopped ends when its worker is done', async () => {
  const pace = paceOf();
  const work = pace.work(filterChunkJob, filteringOf(chunkOf('none'), freshMap()));
  pace.stop();
  await assert.rejects(work, CleaningAborted);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SlabPool, unpooledSlab } from '@ottla/base';
import type { Slab } from '@ottla/base';

import { TailCache } from './tail-cache.ts';
import type { TailIndex } from './tail-index.ts';

const SLAB = 1_000;

function add(index: TailIndex, slab: Slab, offset: number, start = 0): void {
  index.add(offset, offset, slab.bytes.subarray(start, start + 10), slab);
}

function offsetsOf(index: TailIndex): number[] {
  return Array.from({ length: index.count }, (_, n) => index.baseOffsetOf(index.first + n));
}

test('whole slabs leave, the longest kept first', () => {
  const pool = new SlabPool({ slabBytes: SLAB, poison: true });
  const cache = new TailCache({ bytesMax: 5 * SLAB });
  const index = cache.open();
  for (let offset = 0; offset < 16; offset++) {
    const slab = pool.take();
    add(index, slab, offset);
    slab.release();
  }
  assert.equal(cache.bytes, 5 * SLAB);
  assert.deepEqual(offsetsOf(index), [11, 12, 13, 14, 15]);
  assert.equal(pool.leasedSlabs, 5);
  cache.clear();
  assert.deepEqual([cache.bytes, pool.leasedSlabs, index.count], [0, 0, 0]);
});

test('what is left of a log never has a hole', () => {
  const pool = new SlabPool({ slabBytes: SLAB });
  const cache = new TailCache({ bytesMax: 4 * SLAB });
  const index = cache.open();
  const [slow, quick] = [pool.take(), pool.take()];
  add(index, slow, 0);
  add(index, quick, 1);
  add(index, slow, 2, 10);
  add(index, quick, 3, 10);
  for (let n = 0; n < 3; n++) {
    const slab = pool.take();
    add(cache.open(), slab, n);
    slab.release();
  }
  // The slow connection's slab came first and goes first, with all that lies before its last batch.
  assert.deepEqual(offsetsOf(index), [3]);
  assert.equal(index.find(2), undefined);
  assert.equal(index.find(3), index.first);
});

test('a slab with batches of several logs leaves all of them', () => {
  const pool = new SlabPool({ slabBytes: SLAB });
  const cache = new TailCache({ bytesMax: 4 * SLAB });
  const [a, b] = [cache.open(), cache.open()];
  const shared = pool.take();
  add(a, shared, 0);
  add(b, shared, 7, 10);
  add(a, shared, 1, 20);
  for (let n = 0; n < 4; n++) add(b, pool.take(), 8 + n);
  assert.deepEqual(offsetsOf(a), []);
  assert.deepEqual(offsetsOf(b), [8, 9, 10, 11]);
  assert.equal(shared.references, 1, 'the caller’s own');
});

test('offsets are found by the batch that holds them', () => {
  const pool = new SlabPool({ slabBytes: SLAB });
  const index = new TailCache({ bytesMax: 10 * SLAB }).open();
  const slab = pool.take();
  index.add(10, 14, slab.bytes.subarray(0, 10), slab);
  index.add(15, 15, slab.bytes.subarray(10, 20), slab);
  index.add(20, 29, slab.bytes.subarray(20, 50), slab);
  const found = [9, 10, 14, 15, 16, 20, 29, 30].map((offset) => {
    const entry = index.find(offset);
    return entry === undefined ? undefined : index.baseOffsetOf(entry);
  });
  assert.deepEqual(found, [undefined, 10, 10, 15, 20, 20, 20, undefined]);
  assert.deepEqual(index.bytesOf(index.first + 2), slab.bytes.subarray(20, 50));
});

test('the ring grows, turns and keeps order', () => {
  const pool = new SlabPool({ slabBytes: SLAB });
  const cache = new TailCache({ bytesMax: 40 * SLAB });
  const index = cache.open();
  for (let offset = 0; offset < 500; offset++) {
    const slab = pool.take();
    add(index, slab, offset);
    slab.release();
    const kept = Math.min(offset + 1, 40);
    assert.equal(index.count, kept);
    assert.equal(index.baseOffsetOf(index.first), offset - kept + 1);
    assert.equal(index.find(offset), index.end - 1);
  }
});

test('a slab that is too large for the budget is not kept, nor is anything before it', () => {
  const cache = new TailCache({ bytesMax: 4 * SLAB });
  const index = cache.open();
  const pool = new SlabPool({ slabBytes: SLAB });
  add(index, pool.take(), 0);
  add(index, new SlabPool({ slabBytes: SLAB + 1 }).take(), 1);
  assert.deepEqual(offsetsOf(index), []);
  add(index, pool.take(), 2);
  assert.deepEqual(offsetsOf(index), [2]);
});

/** Bytes of all buffers that the entries of an index keep in memory. */
function memoryOf(index: TailIndex): number {
  const buffers = new Set<ArrayBufferLike>();
  for (let entry = index.first; entry < index.end; entry++) {
    buffers.add(index.bytesOf(entry).buffer);
  }
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

test('what is in memory on account of batches that lie in no slab is what counts', () => {
  const cache = new TailCache({ bytesMax: 256 * 1024 });
  const index = cache.open();
  for (let offset = 0; offset < 2_000; offset++) {
    // As a coordinator makes them: a small batch in a builder's buffer.
    const bytes = Buffer.alloc(4_096, offset % 251).subarray(0, 150);
    index.add(offset, offset, bytes, undefined);
    if (offset % 100 === 0) index.wasRead();
  }
  assert.ok(index.count > 1_000, `${index.count} batches are kept`);
  assert.ok(memoryOf(index) <= cache.bytes, `${memoryOf(index)} bytes, ${cache.bytes} counted`);
  assert.ok(cache.bytes <= cache.bytesMax);
  for (let entry = index.first; entry < index.end; entry++) {
    const expected = Buffer.alloc(150, index.baseOffsetOf(entry) % 251);
    assert.deepEqual(Buffer.from(index.bytesOf(entry)), expected);
  }
});

test('small slabs are not kept: what lies in them is gathered in few', () => {
  const cache = new TailCache({ bytesMax: 1024 * 1024 });
  const index = cache.open();
  const slabs = Array.from({ length: 8_000 }, (_, n) => unpooledSlab(Buffer.alloc(200, n % 251)));
  slabs.forEach((slab, offset) => {
    index.add(offset, offset, slab.bytes.subarray(10, 160), slab);
    if (offset % 100 === 0) index.wasRead();
  });
  assert.ok(slabs.every(({ references }) => references === 1), 'nobody but the caller holds them');
  const kept = new Set<Slab>();
  for (let entry = index.first; entry < index.end; entry++) {
    kept.add(index.slabOf(entry));
    const expected = Buffer.alloc(150, index.baseOffsetOf(entry) % 251);
    assert.deepEqual(Buffer.from(index.bytesOf(entry)), expected);
  }
  assert.ok(index.count > 6_000, `${index.count} batches are kept`);
  assert.ok(kept.size <= 16, `in ${kept.size} slabs`);
  assert.equal(cache.bytes, kept.size * 64 * 1024);
});

test('a large batch that lies in no slab counts with all of its buffer', () => {
  const cache = new TailCache({ bytesMax: 1024 * 1024 });
  const index = cache.open();
  const bytes = Buffer.allocUnsafeSlow(200_000).fill(7);
  index.add(0, 0, bytes.subarray(1_000, 101_000), undefined);
  assert.equal(memoryOf(index), 200_000);
  assert.equal(cache.bytes, 200_000);
  assert.deepEqual(Buffer.from(index.bytesOf(0)), bytes.subarray(1_000, 101_000));
  cache.clear();
  assert.deepEqual([cache.bytes, index.count], [0, 0]);
});

test('a cache of no bytes keeps nothing', () => {
  const slab = new SlabPool({ slabBytes: SLAB }).take();
  const cache = new TailCache({ bytesMax: 0 });
  const index = cache.open();
  add(index, slab, 0);
  assert.deepEqual([index.count, cache.bytes, slab.references], [0, 0, 1]);
});

test('batches must follow each other', () => {
  const slab = new SlabPool({ slabBytes: SLAB }).take();
  const index = new TailCache({ bytesMax: 9 * SLAB }).open();
  add(index, slab, 5);
  assert.throws(() => add(index, slab, 5), { name: 'AssertionFailure' });
});

test('a log of which a whole budget went by unread is not kept', () => {
  const pool = new SlabPool({ slabBytes: SLAB });
  const cache = new TailCache({ bytesMax: 4 * SLAB });
  const [unread, other] = [cache.open(), cache.open()];
  const addWhole = (index: TailIndex, offset: number): void => {
    const slab = pool.take();
    index.add(offset, offset, slab.bytes, slab);
    slab.release();
  };
  for (let offset = 0; offset < 4; offset++) addWhole(unread, offset);
  assert.deepEqual(offsetsOf(unread), [0, 1, 2, 3]);
  assert.equal(unread.isWanted, false);
  for (let offset = 4; offset < 9; offset++) addWhole(unread, offset);
  assert.deepEqual([offsetsOf(unread), cache.bytes, pool.leasedSlabs], [[], 0, 0]);
  // Each log by itself: another one that is new, or read, is kept.
  addWhole(other, 0);
  assert.deepEqual(offsetsOf(other), [0]);
  unread.wasRead();
  addWhole(unread, 9);
  addWhole(unread, 10);
  assert.deepEqual(offsetsOf(unread), [9, 10]);
});

test('a log that is read is kept for as long as it is', () => {
  const pool = new SlabPool({ slabBytes: SLAB });
  const index = new TailCache({ bytesMax: 4 * SLAB }).open();
  for (let offset = 0; offset < 50; offset++) {
    const slab = pool.take();
    index.add(offset, offset, slab.bytes, slab);
    slab.release();
    if (offset % 3 === 0) index.wasRead();
    assert.equal(index.find(offset), index.end - 1, `offset ${offset} is in memory`);
  }
});

// The memory that expanded batches lie in one after the other, and what must not lie in it.

import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { compress } from './compress.ts';
import { decompress } from './decompress.ts';
import { ScratchMemory } from './scratch-memory.ts';

const LIMIT = 1 << 24;
const first = Buffer.from('the first batch, the first batch, the first batch');
const second = Buffer.from('THE SECOND BATCH, THE SECOND BATCH');

test('is as large as asked for, and the same again', () => {
  const memory = new ScratchMemory();
  const small = memory.take(100);
  equal(small.length, 100);
  equal(memory.take(16_384).buffer, small.buffer);
  const large = memory.take(16_385);
  equal(large.buffer.byteLength, 32_768);
  equal(memory.take(3).buffer, large.buffer);
});

test('does not keep what one large batch took', () => {
  const memory = new ScratchMemory();
  const large = memory.take(1024 * 1024 + 1);
  equal(large.length, 1024 * 1024 + 1);
  notEqual(memory.take(10).buffer, large.buffer);
  notEqual(memory.take(1024 * 1024 + 1).buffer, large.buffer);
});

for (const codec of ['snappy', 'lz4'] as const) {
  const blobs = [first, second].map((bytes) => compress(codec, bytes));
  const [one = first, two = second] = blobs;

  test(`${codec} expands into it, over what was there`, () => {
    const memory = new ScratchMemory();
    const before = decompress(codec, one, LIMIT, { memory });
    equal(before.toString(), first.toString());
    const after = decompress(codec, two, LIMIT, { memory });
    equal(after.toString(), second.toString());
    equal(after.buffer, before.buffer);
    equal(before.toString().slice(0, second.length), second.toString());
  });

  test(`${codec} gives its own memory else, no more than needed`, () => {
    const before = decompress(codec, one, LIMIT);
    decompress(codec, two, LIMIT);
    equal(before.toString(), first.toString());
    equal(before.buffer.byteLength, first.length);
  });

  test(`${codec} gives compressed bytes that stay`, () => {
    const kept = compress(codec, first);
    const copy = Uint8Array.from(kept);
    compress(codec, Buffer.alloc(10_000, 'other'));
    deepEqual(kept, copy);
    equal(kept.buffer.byteLength, kept.length);
  });
}

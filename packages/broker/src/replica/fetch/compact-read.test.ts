// Reads that would hold many slabs for few bytes are copied; others are left where they lie.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Slab, SlabPool } from '@ottla/base';
import type { MemoryPiece, ReadPlan } from '@ottla/log';
import { compactRead, isScattered } from './compact-read.ts';

/** A plan of pieces of equal size, each in a slab of its own or all in one. */
function planOf(pool: SlabPool, sizes: readonly number[], isSpread: boolean) {
  const slabs: Slab[] = [pool.take()];
  const pieces = sizes.map((size, index): MemoryPiece => {
    if (isSpread && index > 0) slabs.push(pool.take());
    const slab = slabs.at(-1);
    assert.ok(slab !== undefined);
    const start = isSpread ? 0 : sizes.slice(0, index).reduce((sum, each) => sum + each, 0);
    const bytes = slab.bytes.subarray(start, start + size).fill(index);
    return { kind: 'memory', bytes, slab };
  });
  const plan: ReadPlan = {
    kind: 'plan',
    pieces,
    sizeBytes: sizes.reduce((sum, each) => sum + each, 0),
    isFirstBatchIncomplete: false,
    abortedTransactions: null,
    logStartOffset: 0,
    logEndOffset: 0,
    highWatermark: 0,
    lastStableOffset: 0,
    release: () => {
      for (const slab of slabs) slab.release();
    },
  };
  return plan;
}

const CASES: readonly [sizes: number[], isSpread: boolean, isScattered: boolean][] = [
  [[10, 10, 10], true, true],
  [[500, 500, 500], true, false],
  [[10, 10, 10], false, true],
  [[300, 300, 300], false, false],
  [[10], true, false],
];

for (const [sizes, isSpread, expected] of CASES) {
  test(`${sizes.join('+')} bytes in ${isSpread ? 'slabs of their own' : 'one slab'}`, () => {
    const pool = new SlabPool({ slabBytes: 1000 });
    const plan = planOf(pool, sizes, isSpread);
    assert.equal(isScattered(plan), expected);
    plan.release();
  });
}

test('a copy has the same bytes, and frees the slabs at once', () => {
  const pool = new SlabPool({ slabBytes: 1000, poison: true });
  const target = new SlabPool({ slabBytes: 64, poison: true });
  const plan = planOf(pool, [50, 0, 70, 1], true);
  const expected = Buffer.concat(plan.pieces.map((piece) => (piece as MemoryPiece).bytes));
  const read = compactRead(target, plan);
  assert.equal(pool.leasedSlabs, 0);
  assert.deepEqual(Buffer.concat(read.chunks), expected);
  assert.equal(read.sizeBytes, 121);
  assert.equal(target.leasedSlabs, 2);
  read.release();
  assert.equal(target.leasedSlabs, 0);
});

test('a copy that is not worth a slab takes no more memory than its bytes', () => {
  const pool = new SlabPool({ slabBytes: 1000, poison: true });
  const target = new SlabPool({ slabBytes: 1000 });
  const plan = planOf(pool, [50, 0, 73, 1], true);
  const expected = Buffer.concat(plan.pieces.map((piece) => (piece as MemoryPiece).bytes));
  const read = compactRead(target, plan);
  assert.equal(pool.leasedSlabs, 0);
  assert.equal(target.leasedSlabs, 0);
  assert.deepEqual(Buffer.concat(read.chunks), expected);
  assert.equal(read.chunks.reduce((sum, { buffer }) => sum + buffer.byteLength, 0), 124);
  read.release();
  const large = compactRead(target, planOf(pool, [50, 75], true));
  assert.equal(target.leasedSlabs, 1, 'an eighth of a slab is worth one');
  large.release();
});

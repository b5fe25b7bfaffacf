// Records that wait: offsets fixed, proposals whole, batches within their limit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchAccumulator, batchBytesBound } from './batch-accumulator.ts';

function value(bytes: number): Uint8Array {
  return new Uint8Array(bytes);
}

function accumulator(lingerMs = 0, batchBytesMax = 1000): BatchAccumulator {
  return new BatchAccumulator({ nextOffset: 10, lingerMs, batchBytesMax });
}

test('offsets follow each other, proposals of one time share a batch', () => {
  const it = accumulator();
  assert.equal(it.add([value(1), value(2)], 0), 10);
  assert.equal(it.add([value(3)], 0), 12);
  assert.equal(it.nextOffset, 13);
  const batches = it.drain();
  assert.deepEqual(
    batches.map(({ baseOffset, values }) => [baseOffset, values.length]),
    [[10, 3]],
  );
  assert.equal(it.isEmpty, true);
  assert.equal(it.add([value(1)], 0), 13);
  assert.equal(it.drain()[0]?.baseOffset, 13);
});

test('a proposal is never split: what does not fit begins a batch', () => {
  const one = value(300);
  const it = accumulator(0, batchBytesBound([one, one]));
  it.add([one], 0);
  it.add([one, one], 0);
  it.add([one], 0);
  assert.deepEqual(
    it.drain().map(({ baseOffset, values }) => [baseOffset, values.length]),
    [
      [10, 1],
      [11, 2],
      [13, 1],
    ],
  );
});

test('a proposal that fits into no batch, or is none, is a bug', () => {
  assert.throws(() => accumulator(0, 100).add([value(100)], 0), /does not fit into a batch of 100/);
  assert.throws(() => accumulator().add([], 0), /at least one record/);
});

test('linger counts from the first that waits; a full batch waits no longer', () => {
  const it = accumulator(25, batchBytesBound([value(300)]));
  assert.equal(it.lingerEndMs, Infinity);
  it.add([value(10)], 100);
  it.add([value(10)], 110);
  assert.equal(it.lingerEndMs, 125);
  it.add([value(300)], 115);
  assert.equal(it.lingerEndMs, -Infinity, 'one batch is full');
  it.drain();
  assert.equal(it.lingerEndMs, Infinity);
});

test('control records of the leader take offsets of their own', () => {
  const it = accumulator();
  it.skip(3);
  assert.equal(it.add([value(1)], 0), 13);
  assert.throws(() => it.skip(1), { name: 'AssertionFailure' });
});

// When memory counts as short, and how much must be given back.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NetworkMemory } from './network-memory.ts';

const MB = 1024 * 1024;
const clock = { monotonicMs: () => 0, wallMs: () => 0 };

function memoryOf(slabs: { bytes: number }): NetworkMemory {
  const limits = { receiveBytesMax: 100 * MB, responseBytesMax: 50 * MB, slabBytesMax: 192 * MB };
  return new NetworkMemory(clock, limits, () => slabs.bytes);
}

test('answers: short beyond the half, full at the limit', () => {
  const memory = memoryOf({ bytes: 0 });
  memory.sends(25 * MB);
  assert.equal(memory.responseBytesToFree, 0);
  memory.sends(1);
  assert.equal(memory.responseBytesToFree, 1);
  assert.equal(memory.hasResponseRoom, true);
  memory.sends(25 * MB - 1);
  assert.equal(memory.hasResponseRoom, false);
  memory.sends(-1);
  assert.equal(memory.hasResponseRoom, true);
});

test('slabs: what requests, answers, tails and busy connections may hold, and no more', () => {
  const slabs = { bytes: (100 + 50 + 192) * MB };
  const memory = memoryOf(slabs);
  assert.equal(memory.slabBytesToFree, 0);
  slabs.bytes += 1;
  assert.equal(memory.slabBytesToFree, 1);
});

test('limits that change hold at once', () => {
  const memory = memoryOf({ bytes: 52 * MB });
  memory.sends(40 * MB);
  memory.reconfigure({ receiveBytesMax: MB, responseBytesMax: 40 * MB, slabBytesMax: 10 * MB });
  assert.equal(memory.hasResponseRoom, false);
  assert.equal(memory.receive.limitBytes, MB);
  assert.equal(memory.slabBytesToFree, MB);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GCProfiler } from 'node:v8';

import { boundGarbage } from './bounded-garbage.ts';

const BUFFER_BYTES = 40_000;
const BUFFERS = 10_000;
/** One for each 16 MB; without the bound there are some three, each of the whole heap. */
const COLLECTIONS_MIN = 15;

test('buffers that nobody holds are collected before there are many', () => {
  boundGarbage();
  // Collections are counted, not bytes: those are told only once another thread has freed them.
  const profiler = new GCProfiler();
  profiler.start();
  for (let count = 0; count < BUFFERS; count++) Buffer.allocUnsafeSlow(BUFFER_BYTES);
  const { statistics } = profiler.stop();
  const young = statistics.filter(({ gcType }) => gcType.startsWith('Scavenge'));
  assert.ok(young.length >= COLLECTIONS_MIN, `${young.length} of the young generation`);
});

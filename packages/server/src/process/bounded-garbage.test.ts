import assert from 'node:assert/strict';
import { test } from 'node:test';

import { boundGarbage } from './bounded-garbage.ts';

const BUFFER_BYTES = 40_000;
const BUFFERS = 10_000;
const BYTES_MAX = 40 * 1024 * 1024;

test('buffers that nobody holds are collected before there are many', () => {
  boundGarbage();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for (let count = 0; count < BUFFERS; count++) {
    Buffer.allocUnsafeSlow(BUFFER_BYTES);
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  assert.ok(most < BYTES_MAX, `${most} of ${BUFFERS * BUFFER_BYTES} bytes lay about`);
});

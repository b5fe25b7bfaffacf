// What producers leave behind in memory: entries live for a day after the last batch, so that what
// one takes decides how much clients that come and go cost a broker.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { ProducerState } from '../src/producer/producer-state.ts';

const PRODUCERS = 20_000;
const BATCHES = 7;
/** As objects the five batches alone would take more. */
const BYTES_MAX = 450;

/** Bytes of live objects. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  // The flag brings a function that only new contexts have.
  const collect: unknown = runInNewContext('gc');
  assert.ok(typeof collect === 'function');
  for (let round = 0; round < 2; round++) collect();
  return process.memoryUsage().heapUsed;
}

test('a producer that wrote many batches takes less than half a kilobyte', () => {
  const state = new ProducerState();
  const write = (producerId: number, baseOffset: number): void => {
    state.addData({
      producerId,
      epoch: 0,
      lastSequence: baseOffset,
      baseOffset,
      lastOffset: baseOffset,
      maxTimestamp: 1_800_000_000_000 + baseOffset,
      isTransactional: false,
    });
  };
  write(-1, 0);
  const before = heapBytes();
  for (let producerId = 0; producerId < PRODUCERS; producerId++) {
    for (let batch = 0; batch < BATCHES; batch++) write(producerId, producerId * BATCHES + batch);
  }
  const each = (heapBytes() - before) / PRODUCERS;
  assert.equal(state.entries.size, PRODUCERS + 1);
  assert.ok(each < BYTES_MAX, `${each.toFixed(0)} bytes for each of ${PRODUCERS} producers`);
});

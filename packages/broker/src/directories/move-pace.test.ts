// How long moves have to wait, and what ends it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { MovePace } from './move-pace.ts';

function payer(bytesPerSecond: number) {
  const universe = new SimulatedUniverse({ seed: 1 });
  const pace = new MovePace(universe.createNode('broker'), bytesPerSecond);
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const state = { isPaid: false };
  const pay = (bytes: number): void => {
    state.isPaid = false;
    void pace.pay(bytes, stopped).then(() => (state.isPaid = true));
  };
  return { universe, pace, state, pay, stop };
}

test('what was moved has to be paid in time', async () => {
  const { universe, state, pay } = payer(1_000);
  pay(5_000);
  await universe.advance(4_900);
  assert.equal(state.isPaid, false);
  await universe.advance(200);
  assert.equal(state.isPaid, true);
});

test('another rate ends the wait, and what was owed', async () => {
  const { universe, pace, state, pay } = payer(1_000);
  pay(1_000_000);
  await universe.advance(1_000);
  pace.bytesPerSecond = 1_000;
  await universe.advance(1_000);
  assert.equal(state.isPaid, false, 'it is the same');
  pace.bytesPerSecond = 100_000;
  await universe.advance(1);
  assert.equal(state.isPaid, true);
  pay(100_000);
  await universe.advance(1_100);
  assert.equal(state.isPaid, true);
});

test('a move that stops does not wait', async () => {
  const { universe, state, pay, stop } = payer(1_000);
  pay(1_000_000);
  stop();
  await universe.advance(1);
  assert.equal(state.isPaid, true);
});

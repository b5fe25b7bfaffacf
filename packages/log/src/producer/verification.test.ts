import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Verifications } from './verification.ts';

const REQUEST = { producerId: 7, epoch: 1, sequence: 5, supportsEpochBump: false };

test('one guard per producer, until it has served', () => {
  const verifications = new Verifications();
  const guard = verifications.start(REQUEST, 0);
  assert.equal(verifications.start(REQUEST, 10), guard);
  assert.notEqual(verifications.start({ ...REQUEST, producerId: 8 }, 10), guard);
  verifications.settle(7, { epoch: 1, isMarker: false });
  assert.equal(verifications.get(7), undefined);
  assert.notEqual(verifications.start(REQUEST, 20), guard);
});

test('the lowest sequence of the newest epoch counts', () => {
  const verifications = new Verifications();
  const steps: readonly (readonly [epoch: number, sequence: number, wanted: string])[] = [
    [1, 5, '1: 5'],
    [1, 9, '1: 5'],
    [1, 2, '1: 2'],
    [0, 0, '1: 2'],
    [2, 8, '2: 8'],
    [2, 3, '2: 3'],
    [1, 0, '2: 3'],
  ];
  for (const [epoch, sequence, wanted] of steps) {
    verifications.start({ ...REQUEST, epoch, sequence }, 0);
    const state = verifications.get(7);
    assert.equal(`${state?.epoch}: ${state?.lowestSequence}`, wanted);
  }
});

test('a marker ends a verification, but not that of the next transaction', () => {
  const cases: readonly (readonly [
    bump: boolean,
    epoch: number,
    isMarker: boolean,
    kept: boolean,
  ])[] = [
    [false, 1, true, false],
    [false, 1, false, false],
    [true, 1, true, true],
    [true, 0, true, false],
    [true, 1, false, false],
  ];
  for (const [supportsEpochBump, epoch, isMarker, isKept] of cases) {
    const verifications = new Verifications();
    verifications.start({ ...REQUEST, supportsEpochBump }, 0);
    verifications.settle(7, { epoch, isMarker });
    const name = `bump ${supportsEpochBump}, epoch ${epoch}, marker ${isMarker}`;
    assert.equal(verifications.get(7) !== undefined, isKept, name);
  }
});

test('what nobody came back for is forgotten', () => {
  const verifications = new Verifications();
  verifications.start(REQUEST, 100);
  verifications.start({ ...REQUEST, producerId: 8 }, 150);
  verifications.removeExpired(199, 100);
  assert.ok(verifications.get(7) && verifications.get(8));
  verifications.removeExpired(200, 100);
  assert.deepEqual([verifications.get(7), verifications.get(8)?.startedMs], [undefined, 150]);
  verifications.settle(99, { epoch: 0, isMarker: true });
});

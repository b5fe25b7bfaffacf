import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseRoll } from './roll.ts';
import type { Incoming, RollState } from './roll.ts';

const LIMITS = { segmentBytes: 1_000, segmentMs: 100 };
const STATE: RollState = {
  baseOffset: 50,
  sizeBytes: 500,
  createdMs: 10_000,
  firstTimestamp: 7_000,
  rollJitterMs: 0,
  isOffsetIndexFull: false,
  isTimeIndexFull: false,
};
const INCOMING: Incoming = { sizeBytes: 100, maxTimestamp: 7_050, lastOffset: 60, nowMs: 10_050 };

type Case = readonly [string, Partial<RollState>, Partial<Incoming>, string | undefined];

const CASES: readonly Case[] = [
  ['all is well', {}, {}, undefined],
  ['just fits', {}, { sizeBytes: 500 }, undefined],
  ['one byte too many', {}, { sizeBytes: 501 }, 'size'],
  ['larger than any segment, into an empty one', { sizeBytes: 0 }, { sizeBytes: 1_001 }, 'size'],
  ['record time at the limit', {}, { maxTimestamp: 7_100 }, undefined],
  ['record time beyond it', {}, { maxTimestamp: 7_101 }, 'time'],
  ['record time goes back', {}, { maxTimestamp: 10 }, undefined],
  ['the wall clock does not count then', {}, { nowMs: 99_999 }, undefined],
  ['no record time: age at the limit', { firstTimestamp: -1 }, { nowMs: 10_100 }, undefined],
  ['no record time: too old', { firstTimestamp: -1 }, { nowMs: 10_101 }, 'time'],
  [
    'an empty segment is never too old',
    { firstTimestamp: -1, sizeBytes: 0 },
    { nowMs: 99_999 },
    undefined,
  ],
  ['jitter comes off the age', { rollJitterMs: 30 }, { maxTimestamp: 7_071 }, 'time'],
  ['jitter, at the limit', { rollJitterMs: 30 }, { maxTimestamp: 7_070 }, undefined],
  ['the offset index is full', { isOffsetIndexFull: true }, {}, 'offset-index'],
  ['the time index is full', { isTimeIndexFull: true }, {}, 'time-index'],
  ['the last offset in reach', {}, { lastOffset: 50 + 2_147_483_647 }, undefined],
  ['the first one out of reach', {}, { lastOffset: 50 + 2_147_483_648 }, 'offset-range'],
];

for (const [name, state, incoming, wanted] of CASES) {
  test(name, () => {
    const reason = chooseRoll({ ...STATE, ...state }, { ...INCOMING, ...incoming }, LIMITS);
    assert.equal(reason, wanted);
  });
}

test('segment.ms that is switched off never rolls', () => {
  const late = { ...INCOMING, maxTimestamp: Number.MAX_SAFE_INTEGER };
  assert.equal(chooseRoll(STATE, late, { segmentBytes: 1_000, segmentMs: Infinity }), undefined);
});

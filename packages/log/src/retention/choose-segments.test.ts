import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { RetentionLimits, RetentionReason, RetentionState } from './choose-segments.ts';
import { chooseSegmentsToDelete, hasCandidates, retentionReasons } from './choose-segments.ts';

const NOW = 10_000;
const LIMITS: RetentionLimits = {
  cleanupPolicy: { delete: true, compact: false },
  retentionBytes: -1,
  retentionMs: -1,
};

/** Segments of ten offsets each, of the sizes and with the largest timestamps given. */
function state(
  segments: readonly (readonly [sizeBytes: number, timestamp: number])[],
  offsets: Partial<RetentionState> = {},
): RetentionState {
  const logEndOffset = segments.length * 10;
  return {
    segments: segments.map(([sizeBytes, timestamp], index) => ({
      baseOffset: index * 10,
      sizeBytes,
      largestTimestamp: () => timestamp,
    })),
    logStartOffset: 0,
    logEndOffset,
    highWatermark: logEndOffset,
    ...offsets,
  };
}

const THREE = [
  [100, 1_000],
  [100, 2_000],
  [100, 3_000],
] as const;

type Case = readonly [
  name: string,
  reason: RetentionReason,
  state: RetentionState,
  limits: Partial<RetentionLimits>,
  count: number,
];

const CASES: readonly Case[] = [
  ['time: off', 'time', state(THREE), {}, 0],
  ['time: at the limit', 'time', state(THREE), { retentionMs: 9_000 }, 0],
  ['time: beyond it', 'time', state(THREE), { retentionMs: 8_999 }, 1],
  ['time: two of them', 'time', state(THREE), { retentionMs: 7_500 }, 2],
  ['time: the active one too', 'time', state(THREE), { retentionMs: 0 }, 3],
  ['time: 0 keeps what is of now', 'time', state([[100, NOW]]), { retentionMs: 0 }, 0],
  [
    'time: an empty active one stays',
    'time',
    state([
      [100, 1_000],
      [0, 1_000],
    ]),
    { retentionMs: 0 },
    1,
  ],
  [
    'time: the future keeps all after it',
    'time',
    state([
      [1, 99_999],
      [1, 1],
    ]),
    { retentionMs: 0 },
    0,
  ],
  [
    'time: a young one stops the walk',
    'time',
    state([
      [1, 9_999],
      [1, 1],
    ]),
    { retentionMs: 100 },
    0,
  ],
  [
    'time: not above the high watermark',
    'time',
    state(THREE, { highWatermark: 19 }),
    { retentionMs: 0 },
    1,
  ],
  [
    'time: up to the high watermark',
    'time',
    state(THREE, { highWatermark: 20 }),
    { retentionMs: 0 },
    2,
  ],
  ['size: off', 'size', state(THREE), {}, 0],
  ['size: exactly full', 'size', state(THREE), { retentionBytes: 300 }, 0],
  ['size: less than a segment over', 'size', state(THREE), { retentionBytes: 201 }, 0],
  ['size: a whole segment over', 'size', state(THREE), { retentionBytes: 200 }, 1],
  ['size: two', 'size', state(THREE), { retentionBytes: 100 }, 2],
  ['size: nothing is to be kept', 'size', state(THREE), { retentionBytes: 0 }, 3],
  [
    'size: not above the high watermark',
    'size',
    state(THREE, { highWatermark: 9 }),
    { retentionBytes: 0 },
    0,
  ],
  ['start: none', 'log-start', state(THREE), {}, 0],
  ['start: within the first', 'log-start', state(THREE, { logStartOffset: 9 }), {}, 0],
  ['start: at the second', 'log-start', state(THREE, { logStartOffset: 10 }), {}, 1],
  ['start: the active one stays', 'log-start', state(THREE, { logStartOffset: 30 }), {}, 2],
];

for (const [name, reason, given, limits, count] of CASES) {
  test(name, () => {
    assert.equal(chooseSegmentsToDelete(reason, given, { ...LIMITS, ...limits }, NOW), count);
  });
}

test('which policies are asked', () => {
  const reasons = (policy: { delete: boolean; compact: boolean }): readonly string[] =>
    retentionReasons({ ...LIMITS, cleanupPolicy: policy });
  const all = ['log-start', 'size', 'time'];
  assert.deepEqual(reasons({ delete: true, compact: false }), all);
  assert.deepEqual(reasons({ delete: true, compact: true }), all);
  assert.deepEqual(reasons({ delete: false, compact: true }), ['log-start']);
  assert.deepEqual(reasons({ delete: false, compact: false }), ['log-start']);
});

test('where nothing can go, nothing is asked', () => {
  const policies = [
    { delete: true, compact: false },
    { delete: false, compact: true },
    { delete: true, compact: true },
    { delete: false, compact: false },
  ];
  const empty = [[0, 1]] as const;
  const shapes = [state([]), state(empty), state([[100, 1]]), state(THREE)];
  const starts = [9, 10, 30].map((logStartOffset) => state(THREE, { logStartOffset }));
  const states = [...shapes, ...starts];
  for (const cleanupPolicy of policies) {
    const limits = { cleanupPolicy, retentionBytes: 0, retentionMs: 0 };
    for (const given of states) {
      const goes = retentionReasons(limits).some(
        (reason) => chooseSegmentsToDelete(reason, given, limits, NOW) > 0,
      );
      const shape = [given.segments.length, given.logStartOffset, cleanupPolicy];
      assert.equal(hasCandidates(given, limits), goes, JSON.stringify(shape));
    }
  }
});

test('timestamps are looked at only as far as need be', () => {
  let asked = 0;
  const segments = [9_999, 1, 1].map((timestamp, index) => ({
    baseOffset: index,
    sizeBytes: 1,
    largestTimestamp: () => {
      asked += 1;
      return timestamp;
    },
  }));
  const given = { segments, logStartOffset: 0, logEndOffset: 3, highWatermark: 3 };
  chooseSegmentsToDelete('time', given, { ...LIMITS, retentionMs: 100 }, NOW);
  assert.equal(asked, 1);
});

// What may be cleaned, and when it is worth it, as a table over a plain description of a log.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cleanableRange, isWorthCleaning } from './cleanable-range.ts';
import type { RangeSegment } from './cleanable-range.ts';

/** Segments of 100 offsets and bytes; the last one is active. Timestamps are the base offset. */
function segmentsTo(end: number): RangeSegment[] {
  return Array.from({ length: end / 100 }, (_, index) => ({
    baseOffset: index * 100,
    sizeBytes: 100,
    largestTimestamp: () => index * 100 + 99,
    firstTimestamp: () => index * 100,
  }));
}

interface Case {
  readonly what: string;
  readonly cleaned?: number;
  readonly stable?: number;
  readonly start?: number;
  readonly minLag?: number;
  readonly maxLag?: number;
  readonly nowMs?: number;
  /** first dirty, first uncleanable, dirty ratio, overdue */
  readonly wanted: readonly [number, number, number, number];
}

const CASES: readonly Case[] = [
  { what: 'never cleaned: all but the active segment', wanted: [0, 400, 1, 0] },
  { what: 'a part is clean', cleaned: 300, wanted: [300, 400, 0.25, 0] },
  { what: 'cleaned into a segment, which counts twice', cleaned: 250, wanted: [250, 400, 0.4, 0] },
  { what: 'all is clean', cleaned: 400, wanted: [400, 400, 0, 0] },
  { what: 'a transaction is open in the second segment', stable: 150, wanted: [0, 100, 1, 0] },
  {
    what: 'the checkpoint lies below the log start',
    cleaned: 50,
    start: 120,
    wanted: [120, 400, 0.6, 0],
  },
  { what: 'the checkpoint lies above the log end', cleaned: 900, wanted: [0, 400, 1, 0] },
  { what: 'the third segment is too young', minLag: 300, nowMs: 550, wanted: [0, 200, 1, 0] },
  { what: 'all is old enough', minLag: 300, nowMs: 700, wanted: [0, 400, 1, 0] },
  {
    what: 'the oldest dirty record has waited',
    cleaned: 200,
    maxLag: 50,
    nowMs: 300,
    wanted: [200, 400, 0.5, 50],
  },
  {
    what: 'it has not waited so long',
    cleaned: 200,
    maxLag: 150,
    nowMs: 300,
    wanted: [200, 400, 0.5, 0],
  },
];

for (const { what, wanted, ...given } of CASES) {
  test(what, () => {
    const { stable = 500, start = 0, minLag = 0, maxLag = Infinity, nowMs = 10_000 } = given;
    const state = {
      segments: segmentsTo(500),
      logStartOffset: start,
      logEndOffset: 500,
      lastStableOffset: stable,
      cleanedOffset: given.cleaned,
    };
    const lags = { minCompactionLagMs: minLag, maxCompactionLagMs: maxLag };
    const range = cleanableRange(state, lags, nowMs);
    const { firstDirtyOffset, firstUncleanableOffset, dirtyRatio, overdueMs } = range;
    assert.deepEqual([firstDirtyOffset, firstUncleanableOffset, dirtyRatio, overdueMs], wanted);
  });
}

test('worth it is what is filthy enough, or overdue, and not empty', () => {
  const range = { firstDirtyOffset: 0, firstUncleanableOffset: 100, cleanableBytes: 100 };
  const worth = (dirtyRatio: number, overdueMs: number, cleanableBytes = 100): boolean =>
    isWorthCleaning({ ...range, dirtyRatio, overdueMs, cleanableBytes }, 0.5);
  assert.deepEqual([worth(0.5, 0), worth(0.51, 0)], [false, true]);
  assert.deepEqual([worth(0.1, 1), worth(0.1, 1, 0)], [true, false]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Prng } from '@ottla/base';

import { SegmentGrouping } from './group-segments.ts';
import type { GroupedSegment } from './group-segments.ts';

const LIMITS = { segmentBytes: 100, segmentIndexBytes: 30 };
const RELATIVE_OFFSET_MAX = 0x7fff_ffff;

function group(segments: readonly GroupedSegment[]): number[][] {
  const grouping = new SegmentGrouping<number>(LIMITS);
  const groups: (readonly number[])[] = [];
  for (const segment of segments) {
    const full = grouping.add(segment.baseOffset, segment);
    if (full !== undefined) groups.push(full);
  }
  groups.push(grouping.takeRest());
  return groups.map((bases) => [...bases]);
}

function segment(baseOffset: number, sizeBytes: number, more: Partial<GroupedSegment> = {}) {
  const endOffset = baseOffset + 10;
  return { baseOffset, endOffset, sizeBytes, offsetIndexBytes: 0, timeIndexBytes: 0, ...more };
}

test('neighbours stay together while each size fits', () => {
  assert.deepEqual(group([segment(0, 50), segment(10, 50), segment(20, 1)]), [[0, 10], [20]]);
  const tooManyEntries = [
    segment(0, 1, { offsetIndexBytes: 20 }),
    segment(10, 1, { offsetIndexBytes: 10, timeIndexBytes: 30 }),
    segment(20, 1, { timeIndexBytes: 1 }),
    segment(30, 1, { offsetIndexBytes: 31 }),
    segment(40, 1),
  ];
  assert.deepEqual(group(tooManyEntries), [[0, 10], [20], [30], [40]]);
});

test('offsets of a group lie within what an index can tell', () => {
  const far = RELATIVE_OFFSET_MAX;
  const last = segment(10, 1, { endOffset: far + 1 });
  assert.deepEqual(group([segment(0, 1), last]), [[0, 10]]);
  assert.deepEqual(group([segment(0, 1), { ...last, endOffset: far + 2 }]), [[0], [10]]);
  const empty = segment(10, 0, { endOffset: far + 2 });
  assert.deepEqual(group([segment(0, 1), empty]), [[0, 10]], 'it has no offsets');
});

test('without segments there is no group; a segment that is too large is one of its own', () => {
  assert.deepEqual(group([]), [[]]);
  assert.deepEqual(group([segment(0, 500), segment(10, 500)]), [[0], [10]]);
});

/** Kafka's rule, as it is told: the sums of a group are added up for each segment. */
function naive(segments: readonly GroupedSegment[]): number[][] {
  const groups: GroupedSegment[][] = [[]];
  for (const next of segments) {
    const now = groups.at(-1) ?? [];
    const sum = (of: (one: GroupedSegment) => number): number =>
      now.reduce((total, one) => total + of(one), of(next));
    const fits =
      sum(({ sizeBytes }) => sizeBytes) <= LIMITS.segmentBytes &&
      sum(({ offsetIndexBytes }) => offsetIndexBytes) <= LIMITS.segmentIndexBytes &&
      sum(({ timeIndexBytes }) => timeIndexBytes) <= LIMITS.segmentIndexBytes;
    if (fits || now.length === 0) now.push(next);
    else groups.push([next]);
  }
  return groups.map((some) => some.map(({ baseOffset }) => baseOffset));
}

test('groups are those of the rule, and each segment is looked at once', () => {
  const prng = new Prng(4);
  let looks = 0;
  const segments = Array.from({ length: 5_000 }, (_, n): GroupedSegment => {
    const sizeBytes = prng.below(20);
    const made = segment(n * 10, sizeBytes, {
      offsetIndexBytes: prng.below(5),
      timeIndexBytes: prng.below(5),
    });
    return {
      ...made,
      get sizeBytes() {
        looks += 1;
        return sizeBytes;
      },
    };
  });
  const found = group(segments);
  assert.ok(looks <= 2 * segments.length, `${looks} looks at ${segments.length} segments`);
  assert.deepEqual(found, naive(segments));
});

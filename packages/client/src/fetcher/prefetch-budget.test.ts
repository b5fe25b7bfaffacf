import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fetchedRecord } from '../../test/fetched.ts';
import { AssignedPartition } from './assigned-partition.ts';
import { mayFetchAhead } from './prefetch-budget.ts';

const BATCH_BYTES = fetchedRecord(0).bytesFetched;

function partition(batches: number, isPaused: boolean): AssignedPartition {
  const assigned = new AssignedPartition('t', 0, { offset: 0 });
  for (let offset = 0; offset < batches; offset++) assigned.fetched(fetchedRecord(offset));
  assigned.isPaused = isPaused;
  return assigned;
}

const paused = (batches: number): AssignedPartition => partition(batches, true);
const other = (batches: number): AssignedPartition => partition(batches, false);

interface Case {
  readonly what: string;
  readonly partitions: readonly AssignedPartition[];
  readonly may: boolean;
  /** Batches of each afterwards. */
  readonly left: readonly number[];
}

/** By a budget of four batches. */
const cases: readonly Case[] = [
  { what: 'nothing waits', partitions: [other(0), paused(0)], may: true, left: [0, 0] },
  { what: 'less than the budget', partitions: [other(0), paused(3)], may: true, left: [0, 3] },
  {
    what: 'others hold all of it: nothing would be won',
    partitions: [other(4), other(0), paused(3)],
    may: false,
    left: [4, 0, 3],
  },
  {
    what: 'all others have something to go on with',
    partitions: [other(1), other(1), paused(2)],
    may: false,
    left: [1, 1, 2],
  },
  { what: 'all are paused', partitions: [paused(2), paused(2)], may: false, left: [2, 2] },
  {
    what: 'one has nothing: those with most give way, as few as will do',
    partitions: [other(0), paused(1), paused(3), paused(2)],
    may: true,
    left: [0, 1, 0, 2],
  },
  {
    what: 'one has nothing, and all must give way',
    partitions: [other(3), other(0), paused(2), paused(1)],
    may: true,
    left: [3, 0, 0, 0],
  },
];

describe('of what may be fetched ahead', () => {
  for (const { what, partitions, may, left } of cases) {
    test(what, () => {
      assert.equal(mayFetchAhead(partitions, 4 * BATCH_BYTES), may);
      const batches = partitions.map(({ waitingBytes }) => waitingBytes / BATCH_BYTES);
      assert.deepEqual(batches, left);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fetchedRecord } from '../../test/fetched.ts';
import { AssignedPartition } from './assigned-partition.ts';
import { chooseFetch, type ChoiceConfig } from './fetch-choice.ts';

/** Two batches are enough. */
function partition(batches: number, fullSinceMs?: number): AssignedPartition {
  const assigned = new AssignedPartition('t', 0, { offset: 0 });
  for (let offset = 0; offset < batches; offset++) assigned.fetched(fetchedRecord(offset));
  assigned.fullSinceMs = fullSinceMs;
  return assigned;
}

interface Case {
  readonly what: string;
  readonly partitions: readonly AssignedPartition[];
  readonly config?: Partial<ChoiceConfig>;
  /** How long the fetch may wait; else when to look again. */
  readonly waits?: number;
  readonly atMs?: number;
  /** How many it asks for. */
  readonly wanted?: number;
}

const NOW_MS = 1_000;
const CONFIG = { fetchMaxWaitMs: 500, partitionBytesMax: 1_000 };

const cases: readonly Case[] = [
  { what: 'all have room', partitions: [partition(0), partition(1)], waits: 500, wanted: 2 },
  { what: 'none has room', partitions: [partition(2, 0), partition(3)], atMs: Infinity },
  { what: 'one has just become full', partitions: [partition(0), partition(2)], atMs: 1_010 },
  { what: 'one is for 4 ms', partitions: [partition(0), partition(2, 996)], atMs: 1_006 },
  {
    what: 'one is for 10 ms',
    partitions: [partition(0), partition(2, 990)],
    waits: 10,
    wanted: 1,
  },
  {
    what: 'the one that was full last decides',
    partitions: [partition(2, 0), partition(1), partition(2, 859.5), partition(0)],
    waits: 140,
    wanted: 2,
  },
  {
    what: 'one is for longer than a fetch may wait',
    partitions: [partition(1), partition(2, 0)],
    waits: 500,
    wanted: 1,
  },
  {
    what: 'no fetch waits: nothing is held up by one',
    partitions: [partition(1), partition(2)],
    config: { fetchMaxWaitMs: 0 },
    waits: 0,
    wanted: 1,
  },
  {
    what: 'without a limit one batch is enough',
    partitions: [partition(0), partition(1)],
    config: { partitionBytesMax: 0 },
    atMs: 1_010,
  },
];

describe('what a fetch asks for, and how long it waits', () => {
  for (const { what, partitions, config, waits, atMs, wanted } of cases) {
    test(what, () => {
      const choice = chooseFetch(partitions, { ...CONFIG, ...config }, NOW_MS);
      if (choice.kind === 'later') assert.equal(choice.atMs, atMs);
      else assert.deepEqual([choice.maxWaitMs, choice.wanted.length], [waits, wanted]);
    });
  }

  test('what is taken, or is not there any more, begins anew', () => {
    for (const change of ['take', 'drop', 'dropWaiting'] as const) {
      const assigned = partition(3, 0);
      assigned[change]();
      assert.equal(assigned.fullSinceMs, undefined);
    }
    const assigned = partition(3, 0);
    assigned.seek({ offset: 1 });
    assert.equal(assigned.fullSinceMs, undefined);
  });
});

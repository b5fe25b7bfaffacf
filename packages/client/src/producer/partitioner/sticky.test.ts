import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Random } from '@ottla/base';

import { StickyPartitioner, type PartitionChoices, type PartitionLoads } from './sticky.ts';

/** Draws the given numbers one after the other. */
function drawing(...values: readonly number[]): Random {
  let next = 0;
  const uint32 = (): number => values[next++] ?? 0;
  return { float: () => 0, uint32, bytes: () => new Uint8Array() };
}

function choicesOf(count: number, available: readonly number[]): PartitionChoices {
  return { partitions: { length: count }, available };
}

const three = choicesOf(3, [0, 1, 2]);

describe('staying and switching', () => {
  const table: readonly (readonly [
    title: string,
    produced: readonly (readonly [bytes: number, isFull: boolean])[],
    expected: number,
  ])[] = [
    ['below a batch it stays', [[99, true]], 0],
    ['with a batch done it switches', [[60, false], [40, true]], 1],
    ['not while the open batch can still fill', [[100, false], [99, false]], 0],
    ['but at twice the size in any case', [[100, false], [100, false]], 1],
    ['and counts from nothing again', [[100, true], [99, true]], 1],
  ];
  for (const [title, produced, expected] of table) {
    test(title, () => {
      const sticky = new StickyPartitioner(drawing(0, 1, 2), 100);
      assert.equal(sticky.current(three), 0);
      for (const [bytes, isFull] of produced) {
        if (sticky.produced(bytes, isFull)) sticky.moveOn(three, undefined);
      }
      assert.equal(sticky.current(three), expected);
    });
  }

  test('where the open batch has no room for the next record, before that one', () => {
    const sticky = new StickyPartitioner(drawing(0, 1), 100);
    sticky.current(three);
    assert.equal(sticky.produced(99, false), false);
    assert.equal(sticky.isDone(true), false);
    assert.equal(sticky.produced(2, false), false);
    assert.equal(sticky.isDone(true), true);
  });

  test('away from a partition that a topic made anew has no more', () => {
    const sticky = new StickyPartitioner(drawing(2, 1), 100);
    assert.equal(sticky.current(three), 2);
    assert.equal(sticky.current(choicesOf(2, [0, 1])), 1);
  });
});

describe('choosing', () => {
  const chosenBy = (drawn: number, loads: PartitionLoads): number =>
    new StickyPartitioner(drawing(drawn), 1).moveOn(three, loads);

  test('among partitions with a leader, or all where none has one', () => {
    assert.equal(new StickyPartitioner(drawing(3), 1).current(choicesOf(5, [2, 4])), 4);
    assert.equal(new StickyPartitioner(drawing(8), 1).current(choicesOf(5, [])), 3);
  });

  test('by queue length: lengths 0, 3, 1 weigh 4, 1, 3', () => {
    const loads = { partitions: [10, 11, 12], queueLengths: [0, 3, 1], partitionCount: 3 };
    const chosen = [0, 1, 2, 3, 4, 5, 6, 7].map((drawn) => chosenBy(drawn, loads));
    assert.deepEqual(chosen, [10, 10, 10, 10, 11, 12, 12, 12]);
  });

  test('not by queue length where all are equal, or there is but one', () => {
    for (const loads of [
      { partitions: [10, 11], queueLengths: [2, 2], partitionCount: 2 },
      { partitions: [10], queueLengths: [5], partitionCount: 1 },
    ]) {
      assert.equal(chosenBy(1, loads), 1);
    }
  });

  test('equal queues count where a partition without leader is left out', () => {
    const loads = { partitions: [10, 11], queueLengths: [2, 2], partitionCount: 3 };
    assert.equal(chosenBy(1, loads), 11);
  });
});

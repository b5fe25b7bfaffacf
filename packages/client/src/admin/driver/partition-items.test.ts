// Partitions in requests and responses: grouped by topic, paired with answers in any order.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { byTopic, onePerPartition, pairPartitions, results } from './partition-items.ts';

const a0 = { topic: 'a', partition: 0 };
const a1 = { topic: 'a', partition: 1 };
const b0 = { topic: 'b', partition: 0 };

test('byTopic: one draft for a topic, in the order of first items', () => {
  const drafts = byTopic([b0, a1, { ...b0, partition: 3 }, a0], (topic, items) => [
    topic,
    ...items.map(({ partition }) => partition),
  ]);
  assert.deepEqual(drafts, [['b', 0, 3], ['a', 1, 0]]);
});

test('pairPartitions: by topic and partition; what is not told of is left out', () => {
  const answers = [['b', 0, 'x'], ['a', 1, 'y'], ['c', 0, 'z']] as const;
  assert.deepEqual(pairPartitions([a0, a1, b0], answers), [[a1, 'y'], [b0, 'x']]);
});

test('pairPartitions: names that run into each other are kept apart by the partition', () => {
  const items = [{ topic: 'a', partition: 11 }, { topic: 'a-1', partition: 1 }];
  const answers = [['a-1', 1, 'second'], ['a', 11, 'first']] as const;
  assert.deepEqual(pairPartitions(items, answers).map(([, answer]) => answer), ['first', 'second']);
});

test('onePerPartition: the first of several items about a partition', () => {
  const again = { ...a0, offset: 5 };
  assert.deepEqual(onePerPartition([a0, b0, again]), [a0, b0]);
  assert.deepEqual(onePerPartition([again, a0]), [again]);
});

test('results: in the order of the items, also where one is there twice', () => {
  const outcomes = new Map([[a1, 'one'], [a0, 'zero']]);
  const paired = results([a0, a1, b0, a0], outcomes, ({ partition }, outcome) => [
    partition,
    outcome,
  ]);
  assert.deepEqual(paired, [[0, 'zero'], [1, 'one'], [0, 'zero']]);
});

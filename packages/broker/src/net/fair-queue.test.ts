import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FairQueue } from './fair-queue.ts';

test('who wants much has a turn after everybody who wants little', () => {
  const queue = new FairQueue<string>();
  for (const item of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2']) queue.push(item.slice(0, 1), item);
  const taken = [queue.shift(), queue.shift()];
  queue.push('d', 'd1');
  queue.push('a', 'a5');
  assert.equal(queue.length, 7);
  while (queue.length > 0) taken.push(queue.shift());
  assert.deepEqual(taken, ['a1', 'b1', 'c1', 'a2', 'b2', 'd1', 'a3', 'a4', 'a5']);
  assert.equal(queue.shift(), undefined);
});

test('who may not have a turn now keeps their place and their items', () => {
  const queue = new FairQueue<string>();
  for (const item of ['a1', 'b1', 'a2']) queue.push(item.slice(0, 1), item);
  assert.equal(queue.shift((owner) => owner !== 'a'), 'b1');
  assert.equal(queue.shift(() => false), undefined);
  assert.equal(queue.length, 2);
  assert.deepEqual([queue.shift(), queue.shift(), queue.shift()], ['a1', 'a2', undefined]);
});

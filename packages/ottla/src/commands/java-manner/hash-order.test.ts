import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hashOrder, partitionHash, textHash } from './hash-order.ts';

test('hashes of Java', () => {
  assert.equal(textHash(''), 0);
  assert.equal(textHash('gw'), 3312);
  assert.equal(textHash('The quick brown fox jumps over the lazy dog'), -609428141);
  assert.equal(partitionHash({ topic: '', partition: 2 }), 33 * 31);
});

test('groups in the order in which Java listed them', () => {
  const listed = [
    'gw',
    'test-group-1796003952973',
    'test-group-1796003957600',
    'gn',
    'ga',
    'gs',
    'test-group-1796003955260',
    'ge',
  ];
  assert.deepEqual(hashOrder(listed.toSorted(), textHash), listed);
});

test('more entries spread over more buckets', () => {
  const numbers = Array.from({ length: 40 }, (_, index) => 39 - index);
  assert.deepEqual(hashOrder(numbers, (each) => each), numbers.toReversed());
  const sixteen = [16, 0, 17, 1];
  assert.deepEqual(hashOrder(sixteen, (each) => each), [16, 0, 17, 1]);
});

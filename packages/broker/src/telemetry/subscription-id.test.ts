// Ids as Java has them. The expected numbers are what `Set.toString`, CRC-32C and `Uuid.hashCode`
// give, worked out by hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crc32c, uuidFromBytes, zeroUuid } from '@ottla/protocol';
import { setOrder, subscriptionId } from './subscription-id.ts';

function crcOf(text: string): number {
  return crc32c(Buffer.from(text), 0, text.length) | 0;
}

test('it is the checksum of the set as text and the interval', () => {
  assert.equal(subscriptionId(['*'], 1000, zeroUuid), crcOf('[*]1000'));
  assert.equal(subscriptionId([], 300_000, zeroUuid), crcOf('[]300000'));
  assert.equal(subscriptionId(['b', 'a'], 5, zeroUuid), crcOf('[b, a]5'));
});

test('it is xored with the four words of the client instance id', () => {
  const words = Buffer.from('0000000100000020000003008000000f', 'hex');
  const id = uuidFromBytes(words);
  assert.equal(subscriptionId(['*'], 1000, id), (crcOf('[*]1000') ^ 0x8000032e) | 0);
});

test('a set of texts has the order of their hashes', () => {
  // Single characters hash to their code: d is 100, bucket 4; p is 112, bucket 0.
  assert.deepEqual(setOrder(['d', 'c', 'p', 'a']), ['p', 'a', 'c', 'd']);
  // p and @ (64) share bucket 0, and keep their order.
  assert.deepEqual(setOrder(['p', '@']), ['p', '@']);
  assert.deepEqual(setOrder(['@', 'p']), ['@', 'p']);
  // With 13 texts there are 32 buckets: A is 65, bucket 1; Q is 81, bucket 17 instead of 1.
  const many = ['Q', 'A', ...'bcdefghijkl'];
  assert.deepEqual(setOrder(many.slice(0, 3)), ['Q', 'A', 'b']);
  assert.deepEqual(setOrder(many).slice(0, 2), ['A', 'b']);
  assert.equal(setOrder(many).at(-1), 'Q');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { javaHash, partitionOfKey } from './key-partition.ts';

/** As a JVM says. */
const HASHES: readonly (readonly [string, number])[] = [
  ['', 0],
  ['a', 97],
  ['my-group', -1906497762],
  ['console-consumer-12345', 158455506],
  ['Ä😀', 1961255],
  ['polygenelubricants', -2147483648],
];

test('hashes are those of Java', () => {
  for (const [text, hash] of HASHES) assert.equal(javaHash(text), hash, text);
});

test('partitions are within range, also for the hash without a positive twin', () => {
  assert.equal(partitionOfKey('polygenelubricants', 50), 0);
  assert.equal(partitionOfKey('a', 50), 47);
  assert.equal(partitionOfKey('my-group', 50), 12);
  for (let index = 0; index < 1000; index++) {
    const partition = partitionOfKey(`group-${index}`, 50);
    assert.ok(partition >= 0 && partition < 50);
  }
});

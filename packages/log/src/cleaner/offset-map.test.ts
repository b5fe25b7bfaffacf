// The offset map against a Map, and its hashes, which must tell keys apart that are nearly equal.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Prng } from '@ottla/base';

import { KeyHash } from './key-hash.ts';
import { BYTES_PER_KEY, OffsetMap } from './offset-map.ts';

const secret = new Prng(1).bytes(16);

test('it knows the newest offset of each key, however full it is', () => {
  for (const loadFactor of [0.5, 0.9, 1]) {
    const map = new OffsetMap({ bytesMax: 100 * BYTES_PER_KEY, loadFactor, secret });
    const model = new Map<string, number>();
    const prng = new Prng(2);
    for (let offset = 0; !map.isFull; offset++) {
      const key = `key ${prng.below(300)}`;
      const bytes = Buffer.from(`..${key}!`);
      map.put(bytes, 2, bytes.length - 1, offset);
      model.set(key, offset);
    }
    assert.equal(map.count, 100 * loadFactor);
    for (let n = 0; n < 300; n++) {
      const bytes = Buffer.from(`key ${n}`);
      assert.equal(map.get(bytes, 0, bytes.length), model.get(`key ${n}`) ?? -1);
    }
  }
});

test('it takes no more memory than keys can come', () => {
  const small = new OffsetMap({ bytesMax: 1e9, loadFactor: 0.9, keysExpected: 90, secret });
  assert.ok(small.sizeBytes < 103 * BYTES_PER_KEY && small.capacity >= 90);
});

test('keys of all lengths have hashes of their own, which depend on the secret', () => {
  const seen = new Set<string>();
  const hashOf = (hash: KeyHash, bytes: Uint8Array): string => {
    hash.hash(bytes, 0, bytes.length);
    return hash.words.join();
  };
  const hash = new KeyHash(secret);
  const zeros = Array.from({ length: 70 }, (_, length) => new Uint8Array(length));
  // What padding would look like is another key.
  const padded = zeros.map((bytes) => Uint8Array.of(...bytes, 1));
  for (const bytes of [...zeros, ...padded]) seen.add(hashOf(hash, bytes));
  assert.equal(seen.size, 140);
  const other = new KeyHash(new Prng(3).bytes(16));
  assert.notEqual(hashOf(other, Buffer.from('a')), hashOf(hash, Buffer.from('a')));
});

test('each bit of a key changes about half of its hash', () => {
  const hash = new KeyHash(secret);
  const key = new Prng(4).bytes(20);
  hash.hash(key, 0, key.length);
  const before = [...hash.words];
  for (let bit = 0; bit < 160; bit++) {
    const changed = Uint8Array.from(key);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    hash.hash(changed, 0, changed.length);
    const differing = before.map((word, index) => bitsOf(word ^ (hash.words[index] ?? 0)));
    const count = differing.reduce((sum, bits) => sum + bits, 0);
    assert.ok(count > 30 && count < 98, `bit ${bit} changes ${count} of 128`);
  }
});

function bitsOf(word: number): number {
  return (word >>> 0).toString(2).replaceAll('0', '').length;
}

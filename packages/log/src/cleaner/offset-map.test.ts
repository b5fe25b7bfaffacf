// The offset map against a Map, and its hashes, which must tell keys apart that are nearly equal.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Prng } from '@ottla/base';

import { KeyHash } from './key-hash.ts';
import { CleanerMemory } from './cleaner-memory.ts';
import { BYTES_PER_KEY, OffsetMap } from './offset-map.ts';
import type { OffsetMapOptions } from './offset-map.ts';

const secret = new Prng(1).bytes(16);

function mapOf(options: OffsetMapOptions, memory = new CleanerMemory()) {
  return memory.mapOf(options, secret);
}

test('it knows the newest offset of each key, however full it is', () => {
  for (const loadFactor of [0.5, 0.9, 1]) {
    const map = new OffsetMap(mapOf({ bytesMax: 100 * BYTES_PER_KEY, loadFactor }).memory);
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
  const small = OffsetMap.sizeOf({ bytesMax: 1e9, loadFactor: 0.9, keysExpected: 90 });
  assert.ok(OffsetMap.bytesOf(small) < 103 * BYTES_PER_KEY && small.capacity >= 90);
  const bounded = OffsetMap.sizeOf({ bytesMax: 1e6, loadFactor: 0.9, keysExpected: 1e9 });
  assert.ok(OffsetMap.bytesOf(bounded) <= 1e6 + 16);
});

test('two views of one memory are one map; what was used is cleared, or made anew', () => {
  const memory = new CleanerMemory();
  const options = { bytesMax: 100 * BYTES_PER_KEY, loadFactor: 1 };
  const key = Buffer.from('a key');
  const first = mapOf(options, memory);
  assert.equal(first.isUsed, false);
  new OffsetMap(first.memory).put(key, 0, key.length, 7);
  const other = new OffsetMap(first.memory);
  assert.deepEqual([other.get(key, 0, key.length), other.count, other.latestOffset], [7, 1, 7]);
  const smaller = mapOf({ ...options, keysExpected: 40 }, memory);
  assert.equal(smaller.isUsed, true);
  assert.equal(smaller.memory.offsets.buffer, first.memory.offsets.buffer);
  const cleared = new OffsetMap(smaller.memory);
  cleared.clear();
  assert.deepEqual([cleared.get(key, 0, key.length), cleared.count], [-1, 0]);
  assert.equal(cleared.latestOffset, -1);
  assert.equal(mapOf(options, memory).isUsed, true, 'as large as the setting lets it be');
  const larger = mapOf({ ...options, bytesMax: 1_000 * BYTES_PER_KEY, keysExpected: 110 }, memory);
  assert.equal(larger.isUsed, false);
  assert.ok(larger.memory.offsets.buffer.byteLength >= 200 * BYTES_PER_KEY, 'it doubles');
  const lessAllowed = mapOf({ ...options, bytesMax: 60 * BYTES_PER_KEY }, memory);
  assert.ok(lessAllowed.memory.offsets.buffer.byteLength <= 60 * BYTES_PER_KEY + 16);
});

test('a buffer grows for a large batch, and is not kept beyond the cleaning', () => {
  const memory = new CleanerMemory();
  const first = memory.bufferOf(1_000);
  assert.equal(memory.bufferOf(900), first);
  assert.equal(memory.bufferOf(1_001).length, 2_000);
  assert.equal(memory.bufferOf(1_000).length, 2_000);
  memory.shrink(1_000);
  assert.equal(memory.bufferOf(1_000).length, 1_000);
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

// The persistent map against a plain Map, and the promise that earlier maps stay as they were.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PersistentMap } from './persistent-map.ts';

/** Keys that collide in their hash for real: found by trying, see the test that checks it. */
const operation = fc.record({
  key: fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((each) => `key-${each}`),
    fc.string({ maxLength: 3 }),
  ),
  value: fc.option(fc.integer(), { nil: undefined }),
});

test('is what a plain Map is, after any sets and deletes', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const model = new Map<string, number>();
      let map = PersistentMap.empty<string, number>();
      for (const { key, value } of operations) {
        if (value === undefined) {
          model.delete(key);
          map = map.delete(key);
        } else {
          model.set(key, value);
          map = map.set(key, value);
        }
        assert.equal(map.size, model.size);
        assert.equal(map.get(key), model.get(key));
        assert.equal(map.has(key), model.has(key));
      }
      const sorted = (entries: Iterable<[string, number]>): [string, number][] =>
        [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
      assert.deepEqual(sorted(map), sorted(model));
      assert.equal([...map.keys()].length, model.size);
      assert.equal([...map.values()].length, model.size);
    }),
  );
});

test('an earlier map stays as it was', () => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 60 }), (operations) => {
      const history: { map: PersistentMap<string, number>; entries: [string, number][] }[] = [];
      let map = PersistentMap.empty<string, number>();
      for (const { key, value } of operations) {
        map = value === undefined ? map.delete(key) : map.set(key, value);
        history.push({ map, entries: [...map] });
      }
      for (const { map: earlier, entries } of history) assert.deepEqual([...earlier], entries);
    }),
  );
});

test('equal maps iterate equally, whatever they went through', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ maxLength: 4 })), fc.string(), (keys, extra) => {
      const forward = PersistentMap.from(keys.map((key) => [key, 1]));
      const backward = PersistentMap.from(keys.toReversed().map((key) => [key, 1]));
      const detour = keys.includes(extra) ? forward : forward.set(extra, 2).delete(extra);
      assert.deepEqual([...backward], [...forward]);
      assert.deepEqual([...detour], [...forward]);
    }),
  );
});

test('keys of one hash live side by side', () => {
  // Numbers are hashed by 32 bits only, so these three differ and collide.
  const keys = [1, 1 + 2 ** 32, 1 + 2 ** 33];
  const map = PersistentMap.from(keys.map((key, index) => [key, index]));
  assert.deepEqual(
    keys.map((key) => map.get(key)),
    [0, 1, 2],
  );
  const [first = 0, second = 0, third = 0] = keys;
  const fewer = map.delete(second);
  assert.deepEqual([fewer.get(first), fewer.get(second), fewer.get(third)], [0, undefined, 2]);
  assert.equal(fewer.delete(first).delete(third).size, 0);
  assert.equal(map.set(second, 9).get(second), 9);
  assert.equal(map.set(second, 9).size, 3);
});

test('deleting what is not there gives the same map', () => {
  const map = PersistentMap.empty<string, number>().set('a', 1);
  assert.equal(map.delete('b'), map);
  assert.equal(PersistentMap.empty<string, number>().delete('b').size, 0);
});

test('forEach visits every entry once', () => {
  const map = PersistentMap.from([...Array(1000).keys()].map((each) => [each, String(each)]));
  let sum = 0;
  map.forEach((value, key) => {
    assert.equal(value, String(key));
    sum += key;
  });
  assert.equal(sum, 499_500);
});

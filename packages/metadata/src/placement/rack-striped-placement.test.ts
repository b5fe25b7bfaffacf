// Placement: every partition in as many racks as there are, leaders and replicas evenly spread,
// fenced brokers last.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Prng } from '@ottla/base';
import fc from 'fast-check';
import { type PlaceableBroker, placeReplicas } from './rack-striped-placement.ts';

function broker(id: number, rack: string | null = null, fenced = false): PlaceableBroker {
  return { id, rack, fenced };
}

function placed(
  partitionCount: number,
  replicationFactor: number,
  brokers: readonly PlaceableBroker[],
  seed = 1,
): readonly (readonly number[])[] {
  const request = { partitionCount, replicationFactor, brokers };
  const result = placeReplicas(request, new Prng(seed));
  assert(result.kind === 'placed', result.kind === 'refused' ? result.message : '');
  return result.assignments;
}

function counts(items: readonly number[]): number[] {
  return [...Map.groupBy(items, (each) => each).values()].map((each) => each.length).toSorted();
}

for (const [what, replicationFactor, brokers, message] of [
  [
    'no replica',
    0,
    [broker(1)],
    'Invalid replication factor 0: the replication factor must be positive.',
  ],
  [
    'no broker',
    1,
    [],
    'All brokers are currently fenced, or have all their log directories cordoned.',
  ],
  [
    'only fenced brokers',
    1,
    [broker(1, null, true)],
    'All brokers are currently fenced, or have all their log directories cordoned.',
  ],
  [
    'too few brokers',
    2,
    [broker(1)],
    'The target replication factor of 2 cannot be reached because only 1 broker(s) are ' +
      'registered or some brokers have all their log directories cordoned.',
  ],
] as const) {
  test(`${what} is refused`, () => {
    const request = { partitionCount: 1, replicationFactor, brokers };
    assert.deepEqual(placeReplicas(request, new Prng(1)), { kind: 'refused', message });
  });
}

test('one broker gets everything', () => {
  assert.deepEqual(placed(3, 1, [broker(7)]), [[7], [7], [7]]);
});

test('leaders and replicas are even over as many partitions as there are brokers', () => {
  const brokers = [0, 1, 2, 3, 4, 5].map((id) => broker(id, `rack${id % 3}`));
  const assignments = placed(6, 3, brokers);
  assert.deepEqual(counts(assignments.map((each) => each[0] ?? -1)), [1, 1, 1, 1, 1, 1]);
  assert.deepEqual(counts(assignments.flat()), [3, 3, 3, 3, 3, 3]);
});

test('a partition spans as many racks as it can', () => {
  const rackOf = (id: number): number => id % 3;
  const brokers = [0, 1, 2, 3, 4, 5].map((id) => broker(id, `rack${rackOf(id)}`));
  for (const replicas of placed(60, 3, brokers)) {
    assert.equal(new Set(replicas.map(rackOf)).size, 3, replicas.join());
  }
});

test('a fenced broker comes after all others and never leads', () => {
  const brokers = [broker(0), broker(1), broker(2, null, true)];
  for (const replicas of placed(40, 3, brokers)) assert.equal(replicas[2], 2);
  for (const replicas of placed(40, 2, brokers)) assert(!replicas.includes(2));
});

test('equal chance places equally, and other chance otherwise', () => {
  const brokers = [0, 1, 2, 3, 4].map((id) => broker(id));
  assert.deepEqual(placed(20, 2, brokers, 3), placed(20, 2, brokers, 3));
  assert.notDeepEqual(placed(20, 2, brokers, 3), placed(20, 2, brokers, 4));
});

test('holds for any cluster: distinct replicas, an unfenced leader, and it ends', () => {
  const cluster = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 30 }),
      rack: fc.constantFrom(null, 'a', 'b', 'c'),
      fenced: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12, selector: (each) => each.id },
  );
  fc.assert(
    fc.property(cluster, fc.nat({ max: 60 }), fc.nat(), (brokers, partitionCount, seed) => {
      const unfenced = brokers.filter((each) => !each.fenced);
      fc.pre(unfenced.length > 0);
      const replicationFactor = 1 + (seed % brokers.length);
      for (const replicas of placed(partitionCount, replicationFactor, brokers, seed)) {
        assert.equal(new Set(replicas).size, replicationFactor);
        assert(unfenced.some((each) => each.id === replicas[0]));
      }
    }),
  );
});

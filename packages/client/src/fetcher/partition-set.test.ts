import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ClientError } from '../errors.ts';
import { AssignedPartition } from './assigned-partition.ts';
import { PartitionSet } from './partition-set.ts';

const TOPICS = 100;
const PARTITIONS = 100;
const COUNT = TOPICS * PARTITIONS;

/** Ten thousand partitions, and how often anybody has looked at the number of one. */
function counted(): { readonly all: AssignedPartition[]; readonly looks: () => number } {
  let looks = 0;
  const all = Array.from({ length: COUNT }, (_, index) => {
    const partition = index % PARTITIONS;
    const topic = `topic-${Math.floor(index / PARTITIONS)}`;
    const assigned = new AssignedPartition(topic, partition, { offset: index });
    const get = (): number => {
      looks += 1;
      return partition;
    };
    return Object.defineProperty(assigned, 'partition', { get });
  });
  return { all, looks: () => looks };
}

describe('ten thousand partitions', () => {
  test('are looked up by name, without a search', () => {
    const { all, looks } = counted();
    const set = new PartitionSet();
    set.replace(all);
    for (let index = 0; index < COUNT; index++) {
      const topic = `topic-${Math.floor(index / PARTITIONS)}`;
      assert.equal(set.require({ topic, partition: index % PARTITIONS }), all[index]);
      assert.equal(set.find({ topic, partition: PARTITIONS + index }), undefined);
    }
    assert.ok(looks() <= 2 * COUNT, `${looks()} looks`);
  });
});

describe('after a replacement', () => {
  test('what is new is found, what is gone is not, and lets go of what it had', () => {
    const [first, second] = [0, 1].map((n) => new AssignedPartition('t', n, { offset: 5 }));
    assert.ok(first !== undefined && second !== undefined);
    const set = new PartitionSet();
    set.replace([first]);
    set.replace([second]);
    assert.equal(set.find({ topic: 't', partition: 1 }), second);
    assert.throws(() => set.require({ topic: 't', partition: 0 }), ClientError);
    assert.deepEqual([first.phase.kind, second.phase.kind], ['unset', 'fetching']);
  });
});

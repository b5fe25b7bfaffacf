import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { EMPTY_METADATA, type ClusterMetadata } from '../../../core/cluster-metadata.ts';
import { withoutUserData, type Assignor, type MemberSubscription } from '../../assignors/assignor.ts';
import { decodeAssignment } from '../../assignors/consumer-protocol.ts';
import { AssignedTopics, assignAll, assignorTopics, snapshotOf } from './leading.ts';

const a0 = { topic: 'a', partition: 0 };

/** Topic `a` with these replicas of each partition; broker 1 is in rack x, broker 2 in y. */
function metadata(replicas: readonly (readonly number[])[]): ClusterMetadata {
  const broker = (id: number, rack: string) => ({ id, host: 'h', port: 1, rack });
  const partitions = replicas.map((each, partition) => ({
    partition,
    leader: each[0] ?? -1,
    leaderEpoch: 0,
    replicas: each,
    isr: each,
    offlineReplicas: [],
    error: undefined,
  }));
  const topic = { name: 'a', id: '', isInternal: false, partitions, available: [] };
  return {
    ...EMPTY_METADATA,
    brokers: new Map([[1, broker(1, 'x')], [2, broker(2, 'y')]]),
    topics: new Map([['a', topic]]),
  };
}

test('topics that do not exist are left out; racks are told once', () => {
  const topics = assignorTopics(metadata([[1, 2], [2, 2]]), ['a', 'missing']);
  assert.deepEqual([...topics], [['a', { partitionCount: 2, racks: [['x', 'y'], ['y']] }]]);
});

describe('what a rebalance depends on', () => {
  const wanted = new Set(['a']);
  const before = metadata([[1], [2]]);

  test('the number of partitions, always', () => {
    assert.notEqual(snapshotOf(before, wanted, false), snapshotOf(metadata([[1]]), wanted, false));
    assert.notEqual(snapshotOf(before, wanted, false), snapshotOf(EMPTY_METADATA, wanted, false));
  });

  test('racks, where the member has one; not their order', () => {
    const moved = metadata([[2], [2]]);
    assert.equal(snapshotOf(before, wanted, false), snapshotOf(moved, wanted, false));
    assert.notEqual(snapshotOf(before, wanted, true), snapshotOf(moved, wanted, true));
    const turned = [metadata([[1, 2]]), metadata([[2, 1]])].map((each) => {
      return snapshotOf(each, wanted, true);
    });
    assert.equal(turned[0], turned[1]);
  });
});

describe('topics that were assigned', () => {
  const wanted = new Set(['a']);

  test('are looked at once for each metadata, however often one asks', () => {
    let looks = 0;
    const counted = (replicas: readonly (readonly number[])[]): ClusterMetadata => {
      const { topics, ...rest } = metadata(replicas);
      const get = (name: string): ReturnType<typeof topics.get> => {
        looks += 1;
        return topics.get(name);
      };
      return { ...rest, topics: Object.assign(new Map(topics), { get }) };
    };
    const first = counted([[1], [2]]);
    const assigned = new AssignedTopics(first, wanted, false);
    looks = 0;
    const same = counted([[2], [1]]);
    for (let ask = 0; ask < 1_000; ask++) {
      assert.equal(assigned.haveChanged(ask < 500 ? first : same), false);
    }
    assert.equal(looks, 1);
  });

  test('have changed until they are assigned again, and not where they are as they were', () => {
    const before = metadata([[1], [2]]);
    const assigned = new AssignedTopics(before, wanted, false);
    const more = metadata([[1], [2], [1]]);
    assert.deepEqual([assigned.haveChanged(more), assigned.haveChanged(more)], [true, true]);
    assert.equal(assigned.haveChanged(before), false);
  });
});

describe('an own cooperative assignor', () => {
  const members: readonly MemberSubscription[] = ['m1', 'm2'].map((memberId) => ({
    memberId,
    groupInstanceId: null,
    topics: ['a'],
    userData: null,
    ownedPartitions: memberId === 'm1' ? [a0] : [],
    generationId: 1,
    rackId: null,
  }));
  const giving = (memberId: string): Assignor => ({
    name: 'own',
    protocols: ['cooperative'],
    assign: () => withoutUserData(new Map([[memberId, [a0]]])),
  });

  test('may leave a partition where it is; who is not named gets nothing', () => {
    const [first, second] = assignAll(giving('m1'), new Map(), members);
    assert.deepEqual(decodeAssignment(first?.assignment ?? new Uint8Array()).partitions, [a0]);
    assert.deepEqual(decodeAssignment(second?.assignment ?? new Uint8Array()).partitions, []);
  });

  test('may not give to one what another still has', () => {
    assert.throws(() => assignAll(giving('m2'), new Map(), members), /gave a-0 to m2/);
  });
});

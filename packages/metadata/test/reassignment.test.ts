// Reassignments that an ISR completes or does not, by table (replication.md §11), and on a cluster
// whose log has one, as Kafka's tools may have begun it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorOf } from '@ottla/protocol';
import { completedReassignment } from '../src/controller/reassignment.ts';
import { alterPartition, makeRecord } from '../src/index.ts';
import { TestCluster } from './test-cluster.ts';

type List = readonly number[];

/** Replicas, removing, adding, ISR; then replicas and ISR of the completed one. */
const rows: readonly (readonly [string, List, List, List, List, [List, List] | undefined])[] = [
  ['nothing in progress', [1, 2], [], [], [1, 2], undefined],
  ['the new one is not in sync', [2, 1], [1], [2], [1], undefined],
  ['the new one is in sync', [2, 1], [1], [2], [1, 2], [[2], [2]]],
  ['one of two new ones is in sync', [2, 3, 1], [1], [2, 3], [1, 2], undefined],
  [
    'both new ones are in sync',
    [2, 3, 1],
    [1],
    [2, 3],
    [1, 2, 3],
    [
      [2, 3],
      [2, 3],
    ],
  ],
  [
    'one more, and an old one out of sync',
    [1, 2, 3],
    [],
    [3],
    [1, 3],
    [
      [1, 2, 3],
      [1, 3],
    ],
  ],
  [
    'as many as before, an old one out of sync',
    [1, 3, 2],
    [2],
    [3],
    [1, 3],
    [
      [1, 3],
      [1, 3],
    ],
  ],
  [
    'as many as before, a kept one out of sync',
    [1, 3, 4, 2],
    [2],
    [4],
    [1, 2, 4],
    [
      [1, 3, 4],
      [1, 4],
    ],
  ],
  [
    'fewer, all that stay in sync',
    [1, 2, 3],
    [3],
    [],
    [1, 2],
    [
      [1, 2],
      [1, 2],
    ],
  ],
  ['fewer, one that stays out of sync', [1, 2, 3], [3], [], [1, 3], undefined],
  ['only those that go are in sync', [2, 1], [1], [], [1], undefined],
  ['everybody goes', [1], [1], [], [1], undefined],
];

for (const [what, replicas, removing, adding, isr, expected] of rows) {
  test(`a reassignment: ${what}`, () => {
    const completed = completedReassignment({ replicas, removing, adding }, isr);
    const [keptReplicas, keptIsr] = expected ?? [];
    assert.deepEqual(
      completed,
      expected === undefined ? undefined : { replicas: keptReplicas, isr: keptIsr },
    );
  });
}

/** Topic `t` on brokers 1 and 2, on its way to 2 and 3. */
function begun(): TestCluster {
  const cluster = new TestCluster().withBrokers(1, 2, 3);
  cluster.assigned('t', [1, 2]);
  const topicId = cluster.image.topics.byName.get('t')?.id ?? '';
  const change = {
    topicId,
    partitionId: 0,
    replicas: [2, 3, 1],
    addingReplicas: [3],
    removingReplicas: [1],
  };
  cluster.write([makeRecord('PartitionChangeRecord', 2, change)]);
  return cluster;
}

function alterIsr(cluster: TestCluster, isr: List): string {
  const { leader, leaderEpoch, partitionEpoch } = cluster.partition('t');
  const { topics } = cluster.run(alterPartition, {
    brokerId: leader,
    brokerEpoch: cluster.epochOf(leader),
    topics: [
      {
        topicId: cluster.image.topics.byName.get('t')?.id ?? '',
        partitions: [
          {
            partitionIndex: 0,
            leaderEpoch,
            partitionEpoch,
            newIsrWithEpochs: isr.map((brokerId) => ({ brokerId, brokerEpoch: -1 })),
          },
        ],
      },
    ],
  });
  return errorOf(topics[0]?.partitions[0]?.errorCode ?? -1).name;
}

test('the ISR that has the new replica ends the reassignment, and the leader that goes', () => {
  const cluster = begun();
  assert.equal(alterIsr(cluster, [1, 2]), 'NONE');
  assert.deepEqual(cluster.partition('t').addingReplicas, [3]);
  assert.equal(alterIsr(cluster, [1, 2, 3]), 'NEW_LEADER_ELECTED');
  const { replicas, isr, leader, addingReplicas, removingReplicas, directories } =
    cluster.partition('t');
  assert.deepEqual([replicas, isr, leader], [[2, 3], [2, 3], 2]);
  assert.deepEqual([addingReplicas, removingReplicas], [[], []]);
  assert.equal(directories.length, 2);
});

test('a broker that falls while a reassignment is on its way does not end it', () => {
  const cluster = begun();
  cluster.fence(1);
  assert.deepEqual(cluster.partition('t').isr, [2]);
  assert.deepEqual(cluster.partition('t').addingReplicas, [3]);
  assert.equal(alterIsr(cluster, [2, 3]), 'NONE');
  assert.deepEqual(cluster.partition('t').replicas, [2, 3]);
});

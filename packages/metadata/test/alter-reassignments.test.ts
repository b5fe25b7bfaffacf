// AlterPartitionReassignments and ListPartitionReassignments at the controller: what begins, what
// is complete at once, what is taken back, and Kafka's refusals.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alterPartitionReassignments,
  createTopics,
  incrementalAlterConfigs,
  listPartitionReassignments,
  makeRecord,
} from '../src/index.ts';
import { errorOf } from '@ottla/protocol';
import { TestCluster } from './test-cluster.ts';

type List = readonly number[];

/** Topic `t` on brokers 1 and 2 of four. */
function fresh(): TestCluster {
  const cluster = new TestCluster().withBrokers(1, 2, 3, 4);
  cluster.assigned('t', [1, 2]);
  return cluster;
}

/** Error and message for partition 0 of `t`. */
function alter(
  cluster: TestCluster,
  replicas: List | null,
  more: { readonly topic?: string; readonly partition?: number; readonly keepsFactor?: true } = {},
): readonly [string, string | null] {
  const { topic = 't', partition = 0, keepsFactor } = more;
  const { responses, errorCode } = cluster.run(alterPartitionReassignments, {
    allowReplicationFactorChange: keepsFactor !== true,
    topics: [{ name: topic, partitions: [{ partitionIndex: partition, replicas }] }],
  });
  assert.equal(errorCode, 0);
  const result = responses[0]?.partitions[0];
  return [errorOf(result?.errorCode ?? -1).name, result?.errorMessage ?? null];
}

function shape(cluster: TestCluster): readonly List[] {
  const { replicas, isr, addingReplicas, removingReplicas } = cluster.partition('t');
  return [replicas, isr, addingReplicas, removingReplicas];
}

const OK = ['NONE', null] as const;

test('another replica is added, and waited for', () => {
  const cluster = fresh();
  assert.deepEqual(alter(cluster, [2, 3]), OK);
  assert.deepEqual(shape(cluster), [[2, 3, 1], [1, 2], [3], [1]]);
});

test('a new order is there at once', () => {
  const cluster = fresh();
  assert.deepEqual(alter(cluster, [2, 1]), OK);
  assert.deepEqual(shape(cluster), [[2, 1], [1, 2], [], []]);
});

test('fewer replicas, all of them in sync, are there at once, and the leader moves', () => {
  const cluster = fresh();
  assert.deepEqual(alter(cluster, [2]), OK);
  assert.deepEqual(shape(cluster), [[2], [2], [], []]);
  assert.equal(cluster.partition('t').leader, 2);
});

test('the same replicas change nothing', () => {
  const cluster = fresh();
  const before = cluster.nextOffset;
  assert.deepEqual(alter(cluster, [1, 2]), OK);
  assert.equal(cluster.nextOffset, before);
});

test('a change on its way can be given another aim', () => {
  const cluster = fresh();
  alter(cluster, [2, 3]);
  assert.deepEqual(alter(cluster, [2, 4]), OK);
  assert.deepEqual(shape(cluster), [[2, 4, 1, 3], [1, 2], [4], [1, 3]]);
});

test('a change on its way is taken back', () => {
  const cluster = fresh();
  alter(cluster, [2, 3]);
  assert.deepEqual(alter(cluster, null), OK);
  assert.deepEqual(shape(cluster), [[2, 1], [1, 2], [], []]);
  assert.deepEqual(alter(cluster, null), ['NO_REASSIGNMENT_IN_PROGRESS', null]);
});

test('taking back what would lose records needs leave to do so', () => {
  const cluster = fresh();
  const topicId = cluster.image.topics.byName.get('t')?.id ?? '';
  const assignment = { replicas: [3, 1, 2], addingReplicas: [3], removingReplicas: [1, 2] };
  const change = { topicId, partitionId: 0, isr: [3], leader: 3, ...assignment };
  cluster.write([makeRecord('PartitionChangeRecord', 2, change)]);
  assert.deepEqual(alter(cluster, null), [
    'INVALID_REPLICA_ASSIGNMENT',
    'Unable to revert partition assignment for t:0 because it would require an unclean leader ' +
      'election.',
  ]);
  cluster.run(incrementalAlterConfigs, {
    resources: [
      {
        resourceType: 2,
        resourceName: 't',
        configs: [{ name: 'unclean.leader.election.enable', configOperation: 0, value: 'true' }],
      },
    ],
  });
  assert.deepEqual(alter(cluster, null), OK);
  assert.deepEqual(shape(cluster), [[1, 2], [1], [], []]);
});

interface Refused {
  readonly what: string;
  readonly replicas: List;
  readonly more?: Parameters<typeof alter>[2];
  readonly error: string;
  readonly message: string;
}

const unknown = 'UNKNOWN_TOPIC_OR_PARTITION';
const invalid = 'INVALID_REPLICA_ASSIGNMENT';
const start = 'The manual partition assignment includes';
const refusals: readonly Refused[] = [
  {
    what: 'no topic',
    replicas: [1],
    more: { topic: 'x' },
    error: unknown,
    message: 'Unable to find a topic named x.',
  },
  {
    what: 'no partition',
    replicas: [1],
    more: { partition: 7 },
    error: unknown,
    message: 'Unable to find partition t:7.',
  },
  { what: 'no replica', replicas: [], error: invalid, message: `${start} an empty replica list.` },
  {
    what: 'one twice',
    replicas: [1, 1],
    error: invalid,
    message: `${start} the broker 1 more than once.`,
  },
  {
    what: 'no broker',
    replicas: [9],
    error: invalid,
    message: `${start} broker 9, but no such broker is registered.`,
  },
  {
    what: 'another factor',
    replicas: [1],
    more: { keepsFactor: true },
    error: 'INVALID_REPLICATION_FACTOR',
    message: 'The replication factor is changed from 2 to 1',
  },
];

for (const { what, replicas, more, error, message } of refusals) {
  test(`${what} is refused with ${error}`, () => {
    const cluster = fresh();
    const before = cluster.nextOffset;
    assert.deepEqual(alter(cluster, replicas, more), [error, message]);
    assert.equal(cluster.nextOffset, before);
  });
}

test('a factor is that of the aim while a change is on its way', () => {
  const cluster = fresh();
  alter(cluster, [2, 3, 4]);
  assert.deepEqual(alter(cluster, [2, 3], { keepsFactor: true }), [
    'INVALID_REPLICATION_FACTOR',
    'The replication factor is changed from 3 to 2',
  ]);
});

test('what is on its way is listed', () => {
  const cluster = fresh();
  cluster.run(createTopics, { topics: [{ name: 'u', numPartitions: 3, replicationFactor: 1 }] });
  const list = (topics: readonly { name: string; partitionIndexes: number[] }[] | null) =>
    cluster.run(listPartitionReassignments, { topics }).topics.map(({ name, partitions }) => [
      name,
      partitions.map((each) => [
        each.partitionIndex,
        each.replicas,
        each.addingReplicas,
        each.removingReplicas,
      ]),
    ]);
  assert.deepEqual(list(null), []);
  alter(cluster, [2, 3]);
  const expected = [['t', [[0, [2, 3, 1], [3], [1]]]]];
  assert.deepEqual(list(null), expected);
  const asked = [
    { name: 't', partitionIndexes: [0, 9] },
    { name: 'nobody', partitionIndexes: [0] },
  ];
  assert.deepEqual(list(asked), expected);
  assert.deepEqual(list([{ name: 'u', partitionIndexes: [0] }]), []);
});

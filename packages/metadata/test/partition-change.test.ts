// How partitions live through brokers that come and go: leaders, ISR, eligible leader replicas and
// epochs, step by step.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alterPartition, electLeaders, incrementalAlterConfigs } from '../src/index.ts';
import { errorOf } from '@ottla/protocol';
import { TestCluster } from './test-cluster.ts';

const THREE = { config: { 'min.insync.replicas': '2' } };

/** The leader proposes an ISR; gives the error's name. */
function alterIsr(cluster: TestCluster, isr: readonly number[], changes = {}): string {
  const { leader, leaderEpoch, partitionEpoch } = cluster.partition('t');
  const response = cluster.run(alterPartition, {
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
            ...changes,
          },
        ],
      },
    ],
  });
  return errorOf(response.topics[0]?.partitions[0]?.errorCode ?? response.errorCode).name;
}

test('below min.insync.replicas those that leave stay eligible', () => {
  const cluster = new TestCluster(THREE).withBrokers(1, 2, 3);
  cluster.assigned('t', [1, 2, 3]);
  cluster.fence(3);
  assert.equal(cluster.shown('t'), '1 isr=1,2 elr= last= e0/p1', 'a full ISR needs no others');
  cluster.fence(2);
  assert.equal(cluster.shown('t'), '1 isr=1 elr=2 last= e0/p2');
  cluster.fence(1);
  assert.equal(cluster.shown('t'), '-1 isr= elr=1,2 last=1 e1/p3');
});

test('an eligible replica that comes back leads, alone in its ISR', () => {
  const cluster = new TestCluster(THREE).withBrokers(1, 2, 3);
  cluster.assigned('t', [1, 2, 3]);
  for (const id of [3, 2, 1]) cluster.fence(id);
  cluster.heartbeat(2);
  assert.equal(cluster.shown('t'), '2 isr=2 elr=1 last= e2/p4');
});

test('a replica that is neither in sync nor eligible does not lead', () => {
  const cluster = new TestCluster(THREE).withBrokers(1, 2, 3);
  cluster.assigned('t', [1, 2, 3]);
  for (const id of [3, 2, 1]) cluster.fence(id);
  cluster.heartbeat(3);
  assert.equal(cluster.shown('t'), '-1 isr= elr=1,2 last=1 e1/p3');
});

test('with unclean election any replica leads rather than none, and recovers', () => {
  const cluster = new TestCluster(THREE).withBrokers(1, 2, 3);
  cluster.assigned('t', [1, 2, 3]);
  cluster.run(incrementalAlterConfigs, {
    resources: [
      {
        resourceType: 2,
        resourceName: 't',
        configs: [{ name: 'unclean.leader.election.enable', value: 'true' }],
      },
    ],
  });
  for (const id of [3, 2, 1]) cluster.fence(id);
  cluster.heartbeat(3);
  assert.equal(cluster.shown('t'), '3 isr=3 elr= last= e2/p4 recovering');
  assert.equal(alterIsr(cluster, [3], { leaderRecoveryState: 0 }), 'NONE');
  assert.equal(cluster.shown('t'), '3 isr=3 elr= last= e2/p5');
});

test('the ISR grows back, and with it eligibility is forgotten', () => {
  const cluster = new TestCluster(THREE).withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  cluster.fence(2);
  assert.equal(cluster.shown('t'), '1 isr=1 elr=2 last= e0/p1');
  cluster.heartbeat(2);
  assert.equal(alterIsr(cluster, [1, 2]), 'NONE');
  assert.equal(cluster.shown('t'), '1 isr=1,2 elr= last= e0/p2');
});

test('before 3.6-IV0 a smaller ISR costs a leader epoch', () => {
  for (const [metadataVersion, expected] of [
    [11, '1 isr=1 elr= last= e1/p1'],
    [12, '1 isr=1 elr= last= e0/p1'],
  ] as const) {
    const cluster = new TestCluster({ metadataVersion }).withBrokers(1, 2);
    cluster.assigned('t', [1, 2]);
    cluster.fence(2);
    assert.equal(cluster.shown('t'), expected);
  }
});

const refusals: readonly (readonly [string, readonly number[], object, string])[] = [
  ['a later leader epoch', [1], { leaderEpoch: 1 }, 'NOT_CONTROLLER'],
  ['a later partition epoch', [1], { partitionEpoch: 1 }, 'NOT_CONTROLLER'],
  ['an earlier leader epoch', [1], { leaderEpoch: -1 }, 'FENCED_LEADER_EPOCH'],
  ['an earlier partition epoch', [1], { partitionEpoch: -1 }, 'INVALID_UPDATE_VERSION'],
  ['an ISR without the leader', [2], {}, 'INVALID_REQUEST'],
  ['a member twice', [1, 1], {}, 'INVALID_REQUEST'],
  ['a member that is no replica', [1, 4], {}, 'INVALID_REQUEST'],
  ['recovering with others in sync', [1, 2], { leaderRecoveryState: 1 }, 'INVALID_REQUEST'],
  ['recovering again', [1], { leaderRecoveryState: 1 }, 'INVALID_REQUEST'],
  ['a fenced member', [1, 3], {}, 'INELIGIBLE_REPLICA'],
  ['a partition that is not there', [1], { partitionIndex: 5 }, 'UNKNOWN_TOPIC_OR_PARTITION'],
];

for (const [what, isr, changes, error] of refusals) {
  test(`AlterPartition refuses ${what} with ${error}`, () => {
    const cluster = new TestCluster().withBrokers(1, 2, 4);
    cluster.register(3);
    cluster.assigned('t', [1, 2, 3]);
    const before = cluster.nextOffset;
    assert.equal(alterIsr(cluster, isr, changes), error);
    assert.equal(cluster.nextOffset, before);
  });
}

test('AlterPartition compares the broker epochs of members', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  const members = (epoch: number): object => ({
    newIsrWithEpochs: [
      { brokerId: 1, brokerEpoch: cluster.epochOf(1) },
      { brokerId: 2, brokerEpoch: epoch },
    ],
  });
  assert.equal(alterIsr(cluster, [], members(cluster.epochOf(2) - 1)), 'INELIGIBLE_REPLICA');
  assert.equal(alterIsr(cluster, [], members(cluster.epochOf(2))), 'NONE');
});

test('AlterPartition of a broker that is not the leader, or is stale, changes nothing', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  const topicId = cluster.image.topics.byName.get('t')?.id ?? '';
  const partitions = [{ partitionIndex: 0, leaderEpoch: 0, partitionEpoch: 0, newIsr: [1] }];
  const request = {
    brokerId: 2,
    brokerEpoch: cluster.epochOf(2),
    topics: [{ topicId, partitions }],
  };
  const other = cluster.run(alterPartition, request, 2);
  assert.equal(errorOf(other.topics[0]?.partitions[0]?.errorCode ?? 0).name, 'INVALID_REQUEST');
  const stale = cluster.run(alterPartition, { ...request, brokerEpoch: 0 }, 2);
  assert.equal(errorOf(stale.errorCode).name, 'STALE_BROKER_EPOCH');
});

test('ElectLeaders brings the preferred replica back', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  cluster.fence(1);
  cluster.heartbeat(1);
  const isr = [1, 2];
  assert.equal(alterIsr(cluster, isr), 'NONE');
  assert.equal(cluster.partition('t').leader, 2);
  const topicPartitions = [
    { topic: 't', partitions: [0, 9] },
    { topic: 'x', partitions: [0] },
  ];
  const results = cluster.run(electLeaders, { electionType: 0, topicPartitions, timeoutMs: 1 });
  assert.deepEqual(
    results.replicaElectionResults.flatMap(({ partitionResult }) =>
      partitionResult.map((each) => errorOf(each.errorCode).name),
    ),
    ['NONE', 'UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_OR_PARTITION'],
  );
  assert.equal(cluster.partition('t').leader, 1);
  const again = cluster.run(electLeaders, {
    electionType: 0,
    topicPartitions: [{ topic: 't', partitions: [0] }],
  });
  const code = again.replicaElectionResults[0]?.partitionResult[0]?.errorCode ?? 0;
  assert.equal(errorOf(code).name, 'ELECTION_NOT_NEEDED');
});

test('ElectLeaders that would write more than one request may is refused as a whole', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  cluster.fence(1);
  cluster.heartbeat(1);
  assert.equal(alterIsr(cluster, [1, 2]), 'NONE');
  const before = cluster.nextOffset;
  const partitions = Array.from({ length: 10_001 }, () => 0);
  const results = cluster.run(electLeaders, {
    electionType: 0,
    topicPartitions: [{ topic: 't', partitions }],
  });
  assert.equal(errorOf(results.errorCode).name, 'POLICY_VIOLATION');
  const [first] = results.replicaElectionResults[0]?.partitionResult ?? [];
  const message = 'Unable to perform excessively large batch operation.';
  assert.equal(first?.errorMessage, message);
  assert.equal(cluster.nextOffset, before);
  assert.equal(cluster.partition('t').leader, 2);
});

test('ElectLeaders for all tells only of those that needed one', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('a', [1, 2]);
  cluster.assigned('b', [2, 1]);
  cluster.fence(1);
  const results = cluster.run(electLeaders, { electionType: 0, topicPartitions: null });
  const told = results.replicaElectionResults.filter((each) => each.partitionResult.length > 0);
  assert.deepEqual(
    told.map(({ topic, partitionResult }) => [
      topic,
      errorOf(partitionResult[0]?.errorCode ?? 0).name,
    ]),
    [['a', 'PREFERRED_LEADER_NOT_AVAILABLE']],
  );
});

test('an unclean election is refused while there is a leader, and takes any without', () => {
  const cluster = new TestCluster(THREE).withBrokers(1, 2, 3);
  cluster.assigned('t', [1, 2, 3]);
  const unclean = { electionType: 1, topicPartitions: [{ topic: 't', partitions: [0] }] };
  const code = (): string =>
    errorOf(
      cluster.run(electLeaders, unclean).replicaElectionResults[0]?.partitionResult[0]?.errorCode ??
        0,
    ).name;
  assert.equal(code(), 'ELECTION_NOT_NEEDED');
  for (const id of [3, 2, 1]) cluster.fence(id);
  assert.equal(code(), 'ELIGIBLE_LEADERS_NOT_AVAILABLE');
  cluster.heartbeat(3);
  assert.equal(code(), 'NONE');
  assert.equal(cluster.shown('t'), '3 isr=3 elr= last= e2/p4 recovering');
});

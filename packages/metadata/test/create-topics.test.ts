// CreateTopics: what is refused, in Kafka's words, and what is written for what is accepted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTopics, deleteTopics } from '../src/index.ts';
import { errorOf } from '@ottla/protocol';
import { directoryId, TestCluster } from './test-cluster.ts';

type Topic = Parameters<TestCluster['createTopic']>[1];

interface Refusal {
  readonly what: string;
  readonly name?: string;
  readonly topic?: Topic;
  readonly error: string;
  readonly message: string;
}

const by = (...lists: readonly (readonly number[])[]): Topic => ({
  assignments: lists.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds })),
});

const refusals: readonly Refusal[] = [
  {
    what: 'a name with a space',
    name: 'a b',
    error: 'INVALID_TOPIC_EXCEPTION',
    message:
      "Topic name is invalid: 'a b' contains one or more characters other than ASCII " +
      "alphanumerics, '.', '_' and '-'",
  },
  {
    what: 'an empty name',
    name: '',
    error: 'INVALID_TOPIC_EXCEPTION',
    message: 'Topic name is invalid: the empty string is not allowed',
  },
  {
    what: 'two dots',
    name: '..',
    error: 'INVALID_TOPIC_EXCEPTION',
    message: "Topic name is invalid: '..' is not allowed",
  },
  {
    what: 'a name of 250 characters',
    name: 'x'.repeat(250),
    error: 'INVALID_TOPIC_EXCEPTION',
    message:
      `Topic name is invalid: the length of '${'x'.repeat(250)}' is longer than the ` +
      `max allowed length 249`,
  },
  {
    what: 'a topic that exists',
    name: 'there.is',
    error: 'TOPIC_ALREADY_EXISTS',
    message: "Topic 'there.is' already exists.",
  },
  {
    what: 'a name that collides',
    name: 'there_is',
    error: 'INVALID_TOPIC_EXCEPTION',
    message: "Topic 'there_is' collides with existing topic: there.is",
  },
  {
    what: 'the metadata log',
    name: '__cluster_metadata',
    error: 'INVALID_REQUEST',
    message: 'Creation of internal topic __cluster_metadata is prohibited.',
  },
  {
    what: 'no partitions',
    topic: { numPartitions: 0 },
    error: 'INVALID_PARTITIONS',
    message: 'Number of partitions was set to an invalid non-positive value.',
  },
  {
    what: 'no replicas',
    topic: { replicationFactor: 0 },
    error: 'INVALID_REPLICATION_FACTOR',
    message: 'Replication factor must be larger than 0, or -1 to use the default value.',
  },
  {
    what: 'more replicas than brokers',
    topic: { replicationFactor: 4 },
    error: 'INVALID_REPLICATION_FACTOR',
    message:
      'Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be ' +
      'reached because only 3 broker(s) are registered or some brokers have all their log ' +
      'directories cordoned.',
  },
  {
    what: 'a config that does not exist',
    topic: { configs: [{ name: 'nonsense', value: '1' }] },
    error: 'INVALID_CONFIG',
    message: 'Unknown topic config name: nonsense',
  },
  {
    what: 'a config without a value',
    topic: { configs: [{ name: 'retention.ms', value: null }] },
    error: 'INVALID_CONFIG',
    message: 'Null value not supported for topic configs: retention.ms',
  },
  {
    what: 'an assignment and a partition count',
    topic: { ...by([1]), numPartitions: 1 },
    error: 'INVALID_REQUEST',
    message: 'A manual partition assignment was specified, but numPartitions was not set to -1.',
  },
  {
    what: 'an assignment and a replication factor',
    topic: { ...by([1]), replicationFactor: 1 },
    error: 'INVALID_REQUEST',
    message:
      'A manual partition assignment was specified, but replication factor was not set to -1.',
  },
  {
    what: 'an assignment twice',
    topic: {
      assignments: [
        { partitionIndex: 0, brokerIds: [1] },
        { partitionIndex: 0, brokerIds: [2] },
      ],
    },
    error: 'INVALID_REPLICA_ASSIGNMENT',
    message: 'Found multiple manual partition assignments for partition 0',
  },
  {
    what: 'an assignment with a gap',
    topic: { assignments: [{ partitionIndex: 1, brokerIds: [1] }] },
    error: 'INVALID_REPLICA_ASSIGNMENT',
    message: 'partitions should be a consecutive 0-based integer sequence',
  },
  {
    what: 'an empty assignment',
    topic: by([]),
    error: 'INVALID_REPLICA_ASSIGNMENT',
    message: 'The manual partition assignment includes an empty replica list.',
  },
  {
    what: 'an unknown broker',
    topic: by([1, 8]),
    error: 'INVALID_REPLICA_ASSIGNMENT',
    message: 'The manual partition assignment includes broker 8, but no such broker is registered.',
  },
  {
    what: 'a broker twice',
    topic: by([2, 2]),
    error: 'INVALID_REPLICA_ASSIGNMENT',
    message: 'The manual partition assignment includes the broker 2 more than once.',
  },
  {
    what: 'unequal replica counts',
    topic: by([1, 2], [1]),
    error: 'INVALID_REPLICA_ASSIGNMENT',
    message:
      'The manual partition assignment includes a partition with 1 replica(s), but this is not ' +
      'consistent with previous partitions, which have 2 replica(s).',
  },
  {
    what: 'fenced brokers only',
    topic: by([3]),
    error: 'INVALID_REPLICA_ASSIGNMENT',
    message:
      'All brokers specified in the manual partition assignment for partition 0 are fenced or in ' +
      'controlled shutdown.',
  },
];

for (const { what, name = 'new', topic = {}, error, message } of refusals) {
  test(`${what} is refused with ${error}`, () => {
    const cluster = new TestCluster().withBrokers(1, 2);
    cluster.register(3);
    cluster.createTopic('there.is');
    const before = cluster.nextOffset;
    const result = cluster.createTopic(name, topic);
    assert.equal(errorOf(result.errorCode).name, error);
    assert.equal(result.errorMessage, message);
    assert.equal(cluster.nextOffset, before, 'nothing is written');
  });
}

test('a topic is written as topic, configs, partitions', () => {
  const cluster = new TestCluster().withBrokers(1);
  const before = cluster.nextOffset;
  const result = cluster.createTopic('flights', {
    numPartitions: 2,
    replicationFactor: 1,
    configs: [
      { name: 'min.insync.replicas', value: '1' },
      { name: 'retention.ms', value: '60000' },
    ],
  });
  assert.equal(result.errorCode, 0);
  assert.deepEqual(cluster.recordNames(before), [
    'TopicRecord',
    'ConfigRecord',
    'ConfigRecord',
    'ClearElrRecord',
    'PartitionRecord',
    'PartitionRecord',
  ]);
  const partition = cluster.log.at(-1)?.record;
  assert(partition?.name === 'PartitionRecord');
  assert.equal(partition.version, 2);
  assert.deepEqual(partition.message.directories, [directoryId(1)]);
  assert.equal(partition.message.topicId, result.topicId);
  assert.equal(partition.message.eligibleLeaderReplicas, null);
});

test('the response tells partitions, replicas and all configs with their sources', () => {
  const cluster = new TestCluster({ config: { 'log.segment.bytes': '2000000' } }).withBrokers(1);
  const configs = [{ name: 'retention.ms', value: '60000' }];
  const result = cluster.createTopic('flights', { numPartitions: 2, configs });
  assert.equal(result.numPartitions, 2);
  assert.equal(result.replicationFactor, 1);
  const told = new Map(result.configs?.map((each) => [each.name, each]));
  assert.deepEqual(
    ['retention.ms', 'segment.bytes', 'min.insync.replicas', 'cleanup.policy'].map((name) => [
      told.get(name)?.value,
      told.get(name)?.configSource,
    ]),
    [
      ['60000', 1],
      ['2000000', 4],
      ['1', 3],
      ['delete', 5],
    ],
  );
  assert.equal(told.has('internal.segment.bytes'), false);
});

test('defaults come from the node: num.partitions and default.replication.factor', () => {
  const config = { 'num.partitions': '3', 'default.replication.factor': '2' };
  const cluster = new TestCluster({ config }).withBrokers(1, 2);
  const result = cluster.createTopic('t');
  assert.equal(result.numPartitions, 3);
  assert.equal(result.replicationFactor, 2);
});

test('a name that the request has twice is refused, the others are created', () => {
  const cluster = new TestCluster().withBrokers(1);
  const topics = ['a', 'b', 'a'].map((name) => ({ name, numPartitions: 1, replicationFactor: 1 }));
  const results = cluster.run(createTopics, { topics }).topics;
  assert.deepEqual(
    results.map(({ name, errorCode, errorMessage }) => [name, errorCode, errorMessage]),
    [
      ['b', 0, null],
      ['a', 42, 'Duplicate topic name.'],
    ],
  );
  assert.deepEqual([...cluster.image.topics.byName.keys()], ['b']);
});

test('two names of one request collide with each other', () => {
  const cluster = new TestCluster().withBrokers(1);
  const topics = ['a.b', 'a_b'].map((name) => ({ name, numPartitions: 1, replicationFactor: 1 }));
  const results = cluster.run(createTopics, { topics }).topics;
  assert.deepEqual(
    results.map(({ errorCode }) => errorOf(errorCode).name),
    ['NONE', 'INVALID_TOPIC_EXCEPTION'],
  );
});

test('validateOnly answers as if, and writes nothing', () => {
  const cluster = new TestCluster().withBrokers(1);
  const before = cluster.nextOffset;
  const topics = [{ name: 'a', numPartitions: 1, replicationFactor: 1 }];
  const results = cluster.run(createTopics, { topics, validateOnly: true }).topics;
  assert.equal(results[0]?.errorCode, 0);
  assert.equal(cluster.nextOffset, before);
});

test('too many partitions are refused before any is planned', () => {
  const cluster = new TestCluster().withBrokers(1);
  const topics = [
    { name: 'a', numPartitions: 6000, replicationFactor: 1 },
    { name: 'b', numPartitions: 6000, replicationFactor: 1 },
  ];
  const results = cluster.run(createTopics, { topics }).topics;
  for (const result of results) {
    assert.equal(errorOf(result.errorCode).name, 'POLICY_VIOLATION');
    assert.equal(result.errorMessage, 'Excessively large number of partitions per request.');
  }
});

test('a deleted name no longer collides', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.createTopic('a.b');
  cluster.run(deleteTopics, { topicNames: ['a.b'] }, 5);
  assert.equal(cluster.createTopic('a_b').errorCode, 0);
  assert.equal(errorOf(cluster.createTopic('a.b').errorCode).name, 'INVALID_TOPIC_EXCEPTION');
});

test('without any unfenced broker nothing can be placed', () => {
  const cluster = new TestCluster();
  cluster.register(1);
  const result = cluster.createTopic('t');
  assert.equal(errorOf(result.errorCode).name, 'INVALID_REPLICATION_FACTOR');
  assert.equal(
    result.errorMessage,
    'Unable to replicate the partition 1 time(s): All brokers are currently fenced, or have all ' +
      'their log directories cordoned.',
  );
});

test('a fenced replica is not in the ISR of a new partition', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.register(2);
  cluster.assigned('t', [2, 1]);
  assert.equal(cluster.shown('t'), '1 isr=1 elr= last= e0/p0');
});

for (const [metadataVersion, recordVersion, hasDirectories] of [
  [16, 0, false],
  [17, 1, true],
  [22, 1, true],
  [23, 2, true],
  [30, 2, true],
] as const) {
  test(
    `at metadata.version ${metadataVersion} partitions are written in version ` +
      `${recordVersion}`,
    () => {
      const cluster = new TestCluster({ metadataVersion }).withBrokers(1);
      cluster.createTopic('t');
      const record = cluster.log.at(-1)?.record;
      assert(record?.name === 'PartitionRecord');
      assert.equal(record.version, recordVersion);
      assert.equal(record.message.directories.length > 0, hasDirectories);
    },
  );
}

// What holds for every command: it answers in every version of its API, whatever it is asked, and
// its refusal too; and the smaller commands that have no file of their own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allocateProducerIds,
  alterConfigs,
  alterPartition,
  alterPartitionReassignments,
  assignReplicasToDirs,
  brokerHeartbeat,
  brokerRegistration,
  controllerRegistration,
  type ControllerCommand,
  createPartitions,
  createTopics,
  deleteTopics,
  directoryIds,
  electLeaders,
  incrementalAlterConfigs,
  listPartitionReassignments,
  unregisterBroker,
  updateFeatures,
} from '../src/index.ts';
import { type Draft, errorOf, errors, zeroUuid } from '@ottla/protocol';
import { directoryId, received, TestCluster } from './test-cluster.ts';

/** A command's answers at every version: to an empty request, and as a refusal. */
function answersEverywhere<Request, Response>(
  command: ControllerCommand<Request, Response>,
  draft: Draft<Request>,
): void {
  const { api } = command;
  test(
    `${api.name} answers and refuses in versions ${api.request.minVersion} to ` +
      `${api.request.maxVersion}`,
    () => {
      for (let version = api.request.minVersion; version <= api.request.maxVersion; version++) {
        const cluster = new TestCluster().withBrokers(1);
        cluster.createTopic('t');
        const empty = received(api.request, draft, version);
        assert(cluster.run(command, draft, version) !== undefined);
        for (const error of [errors.NOT_CONTROLLER, errors.REQUEST_TIMED_OUT]) {
          const refusal = command.refuse(empty, error, 'why', version);
          const code = JSON.stringify(received(api.response, refusal, version));
          const isWhole = Object.hasOwn(Object(refusal), 'errorCode');
          assert(!isWhole || code.includes(`"errorCode":${error.code}`), `${version}: ${code}`);
        }
      }
    },
  );
}

answersEverywhere(allocateProducerIds, {});
answersEverywhere(alterConfigs, { resources: [{ resourceType: 2, resourceName: 't' }] });
answersEverywhere(alterPartition, { brokerId: 1 });
answersEverywhere(alterPartitionReassignments, {
  topics: [{ name: 't', partitions: [{ partitionIndex: 0, replicas: [1] }] }],
});
answersEverywhere(assignReplicasToDirs, { brokerId: 1 });
answersEverywhere(brokerHeartbeat, { brokerId: 1 });
answersEverywhere(brokerRegistration, { brokerId: 1 });
answersEverywhere(controllerRegistration, { controllerId: 1 });
answersEverywhere(createPartitions, { topics: [{ name: 't', count: 9, assignments: null }] });
answersEverywhere(createTopics, {
  topics: [{ name: 'u', numPartitions: 1, replicationFactor: 1 }],
});
answersEverywhere(deleteTopics, {});
answersEverywhere(electLeaders, { topicPartitions: null });
answersEverywhere(incrementalAlterConfigs, { resources: [{ resourceType: 2, resourceName: 't' }] });
answersEverywhere(listPartitionReassignments, { topics: null });
answersEverywhere(unregisterBroker, { brokerId: 1 });
answersEverywhere(updateFeatures, {});

test('topics are deleted by name and by id, with everything of theirs', () => {
  const cluster = new TestCluster().withBrokers(1);
  for (const name of ['a', 'b', 'c']) {
    cluster.createTopic(name, { configs: [{ name: 'retention.ms', value: '5' }] });
  }
  const topicId = cluster.image.topics.byName.get('b')?.id ?? '';
  const topics = [
    { name: 'a', topicId: zeroUuid },
    { name: null, topicId },
  ];
  const { responses } = cluster.run(deleteTopics, { topics });
  assert.deepEqual(responses.map(({ name, errorCode }) => [name, errorCode]).toSorted(), [
    ['a', 0],
    ['b', 0],
  ]);
  assert.deepEqual([...cluster.image.topics.byName.keys()], ['c']);
  assert.equal(cluster.image.configs.byResource.has('2:a'), false);
});

for (const [what, topics, expected] of [
  [
    'neither name nor id',
    [{ name: null, topicId: zeroUuid }],
    ['INVALID_REQUEST', 'Neither topic name nor id were specified.'],
  ],
  [
    'both name and id',
    [{ name: 't', topicId: directoryId(1) }],
    ['INVALID_REQUEST', 'You may not specify both topic name and topic id.'],
  ],
  [
    'a name twice',
    [
      { name: 't', topicId: zeroUuid },
      { name: 't', topicId: zeroUuid },
    ],
    ['INVALID_REQUEST', 'Duplicate topic name.'],
  ],
  [
    'an id twice',
    [
      { name: null, topicId: directoryId(1) },
      { name: null, topicId: directoryId(1) },
    ],
    ['INVALID_REQUEST', 'Duplicate topic id.'],
  ],
  [
    'an unknown name',
    [{ name: 'x', topicId: zeroUuid }],
    ['UNKNOWN_TOPIC_OR_PARTITION', errors.UNKNOWN_TOPIC_OR_PARTITION.message],
  ],
  [
    'an unknown id',
    [{ name: null, topicId: directoryId(1) }],
    ['UNKNOWN_TOPIC_ID', errors.UNKNOWN_TOPIC_ID.message],
  ],
] as const) {
  test(`DeleteTopics with ${what}`, () => {
    const cluster = new TestCluster().withBrokers(1);
    cluster.createTopic('t');
    const { responses } = cluster.run(deleteTopics, { topics });
    assert.deepEqual(
      responses.map(({ errorCode, errorMessage }) => [errorOf(errorCode).name, errorMessage]),
      [expected],
    );
    assert.equal(cluster.image.topics.byName.size, 1);
  });
}

test('a name and its own id in one request: nothing is deleted', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.createTopic('t');
  const topicId = cluster.image.topics.byName.get('t')?.id ?? '';
  const topics = [
    { name: null, topicId },
    { name: 't', topicId: zeroUuid },
  ];
  const { responses } = cluster.run(deleteTopics, { topics });
  assert.deepEqual(
    responses.map((each) => each.errorMessage),
    ['The provided topic name maps to an ID that was already supplied.'],
  );
  assert.equal(cluster.image.topics.byName.size, 1);
});

test('delete.topic.enable=false refuses, and says so as the version can', () => {
  const cluster = new TestCluster({ config: { 'delete.topic.enable': 'false' } }).withBrokers(1);
  cluster.createTopic('t');
  for (const [version, error] of [
    [1, 'INVALID_REQUEST'],
    [5, 'TOPIC_DELETION_DISABLED'],
  ] as const) {
    const { responses } = cluster.run(deleteTopics, { topicNames: ['t'] }, version);
    assert.equal(errorOf(responses[0]?.errorCode ?? 0).name, error);
  }
});

const growths: readonly (readonly [string, object, string, string | null])[] = [
  ['an unknown topic', { name: 'x', count: 3 }, 'UNKNOWN_TOPIC_OR_PARTITION', null],
  ['the same count', { count: 2 }, 'INVALID_PARTITIONS', 'Topic already has 2 partition(s).'],
  [
    'a smaller count',
    { count: 1 },
    'INVALID_PARTITIONS',
    'The topic t currently has 2 partition(s); 1 would not be an increase.',
  ],
  [
    'too few assignments',
    { count: 4, assignments: [{ brokerIds: [1] }] },
    'INVALID_REPLICA_ASSIGNMENT',
    'Attempted to add 2 additional partition(s), but only 1 assignment(s) were specified.',
  ],
  [
    'another replica count',
    { count: 3, assignments: [{ brokerIds: [1, 2] }] },
    'INVALID_REPLICA_ASSIGNMENT',
    'The manual partition assignment includes a partition with 2 replica(s), but this is not ' +
      'consistent with previous partitions, which have 1 replica(s).',
  ],
  [
    'a fenced broker',
    { count: 3, assignments: [{ brokerIds: [3] }] },
    'INVALID_REPLICA_ASSIGNMENT',
    'All brokers specified in the manual partition assignment for partition 2 are fenced or in ' +
      'controlled shutdown.',
  ],
  [
    'too many',
    { count: 20_000 },
    'POLICY_VIOLATION',
    'Excessively large number of partitions per request.',
  ],
];

for (const [what, changes, error, message] of growths) {
  test(`CreatePartitions refuses ${what} with ${error}`, () => {
    const cluster = new TestCluster().withBrokers(1, 2);
    cluster.register(3);
    cluster.assigned('t', [1], [2]);
    const topic = { name: 't', count: 3, assignments: null, ...changes };
    const { results } = cluster.run(createPartitions, { topics: [topic] });
    assert.equal(errorOf(results[0]?.errorCode ?? 0).name, error);
    assert.equal(results[0]?.errorMessage, message);
    assert.equal(cluster.image.topics.byName.get('t')?.partitions.length, 2);
  });
}

test('CreatePartitions grows by placement and by hand', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  const grow = (topic: object): number | undefined => {
    const topics = [{ name: 't', count: 0, assignments: null, ...topic }];
    return cluster.run(createPartitions, { topics }).results[0]?.errorCode;
  };
  assert.equal(grow({ count: 3 }), 0);
  assert.equal(cluster.partition('t', 2).replicas.length, 2);
  assert.equal(grow({ count: 4, assignments: [{ brokerIds: [2, 1] }] }), 0);
  assert.deepEqual(cluster.partition('t', 3).replicas, [2, 1]);
});

test('a broker that chose a directory tells, and an offline one costs the ISR place', () => {
  const cluster = new TestCluster();
  cluster.register(1, { logDirs: [directoryId(1, 0), directoryId(1, 1)] });
  cluster.heartbeat(1);
  cluster.withBrokers(2);
  cluster.assigned('t', [1, 2]);
  assert.equal(cluster.partition('t').directories[0], directoryIds.UNASSIGNED);
  const topicId = cluster.image.topics.byName.get('t')?.id ?? '';
  const assign = (id: string, partitionIndex = 0): string => {
    const response = cluster.run(assignReplicasToDirs, {
      brokerId: 1,
      brokerEpoch: cluster.epochOf(1),
      directories: [{ id, topics: [{ topicId, partitions: [{ partitionIndex }] }] }],
    });
    const code = response.directories[0]?.topics[0]?.partitions[0]?.errorCode;
    return errorOf(code ?? response.errorCode).name;
  };
  assert.equal(assign(directoryId(1, 1)), 'NONE');
  assert.equal(cluster.partition('t').directories[0], directoryId(1, 1));
  assert.equal(cluster.shown('t'), '1 isr=1,2 elr= last= e0/p1');
  assert.equal(assign(directoryId(1, 1), 7), 'UNKNOWN_TOPIC_OR_PARTITION');
  assert.equal(assign(directoryIds.LOST), 'NONE');
  assert.equal(cluster.shown('t'), '2 isr=2 elr= last= e1/p2');
});

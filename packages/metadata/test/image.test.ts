// Images: what records make of them, that a snapshot makes the same one again, and that the image
// brokers build is the one the controller has.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  configsOf,
  createPartitions,
  createTopics,
  deleteTopics,
  EMPTY_IMAGE,
  imageRecords,
  incrementalAlterConfigs,
  makeRecord,
  MetadataDelta,
  type MetadataImage,
  type MetadataRecord,
  readMetadataRecord,
  writeMetadataRecord,
} from '../src/index.ts';
import { uuidFromBytes } from '@ottla/protocol';
import { TestCluster } from './test-cluster.ts';

const PROVENANCE = {
  lastContainedOffset: 100,
  lastContainedEpoch: 1,
  lastContainedTimestampMs: 5,
};

function id(index: number): string {
  const bytes = new Uint8Array(16).fill(3);
  bytes[15] = index;
  return uuidFromBytes(bytes);
}

function after(image: MetadataImage, ...records: readonly MetadataRecord[]): MetadataImage {
  const delta = new MetadataDelta(image);
  for (const record of records) delta.replay(record);
  return delta.apply(PROVENANCE);
}

/** What a reader of the image can see, in an order of its own. */
function visible(image: MetadataImage): unknown {
  const sorted = <V>(map: ReadonlyMap<string | number, V>): [string | number, V][] =>
    [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    features: sorted(image.features.finalizedLevels),
    brokers: sorted(image.cluster.brokers),
    controllers: sorted(image.cluster.controllers),
    topicsById: sorted(image.topics.byId),
    topicsByName: sorted(image.topics.byName),
    configs: sorted(image.configs.byResource).map(([key, { values }]) => [key, sorted(values)]),
    quotas: sorted(image.clientQuotas.byEntity),
    producerIds: image.producerIds,
    acls: sorted(image.acls.byId),
    scram: sorted(image.scram.byUser),
    tokens: sorted(image.delegationTokens.byId),
  };
}

function topic(name: string, topicId: string, partitions = 1): MetadataRecord[] {
  const records = [makeRecord('TopicRecord', 0, { name, topicId })];
  for (let partitionId = 0; partitionId < partitions; partitionId++) {
    records.push(
      makeRecord('PartitionRecord', 2, {
        topicId,
        partitionId,
        replicas: [1, 2],
        isr: [1, 2],
        leader: 1,
        leaderEpoch: 0,
        partitionEpoch: 0,
        directories: [id(90), id(91)],
      }),
    );
  }
  return records;
}

function config(
  resourceType: number,
  resourceName: string,
  name: string,
  value: string | null,
): MetadataRecord {
  return makeRecord('ConfigRecord', 0, { resourceType, resourceName, name, value });
}

/** One of everything that an image can carry. */
function everything(): MetadataImage {
  const scram = {
    salt: Buffer.from('s'),
    storedKey: Buffer.from('k'),
    serverKey: Buffer.from('v'),
  };
  return after(
    EMPTY_IMAGE,
    makeRecord('FeatureLevelRecord', 0, { name: 'metadata.version', featureLevel: 30 }),
    makeRecord('FeatureLevelRecord', 0, { name: 'group.version', featureLevel: 1 }),
    makeRecord('RegisterBrokerRecord', 4, {
      brokerId: 1,
      brokerEpoch: 7,
      incarnationId: id(1),
      endPoints: [{ name: 'PLAINTEXT', host: 'h', port: 9092, securityProtocol: 0 }],
      features: [{ name: 'metadata.version', minSupportedVersion: 7, maxSupportedVersion: 30 }],
      rack: 'r',
      fenced: false,
      logDirs: [id(90)],
      cordonedLogDirs: [id(90)],
    }),
    makeRecord('RegisterControllerRecord', 0, {
      controllerId: 1,
      incarnationId: id(2),
      endPoints: [{ name: 'CONTROLLER', host: 'h', port: 9093, securityProtocol: 0 }],
      features: [{ name: 'kraft.version', minSupportedVersion: 0, maxSupportedVersion: 1 }],
    }),
    ...topic('a', id(10), 3),
    ...topic('b', id(11)),
    makeRecord('PartitionChangeRecord', 2, {
      topicId: id(10),
      partitionId: 2,
      isr: [2],
      leader: 2,
      leaderRecoveryState: 1,
      eligibleLeaderReplicas: [1],
      lastKnownElr: [1],
    }),
    config(2, 'a', 'retention.ms', '1'),
    config(4, '', 'min.insync.replicas', '1'),
    config(4, '1', 'log.cleaner.threads', '2'),
    makeRecord('ClientQuotaRecord', 0, {
      entity: [
        { entityType: 'user', entityName: 'u' },
        { entityType: 'client-id', entityName: null },
      ],
      key: 'producer_byte_rate',
      value: 1024.5,
      remove: false,
    }),
    makeRecord('ProducerIdsRecord', 0, { brokerId: 1, brokerEpoch: 7, nextProducerId: 3000 }),
    makeRecord('AccessControlEntryRecord', 0, {
      id: id(20),
      resourceType: 2,
      resourceName: 'a',
      patternType: 3,
      principal: 'User:u',
      host: '*',
      operation: 3,
      permissionType: 3,
    }),
    makeRecord('UserScramCredentialRecord', 0, {
      name: 'u',
      mechanism: 1,
      ...scram,
      iterations: 4096,
    }),
    makeRecord('DelegationTokenRecord', 0, {
      owner: 'User:u',
      requester: 'User:u',
      renewers: ['User:v'],
      issueTimestamp: 1,
      maxTimestamp: 2,
      expirationTimestamp: 3,
      tokenId: 't',
    }),
  );
}

test('an image survives being written as records', () => {
  const image = everything();
  const records = [...imageRecords(image)].map((each) =>
    readMetadataRecord(writeMetadataRecord(each)),
  );
  assert.deepEqual(visible(after(EMPTY_IMAGE, ...records)), visible(image));
});

test("a snapshot's records come in Kafka's order", () => {
  const names = [...imageRecords(everything())].map((each) => each.name);
  const order = names.filter((each, index) => names[index - 1] !== each);
  assert.deepEqual(order, [
    'FeatureLevelRecord',
    'RegisterBrokerRecord',
    'RegisterControllerRecord',
    'TopicRecord',
    'PartitionRecord',
    'TopicRecord',
    'PartitionRecord',
    'ConfigRecord',
    'ClientQuotaRecord',
    'ProducerIdsRecord',
    'AccessControlEntryRecord',
    'UserScramCredentialRecord',
    'DelegationTokenRecord',
  ]);
  const [first] = imageRecords(everything());
  assert(first?.name === 'FeatureLevelRecord');
  assert.equal(first.message.name, 'metadata.version');
});

test('a snapshot replaces: what it does not name is gone', () => {
  const image = everything();
  const delta = new MetadataDelta(image);
  delta.replay(makeRecord('FeatureLevelRecord', 0, { name: 'metadata.version', featureLevel: 29 }));
  for (const record of topic('c', id(12))) delta.replay(record);
  delta.replay(config(2, 'c', 'retention.ms', '2'));
  delta.finishSnapshot();
  const next = delta.apply(PROVENANCE);
  assert.deepEqual([...next.features.finalizedLevels], [['metadata.version', 29]]);
  assert.deepEqual([...next.topics.byName.keys()], ['c']);
  assert.deepEqual([...next.configs.byResource.keys()], ['2:c']);
  for (const map of [
    next.cluster.brokers,
    next.cluster.controllers,
    next.clientQuotas.byEntity,
    next.acls.byId,
    next.scram.byUser,
    next.delegationTokens.byId,
  ]) {
    assert.equal(map.size, 0);
  }
  assert.equal(next.producerIds.nextProducerId, 3000, 'ids are never given out twice');
});

test('removals take out just what they name', () => {
  const image = everything();
  const entity = [
    { entityType: 'client-id', entityName: null },
    { entityType: 'user', entityName: 'u' },
  ];
  const next = after(
    image,
    makeRecord('UnregisterBrokerRecord', 0, { brokerId: 1, brokerEpoch: 7 }),
    makeRecord('RemoveTopicRecord', 0, { topicId: id(10) }),
    makeRecord('RemoveAccessControlEntryRecord', 0, { id: id(20) }),
    makeRecord('RemoveUserScramCredentialRecord', 0, { name: 'u', mechanism: 1 }),
    makeRecord('RemoveDelegationTokenRecord', 0, { tokenId: 't' }),
    makeRecord('ClientQuotaRecord', 0, {
      entity,
      key: 'producer_byte_rate',
      value: 0,
      remove: true,
    }),
    makeRecord('FeatureLevelRecord', 0, { name: 'group.version', featureLevel: 0 }),
    config(4, '1', 'log.cleaner.threads', null),
  );
  assert.equal(next.cluster.brokers.size, 0);
  assert.deepEqual([...next.topics.byName.keys()], ['b']);
  assert.equal(configsOf(next.configs, 2, 'a').size, 0, "a topic's configs go with it");
  assert.equal(next.configs.byResource.has('4:1'), false);
  assert.equal(next.acls.byId.size + next.scram.byUser.size + next.delegationTokens.byId.size, 0);
  assert.equal(next.clientQuotas.byEntity.size, 0);
  assert.deepEqual([...next.features.finalizedLevels.keys()], ['metadata.version']);
  assert.equal(image.topics.byName.size, 2, 'the image before stays as it was');
});

test('a delta says what is created, changed and deleted', () => {
  const image = after(EMPTY_IMAGE, ...topic('a', id(10), 2), ...topic('b', id(11)));
  const delta = new MetadataDelta(image);
  delta.replay(makeRecord('RemoveTopicRecord', 0, { topicId: id(11) }));
  for (const record of topic('b', id(12))) delta.replay(record);
  delta.replay(
    makeRecord('PartitionChangeRecord', 2, { topicId: id(10), partitionId: 1, leader: 2 }),
  );
  assert.deepEqual([...(delta.topics?.deleted.keys() ?? [])], [id(11)]);
  assert.deepEqual([...(delta.topics?.created ?? [])], [['b', id(12)]]);
  assert.deepEqual(
    [...(delta.topics?.changed.keys() ?? [])].toSorted(),
    [id(10), id(12)].toSorted(),
  );
  const changed = delta.topics?.changed.get(id(10));
  assert.deepEqual([...(changed?.partitions.keys() ?? [])], [1]);
  assert.equal(delta.cluster, undefined, 'what no record has touched is not there');
  const next = delta.apply(PROVENANCE);
  assert.equal(next.topics.byName.get('b')?.id, id(12));
  assert.equal(next.topics.byId.has(id(11)), false);
  assert.equal(next.topics.byId.get(id(10))?.partitions[1]?.leaderEpoch, 1);
});

test('a topic made and removed within one delta leaves no trace', () => {
  const delta = new MetadataDelta(EMPTY_IMAGE);
  for (const record of topic('a', id(10))) delta.replay(record);
  delta.replay(makeRecord('RemoveTopicRecord', 0, { topicId: id(10) }));
  const next = delta.apply(PROVENANCE);
  assert.equal(next.topics.byId.size + next.topics.byName.size, 0);
  assert.equal(delta.topics?.deleted.size, 0);
});

test('a cleared ELR is a change of its own', () => {
  const image = everything();
  for (const topicName of ['a', '']) {
    const next = after(image, makeRecord('ClearElrRecord', 0, { topicName }));
    const partition = next.topics.byName.get('a')?.partitions[2];
    assert.deepEqual(
      [partition?.elr, partition?.lastKnownElr, partition?.partitionEpoch],
      [[], [], 2],
    );
  }
});

test('a cleared ELR is also that of a partition added in the same delta', () => {
  const image = after(EMPTY_IMAGE, ...topic('a', id(10)));
  const count = image.topics.byName.get('a')?.partitions.length ?? 0;
  const added = { topicId: id(10), partitionId: count, replicas: [1, 2], isr: [1], leader: 1 };
  const directories = [id(91), id(92)];
  const eligible = { topicId: id(10), partitionId: count, eligibleLeaderReplicas: [2] };
  const records = [
    makeRecord('PartitionRecord', 2, { ...added, directories }),
    makeRecord('PartitionChangeRecord', 2, eligible),
    makeRecord('ClearElrRecord', 0, { topicName: 'a' }),
  ];
  const together = after(image, ...records);
  const oneByOne = records.reduce((before, record) => after(before, record), image);
  assert.deepEqual(together.topics.byName.get('a')?.partitions[count]?.elr, []);
  assert.deepEqual(visible(together), visible(oneByOne));
});

test('a partition change that names replicas and no directories keeps those it knows', () => {
  const image = after(EMPTY_IMAGE, ...topic('a', id(10)));
  const change = { topicId: id(10), partitionId: 0, replicas: [2, 3] };
  const next = after(image, makeRecord('PartitionChangeRecord', 1, change));
  assert.deepEqual(next.topics.byName.get('a')?.partitions[0]?.directories, [
    id(91),
    'AAAAAAAAAAAAAAAAAAAAAQ',
  ]);
});

for (const [what, record] of [
  [
    'a partition of no topic',
    makeRecord('PartitionRecord', 2, { topicId: id(50), partitionId: 0 }),
  ],
  [
    'a change of no partition',
    makeRecord('PartitionChangeRecord', 2, { topicId: id(10), partitionId: 9 }),
  ],
  ['the removal of no topic', makeRecord('RemoveTopicRecord', 0, { topicId: id(50) })],
  [
    'a change of no broker',
    makeRecord('BrokerRegistrationChangeRecord', 0, { brokerId: 8, fenced: 1 }),
  ],
  ['a change of another epoch', makeRecord('FenceBrokerRecord', 0, { id: 1, epoch: 8 })],
] as const) {
  test(`${what} contradicts the image: a bug, not an outcome`, () => {
    const delta = new MetadataDelta(everything());
    assert.throws(() => delta.replay(record), { name: 'AssertionFailure' });
  });
}

test('a partition missing in the middle is noticed', () => {
  const records = topic('a', id(10), 3).filter(
    (each) => each.name !== 'PartitionRecord' || each.message.partitionId !== 1,
  );
  assert.throws(() => after(EMPTY_IMAGE, ...records), /has no partition 1/);
});

test('what brokers replay from the log is what the controller has', () => {
  const cluster = new TestCluster().withBrokers(1, 2, 3);
  const topics = ['a', 'b.c', 'd'].map((name) => ({
    name,
    numPartitions: 3,
    replicationFactor: 2,
  }));
  cluster.run(createTopics, { topics });
  cluster.run(createPartitions, { topics: [{ name: 'a', count: 5, assignments: null }] });
  cluster.run(incrementalAlterConfigs, {
    resources: [
      { resourceType: 2, resourceName: 'a', configs: [{ name: 'retention.ms', value: '7' }] },
    ],
  });
  cluster.run(deleteTopics, { topicNames: ['d'] }, 5);
  cluster.fence(2);
  cluster.restart(2, -1);
  cluster.heartbeat(3, { wantShutDown: true });
  const replayed = after(EMPTY_IMAGE, ...cluster.log.map((each) => each.record));
  assert.deepEqual(visible(replayed), visible(cluster.image));
  const again = after(EMPTY_IMAGE, ...imageRecords(cluster.image));
  assert.deepEqual(visible(again), visible(cluster.image));
});

// The controller as a machine: what it begins with, what it takes back, and what it hands out once
// only.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Prng } from '@ottla/base';
import {
  allocateProducerIds,
  bootstrapRecords,
  Controller,
  controllerRegistration,
  createTopics,
  deleteTopics,
  imageRecords,
  makeRecord,
  type MetadataRecord,
  NodeConfig,
  randomUuid,
  readMetadataRecord,
  writeMetadataRecord,
} from '../src/index.ts';
import { errorOf } from '@ottla/protocol';
import { CLUSTER_ID, incarnationId, TestCluster } from './test-cluster.ts';

function controller(): Controller {
  const settings = new Map([
    ['process.roles', 'controller'],
    ['node.id', '1'],
    ['controller.listener.names', 'CONTROLLER'],
  ]);
  return new Controller({ clusterId: CLUSTER_ID, nodeId: 1, config: NodeConfig.parse(settings) });
}

function level(name: string, featureLevel: number): MetadataRecord {
  return makeRecord('FeatureLevelRecord', 0, { name, featureLevel });
}

const names = (records: readonly MetadataRecord[]): string[] => records.map((each) => each.name);

test('an empty log begins with the bootstrap records in a transaction', () => {
  const { records, atomic } = controller().activate([level('metadata.version', 30)], 0);
  assert.deepEqual(names(records), [
    'BeginTransactionRecord',
    'FeatureLevelRecord',
    'EndTransactionRecord',
  ]);
  assert.equal(atomic, false);
  const [begin] = records;
  assert(begin?.name === 'BeginTransactionRecord');
  assert.equal(begin.message.name, 'Bootstrap records');
});

test('before metadata transactions they are one atomic batch', () => {
  const { records, atomic } = controller().activate([level('metadata.version', 12)], 0);
  assert.deepEqual(names(records), ['FeatureLevelRecord']);
  assert.equal(atomic, true);
});

test('with ELR the cluster gets a min.insync.replicas of its own', () => {
  const bootstrap = [level('metadata.version', 30), level('eligible.leader.replicas.version', 1)];
  const { records } = controller().activate(bootstrap, 0);
  const config = records.find((each) => each.name === 'ConfigRecord');
  assert(config?.name === 'ConfigRecord');
  const { resourceType, resourceName, name, value } = config.message;
  assert.deepEqual([resourceType, resourceName, name, value], [4, '', 'min.insync.replicas', '1']);
});

test('a log that has a metadata.version gets nothing', () => {
  const it = controller();
  it.commit({ records: [level('metadata.version', 30)], baseOffset: 0, epoch: 1, timestampMs: 0 });
  assert.deepEqual(it.activate([level('metadata.version', 29)], 0).records, []);
});

test('a bootstrap that was cut off is aborted and begun again', () => {
  const it = controller();
  const begin = makeRecord('BeginTransactionRecord', 0, { name: 'Bootstrap records' });
  const cutOff = [begin, level('metadata.version', 30)];
  it.commit({ records: cutOff, baseOffset: 1, epoch: 1, timestampMs: 0 });
  const { records } = it.activate([level('metadata.version', 30)], 0);
  assert.deepEqual(names(records), [
    'AbortTransactionRecord',
    'BeginTransactionRecord',
    'FeatureLevelRecord',
    'EndTransactionRecord',
  ]);
});

test('a transaction that a predecessor left open is aborted: its records do not count', () => {
  const it = controller();
  const topicId = '4L6g3nShT-eMCtK--X86sw';
  it.commit({ records: [level('metadata.version', 30)], baseOffset: 0, epoch: 1, timestampMs: 0 });
  const open = [
    makeRecord('BeginTransactionRecord', 0, {}),
    makeRecord('TopicRecord', 0, { name: 'half', topicId }),
  ];
  it.commit({ records: open, baseOffset: 1, epoch: 1, timestampMs: 0 });
  assert.equal(it.state.image.topics.byName.size, 1);
  const { records } = it.activate([], 0);
  assert.deepEqual(names(records), ['AbortTransactionRecord']);
  it.replayWritten({ records, baseOffset: 3, epoch: 2, timestampMs: 0 });
  assert.equal(it.state.image.topics.byName.size, 0);
  assert.equal(it.state.transaction, undefined);
});

test('a lost leadership takes back what was not committed, and only that', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.createTopic('kept');
  cluster.holdsCommits = true;
  cluster.createTopic('lost');
  const topics = { topicNames: ['kept'] };
  cluster.run(deleteTopics, topics, 5);
  assert.deepEqual([...cluster.image.topics.byName.keys()], ['lost']);
  cluster.controller.deactivate();
  assert.deepEqual([...cluster.image.topics.byName.keys()], ['kept']);
});

test('commits up to an offset keep what comes after it revocable', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.holdsCommits = true;
  cluster.createTopic('a');
  const afterA = cluster.nextOffset - 1;
  cluster.createTopic('b');
  cluster.controller.commitUpTo(afterA);
  assert.deepEqual([...cluster.controller.committedState.image.topics.byName.keys()], ['a']);
  cluster.controller.deactivate();
  assert.deepEqual([...cluster.image.topics.byName.keys()], ['a']);
});

test('commands see what is written and not yet committed', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.holdsCommits = true;
  cluster.createTopic('a');
  assert.equal(errorOf(cluster.createTopic('a').errorCode).name, 'TOPIC_ALREADY_EXISTS');
});

test('a controller that takes over from a snapshot knows collisions and registrations', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.createTopic('a.b');
  const values = [...imageRecords(cluster.image)].map(writeMetadataRecord);
  const next = controller();
  const last = cluster.nextOffset - 1;
  next.load(values, { offset: last, epoch: 1, timestampMs: 0 });
  assert.deepEqual(next.activate([], 0).records, []);
  const moment = { nowMs: 0, random: new Prng(1), nextOffset: last + 1, apiVersion: 7 };
  const request = {
    topics: [
      {
        name: 'a_b',
        numPartitions: 1,
        replicationFactor: 1,
        assignments: [],
        configs: [],
        unknownTaggedFields: [],
      },
    ],
    timeoutMs: 1,
    validateOnly: false,
    unknownTaggedFields: [],
  };
  const { response } = next.handle(createTopics, request, moment);
  assert.equal(response.topics?.[0]?.errorMessage, "Topic 'a_b' collides with existing topic: a.b");
  assert.equal(next.state.registrationOffsets.get(1), last);
});

test('blocks of producer ids follow each other, also through a restart', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  const block = (id: number): unknown => {
    const request = { brokerId: id, brokerEpoch: cluster.epochOf(id) };
    const { producerIdStart, producerIdLen } = cluster.run(allocateProducerIds, request);
    return [producerIdStart, producerIdLen];
  };
  assert.deepEqual(block(1), [0, 1000]);
  assert.deepEqual(block(2), [1000, 1000]);
  assert.deepEqual(block(1), [2000, 1000]);
  assert.equal(cluster.image.producerIds.nextProducerId, 3000);
  const records = [...imageRecords(cluster.image)].map(writeMetadataRecord).map(readMetadataRecord);
  const kept = records.find((each) => each.name === 'ProducerIdsRecord');
  assert(kept?.name === 'ProducerIdsRecord');
  assert.equal(kept.message.nextProducerId, 3000);
});

test('a stale broker gets no producer ids', () => {
  const cluster = new TestCluster().withBrokers(1);
  const response = cluster.run(allocateProducerIds, { brokerId: 1, brokerEpoch: 0 });
  assert.equal(errorOf(response.errorCode).name, 'STALE_BROKER_EPOCH');
});

test('controllers register from 3.7-IV0 on', () => {
  for (const [metadataVersion, error] of [
    [14, 'UNSUPPORTED_VERSION'],
    [15, 'NONE'],
  ] as const) {
    const cluster = new TestCluster({ metadataVersion });
    const response = cluster.run(controllerRegistration, {
      controllerId: 1,
      incarnationId: incarnationId(1),
      listeners: [{ name: 'CONTROLLER', host: 'h', port: 9093, securityProtocol: 0 }],
    });
    assert.equal(errorOf(response.errorCode).name, error);
    assert.equal(cluster.image.cluster.controllers.size, error === 'NONE' ? 1 : 0);
  }
});

test('without a bootstrap file the latest metadata.version is finalised', () => {
  const [record, more] = bootstrapRecords(undefined);
  assert(record?.name === 'FeatureLevelRecord' && more === undefined);
  assert.deepEqual([record.message.name, record.message.featureLevel], ['metadata.version', 30]);
});

test('new ids are version 4, and never begin with a dash', () => {
  const prng = new Prng(5);
  const seen = new Set<string>();
  for (let index = 0; index < 2000; index++) {
    const uuid = randomUuid(prng);
    assert(!uuid.startsWith('-'));
    const bytes = Buffer.from(uuid, 'base64url');
    assert.equal((bytes[6] ?? 0) >> 4, 4);
    assert.equal((bytes[8] ?? 0) >> 6, 2);
    seen.add(uuid);
  }
  assert.equal(seen.size, 2000);
});

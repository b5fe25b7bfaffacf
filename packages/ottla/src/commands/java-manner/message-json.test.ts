// The expected texts are what Kafka 4.3.1's kafka-dump-log.sh printed of such records.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { recordFields } from '@ottla/protocol';

import { messageJson } from './message-json.ts';

const ID = 'AAAAAAAAAAAAAAAAAAAAAQ';

const partition = {
  partitionId: 0,
  topicId: ID,
  replicas: [1],
  isr: [1],
  removingReplicas: [],
  addingReplicas: [],
  leader: 1,
  leaderRecoveryState: 0,
  leaderEpoch: 0,
  partitionEpoch: 0,
  directories: [ID],
  eligibleLeaderReplicas: null,
  lastKnownElr: null,
};

describe('fields', () => {
  test('stand in the order of the schema; tagged ones only where they say something', () => {
    assert.equal(
      messageJson('PartitionRecord', partition, 2),
      `{"partitionId":0,"topicId":"${ID}","replicas":[1],"isr":[1],"removingReplicas":[],` +
        '"addingReplicas":[],"leader":1,"leaderEpoch":0,"partitionEpoch":0,' +
        `"directories":["${ID}"]}`,
    );
    const json = messageJson('PartitionRecord', { ...partition, eligibleLeaderReplicas: [2] }, 2);
    assert.match(json, /"directories":\[.*\],"eligibleLeaderReplicas":\[2\]\}$/);
    const recovering = messageJson('PartitionRecord', { ...partition, leaderRecoveryState: 1 }, 2);
    assert.match(recovering, /"leader":1,"leaderRecoveryState":1,"leaderEpoch":0/);
  });

  test('of a later version are left out', () => {
    assert.match(messageJson('PartitionRecord', partition, 0), /"partitionEpoch":0\}$/);
    const change = { version: 0, leaderId: 1, voters: [{ voterId: 1, voterDirectoryId: ID }] };
    const voters = messageJson('LeaderChangeMessage', { ...change, grantingVoters: [] }, 0);
    assert.equal(
      voters,
      '{"version":0,"leaderId":1,"voters":[{"voterId":1}],"grantingVoters":[]}',
    );
  });
});

describe('values', () => {
  const table: readonly (readonly [name: string, message: object, json: string])[] = [
    [
      'ClientQuotaRecord',
      { entity: [{ entityType: 'user', entityName: null }], key: 'k', value: 1024, remove: false },
      '{"entity":[{"entityType":"user","entityName":null}],"key":"k","value":1024.0,' +
        '"remove":false}',
    ],
    ['FeatureLevelRecord', { name: 'é"', featureLevel: 1 }, '{"name":"é\\"","featureLevel":1}'],
    [
      'ProducerIdsRecord',
      { brokerId: 1, brokerEpoch: 9n ** 18n, nextProducerId: 0 },
      '{"brokerId":1,"brokerEpoch":150094635296999121,"nextProducerId":0}',
    ],
    [
      'ConsumerProtocolAssignment',
      { assignedPartitions: [{ topic: 't', partitions: [0, 1] }], userData: new Uint8Array([1]) },
      '{"assignedPartitions":[{"topic":"t","partitions":[0,1]}],"userData":"AQ=="}',
    ],
    [
      'ConsumerProtocolAssignment',
      { assignedPartitions: [], userData: null },
      '{"assignedPartitions":[],"userData":null}',
    ],
  ];
  for (const [name, message, json] of table) {
    test(`${name} ${json.slice(0, 30)}`, () => {
      assert.equal(messageJson(name, message, 0), json);
    });
  }

  test('may be replaced', () => {
    const replace = (field: string): string | undefined => (field === 'name' ? '"x"' : undefined);
    const json = messageJson('FeatureLevelRecord', { name: 'a', featureLevel: 1 }, 0, replace);
    assert.equal(json, '{"name":"x","featureLevel":1}');
  });
});

test('a struct that only says what is standard is left out', () => {
  const member = {
    instanceId: null,
    rackId: null,
    clientId: 'c',
    clientHost: 'h',
    subscribedTopicNames: [],
    subscribedTopicRegex: '',
    rebalanceTimeoutMs: 1,
    serverAssignor: null,
    classicMemberMetadata: { sessionTimeoutMs: 0, supportedProtocols: [] },
  };
  const name = 'ConsumerGroupMemberMetadataValue';
  assert.doesNotMatch(messageJson(name, member, 0), /classicMemberMetadata/);
  const none = { ...member, classicMemberMetadata: null };
  assert.match(messageJson(name, none, 0), /"classicMemberMetadata":null\}$/);
});

test('every record has fields that can be read', () => {
  for (const name of Object.keys(recordFields)) {
    assert.match(messageJson(name, {}, 0), /^\{.*\}$/, name);
  }
});

// Configs and features at the controller: what may change, what changes with it, and what is
// refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alterConfigs,
  configsOf,
  incrementalAlterConfigs,
  makeRecord,
  supportedFeatures,
  understoodFeatures,
  updateFeatures,
} from '../src/index.ts';
import { errorOf } from '@ottla/protocol';
import { TestCluster } from './test-cluster.ts';

const SET = 0;
const DELETE = 1;
const APPEND = 2;
const SUBTRACT = 3;
const TOPIC = 2;
const BROKER = 4;
const CLIENT_METRICS = 16;
const GROUP = 32;

type Config = readonly [string, number, string | null];

/** Error and message for one resource. */
function alter(
  cluster: TestCluster,
  resourceType: number,
  resourceName: string,
  ...configs: readonly Config[]
): readonly [string, string | null] {
  const request = configs.map(([name, configOperation, value]) => ({
    name,
    configOperation,
    value,
  }));
  const resources = [{ resourceType, resourceName, configs: request }];
  const [response] = cluster.run(incrementalAlterConfigs, { resources }).responses;
  return [errorOf(response?.errorCode ?? -1).name, response?.errorMessage ?? null];
}

function withTopic(options = {}): TestCluster {
  const cluster = new TestCluster(options).withBrokers(1);
  cluster.createTopic('t');
  return cluster;
}

test('sets, appends to, takes from and deletes', () => {
  const cluster = withTopic();
  const policy = 'cleanup.policy';
  const now = (): string | undefined => configsOf(cluster.image.configs, TOPIC, 't').get(policy);
  for (const [operation, value, after] of [
    [APPEND, 'compact', 'delete,compact'],
    [APPEND, 'compact', 'delete,compact'],
    [SUBTRACT, 'delete', 'compact'],
    [SET, 'delete', 'delete'],
    [DELETE, null, undefined],
  ] as const) {
    assert.deepEqual(alter(cluster, TOPIC, 't', [policy, operation, value]), ['NONE', null]);
    assert.equal(now(), after);
  }
});

test('a value that a topic has already is not written again; a broker hears it again', () => {
  const cluster = withTopic();
  alter(cluster, TOPIC, 't', ['retention.ms', SET, '5']);
  alter(cluster, BROKER, '1', ['log.cleaner.threads', SET, '2']);
  const before = cluster.nextOffset;
  alter(cluster, TOPIC, 't', ['retention.ms', SET, '5']);
  assert.equal(cluster.nextOffset, before);
  alter(cluster, BROKER, '1', ['log.cleaner.threads', SET, '2']);
  assert.deepEqual(cluster.recordNames(before), ['ConfigRecord']);
});

const refusals: readonly (readonly [string, number, string, Config, string, string])[] = [
  [
    'an unknown topic',
    TOPIC,
    'x',
    ['retention.ms', 0, '1'],
    'UNKNOWN_TOPIC_OR_PARTITION',
    "The topic 'x' does not exist.",
  ],
  [
    'no topic name',
    TOPIC,
    '',
    ['retention.ms', 0, '1'],
    'INVALID_REQUEST',
    'Default topic resources are not allowed.',
  ],
  [
    'an unknown topic config',
    TOPIC,
    't',
    ['nope', 0, '1'],
    'INVALID_CONFIG',
    'Unknown topic config name: nope',
  ],
  [
    'appending to a number',
    TOPIC,
    't',
    ['retention.ms', 2, '1'],
    'INVALID_CONFIG',
    "Can't APPEND to key retention.ms because its type is not LIST.",
  ],
  [
    'taking from a number',
    TOPIC,
    't',
    ['retention.ms', 3, '1'],
    'INVALID_CONFIG',
    "Can't SUBTRACT to key retention.ms because its type is not LIST.",
  ],
  [
    'a broker that is no number',
    BROKER,
    'one',
    ['x', 0, '1'],
    'INVALID_REQUEST',
    'Unable to parse broker name as a base 10 number.',
  ],
  [
    'a negative broker',
    BROKER,
    '-1',
    ['x', 0, '1'],
    'INVALID_REQUEST',
    'Invalid negative broker ID.',
  ],
  [
    'an unknown broker',
    BROKER,
    '7',
    ['x', 0, '1'],
    'BROKER_ID_NOT_REGISTERED',
    'No node with id 7 found.',
  ],
  [
    'no group name',
    GROUP,
    '',
    ['x', 0, '1'],
    'INVALID_REQUEST',
    'Default group resources are not allowed.',
  ],
  [
    'a resource type that is not kept',
    8,
    '1',
    ['x', 0, '1'],
    'INVALID_REQUEST',
    'Unknown resource type 8',
  ],
  [
    "a broker's own min.insync.replicas under ELR",
    BROKER,
    '1',
    ['min.insync.replicas', 0, '2'],
    'INVALID_CONFIG',
    'Broker-level min.insync.replicas cannot be altered while ELR is enabled.',
  ],
  [
    "removing the cluster's min.insync.replicas under ELR",
    BROKER,
    '',
    ['min.insync.replicas', 1, null],
    'INVALID_CONFIG',
    'Cluster-level min.insync.replicas cannot be removed while ELR is enabled.',
  ],
];

for (const [what, type, name, config, error, message] of refusals) {
  test(`${what} is refused with ${error}`, () => {
    const cluster = withTopic();
    const before = cluster.nextOffset;
    assert.deepEqual(alter(cluster, type, name, config), [error, message]);
    assert.equal(cluster.nextOffset, before);
  });
}

test('a list does not grow beyond what a text may hold', () => {
  const cluster = withTopic();
  const name = 'cordoned.log.dirs';
  assert.deepEqual(alter(cluster, BROKER, '1', [name, APPEND, 'a'.repeat(20_000)]), ['NONE', null]);
  assert.deepEqual(alter(cluster, BROKER, '1', [name, APPEND, 'b'.repeat(20_000)]), [
    'INVALID_CONFIG',
    'The configuration value cannot be added because it exceeds the maximum value size of ' +
      '32767 bytes.',
  ]);
});

test('one wrong config costs the whole resource, and no other resource', () => {
  const cluster = withTopic();
  cluster.createTopic('u');
  const resources = ['t', 'u'].map((resourceName) => ({
    resourceType: TOPIC,
    resourceName,
    configs: [
      { name: 'retention.ms', configOperation: 0, value: '5' },
      ...(resourceName === 't' ? [{ name: 'nope', configOperation: 0, value: '5' }] : []),
    ],
  }));
  cluster.run(incrementalAlterConfigs, { resources });
  assert.equal(configsOf(cluster.image.configs, TOPIC, 't').size, 0);
  assert.equal(configsOf(cluster.image.configs, TOPIC, 'u').size, 1);
});

test('what the request says twice is refused', () => {
  const cluster = withTopic();
  const config = { name: 'retention.ms', configOperation: 0, value: '5' };
  const resource = { resourceType: TOPIC, resourceName: 't', configs: [config] };
  const twice = cluster.run(incrementalAlterConfigs, { resources: [resource, resource] }).responses;
  assert.deepEqual(
    twice.map((each) => each.errorMessage),
    ['Each resource must appear at most once.'],
  );
  const keys = { ...resource, configs: [config, config] };
  const [same] = cluster.run(incrementalAlterConfigs, { resources: [keys] }).responses;
  assert.equal(same?.errorMessage, 'Error due to duplicate config keys: retention.ms');
});

test('validateOnly checks and writes nothing', () => {
  const cluster = withTopic();
  const before = cluster.nextOffset;
  const configs = [{ name: 'retention.ms', configOperation: 0, value: '5' }];
  const resources = [{ resourceType: TOPIC, resourceName: 't', configs }];
  const { responses } = cluster.run(incrementalAlterConfigs, { resources, validateOnly: true });
  assert.equal(responses[0]?.errorCode, 0);
  assert.equal(cluster.nextOffset, before);
});

test('a new min.insync.replicas clears the ELR chosen under the old one', () => {
  const cluster = new TestCluster({ config: { 'min.insync.replicas': '2' } }).withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  cluster.fence(2);
  assert.equal(cluster.shown('t'), '1 isr=1 elr=2 last= e0/p1');
  alter(cluster, TOPIC, 't', ['min.insync.replicas', SET, '1']);
  assert.equal(cluster.shown('t'), '1 isr=1 elr= last= e0/p2');
});

test('configs of groups and client metrics are checked against their own definitions', () => {
  const cluster = withTopic();
  const [error] = alter(cluster, GROUP, 'g', ['consumer.session.timeout.ms', SET, '45000']);
  assert.equal(error, 'NONE');
  const [wrong] = alter(cluster, GROUP, 'g', ['nope', SET, '1']);
  assert.equal(wrong, 'INVALID_CONFIG');
  const [metrics] = alter(cluster, CLIENT_METRICS, 'm', ['interval.ms', SET, '1000']);
  assert.equal(metrics, 'NONE');
});

test('AlterConfigs sets exactly what it names', () => {
  const cluster = withTopic();
  alter(cluster, TOPIC, 't', ['retention.ms', 0, '5'], ['retention.bytes', 0, '6']);
  const configs = [{ name: 'retention.bytes', value: '7' }];
  const resources = [{ resourceType: TOPIC, resourceName: 't', configs }];
  const { responses } = cluster.run(alterConfigs, { resources });
  assert.equal(responses[0]?.errorCode, 0);
  assert.deepEqual([...configsOf(cluster.image.configs, TOPIC, 't')], [['retention.bytes', '7']]);
  const unknown = [{ resourceType: TOPIC, resourceName: 'x', configs }];
  const [response] = cluster.run(alterConfigs, { resources: unknown }).responses;
  assert.equal(errorOf(response?.errorCode ?? 0).name, 'UNKNOWN_TOPIC_OR_PARTITION');
});

function update(
  cluster: TestCluster,
  feature: string,
  maxVersionLevel: number,
  upgradeType = 1,
  version = 2,
): readonly [string, string | null] {
  const featureUpdates = [{ feature, maxVersionLevel, upgradeType }];
  const { errorCode, errorMessage } = cluster.run(updateFeatures, { featureUpdates }, version);
  return [errorOf(errorCode).name, errorMessage];
}

const FAILED = 'The update failed for all features since the following feature had an error: ';
const featureRefusals: readonly (readonly [string, string, number, number, string])[] = [
  [
    'a level below 0',
    'group.version',
    -1,
    1,
    'Invalid update version -1 for feature group.version. A feature version cannot be less than 0.',
  ],
  [
    'an unknown upgrade type',
    'metadata.version',
    30,
    9,
    'Invalid update version 30 for feature metadata.version. The controller does not support ' +
      'the given upgrade type.',
  ],
  [
    'a feature that is not served',
    'group.version',
    1,
    1,
    'Invalid update version 1 for feature group.version. Local controller 1 does not support ' +
      'this feature.',
  ],
  [
    'a level that is too new',
    'metadata.version',
    31,
    1,
    'Invalid update version 31 for feature metadata.version. Local controller 1 only supports ' +
      'versions 7-30',
  ],
  [
    'a downgrade that says it is none',
    'metadata.version',
    29,
    1,
    "Invalid update version 29 for feature metadata.version. Can't downgrade the version of " +
      'this feature without setting the upgrade type to either safe or unsafe downgrade.',
  ],
  [
    'a downgrade that loses something',
    'metadata.version',
    29,
    2,
    'Unsupported metadata.version downgrade from 30 to 29. Refusing to perform the requested ' +
      'downgrade because it might delete metadata information.',
  ],
  [
    'an unsafe one too',
    'metadata.version',
    22,
    3,
    'Unsupported metadata.version downgrade from 30 to 22. Unsafe metadata downgrade is not ' +
      'supported in this version.',
  ],
];

for (const [what, feature, level, upgradeType, message] of featureRefusals) {
  test(`UpdateFeatures refuses ${what}`, () => {
    const cluster = new TestCluster().withBrokers(1);
    assert.deepEqual(update(cluster, feature, level, upgradeType), [
      'INVALID_UPDATE_VERSION',
      FAILED + message,
    ]);
  });
}

test('metadata.version goes up where all can follow, and records follow it', () => {
  const cluster = new TestCluster({ metadataVersion: 29, isElrEnabled: false }).withBrokers(1);
  assert.deepEqual(update(cluster, 'metadata.version', 30), ['NONE', null]);
  assert.equal(cluster.image.features.finalizedLevels.get('metadata.version'), 30);
  cluster.register(1);
  const record = cluster.log.at(-1)?.record;
  assert.deepEqual([record?.name, record?.version], ['RegisterBrokerRecord', 4]);
});

test('a broker that is older holds metadata.version back', () => {
  const cluster = new TestCluster({ metadataVersion: 29, isElrEnabled: false });
  const features = supportedFeatures.map(({ name, min, max }) => ({
    name,
    minSupportedVersion: min,
    maxSupportedVersion: name === 'metadata.version' ? 29 : max,
  }));
  cluster.register(4, { features });
  const [error, message] = update(cluster, 'metadata.version', 30);
  assert.equal(error, 'INVALID_UPDATE_VERSION');
  assert.match(message ?? '', /Broker 4 only supports versions 7-29/);
});

test('a safe downgrade that loses nothing is done', () => {
  const cluster = new TestCluster({ metadataVersion: 28, isElrEnabled: false }).withBrokers(1);
  assert.deepEqual(update(cluster, 'metadata.version', 26, 2), ['NONE', null]);
  assert.equal(cluster.image.features.finalizedLevels.get('metadata.version'), 26);
});

test('ELR is switched on with a min.insync.replicas for the cluster, and none for brokers', () => {
  const cluster = new TestCluster({ isElrEnabled: false }).withBrokers(1);
  alter(cluster, BROKER, '1', ['min.insync.replicas', 0, '3']);
  assert.deepEqual(update(cluster, 'eligible.leader.replicas.version', 1), ['NONE', null]);
  assert.deepEqual(
    [...configsOf(cluster.image.configs, BROKER, '')],
    [['min.insync.replicas', '1']],
  );
  assert.equal(configsOf(cluster.image.configs, BROKER, '1').size, 0);
});

test('a level of 0 takes a feature out', () => {
  const cluster = new TestCluster().withBrokers(1);
  assert.deepEqual(update(cluster, 'eligible.leader.replicas.version', 0, 2), ['NONE', null]);
  assert.equal(
    cluster.image.features.finalizedLevels.has('eligible.leader.replicas.version'),
    false,
  );
});

test('ELR needs the metadata.version that has its fields', () => {
  const cluster = new TestCluster({ metadataVersion: 22 }).withBrokers(1);
  const [error, message] = update(cluster, 'eligible.leader.replicas.version', 1);
  assert.equal(error, 'INVALID_UPDATE_VERSION');
  assert.match(message ?? '', /depends on metadata.version level 23/);
});

test('results for each feature come in versions 0 and 1 only', () => {
  const cluster = new TestCluster({ metadataVersion: 29, isElrEnabled: false }).withBrokers(1);
  for (const [version, count] of [
    [0, 1],
    [1, 1],
    [2, 0],
  ] as const) {
    const upgrade = version === 0 ? {} : { upgradeType: 1 };
    const featureUpdates = [{ feature: 'metadata.version', maxVersionLevel: 30, ...upgrade }];
    const response = cluster.run(updateFeatures, { featureUpdates }, version);
    assert.equal(response.errorCode, 0);
    assert.equal(response.results.length, count);
  }
});

test('records of an unknown kind of config do not stop the controller', () => {
  const cluster = new TestCluster();
  cluster.write([
    makeRecord('ConfigRecord', 0, { resourceType: 99, resourceName: 'x', name: 'y', value: 'z' }),
  ]);
  assert.equal(configsOf(cluster.image.configs, 99, 'x').get('y'), 'z');
});

test('a level that brokers understand and this software does not serve is not finalised', () => {
  const cluster = new TestCluster();
  const features = understoodFeatures.map(({ name, min, max }) => ({
    name,
    minSupportedVersion: min,
    maxSupportedVersion: max,
  }));
  cluster.register(1, { features });
  const [error, message] = update(cluster, 'transaction.version', 2);
  assert.equal(error, 'INVALID_UPDATE_VERSION');
  assert.match(message ?? '', /Local controller \d+ does not support this feature/);
});

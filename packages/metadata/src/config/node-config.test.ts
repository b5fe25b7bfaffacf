import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { equivalentNames, sourcedValues, staticLayers } from './config-layers.ts';
import { NodeConfig } from './node-config.ts';
import { allDirectories, checkNodeSettings, metadataLogDirectory } from './node-settings.ts';
import { topicConfigOf } from './topic-config.ts';
import { validateTopicConfig, validateTopicConfigs } from './validate-topic-configs.ts';

const NEEDED = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
};

function configOf(settings: Record<string, string> = {}): NodeConfig {
  return NodeConfig.parse(new Map(Object.entries({ ...NEEDED, ...settings })));
}

describe('a node', () => {
  test('says what is missing', () => {
    assert.throws(() => NodeConfig.parse(new Map([['process.roles', 'broker']])), {
      message: 'Missing required configuration "node.id" which has no default value.',
    });
  });

  test('takes broker.id for node.id', () => {
    const { 'node.id': _, ...rest } = NEEDED;
    const config = NodeConfig.parse(new Map(Object.entries({ ...rest, 'broker.id': '7' })));
    assert.equal(config.number('node.id'), 7);
  });

  test('knows what the user set, and what nobody knows', () => {
    const config = configOf({ 'num.partition': '3', 'num.partitions': '+4' });
    assert.deepEqual(config.unknownNames(), ['num.partition']);
    assert.equal(config.number('num.partitions'), 4);
    assert.equal(config.shown('num.partitions'), '4');
    assert.equal(config.shown('log.flush.interval.messages'), '9223372036854775807');
    assert.equal(config.shown('log.dirs'), null);
  });

  test('directories', () => {
    const config = configOf({ 'log.dirs': '/b,/a', 'metadata.log.dir': '/m' });
    assert.deepEqual(allDirectories(config), ['/a', '/b', '/m']);
    assert.equal(metadataLogDirectory(configOf({ 'log.dirs': '/b,/a' })), '/b');
    assert.equal(metadataLogDirectory(configOf({ 'log.dir': '/c' })), '/c');
  });

  const contradictions: [string, Record<string, string>, RegExp][] = [
    ['retention', { 'log.retention.ms': '0' }, /^log.retention.ms must be unlimited \(-1\) or/],
    ['queued bytes', { 'queued.max.request.bytes': '5' }, /must be larger or equal to socket/],
    ['cleaner', { 'log.cleaner.threads': '200' }, /at least 1MB per cleaner thread/],
    ['fetch wait', { 'replica.fetch.wait.max.ms': '40000' }, /to prevent unnecessary socket/],
    ['connections', { 'max.connections.per.ip': '0' }, /can be set to zero only if/],
    ['cordoned', { 'cordoned.log.dirs': '/nope' }, /Missing entries : \/nope$/],
    ['all and some', { 'cordoned.log.dirs': '*,/a' }, /must not contain other values$/],
  ];
  for (const [title, settings, message] of contradictions) {
    test(`contradiction: ${title}`, () => {
      assert.throws(() => checkNodeSettings(configOf(settings)), { message });
    });
  }

  test('the defaults contradict nothing', () => checkNodeSettings(configOf()));
});

describe('what a topic inherits', () => {
  const table: [string, Record<string, string>, number][] = [
    ['hours', { 'log.retention.hours': '2' }, 7_200_000],
    ['minutes before hours', { 'log.retention.minutes': '3', 'log.retention.hours': '2' }, 180_000],
    ['ms before minutes', { 'log.retention.ms': '5', 'log.retention.minutes': '3' }, 5],
    ['negative hours are no limit', { 'log.retention.hours': '-3' }, -1],
    ['nothing', {}, 604_800_000],
  ];
  for (const [title, settings, expected] of table) {
    test(`retention: ${title}`, () => {
      const config = topicConfigOf(new Map(), staticLayers(configOf(settings)));
      assert.equal(config.retentionMs, expected);
    });
  }

  test('an override wins over dynamic, dynamic over static, this broker over all', () => {
    const node = configOf({ 'log.segment.bytes': '2000000' });
    const thisBroker = new Map([['log.segment.bytes', '4000000']]);
    const allBrokers = new Map([['log.segment.bytes', '3000000']]);
    const none = new Map<string, string>();
    const segmentBytes = (...layers: Map<string, string>[]): number =>
      topicConfigOf(layers[0] ?? none, {
        node,
        thisBroker: layers[1] ?? none,
        allBrokers: layers[2] ?? none,
      }).segmentBytes;
    assert.equal(segmentBytes(), 2_000_000);
    assert.equal(segmentBytes(none, none, allBrokers), 3_000_000);
    assert.equal(segmentBytes(none, thisBroker, allBrokers), 4_000_000);
    const override = new Map([['segment.bytes', '5000000']]);
    assert.equal(segmentBytes(override, thisBroker, allBrokers), 5_000_000);
  });

  test('a stronger layer wins even under a weaker name', () => {
    const layers = {
      node: configOf({ 'log.retention.ms': '1000' }),
      thisBroker: new Map<string, string>(),
      allBrokers: new Map([['log.retention.hours', '1']]),
    };
    assert.equal(topicConfigOf(new Map(), layers).retentionMs, 3_600_000);
  });

  test('cleanup policies, the empty one among them', () => {
    const policyOf = (text: string): object =>
      topicConfigOf(new Map([['cleanup.policy', text]]), staticLayers(configOf())).cleanupPolicy;
    assert.deepEqual(policyOf('delete'), { delete: true, compact: false });
    assert.deepEqual(policyOf('compact,delete'), { delete: true, compact: true });
    assert.deepEqual(policyOf(''), { delete: false, compact: false });
  });

  test('sources of a value, strongest first', () => {
    const layers = {
      node: configOf({ 'log.retention.hours': '24' }),
      thisBroker: new Map<string, string>(),
      allBrokers: new Map([['log.retention.ms', '9']]),
    };
    assert.deepEqual(sourcedValues(equivalentNames('log.retention.ms'), layers), [
      { name: 'log.retention.ms', value: '9', source: 3 },
      { name: 'log.retention.hours', value: '24', source: 4 },
      { name: 'log.retention.hours', value: '168', source: 5 },
    ]);
  });
});

describe("topic configs that CreateTopics refuses, in Kafka's words", () => {
  const layers = staticLayers(configOf());
  const table: [string, Record<string, string | null>, string | undefined][] = [
    ['nothing wrong', { 'retention.ms': '1', 'cleanup.policy': 'compact' }, undefined],
    ['empty policy', { 'cleanup.policy': '' }, undefined],
    ['unknown', { 'retention.day': '1' }, 'Unknown topic config name: retention.day'],
    ['null', { 'retention.ms': null }, 'Null value not supported for topic configs: retention.ms'],
    [
      'value',
      { 'retention.ms': '-2' },
      'Invalid value -2 for configuration retention.ms: Value must be at least -1',
    ],
    [
      'policy',
      { 'cleanup.policy': 'shred' },
      'Invalid value shred for configuration cleanup.policy: ' +
        'String must be one of: compact, delete',
    ],
    [
      'two values',
      { 'min.compaction.lag.ms': '9', 'max.compaction.lag.ms': '5' },
      'conflict topic config setting min.compaction.lag.ms (9) > max.compaction.lag.ms (5)',
    ],
    [
      'tiered storage',
      { 'remote.storage.enable': 'true' },
      'Tiered Storage functionality is disabled in the broker. ' +
        'Topic cannot be configured with remote log storage.',
    ],
  ];
  for (const [title, overrides, expected] of table) {
    test(title, () => {
      assert.equal(validateTopicConfigs(new Map(Object.entries(overrides)), layers), expected);
    });
  }

  test('one config by itself', () => {
    assert.equal(validateTopicConfig('segment.bytes', '1048576'), undefined);
    assert.match(validateTopicConfig('segment.bytes', '1') ?? '', /at least 1048576$/);
  });
});

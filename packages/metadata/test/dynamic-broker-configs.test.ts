// What may be set on a running broker, in Kafka's words, and the configuration that comes of it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ConfigLayers,
  dynamicConfigProblem,
  effectiveNodeConfig,
  NodeConfig,
  topicConfigOf,
} from '../src/index.ts';

type Values = Readonly<Record<string, string>>;

const mapOf = (values: Values): ReadonlyMap<string, string> => new Map(Object.entries(values));

function layers(from: { file?: Values; all?: Values; one?: Values } = {}): ConfigLayers {
  const required = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.bootstrap.servers': 'localhost:9093',
    listeners: 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093',
    'log.dirs': '/a,/b',
  };
  return {
    node: NodeConfig.parse(mapOf({ ...required, ...from.file })),
    allBrokers: mapOf(from.all ?? {}),
    thisBroker: mapOf(from.one ?? {}),
  };
}

const ONE = 'this broker';
const ALL = 'all';

const accepted: readonly (readonly [string, 'this broker' | 'all', Values])[] = [
  ['a size of segments', ONE, { 'log.segment.bytes': '2000000' }],
  ['several for all', ALL, { 'log.segment.bytes': '3000000', 'log.retention.ms': '99999' }],
  ['what nobody knows', ONE, { 'my.own': '3' }],
  ['connections for all', ALL, { 'max.connections': '100' }],
  ['connections of one listener for all', ALL, { 'listener.name.plaintext.max.connections': '9' }],
  ['a keystore of one listener', ONE, { 'listener.name.plaintext.ssl.keystore.location': '/x' }],
  ['one thread more', ONE, { 'num.io.threads': '9' }],
  ['twice the cleaner threads', ONE, { 'log.cleaner.threads': '2' }],
  ['all directories cordoned', ONE, { 'cordoned.log.dirs': '*' }],
  ['one directory cordoned', ONE, { 'cordoned.log.dirs': '/b' }],
  ['a quota of replication', ONE, { 'leader.replication.throttled.rate': '1000' }],
  [
    'the listeners that there are',
    ONE,
    { listeners: 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093' },
  ],
];

const step = (message: string): string =>
  `Invalid value org.apache.kafka.common.config.ConfigException: ${message} for configuration ` +
  'Invalid dynamic configuration';
const threads = (name: string, value: number, should: string): string =>
  step(
    `Dynamic thread count update validation failed for ${name}=${value}, value should ${should}`,
  );

const refused: readonly (readonly ['this broker' | 'all', Values, string])[] = [
  [ONE, { 'log.dirs': '/x' }, 'Cannot update these configs dynamically: [log.dirs]'],
  [
    ALL,
    { 'num.partitions': '3', 'node.id': '5' },
    'Cannot update these configs dynamically: [node.id, num.partitions]',
  ],
  [
    ONE,
    { 'log.segment.bytes': 'abc' },
    'Invalid value abc for configuration log.segment.bytes: Not a number of type INT',
  ],
  [
    ONE,
    { 'log.segment.bytes': '1' },
    'Invalid value 1 for configuration log.segment.bytes: Value must be at least 1048576',
  ],
  [
    ONE,
    { 'unclean.leader.election.enable': 'maybe' },
    'Invalid value maybe for configuration unclean.leader.election.enable: ' +
      'Expected value to be either true or false',
  ],
  [
    ONE,
    { 'log.cleanup.policy': 'x' },
    'Invalid value x for configuration log.cleanup.policy: String must be one of: compact, delete',
  ],
  ...([ONE, ALL] as const).map(
    (scope) =>
      [
        scope,
        { 'ssl.keystore.location': '/x' },
        'These security configs can be dynamically updated only per-listener using the listener ' +
          'prefix: [ssl.keystore.location]',
      ] as const,
  ),
  ...['listener.name.plaintext.ssl.keystore.location', 'listeners', 'cordoned.log.dirs'].map(
    (name) =>
      [
        ALL,
        { [name]: 'PLAINTEXT://:1' },
        'Cannot update these configs at default cluster level, broker id must be specified: ' +
          `[${name}]`,
      ] as const,
  ),
  [
    ONE,
    { listeners: 'PLAINTEXT://:1' },
    'requirement failed: controller.listener.names must contain at least one value appearing in ' +
      "the 'listeners' configuration when running the KRaft controller role",
  ],
  [
    ONE,
    { listeners: 'PLAINTEXT://localhost:1,CONTROLLER://localhost:9093' },
    'listeners cannot be changed while the node runs: set it in server.properties, and restart',
  ],
  [
    ONE,
    { 'num.io.threads': '100' },
    threads('num.io.threads', 100, 'not be greater than double the current value 8'),
  ],
  [
    ONE,
    { 'num.io.threads': '1' },
    threads('num.io.threads', 1, 'be at least half the current value 8'),
  ],
  [
    ALL,
    { 'log.cleaner.threads': '0' },
    step('Log cleaner threads should be at least 1'),
  ],
  [
    ALL,
    { 'log.cleaner.dedupe.buffer.size': '1048576' },
    'requirement failed: log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.',
  ],
  [
    ALL,
    // Kafka divides whole numbers.
    { 'log.cleaner.threads': '2', 'log.cleaner.dedupe.buffer.size': '2097153' },
    'requirement failed: log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.',
  ],
  [
    ALL,
    { 'log.cleaner.enable': 'false' },
    'Cannot update these configs dynamically: [log.cleaner.enable]',
  ],
  [
    ALL,
    { 'background.threads': '99' },
    threads('background.threads', 99, 'not be greater than double the current value 10'),
  ],
  [
    ONE,
    { 'log.cleaner.threads': '50' },
    step('Log cleaner threads cannot be increased to more than double the current value 1'),
  ],
  [
    ONE,
    { 'metric.reporters': 'x.y' },
    step(
      'Validation of dynamic config update of Set(metric.reporters) failed with class class ' +
        'kafka.server.DynamicMetricsReporters',
    ),
  ],
  [
    ONE,
    { 'max.connections.per.ip': '0' },
    'requirement failed: max.connections.per.ip can be set to zero only if ' +
      'max.connections.per.ip.overrides property is set.',
  ],
  [
    ONE,
    { 'cordoned.log.dirs': '/nowhere' },
    'requirement failed: All entries in cordoned.log.dirs must be present in log.dirs or ' +
      'log.dir. Missing entries : /nowhere',
  ],
  [
    ONE,
    { 'log.retention.ms': '99999', 'log.local.retention.ms': '-1' },
    step(
      'Invalid value -1 for configuration log.local.retention.ms: Value must not be -1 as ' +
        'log.retention.ms value is set as 99999.',
    ),
  ],
];

describe('accepted', () => {
  for (const [what, scope, given] of accepted) {
    test(`${what}, for ${scope}`, () => {
      const change = { layers: layers(), values: mapOf(given), scope };
      assert.equal(dynamicConfigProblem(change), undefined);
    });
  }
});

describe('refused', () => {
  for (const [scope, given, message] of refused) {
    test(`${Object.entries(given).join(' ')} for ${scope}`, () => {
      const change = { layers: layers(), values: mapOf(given), scope };
      assert.equal(dynamicConfigProblem(change), message);
    });
  }

  test('what another part of the node does not take', () => {
    const change = { layers: layers(), values: mapOf({ 'my.own': '3' }), scope: ONE } as const;
    const problem = dynamicConfigProblem(change, (config) => {
      const name = 'my.own';
      NodeConfig.parse(mapOf({ 'node.id': String(config.originals.get(name)) }));
    });
    assert.match(problem ?? '', /^Missing required configuration/);
  });

  test('a step is measured from where the broker is, not from its file', () => {
    const at16 = layers({ one: { 'num.io.threads': '16' } });
    const to = (value: string): string | undefined => {
      const values = mapOf({ 'num.io.threads': value });
      return dynamicConfigProblem({ layers: at16, values, scope: ONE });
    };
    assert.equal(to('32'), undefined);
    assert.match(to('33') ?? '', /double the current value 16/);
  });
});

describe('the configuration that comes of it', () => {
  test('this broker is stronger than all, and all than the file', () => {
    const name = 'max.connections';
    const file = { [name]: '1' };
    assert.equal(effectiveNodeConfig(layers({ file })).number(name), 1);
    assert.equal(effectiveNodeConfig(layers({ file, all: { [name]: '2' } })).number(name), 2);
    const three = layers({ file, all: { [name]: '2' }, one: { [name]: '3' } });
    assert.equal(effectiveNodeConfig(three).number(name), 3);
  });

  test('another name for the same takes its place', () => {
    const file = { 'log.retention.hours': '1', 'log.retention.minutes': '7' };
    const config = effectiveNodeConfig(layers({ file, all: { 'log.retention.ms': '5' } }));
    assert.equal(config.number('log.retention.ms'), 5);
    assert.equal(config.isSet('log.retention.minutes'), false);
  });

  test('what may not be set, and wrong values, are left out', () => {
    const all = { 'node.id': '9', 'log.segment.bytes': 'x', 'cordoned.log.dirs': '*' };
    const one = { 'ssl.keystore.location': '/x', 'message.max.bytes': '77' };
    const config = effectiveNodeConfig(layers({ all, one }));
    assert.equal(config.number('node.id'), 1);
    assert.equal(config.number('log.segment.bytes'), 1_073_741_824);
    assert.deepEqual(config.list('cordoned.log.dirs'), []);
    assert.equal(config.textOrNull('ssl.keystore.location'), null);
    assert.equal(config.number('message.max.bytes'), 77);
  });

  test('topics follow a broker config that they have no name for', () => {
    const all = {
      'producer.id.expiration.ms': '5',
      'transaction.partition.verification.enable': 'false',
    };
    const before = topicConfigOf(new Map(), layers());
    assert.deepEqual(
      [before.producerIdExpirationMs, before.transactionVerification],
      [86_400_000, true],
    );
    const after = topicConfigOf(new Map(), layers({ all }));
    assert.deepEqual([after.producerIdExpirationMs, after.transactionVerification], [5, false]);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { checkValue } from './check-value.ts';
import { brokerDefinitions, brokerKeyOf, topicDefinitions } from './definitions.ts';
import { canonicalText, parseValue, textOf } from './parse-value.ts';
import type { ConfigKey, ConfigValue } from './config-key.ts';

function keyOf(name: string): ConfigKey {
  const key = brokerDefinitions.get(name) ?? topicDefinitions.get(name);
  assert.ok(key, name);
  return key;
}

function accept(name: string, raw: string): ConfigValue {
  const key = keyOf(name);
  const value = parseValue(key, raw);
  checkValue(key, value);
  return value;
}

describe('accepted values', () => {
  const table: [string, string, ConfigValue, string][] = [
    ['num.partitions', '3', 3, '3'],
    ['num.partitions', ' +03 ', 3, '3'],
    ['log.retention.ms', '-1', -1, '-1'],
    ['log.retention.ms', '9223372036854775807', Infinity, '9223372036854775807'],
    ['log.retention.ms', '9007199254740993', Infinity, '9007199254740993'],
    ['log.retention.ms', '9007199254740991', 9007199254740991, '9007199254740991'],
    ['auto.create.topics.enable', ' TRUE ', true, 'true'],
    ['log.cleaner.min.cleanable.ratio', '.5', 0.5, '0.5'],
    ['log.cleaner.min.cleanable.ratio', '1', 1, '1.0'],
    ['log.cleaner.min.cleanable.ratio', '1e-5', 0.00001, '1.0E-5'],
    ['log.cleaner.io.max.bytes.per.second', '1e9d', 1e9, '1.0E9'],
    ['log.dirs', ' /a , /b ', ['/a', '/b'], '/a,/b'],
    ['log.cleanup.policy', '', [], ''],
    ['log.cleanup.policy', 'delete,delete', ['delete'], 'delete'],
    ['log.cleanup.policy', 'compact,delete', ['compact', 'delete'], 'compact,delete'],
    ['compression.gzip.level', '-1', -1, '-1'],
    ['broker.rack', ' here ', 'here', 'here'],
    ['controller.quorum.voters', '1@h:9093,2@[::1]:9094', ['1@h:9093', '2@[::1]:9094'], ''],
    ['leader.replication.throttled.replicas', '0:1,1:2', ['0:1', '1:2'], ''],
    ['leader.replication.throttled.replicas', '*', ['*'], ''],
  ];
  for (const [name, raw, expected, shown] of table) {
    test(`${name}=${raw}`, () => {
      assert.deepEqual(accept(name, raw), expected);
      if (shown !== '') assert.equal(canonicalText(keyOf(name), raw), shown);
    });
  }
});

describe("refused values, in Kafka's words", () => {
  const table: [string, string, string][] = [
    ['num.partitions', 'three', 'Not a number of type INT'],
    ['num.partitions', '1.0', 'Not a number of type INT'],
    ['num.partitions', '', 'Not a number of type INT'],
    ['num.partitions', '2147483648', 'Not a number of type INT'],
    ['num.partitions', '0', 'Value must be at least 1'],
    ['log.retention.ms', '9223372036854775808', 'Not a number of type LONG'],
    ['auto.create.topics.enable', 'yes', 'Expected value to be either true or false'],
    ['log.cleaner.min.cleanable.ratio', '1.5', 'Value must be no more than 1'],
    ['log.cleaner.min.cleanable.ratio', 'half', 'Not a number of type DOUBLE'],
    ['compression.gzip.level', '10', 'Value must be between 1 and 9 or equal to -1'],
    ['compression.gzip.level', '0', 'Value must be between 1 and 9 or equal to -1'],
    ['compression.lz4.level', '18', 'Value must be no more than 17'],
    [
      'compression.type',
      'brotli',
      'String must be one of: uncompressed, zstd, lz4, snappy, gzip, producer',
    ],
    ['message.timestamp.type', 'createtime', 'String must be one of: CreateTime, LogAppendTime'],
  ];
  for (const [name, raw, why] of table) {
    test(`${name}=${raw}`, () => {
      const shown = name === 'log.cleaner.min.cleanable.ratio' && raw === '1.5' ? '1.5' : raw;
      assert.throws(() => accept(name, raw), {
        name: 'ConfigError',
        message: `Invalid value ${shown} for configuration ${name}: ${why}`,
      });
    });
  }

  const messages: [string, string, string][] = [
    ['log.dirs', '', 'must not be empty. Valid values include: any non-empty value'],
    ['log.dirs', '/a,', 'values must not be empty.'],
    ['log.dirs', ',', 'values must not be empty.'],
    ['process.roles', '', 'must not be empty. Valid values include: [broker, controller]'],
  ];
  for (const [name, raw, why] of messages) {
    test(`${name}=${raw}`, () => {
      assert.throws(() => accept(name, raw), { message: `Configuration '${name}' ${why}` });
    });
  }

  test('addresses of voters and bootstrap servers say what is wrong', () => {
    const wrong = (name: string, raw: string, part: RegExp): void => {
      assert.throws(() => accept(name, raw), (error) => part.test(String(error)), raw);
    };
    wrong('controller.quorum.voters', 'localhost:9093', /in the form `\{id\}@\{host\}:\{port\}`/);
    wrong('controller.quorum.voters', 'x@localhost:9093', /parse voter ID as an integer from x/);
    wrong('controller.quorum.voters', '1@localhost', /Failed to parse host name from entry/);
    wrong('controller.quorum.bootstrap.servers', 'localhost', /Failed to parse host name/);
  });

  test('throttled replicas', () => {
    for (const raw of ['0', '0:x', '*,*', 'none']) {
      assert.throws(() => accept('follower.replication.throttled.replicas', raw), raw);
    }
  });
});

test('every default is within its own limits and prints as it parses', () => {
  for (const key of [...brokerDefinitions.values(), ...topicDefinitions.values()]) {
    if (key.standard === undefined || key.standard === null) continue;
    checkValue(key, key.standard);
    const shown = textOf(key, key.standard);
    assert.ok(shown !== null);
    assert.deepEqual(parseValue(key, shown), key.standard, key.name);
  }
});

test('names behind a listener prefix are known', () => {
  assert.equal(brokerKeyOf('listener.name.inside.ssl.keystore.location')?.type, 'string');
  assert.equal(brokerKeyOf('listener.name.x.scram-sha-256.sasl.jaas.config')?.type, 'password');
  assert.equal(brokerKeyOf('listener.name.x.nonsense'), undefined);
  assert.equal(brokerKeyOf('log.retention.day'), undefined);
});

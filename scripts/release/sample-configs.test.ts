// The files in config/: Kafka 4.3's names, keys and values (its tar archive has these sixteen), our
// own words around them.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { optionsOfJava } from '@ottla/client';
import { NodeConfig, parseProperties } from '@ottla/metadata';

import { root } from '../sources.ts';

const CONVERTERS = {
  'bootstrap.servers': 'localhost:9092',
  'key.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'key.converter.schemas.enable': 'true',
  'value.converter.schemas.enable': 'true',
  'offset.flush.interval.ms': '10000',
};

/** Whole files, as Kafka has them; comments apart. */
const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'connect-console-sink.properties': {
    name: 'local-console-sink',
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
    'tasks.max': '1',
    topics: 'connect-test',
  },
  'connect-console-source.properties': {
    name: 'local-console-source',
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
    'tasks.max': '1',
    topic: 'connect-test',
  },
  'connect-file-sink.properties': {
    name: 'local-file-sink',
    'connector.class': 'FileStreamSink',
    'tasks.max': '1',
    file: 'test.sink.txt',
    topics: 'connect-test',
  },
  'connect-file-source.properties': {
    name: 'local-file-source',
    'connector.class': 'FileStreamSource',
    'tasks.max': '1',
    file: 'test.txt',
    topic: 'connect-test',
  },
  'connect-standalone.properties': {
    ...CONVERTERS,
    'offset.storage.file.filename': '/tmp/connect.offsets',
  },
  'connect-distributed.properties': {
    ...CONVERTERS,
    'group.id': 'connect-cluster',
    'offset.storage.topic': 'connect-offsets',
    'offset.storage.replication.factor': '1',
    'config.storage.topic': 'connect-configs',
    'config.storage.replication.factor': '1',
    'status.storage.topic': 'connect-status',
    'status.storage.replication.factor': '1',
  },
};

/** Files with many keys: how many, and some of them. */
const COUNTS: readonly [string, number, Readonly<Record<string, string>>][] = [
  ['server.properties', 24, { 'node.id': '1', 'log.dirs': '/tmp/kraft-combined-logs' }],
  ['broker.properties', 24, { 'node.id': '2', 'process.roles': 'broker' }],
  ['controller.properties', 22, { 'node.id': '1', 'process.roles': 'controller' }],
  ['consumer.properties', 22, { 'max.poll.records': '500', 'session.timeout.ms': '30000' }],
  ['producer.properties', 19, { 'linger.ms': '5', 'enable.idempotence': 'true' }],
  ['connect-mirror-maker.properties', 14, { clusters: 'A, B', 'A->B.topics': '.*' }],
];

const OTHERS = ['connect-log4j2.yaml', 'log4j2.yaml', 'tools-log4j2.yaml', 'trogdor.conf'];

const textOf = (name: string): string => readFileSync(join(root, 'config', name), 'utf8');
const pairsOf = (name: string): Record<string, string> =>
  Object.fromEntries(parseProperties(textOf(name)));

test('all files of Kafka, and no other', () => {
  const names = [...Object.keys(FILES), ...COUNTS.map(([name]) => name), ...OTHERS];
  assert.deepEqual(readdirSync(join(root, 'config')).toSorted(), names.toSorted());
  for (const name of names) {
    assert.doesNotMatch(textOf(name), /licensed to/i, `${name} is in our own words`);
  }
});

describe('keys and values', () => {
  for (const [name, pairs] of Object.entries(FILES)) {
    test(name, () => assert.deepEqual(pairsOf(name), pairs));
  }
  for (const [name, count, some] of COUNTS) {
    test(name, () => {
      const pairs = pairsOf(name);
      assert.equal(Object.keys(pairs).length, count);
      assert.deepEqual({ ...pairs, ...some }, pairs);
    });
  }
});

describe('our own programs understand them', () => {
  for (const name of ['server', 'broker', 'controller']) {
    test(`${name}.properties has no name that is unknown`, () => {
      const config = NodeConfig.parse(parseProperties(textOf(`${name}.properties`)));
      assert.deepEqual(config.unknownNames(), []);
    });
  }
  for (const client of ['consumer', 'producer'] as const) {
    test(`${client}.properties suits a ${client}`, () => {
      const properties = parseProperties(textOf(`${client}.properties`));
      const { options, unused } = optionsOfJava(client, properties);
      assert.equal(options['clientId'], `test-${client}`);
      assert.deepEqual(unused, []);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ConfigError } from '../errors.ts';
import type { JavaClient } from './java-names.ts';
import { optionsOfJava } from './java-options.ts';

function converted(
  client: JavaClient,
  pairs: Readonly<Record<string, string>>,
): ReturnType<typeof optionsOfJava> {
  return optionsOfJava(client, new Map(Object.entries(pairs)));
}

test('names and types of each client', () => {
  assert.deepEqual(
    converted('producer', {
      'bootstrap.servers': 'a:1',
      acks: '-1',
      'linger.ms': ' 7 ',
      'enable.idempotence': 'FALSE',
      'compression.type': 'zstd',
      'compression.zstd.level': '5',
      'compression.gzip.level': '9',
    }).options,
    {
      bootstrapServers: 'a:1',
      acks: -1,
      lingerMs: 7,
      enableIdempotence: false,
      compressionType: 'zstd',
      compressionLevel: 5,
    },
  );
  assert.deepEqual(
    converted('consumer', { 'isolation.level': 'READ_COMMITTED', 'fetch.min.bytes': '1' }).options,
    { isolationLevel: 'read_committed', fetchMinBytes: 1 },
  );
});

test('how metadata is recovered, in any case of its letters', () => {
  const options = { metadataRecoveryStrategy: 'rebootstrap' };
  const { options: read } = converted('admin', { 'metadata.recovery.strategy': 'REBOOTSTRAP' });
  assert.deepEqual(read, options);
});

test('a transactional producer', () => {
  const pairs = { 'transactional.id': 't', 'transaction.timeout.ms': '5000' };
  const options = { transactionalId: 't', transactionTimeoutMs: 5000 };
  assert.deepEqual(converted('producer', pairs), { options, unused: [] });
  assert.deepEqual(converted('consumer', pairs).unused, Object.keys(pairs));
  const twoPhase = { 'transaction.two.phase.commit.enable': 'true' };
  assert.throws(() => converted('producer', twoPhase), /two-phase commit \(KIP-939\) is not/);
});

test('an admin client may begin with controllers instead of brokers', () => {
  assert.deepEqual(converted('admin', { 'bootstrap.controllers': 'a:1' }).options, {
    bootstrapServers: 'a:1',
    bootstrapKind: 'controllers',
  });
  assert.deepEqual(converted('producer', { 'bootstrap.controllers': 'a:1' }).unused, [
    'bootstrap.controllers',
  ]);
  const both = { 'bootstrap.servers': 'b:1', 'bootstrap.controllers': 'a:1' };
  assert.throws(() => converted('admin', both), /You cannot set both bootstrap\.servers and/);
});

test('a member of a group', () => {
  const pairs = {
    'group.id': 'g',
    'group.protocol': 'classic',
    'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.StickyAssignor, range',
    'auto.offset.reset': 'by_duration:P1D',
    'enable.auto.commit': 'false',
    'max.poll.interval.ms': '1000',
  };
  assert.deepEqual(converted('consumer', pairs).options, {
    groupId: 'g',
    partitionAssignmentStrategy: 'org.apache.kafka.clients.consumer.StickyAssignor, range',
    autoOffsetReset: 'by_duration:P1D',
    enableAutoCommit: false,
    maxPollIntervalMs: 1_000,
  });
});

test('what no client knows, or another one has, is reported', () => {
  const { options, unused } = converted('admin', { nonsense: '1', acks: 'all', 'client.id': 'x' });
  assert.deepEqual(unused, ['nonsense', 'acks']);
  assert.deepEqual(options, { clientId: 'x' });
});

test('what has no effect here is taken silently', () => {
  const pairs = {
    'send.buffer.bytes': '1',
    'key.serializer': 'x',
    'security.protocol': 'plaintext',
  };
  assert.deepEqual(converted('producer', pairs), { options: {}, unused: [] });
});

describe('refused', () => {
  const table: readonly (readonly [JavaClient, Record<string, string>, string])[] = [
    [
      'producer',
      { 'linger.ms': 'x' },
      'Invalid value x for configuration linger.ms: Not a number of type LONG',
    ],
    [
      'producer',
      { 'batch.size': '2147483648' },
      'Invalid value 2147483648 for configuration batch.size: Not a number of type INT',
    ],
    [
      'producer',
      { acks: '2' },
      'Invalid value 2 for configuration acks: String must be one of: all, -1, 0, 1',
    ],
    [
      'producer',
      { 'compression.type': 'bogus' },
      'Invalid value bogus for configuration compression.type: ' +
        'String must be one of: none, gzip, snappy, lz4, zstd',
    ],
    [
      'producer',
      { 'enable.idempotence': 'maybe' },
      'Invalid value maybe for configuration enable.idempotence: ' +
        'Expected value to be either true or false',
    ],
    [
      'consumer',
      { 'group.protocol': 'consumer' },
      'group.protocol=consumer cannot be used: the consumer protocol (KIP-848) is not served yet',
    ],
    [
      'consumer',
      { 'auto.offset.reset': 'by_duration:-PT1H' },
      'Invalid value by_duration:-PT1H for configuration auto.offset.reset: Invalid value ' +
        '`by_duration:-PT1H` for configuration auto.offset.reset. The value must be either ' +
        "'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.",
    ],
    [
      'admin',
      { 'interceptor.classes': 'a.B' },
      'interceptor.classes cannot be used: this client loads no Java classes',
    ],
  ];
  for (const [client, pairs, message] of table) {
    test(JSON.stringify(pairs), () => {
      assert.throws(() => converted(client, pairs), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.equal(error.message, message);
        return true;
      });
    });
  }
});

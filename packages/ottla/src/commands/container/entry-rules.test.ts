import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { preparedEnvironment, type SecretFiles, STANDARD_CLUSTER_ID } from './entry-rules.ts';
import type { Environment } from './settings-from-environment.ts';

function filesWith(texts: Readonly<Record<string, string>>): SecretFiles {
  return { exists: (path) => path in texts, read: (path) => texts[path] ?? '' };
}

const prepared = (given: Environment, texts: Readonly<Record<string, string>> = {}): Environment =>
  preparedEnvironment(given, filesWith(texts));

test('a cluster id where none is given, or an empty one', () => {
  assert.equal(prepared({})['CLUSTER_ID'], STANDARD_CLUSTER_ID);
  assert.equal(prepared({ CLUSTER_ID: '' })['CLUSTER_ID'], STANDARD_CLUSTER_ID);
  assert.equal(prepared({ CLUSTER_ID: 'mine' })['CLUSTER_ID'], 'mine');
});

describe('listeners', () => {
  const KAFKA_ADVERTISED_LISTENERS = 'A://localhost:9092,B://broker.example:19092';

  test('follow what is advertised, on all interfaces', () => {
    assert.equal(
      prepared({ KAFKA_ADVERTISED_LISTENERS })['KAFKA_LISTENERS'],
      'A://0.0.0.0:9092,B://0.0.0.0:19092',
    );
  });

  test('stay what the user said', () => {
    const KAFKA_LISTENERS = 'A://:9092';
    const environment = prepared({ KAFKA_ADVERTISED_LISTENERS, KAFKA_LISTENERS });
    assert.equal(environment['KAFKA_LISTENERS'], KAFKA_LISTENERS);
  });

  test('are left alone where nothing is advertised', () => {
    assert.equal('KAFKA_LISTENERS' in prepared({ KAFKA_PROCESS_ROLES: 'broker' }), false);
  });
});

describe('a node that is a controller only', () => {
  const KAFKA_PROCESS_ROLES = 'controller';

  test('advertises nothing', () => {
    assert.throws(
      () => prepared({ KAFKA_PROCESS_ROLES, KAFKA_ADVERTISED_LISTENERS: 'A://h:1' }),
      /KAFKA_ADVERTISED_LISTENERS is not supported on a KRaft controller/,
    );
  });

  test('and an empty variable is as good as none', () => {
    const environment = prepared({ KAFKA_PROCESS_ROLES, KAFKA_ADVERTISED_LISTENERS: '' });
    assert.equal('KAFKA_ADVERTISED_LISTENERS' in environment, false);
  });
});

describe('TLS', () => {
  const given = {
    KAFKA_ADVERTISED_LISTENERS: 'SSL://localhost:9093',
    KAFKA_SSL_KEYSTORE_FILENAME: 'key.jks',
    KAFKA_SSL_KEY_CREDENTIALS: 'key-word',
    KAFKA_SSL_KEYSTORE_CREDENTIALS: 'store-word',
  };
  const texts = {
    '/etc/kafka/secrets/key.jks': '',
    '/etc/kafka/secrets/key-word': 'one\n',
    '/etc/kafka/secrets/store-word': 'two',
  };

  test('stores by name, passwords out of files', () => {
    const environment = prepared(given, texts);
    assert.equal(environment['KAFKA_SSL_KEYSTORE_LOCATION'], '/etc/kafka/secrets/key.jks');
    assert.equal(environment['KAFKA_SSL_KEY_PASSWORD'], 'one');
    assert.equal(environment['KAFKA_SSL_KEYSTORE_PASSWORD'], 'two');
    assert.equal('KAFKA_SSL_TRUSTSTORE_LOCATION' in environment, false);
  });

  test('clients that must show a certificate need a trust store', () => {
    const strict = { ...given, KAFKA_SSL_CLIENT_AUTH: 'required' };
    assert.throws(() => prepared(strict, texts), /KAFKA_SSL_TRUSTSTORE_FILENAME is not set/);
    const more = {
      KAFKA_SSL_TRUSTSTORE_FILENAME: 'key.jks',
      KAFKA_SSL_TRUSTSTORE_CREDENTIALS: 'key-word',
    };
    const environment = prepared({ ...strict, ...more }, texts);
    assert.equal(environment['KAFKA_SSL_TRUSTSTORE_PASSWORD'], 'one');
  });

  test('what is missing is named', () => {
    const { KAFKA_SSL_KEY_CREDENTIALS: _, ...less } = given;
    assert.throws(() => prepared(less, texts), /KAFKA_SSL_KEY_CREDENTIALS is not set/);
    assert.throws(() => prepared(given), /there is no file \/etc\/kafka\/secrets\/key.jks/);
  });

  test('SASL over TLS has a certificate too', () => {
    const both = { KAFKA_ADVERTISED_LISTENERS: 'SASL_SSL://localhost:9093' };
    assert.throws(() => prepared(both), /KAFKA_SSL_KEYSTORE_FILENAME is not set/);
  });
});

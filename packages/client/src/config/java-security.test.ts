import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ConfigError } from '../errors.ts';
import { securityOptions } from './java-security.ts';

function options(
  pairs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
) {
  return securityOptions(new Map(Object.entries(pairs)), (path) => {
    const text = files[path];
    if (text === undefined) throw new Error('ENOENT');
    return Buffer.from(text);
  });
}

const PLAIN = 'org.apache.kafka.common.security.plain.PlainLoginModule required';

describe('SASL', () => {
  test('name and password of a login module, quoted or not', () => {
    const jaas = `${PLAIN} username="a b" password="x\\"y\\\\z";`;
    assert.deepEqual(
      options({
        'security.protocol': 'sasl_plaintext',
        'sasl.mechanism': 'PLAIN',
        'sasl.jaas.config': jaas,
      }),
      { sasl: { mechanism: 'PLAIN', username: 'a b', password: 'x"y\\z' } },
    );
  });

  test('in single quotes, as Java reads them, and never out of another one’s quotes', () => {
    const jaas = `${PLAIN} note="username='eve'" username='ann' password='it is "so"';`;
    assert.deepEqual(
      options({
        'security.protocol': 'SASL_PLAINTEXT',
        'sasl.mechanism': 'PLAIN',
        'sasl.jaas.config': jaas,
      }),
      { sasl: { mechanism: 'PLAIN', username: 'ann', password: 'it is "so"' } },
    );
  });

  test('SCRAM within TLS, with a delegation token', () => {
    const module = 'org.apache.kafka.common.security.scram.ScramLoginModule required';
    assert.deepEqual(
      options({
        'security.protocol': 'SASL_SSL',
        'sasl.mechanism': 'SCRAM-SHA-512',
        'sasl.jaas.config': `${module} username=id password=hmac tokenauth="true";`,
      }),
      {
        tls: {},
        sasl: {
          mechanism: 'SCRAM-SHA-512',
          username: 'id',
          password: 'hmac',
          isDelegationToken: true,
        },
      },
    );
  });
});

describe('TLS', () => {
  test('certificates in the settings, and in PEM files', () => {
    assert.deepEqual(
      options(
        {
          'security.protocol': 'SSL',
          'ssl.truststore.certificates': 'CA',
          'ssl.keystore.type': 'PEM',
          'ssl.keystore.location': '/k.pem',
          'ssl.key.password': 'p',
        },
        { '/k.pem': 'KEY CERT' },
      ),
      { tls: { ca: 'CA', cert: 'KEY CERT', key: 'KEY CERT', passphrase: 'p' } },
    );
  });

  test('an empty algorithm looks at no name', () => {
    const { tls } = options({
      'security.protocol': 'SSL',
      'ssl.endpoint.identification.algorithm': '',
    });
    assert.equal(tls?.checkServerIdentity?.('h', {}), undefined);
    assert.ok(tls !== undefined && 'checkServerIdentity' in tls);
  });
});

test('PLAINTEXT, and nothing said, are nothing', () => {
  assert.deepEqual(options({}), {});
  assert.deepEqual(options({ 'security.protocol': 'PLAINTEXT', 'ssl.key.password': 'x' }), {});
});

describe('refused with what to do', () => {
  for (const [what, pairs, message] of [
    ['an unknown protocol', { 'security.protocol': 'TLS' }, /SASL_SSL/],
    ['Kerberos, the default', { 'security.protocol': 'SASL_SSL' }, /GSSAPI.*PLAIN, SCRAM/],
    [
      'no password',
      { 'security.protocol': 'SASL_SSL', 'sasl.mechanism': 'PLAIN', 'sasl.jaas.config': PLAIN },
      /must name username and password/,
    ],
    [
      'a key store of Java',
      { 'security.protocol': 'SSL', 'ssl.truststore.location': '/t.jks' },
      /ssl\.truststore\.type JKS: this client reads PEM/,
    ],
    [
      'a file that is not there',
      {
        'security.protocol': 'SSL',
        'ssl.truststore.location': '/t.pem',
        'ssl.truststore.type': 'PEM',
      },
      /\/t\.pem cannot be read/,
    ],
  ] as const) {
    test(what, () => {
      assert.throws(() => options(pairs), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, message);
        return true;
      });
    });
  }
});

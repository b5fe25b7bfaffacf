// Our client where Apache Kafka asks who it is: TLS, SASL by each mechanism, refusals, and sessions
// that must be renewed.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import {
  Admin,
  AuthenticationError,
  type ClientOptions,
  PartitionConsumer,
  Producer,
  type SaslOptions,
} from '@ottla/client';

import { houseRoot, temporaryDirectory } from '../paths.ts';
import { type ApacheKafka, freePort, startApacheKafka } from '../peers/apache-kafka.ts';

const CERTIFICATES = join(houseRoot, 'packages', 'base', 'test', 'fixtures', 'tls');
const ca = readFileSync(join(CERTIFICATES, 'cert.pem'), 'utf8');
const PASSWORD = 'tea, "two" = sugars';
/** A broker takes none within a second of the one before. */
const REAUTHENTICATION_MS = 2_000;
const RECORDS = 100;

const QUOTED = PASSWORD.replaceAll('"', '\\"');
const LOGIN = 'org.apache.kafka.common.security';
const JAAS: Readonly<Record<string, string>> = {
  'plain': `${LOGIN}.plain.PlainLoginModule required user_ann="${QUOTED}";`,
  'scram-sha-256': `${LOGIN}.scram.ScramLoginModule required;`,
  'scram-sha-512': `${LOGIN}.scram.ScramLoginModule required;`,
  'oauthbearer':
    `${LOGIN}.oauthbearer.OAuthBearerLoginModule required ` +
    'unsecuredLoginStringClaim_sub="broker";',
};

/** A token without a signature, as Kafka takes for tests. */
function unsecuredToken(): string {
  const seconds = Math.floor(Date.now() / 1000);
  const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
  const claims = { sub: 'ann', iat: seconds - 10, exp: seconds + 600 };
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

const MECHANISMS: readonly SaslOptions[] = [
  { mechanism: 'PLAIN', username: 'ann', password: PASSWORD },
  { mechanism: 'SCRAM-SHA-256', username: 'ann', password: PASSWORD },
  { mechanism: 'SCRAM-SHA-512', username: 'ann', password: PASSWORD },
  { mechanism: 'OAUTHBEARER', token: unsecuredToken },
];

let kafka: ApacheKafka;
let ports: Readonly<Record<'SSL' | 'SASL_SSL' | 'SASL_PLAINTEXT', number>>;

function writeKeystore(): string {
  const file = join(temporaryDirectory('tls'), 'keystore.pem');
  writeFileSync(file, readFileSync(join(CERTIFICATES, 'key.pem'), 'utf8') + ca, { mode: 0o600 });
  return file;
}

function settings(): Record<string, string | number> {
  const mechanisms = Object.keys(JAAS);
  const jaas = ['sasl_ssl', 'sasl_plaintext'].flatMap((listener) =>
    Object.entries(JAAS).map(([name, config]): [string, string] => [
      `listener.name.${listener}.${name}.sasl.jaas.config`,
      config.replaceAll('\\', '\\\\'),
    ]),
  );
  return {
    'sasl.enabled.mechanisms': mechanisms.map((name) => name.toUpperCase()).join(),
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': writeKeystore(),
    'listener.name.sasl_plaintext.plain.connections.max.reauth.ms': REAUTHENTICATION_MS,
    ...Object.fromEntries(jaas),
  };
}

before(async () => {
  const [SSL, SASL_SSL, SASL_PLAINTEXT] = [await freePort(), await freePort(), await freePort()];
  ports = { SSL, SASL_SSL, SASL_PLAINTEXT };
  kafka = await startApacheKafka({ listeners: ports, overrides: settings() });
  await using admin = new Admin({ bootstrapServers: kafka.bootstrap });
  const credential = { kind: 'set', user: 'ann', password: PASSWORD } as const;
  // A user may stand once in a request.
  for (const mechanism of ['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const) {
    await admin.alterUserScramCredentials([{ ...credential, mechanism }]);
  }
});

after(() => kafka?.stop());

function clientOf(listener: keyof typeof ports, options: Partial<ClientOptions>): ClientOptions {
  return { bootstrapServers: `localhost:${ports[listener]}`, apiTimeoutMs: 15_000, ...options };
}

async function roundTrip(client: ClientOptions, topic: string): Promise<void> {
  await using admin = new Admin(client);
  await admin.createTopics([{ name: topic, partitions: 1 }]);
  await using producer = new Producer(client);
  const sends = Array.from({ length: RECORDS }, (_, index) =>
    producer.send({ topic, value: `${index}` }),
  );
  await Promise.all(sends);
  await using consumer = new PartitionConsumer(client);
  consumer.assign([{ topic, partition: 0, from: 'earliest' }]);
  let count = 0;
  for await (const { value } of consumer.records({ signal: AbortSignal.timeout(20_000) })) {
    assert.equal(Buffer.from(value ?? []).toString(), `${count}`);
    count += 1;
    if (count === RECORDS) break;
  }
  assert.equal(count, RECORDS);
}

describe('served', () => {
  test('TLS alone', () => roundTrip(clientOf('SSL', { tls: { ca } }), 'tls'));

  for (const sasl of MECHANISMS) {
    const { mechanism } = sasl;
    test(`${mechanism} within TLS`, () =>
      roundTrip(clientOf('SASL_SSL', { tls: { ca }, sasl }), `tls-${mechanism}`));
    test(`${mechanism} without TLS`, () =>
      roundTrip(clientOf('SASL_PLAINTEXT', { sasl }), `plain-${mechanism}`));
  }
});

describe('refused, and told at once', () => {
  type Refusal = readonly [string, keyof typeof ports, Partial<ClientOptions>, RegExp];
  const refusals: readonly Refusal[] = [
    [
      'a wrong password',
      'SASL_SSL',
      { tls: { ca }, sasl: { mechanism: 'PLAIN', username: 'ann', password: 'x' } },
      /Invalid username or password/,
    ],
    [
      'a wrong password by SCRAM',
      'SASL_PLAINTEXT',
      { sasl: { mechanism: 'SCRAM-SHA-512', username: 'ann', password: 'x' } },
      /invalid credentials/,
    ],
    [
      'a token that has expired',
      'SASL_PLAINTEXT',
      { sasl: { mechanism: 'OAUTHBEARER', token: () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.' } },
      /refused|invalid/i,
    ],
    ['an unknown authority', 'SSL', { tls: true }, /self-signed certificate/],
  ];
  for (const [what, listener, options, message] of refusals) {
    test(what, async () => {
      await using admin = new Admin(clientOf(listener, options));
      const start = performance.now();
      await assert.rejects(admin.listTopics(), (error) => {
        assert.ok(error instanceof AuthenticationError, String(error));
        assert.match(error.message, message);
        return true;
      });
      assert.ok(performance.now() - start < 10_000);
    });
  }

  test('a client without TLS at a listener with it fails within its timeout', async () => {
    await using admin = new Admin({ ...clientOf('SSL', {}), apiTimeoutMs: 3_000 });
    await assert.rejects(admin.listTopics());
  });
});

test('a session that the broker ends is renewed, and no record is lost or twice', async () => {
  const sasl = MECHANISMS[0] as SaslOptions;
  const client = clientOf('SASL_PLAINTEXT', { sasl });
  await using admin = new Admin(client);
  await admin.createTopics([{ name: 'renewed', partitions: 1 }]);
  await using producer = new Producer(client);
  const endMs = performance.now() + 4 * REAUTHENTICATION_MS;
  let sent = 0;
  while (performance.now() < endMs) {
    const { offset } = await producer.send({ topic: 'renewed', value: `${sent}` });
    assert.equal(offset, sent);
    sent += 1;
  }
  assert.ok(sent > 100, `${sent} sends`);
});

// Who the client is: SASL exchanges on new connections, refusals, and sessions that end. By
// scripted brokers; interop/suites/client-security.test.ts does the same with Apache Kafka.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { NetworkError, type Connection, type World } from '@ottla/base';
import { errors, saslAuthenticateApi, saslHandshakeApi } from '@ottla/protocol';

import {
  Admin,
  AuthenticationError,
  ConfigError,
  Consumer,
  PartitionConsumer,
  Producer,
  type SaslOptions,
} from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const PLAIN: SaslOptions = { mechanism: 'PLAIN', username: 'ann', password: 'secret' };

class Guarded {
  readonly cluster: ScriptedCluster;
  password = 'secret';
  sessionMs = 0;
  /** Tokens that came, by connection. */
  readonly tokens: [connection: number, token: string][] = [];

  private constructor(cluster: ScriptedCluster) {
    this.cluster = cluster;
    for (const broker of cluster.brokers) {
      broker.on(saslHandshakeApi, ({ request }, respond) => {
        const mechanisms = ['PLAIN'];
        const isOffered = mechanisms.includes(request.mechanism);
        const errorCode = isOffered ? 0 : errors.UNSUPPORTED_SASL_MECHANISM.code;
        respond({ errorCode, mechanisms });
      });
      broker.on(saslAuthenticateApi, ({ request, connection, version }, respond) => {
        const token = Buffer.from(request.authBytes).toString();
        this.tokens.push([connection, token]);
        if (token === `\0ann\0${this.password}`) {
          const session = version >= 1 ? { sessionLifetimeMs: this.sessionMs } : {};
          respond({ authBytes: new Uint8Array(0), ...session });
        } else {
          const errorCode = errors.SASL_AUTHENTICATION_FAILED.code;
          respond({ errorCode, errorMessage: 'no such user', authBytes: new Uint8Array(0) });
        }
      });
    }
  }

  static async start(): Promise<Guarded> {
    const cluster = await ScriptedCluster.start(1);
    cluster.addTopic('t', [1]);
    new ServedLogs(cluster);
    return new Guarded(cluster);
  }

  get client() {
    const { client: world, bootstrapServers } = this.cluster;
    return { world, bootstrapServers };
  }

  run<T>(promise: Promise<T>): Promise<T> {
    return this.cluster.universe.resolve(promise);
  }

  get asked(): readonly string[] {
    return this.cluster.broker(1).log;
  }
}

/** A network whose peers take connections, and then end them: they want a certificate. */
function refusingCertificates(world: World): World {
  const code = 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED';
  const refusal = new NetworkError(code, `${code}: certificate required`, false);
  const { network, timers } = world;
  const refusing = (connection: Connection): Connection => ({
    remote: connection.remote,
    local: connection.local,
    receive: (receiver) => {
      connection.receive({
        supply: () => receiver.supply(),
        received: (length) => receiver.received(length),
        ended: () => receiver.ended(),
        closed: () => receiver.closed(refusal),
      });
      // As Node does it: the end comes first, and why with the close.
      timers.after(1, () => receiver.ended());
    },
    write: () => undefined,
    queuedBytes: () => connection.queuedBytes(),
    pause: () => connection.pause(),
    resume: () => connection.resume(),
    resupply: () => connection.resupply(),
    end: () => connection.end(),
    destroy: () => connection.destroy(),
  });
  return {
    ...world,
    network: {
      listen: (options, accept) => network.listen(options, accept),
      connect: async (options) => refusing(await network.connect(options)),
    },
  };
}

describe('a new connection', () => {
  test('says who it is before anything else', async () => {
    const guarded = await Guarded.start();
    const admin = new Admin({ ...guarded.client, sasl: PLAIN });
    await guarded.run(admin.listTopics());
    assert.deepEqual(guarded.asked.slice(0, 3).map((line) => line.split(' ')[0]), [
      'ApiVersions',
      'SaslHandshake',
      'SaslAuthenticate',
    ]);
    assert.equal(guarded.tokens[0]?.[1], '\0ann\0secret');
    await admin.close();
  });

  test('each of them, with the password of that time', async () => {
    const guarded = await Guarded.start();
    let asked = 0;
    const password = async (): Promise<string> => {
      asked += 1;
      return 'secret';
    };
    const admin = new Admin({ ...guarded.client, sasl: { ...PLAIN, password } as SaslOptions });
    await guarded.run(admin.listTopics());
    const before = asked;
    guarded.cluster.broker(1).dropAll();
    await guarded.run(admin.listTopics());
    assert.equal(asked, before + 1);
    assert.equal(guarded.tokens.length, asked);
    await admin.close();
  });
});

describe('a refusal', () => {
  const wrong: SaslOptions = { mechanism: 'PLAIN', username: 'ann', password: 'wrong' };
  const isRefused = (error: unknown): boolean => {
    assert.ok(error instanceof AuthenticationError);
    assert.match(error.message, /^b1:9092.*PLAIN: no such user \(SASL_AUTHENTICATION_FAILED\)$/);
    assert.equal(error.retriable, false);
    return true;
  };

  test('of an admin call is told at once, not after its timeout', async () => {
    const guarded = await Guarded.start();
    const admin = new Admin({ ...guarded.client, sasl: wrong });
    await assert.rejects(guarded.run(admin.listTopics()), isRefused);
    assert.ok(guarded.cluster.universe.nowMs < 5_000, `${guarded.cluster.universe.nowMs} ms`);
    await admin.close();
  });

  test('of a send, and what is buffered fails with it', async () => {
    const guarded = await Guarded.start();
    const producer = new Producer({ ...guarded.client, sasl: wrong });
    await assert.rejects(guarded.run(producer.send({ topic: 't', value: 'x' })), isRefused);
    assert.ok(guarded.cluster.universe.nowMs < 5_000);
    await guarded.run(producer.close());
  });

  test('of a producer that was known before', async () => {
    const guarded = await Guarded.start();
    const producer = new Producer({ ...guarded.client, sasl: PLAIN });
    await guarded.run(producer.send({ topic: 't', value: 'x' }));
    guarded.password = 'changed';
    guarded.cluster.broker(1).dropAll();
    await assert.rejects(guarded.run(producer.send({ topic: 't', value: 'y' })), isRefused);
    guarded.password = 'secret';
    await guarded.cluster.universe.advance(5_000);
    assert.equal((await guarded.run(producer.send({ topic: 't', value: 'z' }))).offset, 1);
    await guarded.run(producer.close());
  });

  test('of consumers, with and without a group, at the next ask', async () => {
    const guarded = await Guarded.start();
    const single = new PartitionConsumer({ ...guarded.client, sasl: wrong });
    single.assign([{ topic: 't', partition: 0 }]);
    await assert.rejects(guarded.run(single.next({ timeoutMs: 10_000 })), isRefused);
    const member = new Consumer({ ...guarded.client, sasl: wrong, groupId: 'g' });
    member.subscribe('t');
    await assert.rejects(guarded.run(member.next({ timeoutMs: 10_000 })), isRefused);
    await single.close();
    await guarded.run(member.close());
  });

  test('of a certificate, which TLS 1.3 tells after the handshake', async () => {
    const guarded = await Guarded.start();
    const { client: world, bootstrapServers } = guarded.cluster;
    const admin = new Admin({ world: refusingCertificates(world), bootstrapServers, tls: true });
    const startMs = guarded.cluster.universe.nowMs;
    await assert.rejects(guarded.run(admin.listTopics()), (error) => {
      assert.ok(error instanceof AuthenticationError);
      assert.match(error.message, /certificate required/);
      return true;
    });
    assert.ok(guarded.cluster.universe.nowMs - startMs < 1_000);
    await admin.close();
  });

  test('of a mechanism names those there are', async () => {
    const guarded = await Guarded.start();
    const sasl: SaslOptions = { mechanism: 'SCRAM-SHA-256', username: 'ann', password: 'secret' };
    const admin = new Admin({ ...guarded.client, sasl });
    const message = /does not offer SCRAM-SHA-256, only: PLAIN/;
    await assert.rejects(guarded.run(admin.listTopics()), message);
    await admin.close();
  });

  test('a mechanism that nobody knows is a ConfigError', () => {
    const sasl = { mechanism: 'GSSAPI' } as unknown as SaslOptions;
    assert.throws(() => new Admin({ bootstrapServers: 'b1:9092', sasl }), ConfigError);
  });
});

describe('credentials that never come', () => {
  const stalling = (stalls: number) => {
    let asked = 0;
    const password = (): Promise<string> => {
      asked += 1;
      return asked === stalls ? new Promise(() => undefined) : Promise.resolve('secret');
    };
    return { sasl: { ...PLAIN, password } as SaslOptions, asked: () => asked };
  };

  test('are asked for again, after the time that a connection may take', async () => {
    const guarded = await Guarded.start();
    const { sasl, asked } = stalling(1);
    const admin = new Admin({ ...guarded.client, sasl, connectionSetupTimeoutMs: 2_000 });
    await guarded.run(admin.listTopics());
    assert.equal(asked(), 2);
    await admin.close();
  });

  test('for a renewal end the connection', async () => {
    const guarded = await Guarded.start();
    guarded.sessionMs = 10_000;
    const { sasl, asked } = stalling(2);
    const admin = new Admin({ ...guarded.client, sasl, requestTimeoutMs: 3_000 });
    await guarded.run(admin.listTopics());
    await guarded.cluster.universe.advance(10_000);
    const startMs = guarded.cluster.universe.nowMs;
    await guarded.run(admin.listTopics());
    assert.ok(guarded.cluster.universe.nowMs - startMs < 5_000);
    assert.ok(asked() >= 3);
    await admin.close();
  });
});

describe('a session that ends', () => {
  test('is renewed on its connection, between requests, and nothing is lost', async () => {
    const guarded = await Guarded.start();
    guarded.sessionMs = 10_000;
    const producer = new Producer({ ...guarded.client, sasl: PLAIN });
    const { universe } = guarded.cluster;
    const endMs = universe.nowMs + 60_000;
    let sent = 0;
    while (universe.nowMs < endMs) {
      const { offset } = await guarded.run(producer.send({ topic: 't', value: `${sent}` }));
      assert.equal(offset, sent);
      sent += 1;
      await universe.advance(50);
    }
    const [connection] = guarded.tokens.at(-1) ?? [];
    const ofLast = guarded.tokens.filter(([each]) => each === connection);
    assert.ok(ofLast.length >= 6, `renewed ${ofLast.length - 1} times in six sessions`);
    await guarded.run(producer.close());
  });

  test('to renew it is no use of its connection, which is closed when it idles', async () => {
    const guarded = await Guarded.start();
    guarded.sessionMs = 10_000;
    const admin = new Admin({ ...guarded.client, sasl: PLAIN, connectionsMaxIdleMs: 30_000 });
    await guarded.run(admin.listTopics());
    await guarded.cluster.universe.advance(25_000);
    assert.ok(guarded.tokens.length >= 3, `${guarded.tokens.length} tokens`);
    assert.equal(guarded.cluster.broker(1).connectionCount, 1);
    await guarded.cluster.universe.advance(10_000);
    assert.equal(guarded.cluster.broker(1).connectionCount, 0);
    assert.deepEqual((await guarded.run(admin.listTopics())).map(({ name }) => name), ['t']);
    await admin.close();
  });

  test('a renewal that is refused ends the connection with the reason', async () => {
    const guarded = await Guarded.start();
    guarded.sessionMs = 10_000;
    const admin = new Admin({ ...guarded.client, sasl: PLAIN });
    await guarded.run(admin.listTopics());
    guarded.password = 'changed';
    await guarded.cluster.universe.advance(12_000);
    await assert.rejects(guarded.run(admin.listTopics()), AuthenticationError);
    await admin.close();
  });

  test('a mechanism of one’s own', async () => {
    const guarded = await Guarded.start();
    const sasl: SaslOptions = {
      mechanism: 'PLAIN',
      begin: () => {
        const tokens = [Buffer.from('\0ann\0secret')];
        return {
          evaluate: () => tokens.shift(),
          get isComplete() {
            return tokens.length === 0;
          },
        };
      },
    };
    const admin = new Admin({ ...guarded.client, sasl });
    assert.deepEqual((await guarded.run(admin.listTopics())).map(({ name }) => name), ['t']);
    await admin.close();
  });
});

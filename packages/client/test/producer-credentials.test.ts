// One broker of several does not believe who the producer is, for example since it has not heard of
// a new user yet: what goes to the others is delivered, and it is asked again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors, saslAuthenticateApi, saslHandshakeApi } from '@ottla/protocol';

import { AuthenticationError, Producer, type SaslOptions } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const PLAIN: SaslOptions = { mechanism: 'PLAIN', username: 'ann', password: 'secret' };

test('a refusal concerns what goes to that broker, and for as long as it refuses', async () => {
  const cluster = await ScriptedCluster.start(2);
  cluster.addTopic('t', [1, 2]);
  const served = new ServedLogs(cluster);
  const refusing = new Set([2]);
  for (const broker of cluster.brokers) {
    broker.on(saslHandshakeApi, (_incoming, respond) => {
      respond({ errorCode: 0, mechanisms: ['PLAIN'] });
    });
    broker.on(saslAuthenticateApi, (_incoming, respond) => {
      const isRefused = refusing.has(broker.nodeId);
      const errorCode = isRefused ? errors.SASL_AUTHENTICATION_FAILED.code : 0;
      respond({ errorCode, authBytes: new Uint8Array(0) });
    });
  }
  const producer = new Producer({
    world: cluster.client,
    bootstrapServers: 'b1:9092',
    sasl: PLAIN,
  });
  const send = (partition: number, value: string): Promise<unknown> =>
    cluster.universe.resolve(producer.send({ topic: 't', partition, value }));
  await send(0, 'a');
  const startMs = cluster.universe.nowMs;
  await assert.rejects(send(1, 'refused'), AuthenticationError);
  await send(0, 'b');
  await assert.rejects(send(1, 'refused'), AuthenticationError);
  assert.ok(cluster.universe.nowMs - startMs < 1_000);
  refusing.clear();
  await cluster.universe.advance(2_000);
  await send(1, 'c');
  await send(0, 'd');
  assert.deepEqual(served.log('t', 0).values(), ['a', 'b', 'd']);
  assert.deepEqual(served.log('t', 1).values(), ['c']);
  await cluster.universe.resolve(producer.close());
});

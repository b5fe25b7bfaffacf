// One broker of several does not believe who the producer is, for example since it has not heard of
// a new user yet: what goes to the others is delivered, and it is asked again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  errors,
  metadataApi,
  saslAuthenticateApi,
  saslHandshakeApi,
} from '@ottla/protocol';

import { AuthenticationError, Producer, type SaslOptions } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const PLAIN: SaslOptions = { mechanism: 'PLAIN', username: 'ann', password: 'secret' };

/** Those of `refusing` refuse who the producer is, as long as they are in it. */
function demandCredentials(cluster: ScriptedCluster, refusing: ReadonlySet<number>): void {
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
}

test('a refusal concerns what goes to that broker, and for as long as it refuses', async () => {
  const cluster = await ScriptedCluster.start(2);
  cluster.addTopic('t', [1, 2]);
  const served = new ServedLogs(cluster);
  const refusing = new Set([2]);
  demandCredentials(cluster, refusing);
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

test('a producer id is had from another broker than the one that refuses', async () => {
  const cluster = await ScriptedCluster.start(2);
  cluster.addTopic('t', [1]);
  cluster.addTopic('u', [1]);
  const served = new ServedLogs(cluster);
  demandCredentials(cluster, new Set([2]));
  const held: (() => void)[] = [];
  let isHolding = false;
  cluster.broker(1).on(metadataApi, ({ request, version }, respond) => {
    const names = request.topics?.map(({ name }) => name ?? '');
    const answer = (): void => respond(cluster.metadataFor(names, version));
    if (isHolding) held.push(answer);
    else answer();
  });
  const producer = new Producer({
    world: cluster.client,
    bootstrapServers: 'b1:9092',
    sasl: PLAIN,
    maxInFlightRequests: 1,
    enableMetricsPush: false,
  });
  await cluster.universe.resolve(producer.partitionsFor('t'));
  // What is asked about another topic fills the connection to broker 1: any request goes to 2.
  isHolding = true;
  const sent = [producer.send({ topic: 'u', value: 'x' })];
  await cluster.universe.advance(20);
  sent.push(producer.send({ topic: 't', value: 'a' }));
  await cluster.universe.advance(100);
  assert.ok(cluster.broker(2).log.some((line) => line.startsWith('SaslAuthenticate')));
  isHolding = false;
  for (const answer of held) answer();
  await cluster.universe.resolve(Promise.all(sent));
  assert.deepEqual([served.log('t').values(), served.log('u').values()], [['a'], ['x']]);
  await cluster.universe.resolve(producer.close());
});

test('where all brokers refuse, that is told at once', async () => {
  const cluster = await ScriptedCluster.start(3);
  cluster.addTopic('t', [1]);
  new ServedLogs(cluster);
  const refusing = new Set<number>();
  demandCredentials(cluster, refusing);
  const producer = new Producer({
    world: cluster.client,
    bootstrapServers: 'b1:9092',
    sasl: PLAIN,
    enableMetricsPush: false,
  });
  await cluster.universe.resolve(producer.partitionsFor('t'));
  for (const { nodeId } of cluster.brokers) refusing.add(nodeId);
  for (const broker of cluster.brokers) broker.dropAll();
  const startMs = cluster.universe.nowMs;
  const sending = cluster.universe.resolve(producer.send({ topic: 't', value: 'a' }));
  await assert.rejects(sending, AuthenticationError);
  assert.ok(cluster.universe.nowMs - startMs < 5_000);
  await cluster.universe.resolve(producer.close());
});

// Requests of one connection: however they come in, they are answered in order, and what is not
// pipelined sees what came before it done.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  apiVersionsApi,
  describeClusterApi,
  errors,
  listOffsetsApi,
  metadataApi,
  produceApi,
} from '@ottla/protocol';
import type { AnyHandler, AnyRespond } from '../src/handlers/handler.ts';
import { batchOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';
import { encode } from './raw-client.ts';

/** Answers when the test says so. */
function deferredHandler(): { handler: AnyHandler; waiting: AnyRespond[]; gone: number } {
  const state = { waiting: [] as AnyRespond[], gone: 0 };
  const handler: AnyHandler = {
    api: metadataApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle(_request, context, respond) {
      state.waiting.push(respond);
      const abandon = () => {
        state.gone += 1;
        respond(undefined);
      };
      context.whenGone({ abandon });
    },
  };
  return Object.assign(state, { handler });
}

function produceTo(topic: string, value: string) {
  const partitionData = [{ index: 0, records: batchOf([value]) }];
  return { acks: -1, timeoutMs: 1000, topicData: [{ name: topic, partitionData }] };
}

test('pipelined produces are answered in the order in which they came', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  const values = Array.from({ length: 300 }, (_, i) => `${i}`);
  const sent = values.map((value) => client.send(produceApi, 9, produceTo('t', value)));
  for (const [index, correlationId] of sent.entries()) {
    const answer = await client.receive(produceApi, 9);
    assert.equal(answer.correlationId, correlationId);
    assert.equal(answer.response.responses[0]?.partitionResponses[0]?.baseOffset, index);
  }
  await plane.stop();
});

test('a request that is not pipelined waits until the earlier ones are answered', async () => {
  const deferred = deferredHandler();
  const plane = await DataPlane.start({ handlers: [deferred.handler] });
  const client = await plane.connect();
  const first = client.send(metadataApi, 9, { topics: null });
  const second = client.send(metadataApi, 9, { topics: null });
  const third = client.send(apiVersionsApi, 0, {});
  await plane.universe.advance(100);
  assert.equal(deferred.waiting.length, 1, 'the second must not be handled yet');
  assert.equal(client.responses.length, 0);
  deferred.waiting[0]?.({ clusterId: 'one' });
  await plane.universe.runUntil(() => deferred.waiting.length === 2);
  deferred.waiting[1]?.({ clusterId: 'two' });
  const answers = [
    (await client.receive(metadataApi, 9)).correlationId,
    (await client.receive(metadataApi, 9)).correlationId,
    (await client.receive(apiVersionsApi, 0)).correlationId,
  ];
  assert.deepEqual(answers, [first, second, third]);
  await plane.stop();
});

test('a look-up behind a produce finds what was produced', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  client.send(produceApi, 9, produceTo('t', 'a'));
  client.send(listOffsetsApi, 7, {
    replicaId: -1,
    topics: [{ name: 't', partitions: [{ partitionIndex: 0, timestamp: -1 }] }],
  });
  await client.receive(produceApi, 9);
  const { response } = await client.receive(listOffsetsApi, 7);
  assert.equal(response.topics[0]?.partitions[0]?.offset, 1);
  await plane.stop();
});

test('a request that comes in pieces is the same request', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  const fields = { version: 9, correlationId: 5, clientId: 'cut' };
  const frame = encode(produceApi, fields, produceTo('t', 'a record that is cut'));
  for (let at = 1; at < frame.length; at += 1) {
    client.sendBytes(frame.subarray(0, at));
    await plane.universe.advance(2);
    client.sendBytes(frame.subarray(at));
    const { correlationId, response } = await client.receive(produceApi, 9);
    assert.equal(correlationId, 5);
    const result = response.responses[0]?.partitionResponses[0];
    assert.equal(result?.errorCode, errors.NONE.code);
    assert.equal(result.baseOffset, at - 1);
  }
  await plane.stop();
});

test('clients that are gone are not waited for', async () => {
  const deferred = deferredHandler();
  const plane = await DataPlane.start({ handlers: [deferred.handler] });
  const client = await plane.connect();
  client.send(metadataApi, 9, { topics: null });
  await plane.universe.runUntil(() => deferred.waiting.length === 1);
  client.connection.destroy();
  await plane.universe.runUntil(() => plane.server.connectionCount === 0);
  assert.equal(deferred.gone, 1);
  await plane.stop();
});

test('a handler that fails costs its connection, and nobody else', async () => {
  const failing: AnyHandler = {
    api: describeClusterApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [],
    handle() {
      throw new Error('a bug');
    },
  };
  const plane = await DataPlane.start({ handlers: [failing] });
  const [client, other] = [await plane.connect(), await plane.connect()];
  client.send(describeClusterApi, 0, {});
  await client.untilEnded();
  const line = plane.log.lines.find(({ level }) => level === 'error');
  assert.match(line?.message ?? '', /DescribeCluster v0, correlation id 0 of client test/);
  assert.match(String(line?.fields['error']), /a bug/);
  assert.equal((await other.ask(apiVersionsApi, 3, software)).errorCode, 0);
  await plane.stop();
});

test('a response that cannot be encoded costs its connection, and nobody else', async () => {
  const deferred = deferredHandler();
  const plane = await DataPlane.start({ handlers: [deferred.handler] });
  const [client, other] = [await plane.connect(), await plane.connect()];
  client.send(metadataApi, 9, { topics: null });
  await plane.universe.runUntil(() => deferred.waiting.length === 1);
  deferred.waiting[0]?.({ controllerId: 'not a number' });
  await client.untilEnded();
  assert.ok(plane.log.lines.some(({ level }) => level === 'error'));
  assert.equal((await other.ask(apiVersionsApi, 3, software)).errorCode, 0);
  await plane.stop();
});

test('a client that is throttled is told so, and rests', async () => {
  const throttle = { delayMs: (_: unknown, bytes: number) => (bytes > 500 ? 3000 : 0) };
  const plane = await DataPlane.start({ throttle });
  plane.createTopic('t');
  const client = await plane.connect();
  const large = await client.ask(produceApi, 9, produceTo('t', 'v'.repeat(500)));
  assert.equal(large.throttleTimeMs, 3000, 'the answer itself is not held back');
  const startMs = plane.universe.nowMs;
  const small = await client.ask(produceApi, 9, produceTo('t', 'v'));
  assert.equal(small.throttleTimeMs, 0);
  assert.ok(plane.universe.nowMs - startMs > 2900);
  await plane.stop();
});

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };

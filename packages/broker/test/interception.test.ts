// Requests that somebody sees in place of their handlers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, errors, fetchApi, listOffsetsApi, produceApi } from '@ottla/protocol';
import type { ArrivedRequest } from '../src/index.ts';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';

function produceTo(topic: string, value: string) {
  const partitionData = [{ index: 0, records: batchOf([value]) }];
  return { acks: -1, timeoutMs: 1000, topicData: [{ name: topic, partitionData }] };
}

const END = {
  replicaId: -1,
  topics: [{ name: 't', partitions: [{ partitionIndex: 0, timestamp: -1 }] }],
};

async function endOf(plane: DataPlane): Promise<number> {
  const client = await plane.connect();
  const { topics } = await client.ask(listOffsetsApi, 7, END);
  return Number(topics[0]?.partitions[0]?.offset);
}

/** A broker whose Produce requests the test has in hand; all else passes. */
async function setUp() {
  const held: ArrivedRequest[] = [];
  const plane = await DataPlane.start({
    interceptor: (arrived) => {
      if (arrived.api === produceApi) held.push(arrived);
      else arrived.handle((response) => arrived.respond(response));
    },
  });
  plane.createTopic('t');
  const client = await plane.connect();
  const send = (value: string): void => {
    client.send(produceApi, 9, produceTo('t', value), { clientId: 'me' });
  };
  /** The next Produce as it arrived. */
  const arrival = async (): Promise<ArrivedRequest> => {
    await plane.universe.runUntil(() => held.length > 0);
    const arrived = held.shift();
    assert.ok(arrived !== undefined);
    return arrived;
  };
  const produce = (value: string): Promise<ArrivedRequest> => {
    send(value);
    return arrival();
  };
  return { plane, client, held, send, arrival, produce };
}

test('it sees what came, and by whom; handed on, its handler answers', async () => {
  const { plane, client, produce } = await setUp();
  const arrived = await produce('a');
  assert.equal(arrived.version, 9);
  assert.equal(arrived.clientId, 'me');
  assert.equal(arrived.listener, 'PLAINTEXT');
  assert.equal('acks' in arrived.request && arrived.request.acks, -1);
  arrived.handle((response) => arrived.respond(response));
  const { response } = await client.receive(produceApi, 9);
  assert.equal(response.responses[0]?.partitionResponses[0]?.errorCode, errors.NONE.code);
  await plane.stop();
});

test('while it holds a request, nothing on its connection passes, and its bytes stay', async () => {
  const { plane, client, produce } = await setUp();
  const arrived = await produce('held');
  const goOn = arrived.hold();
  client.send(apiVersionsApi, 0, {});
  const other = await plane.connect();
  for (let i = 0; i < 20; i++) await other.ask(apiVersionsApi, 3, softwareOf(i));
  assert.equal(client.responses.length, 0);
  goOn(() => arrived.handle((response) => arrived.respond(response)));
  await client.receive(produceApi, 9);
  await client.receive(apiVersionsApi, 0);
  const wanted = { partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 };
  const topics = [{ topic: 't', partitions: [wanted] }];
  const limits = { maxWaitMs: 0, minBytes: 1, maxBytes: 1000 };
  const { responses } = await client.ask(fetchApi, 11, { ...limits, topics });
  assert.deepEqual(recordsOf(responses[0]?.partitions[0]?.records ?? null), ['0:held']);
  await plane.stop();
});

/** Requests that differ, and fill what is received into. */
function softwareOf(index: number) {
  const clientSoftwareName = `x${index}`.padEnd(2000, 'x');
  return { clientSoftwareName, clientSoftwareVersion: '1' };
}

test('what it answers itself never reaches the handler', async () => {
  const { plane, client, produce } = await setUp();
  const arrived = await produce('refused');
  const { code } = errors.NOT_LEADER_OR_FOLLOWER;
  const partitionResponses = [{ index: 0, errorCode: code, baseOffset: -1 }];
  arrived.respond({ responses: [{ name: 't', partitionResponses }] });
  const { response } = await client.receive(produceApi, 9);
  assert.equal(response.responses[0]?.partitionResponses[0]?.errorCode, code);
  assert.equal(await endOf(plane), 0);
  await plane.stop();
});

test('an answer may be lost with the connection, when the work is done', async () => {
  const { plane, client, produce } = await setUp();
  const arrived = await produce('kept');
  arrived.handle(() => {
    arrived.disconnect('the test loses the answer');
    arrived.respond(undefined);
  });
  await client.untilEnded();
  assert.equal(client.responses.length, 0);
  assert.equal(await endOf(plane), 1);
  await plane.stop();
});

test('who is gone is told, and is not worked for', async () => {
  const { plane, client, produce } = await setUp();
  const arrived = await produce('too late');
  const goOn = arrived.hold();
  client.connection.destroy();
  await plane.universe.runUntil(() => arrived.isGone);
  goOn(() => arrived.handle(() => assert.fail('it was handled')));
  arrived.respond(undefined);
  assert.equal(await endOf(plane), 0);
  await plane.stop();
});

test('one that is never answered holds its connection only, and goes with it', async () => {
  const { plane, client, produce } = await setUp();
  await produce('dropped');
  const second = await produce('behind it');
  second.handle((response) => second.respond(response));
  await plane.universe.advance(10_000);
  assert.equal(client.responses.length, 0, 'answers leave in order');
  assert.equal(await endOf(plane), 1);
  client.connection.destroy();
  await plane.universe.runUntil(() => plane.server.connectionCount === 1);
  await plane.stop();
});

test('what follows a held request reaches its own handler afterwards', async () => {
  const { plane, client, held, send, arrival, produce } = await setUp();
  const first = await produce('first');
  const goOn = first.hold();
  send('second');
  await plane.universe.advance(100);
  assert.equal(held.length, 0);
  goOn(() => first.handle((response) => first.respond(response)));
  const second = await arrival();
  second.handle((response) => second.respond(response));
  for (const offset of [0, 1]) {
    const { response } = await client.receive(produceApi, 9);
    assert.equal(response.responses[0]?.partitionResponses[0]?.baseOffset, offset);
  }
  await plane.stop();
});

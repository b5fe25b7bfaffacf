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

interface Held {
  readonly arrived: ArrivedRequest;
  /** Hands it to its handler, and sends what that answers. */
  readonly handOn: () => void;
}

/** Holds a request until the test has decided. */
function hold(arrived: ArrivedRequest): Held {
  const goOn = arrived.hold();
  const handle = (): void => arrived.handle((response) => arrived.respond(response));
  return { arrived, handOn: () => goOn(handle) };
}

/** A broker whose Produce requests the test has in hand; all else passes. */
async function setUp(take: (arrived: ArrivedRequest) => void) {
  let taken = 0;
  const plane = await DataPlane.start({
    interceptor: (arrived) => {
      if (arrived.api !== produceApi) {
        arrived.handle((response) => arrived.respond(response));
        return;
      }
      taken += 1;
      take(arrived);
    },
  });
  plane.createTopic('t');
  const client = await plane.connect();
  const produce = async (value: string): Promise<void> => {
    const before = taken;
    client.send(produceApi, 9, produceTo('t', value), { clientId: 'me' });
    await plane.universe.runUntil(() => taken > before);
  };
  return { plane, client, produce };
}

test('it sees what came, and by whom; handed on, its handler answers', async () => {
  const seen: ArrivedRequest[] = [];
  const { plane, client, produce } = await setUp((arrived) => {
    seen.push(arrived);
    arrived.handle((response) => arrived.respond(response));
  });
  await produce('a');
  const [arrived] = seen;
  assert.equal(arrived?.version, 9);
  assert.equal(arrived.clientId, 'me');
  assert.equal(arrived.listener, 'PLAINTEXT');
  assert.equal('acks' in arrived.request && arrived.request.acks, -1);
  const { response } = await client.receive(produceApi, 9);
  assert.equal(response.responses[0]?.partitionResponses[0]?.errorCode, errors.NONE.code);
  await plane.stop();
});

test('while it holds a request, nothing on its connection passes, and its bytes stay', async () => {
  const held: Held[] = [];
  const { plane, client, produce } = await setUp((arrived) => void held.push(hold(arrived)));
  await produce('held');
  client.send(apiVersionsApi, 0, {});
  const other = await plane.connect();
  for (let i = 0; i < 20; i++) await other.ask(apiVersionsApi, 3, softwareOf(i));
  assert.equal(client.responses.length, 0);
  held[0]?.handOn();
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
  const { code } = errors.NOT_LEADER_OR_FOLLOWER;
  const { plane, client, produce } = await setUp((arrived) => {
    const partitionResponses = [{ index: 0, errorCode: code, baseOffset: -1 }];
    arrived.respond({ responses: [{ name: 't', partitionResponses }] });
  });
  await produce('refused');
  const { response } = await client.receive(produceApi, 9);
  assert.equal(response.responses[0]?.partitionResponses[0]?.errorCode, code);
  assert.equal(await endOf(plane), 0);
  await plane.stop();
});

test('an answer may be lost with the connection, when the work is done', async () => {
  const { plane, client, produce } = await setUp((arrived) => {
    arrived.handle(() => {
      arrived.disconnect('the test loses the answer');
      arrived.respond(undefined);
    });
  });
  await produce('kept');
  await client.untilEnded();
  assert.equal(client.responses.length, 0);
  assert.equal(await endOf(plane), 1);
  await plane.stop();
});

test('who is gone is told, and is not worked for', async () => {
  const held: Held[] = [];
  const { plane, client, produce } = await setUp((arrived) => void held.push(hold(arrived)));
  await produce('too late');
  client.connection.destroy();
  await plane.universe.runUntil(() => held[0]?.arrived.isGone === true);
  held[0]?.handOn();
  held[0]?.arrived.respond(undefined);
  assert.equal(await endOf(plane), 0);
  await plane.stop();
});

test('one that is never answered holds its connection only, and goes with it', async () => {
  let dropped: ArrivedRequest | undefined;
  const { plane, client, produce } = await setUp((arrived) => {
    if (dropped !== undefined) return arrived.handle((response) => arrived.respond(response));
    dropped = arrived;
  });
  await produce('dropped');
  await produce('behind it');
  await plane.universe.advance(10_000);
  assert.equal(client.responses.length, 0, 'answers leave in order');
  assert.equal(await endOf(plane), 1);
  client.connection.destroy();
  await plane.universe.runUntil(() => plane.server.requestsInFlight === 0);
  assert.equal(dropped?.isGone, true);
  await plane.stop();
});

test('what follows a held request reaches its own handler afterwards', async () => {
  const held: Held[] = [];
  const { plane, client, produce } = await setUp((arrived) => void held.push(hold(arrived)));
  await produce('first');
  client.send(produceApi, 9, produceTo('t', 'second'));
  await plane.universe.advance(100);
  assert.equal(held.length, 1);
  held[0]?.handOn();
  await plane.universe.runUntil(() => held.length === 2);
  held[1]?.handOn();
  for (const offset of [0, 1]) {
    const { response } = await client.receive(produceApi, 9);
    assert.equal(response.responses[0]?.partitionResponses[0]?.baseOffset, offset);
  }
  await plane.stop();
});

// InitProducerId: ids that nobody else has, from blocks of the controller.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errorOf, initProducerIdApi, type InitProducerIdRequest } from '@ottla/protocol';
import type { Draft } from '@ottla/protocol';
import type { ControllerChannel } from '../src/controller/controller-channel.ts';
import { DataPlane } from './data-plane.ts';

interface Allocation {
  readonly request: unknown;
  readonly answer: (response: object) => void;
}

/** A controller that answers when the test says so. */
function scriptedChannel(): { channel: ControllerChannel; asked: Allocation[] } {
  const asked: Allocation[] = [];
  const channel: ControllerChannel = {
    call: (_api, _version, request) =>
      new Promise((resolve) => {
        // The test answers with what this API's response has.
        asked.push({ request, answer: resolve as (response: object) => void });
      }),
  };
  return { channel, asked };
}

function block(start: number, length: number, errorCode = 0): object {
  return { throttleTimeMs: 0, errorCode, producerIdStart: start, producerIdLen: length };
}

test('ids come from the block, the next block before it ends', async () => {
  const { channel, asked } = scriptedChannel();
  const plane = await DataPlane.start({ channel });
  const client = await plane.connect();
  const send = () => client.send(initProducerIdApi, 4, { transactionalId: null });
  const receive = async () => {
    const { response } = await client.receive(initProducerIdApi, 4);
    assert.deepEqual([response.errorCode, response.producerEpoch], [0, 0]);
    return response.producerId;
  };
  const next = () => {
    send();
    return receive();
  };
  send();
  await plane.universe.runUntil(() => asked.length === 1);
  assert.deepEqual(asked[0]?.request, { brokerId: 1, brokerEpoch: 7 });
  asked[0]?.answer(block(4000, 10));
  assert.equal(await receive(), 4000);
  for (let id = 4001; id < 4008; id++) assert.equal(await next(), id);
  assert.equal(asked.length, 1);
  assert.equal(await next(), 4008);
  await plane.universe.runUntil(() => asked.length === 2);
  asked[1]?.answer(block(7000, 10));
  assert.equal(await next(), 4009);
  assert.equal(await next(), 7000);
  await plane.stop();
});

test('all who wait for a block get different ids, or are told to come again', async () => {
  const { channel, asked } = scriptedChannel();
  const plane = await DataPlane.start({ channel });
  const clients = [await plane.connect(), await plane.connect(), await plane.connect()];
  const askAll = () => {
    for (const each of clients) each.send(initProducerIdApi, 4, { transactionalId: null });
  };
  const answers = async () => {
    const told: [string, unknown][] = [];
    for (const client of clients) {
      const { response } = await client.receive(initProducerIdApi, 4);
      told.push([errorOf(response.errorCode).name, response.producerId]);
    }
    return told;
  };
  askAll();
  await plane.universe.advance(100);
  assert.equal(asked.length, 1, 'one block is asked for');
  asked[0]?.answer(block(0, 0, 77));
  const refused = ['COORDINATOR_LOAD_IN_PROGRESS', -1];
  assert.deepEqual(await answers(), [refused, refused, refused]);
  askAll();
  assert.deepEqual(await answers(), [refused, refused, refused], 'the controller gets a rest');
  await plane.universe.advance(100);
  askAll();
  await plane.universe.runUntil(() => asked.length === 2);
  asked[1]?.answer(block(0, 1000));
  const ids = (await answers()).map(([, id]) => Number(id));
  assert.deepEqual(ids.sort(), [0, 1, 2]);
  await plane.stop();
});

const REFUSED: readonly [Draft<InitProducerIdRequest>, version: number, error: string][] = [
  [{ transactionalId: '' }, 0, 'INVALID_REQUEST'],
  [{ transactionalId: null, producerId: 5, producerEpoch: -1 }, 3, 'INVALID_REQUEST'],
  [{ transactionalId: null, producerId: -1, producerEpoch: 5 }, 3, 'INVALID_REQUEST'],
  [{ transactionalId: 'x', transactionTimeoutMs: 0 }, 4, 'INVALID_TRANSACTION_TIMEOUT'],
  [{ transactionalId: 'x', transactionTimeoutMs: 900_001 }, 4, 'INVALID_TRANSACTION_TIMEOUT'],
  [{ transactionalId: 'x', transactionTimeoutMs: 900_000 }, 5, 'NOT_COORDINATOR'],
];

test('what cannot have an id is refused', async () => {
  const plane = await DataPlane.start();
  const client = await plane.connect();
  for (const [request, version, error] of REFUSED) {
    const answer = await client.ask(initProducerIdApi, version, request);
    assert.equal(errorOf(answer.errorCode).name, error, JSON.stringify(request));
    assert.deepEqual([answer.producerId, answer.producerEpoch], [-1, -1]);
  }
  await plane.stop();
});

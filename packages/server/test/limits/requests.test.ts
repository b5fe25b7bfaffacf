// How large a request may be, how long it may take to come, and how many may wait.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi, fetchApi } from '@ottla/protocol';
import {
  createTopic,
  fetchRequest,
  isOver,
  requestOf,
  SMALL_BYTES,
  withNode,
} from './limited-node.ts';

const CLOSED = 'ottla_connections_closed_for_requests_total';
const SIZE_BYTES = 4;

test('ottla.request.receive.timeout.ms: who takes longer is closed, and not before', () =>
  withNode({ 'ottla.request.receive.timeout.ms': '30000' }, async (node) => {
    const client = await node.connect();
    const request = requestOf(SMALL_BYTES);
    client.sendBytes(request.subarray(0, 50));
    await node.advance(28_900);
    assert.equal(await node.served('ottla_slow_requests_total'), 0);
    client.sendBytes(request.subarray(50));
    await client.receive(apiVersionsApi, 0);
    client.sendBytes(request.subarray(0, 50));
    await node.advance(30_100);
    assert.ok(isOver(client));
    assert.equal(await node.served('ottla_slow_requests_total'), 1);
  }));

test('socket.request.max.bytes: a request of so many is answered, one of more is not read', () =>
  withNode({ 'socket.request.max.bytes': '1000' }, async (node) => {
    const client = await node.connect();
    client.sendBytes(requestOf(SIZE_BYTES + 1000));
    await client.receive(apiVersionsApi, 0);
    assert.equal(await node.served(CLOSED), 0);
    client.sendBytes(requestOf(SIZE_BYTES + 1001));
    await client.untilEnded();
    assert.equal(await node.served(CLOSED), 1);
  }));

test('ottla.request.max.items: a request of so many is answered, one of more is not read', () =>
  withNode({ 'ottla.request.max.items': '1000' }, async (node) => {
    const client = await node.connect();
    const requestOfItems = (count: number) => {
      const partitions = Array.from({ length: count - 1 }, (_, partition) => ({ partition }));
      return { ...fetchRequest('t'), topics: [{ topic: 't', partitions }] };
    };
    await client.ask(fetchApi, 12, requestOfItems(1000));
    assert.equal(await node.served(CLOSED), 0);
    client.send(fetchApi, 12, requestOfItems(1001));
    await client.untilEnded();
    assert.equal(await node.served(CLOSED), 1);
  }));

test('queued.max.requests: while as many wait, nobody who makes others wait is read', () =>
  withNode({ 'queued.max.requests': '10' }, async (node) => {
    const clients = await node.connectMany(4);
    const [first] = clients;
    assert.ok(first !== undefined);
    await createTopic(first, 't');
    for (const each of clients) each.send(fetchApi, 12, fetchRequest('t', { maxWaitMs: 600_000 }));
    const oneMore = async (): Promise<void> => {
      for (const each of clients) each.sendBytes(requestOf(SMALL_BYTES));
      await node.advance(10);
    };
    const queued = 'kafka_network_requestchannel_requestqueuesize';
    for (let round = 0; round < 2; round++) await oneMore();
    assert.equal(await node.served(queued), 8);
    assert.equal(await node.served('ottla_connections_paused'), 0);
    for (let round = 0; round < 5; round++) await oneMore();
    const held = await node.served(queued);
    // Each notices with the next that it brings.
    assert.ok(held >= 10 && held <= 13, `${held} wait`);
    assert.equal(await node.served('ottla_connections_paused'), 4);
  }));

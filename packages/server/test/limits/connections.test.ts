// How many connections there are, from where, how fast they come, and how long they may idle.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiVersionsApi } from '@ottla/protocol';
import { alterConfigs } from '../compacted-client.ts';
import { askSmall, isOver, requestOf, SMALL_BYTES, withNode } from './limited-node.ts';

const COUNT = 'kafka_server_socket_server_metrics_connection_count';
const WAITING = 'ottla_connections_waiting';
const REFUSED = 'ottla_connections_refused_total';

/** A listener's name stands in small letters there. */
for (const setting of ['max.connections', 'listener.name.plaintext.max.connections']) {
  test(`${setting}: as many are served, the next one waits`, () =>
    withNode({ [setting]: '2' }, async (node) => {
      const [first, second] = await node.connectMany(2);
      assert.ok(first !== undefined && second !== undefined);
      await askSmall(first);
      await askSmall(second);
      assert.equal(await node.served(WAITING), 0);
      const third = await node.connect();
      third.sendBytes(requestOf(SMALL_BYTES));
      assert.equal(await node.served(COUNT), 2);
      assert.equal(await node.served(WAITING), 1);
      assert.equal(third.responses.length, 0);
      first.connection.destroy();
      await third.receive(apiVersionsApi, 0);
      assert.equal(await node.served(WAITING), 0);
    }));
}

test('max.connections: where fewer may be there than there are, the most silent go', () =>
  withNode({ 'max.connections': '4' }, async (node) => {
    const clients = await node.connectMany(4);
    for (const client of clients) {
      await askSmall(client);
      await node.advance(100);
    }
    const [, , , last] = clients;
    assert.ok(last !== undefined);
    const excess = 'ottla_connections_in_excess_total';
    assert.equal(await node.served(excess), 0);
    assert.equal(await alterConfigs(last, [4, ''], { 'max.connections': '2' }), 'NONE');
    assert.equal(await node.served(excess), 2);
    assert.equal(await node.served(COUNT), 2);
    assert.deepEqual(clients.map(isOver), [true, true, false, false]);
  }));

test('max.connections.per.ip: as many of an address are served, the next one is closed', () =>
  withNode({ 'max.connections.per.ip': '2' }, async (node) => {
    const [first] = await node.connectMany(2);
    assert.equal(await node.served(REFUSED), 0);
    const third = await node.connect();
    await third.untilEnded();
    assert.equal(await node.served(REFUSED), 1);
    await askSmall(await node.connectAlone('another'));
    assert.ok(first !== undefined);
    await askSmall(first);
  }));

test('socket.listen.backlog.size: as many wait at the door, the next one is closed', () =>
  withNode({ 'socket.listen.backlog.size': '2', 'max.connections': '1' }, async (node) => {
    const [, , third] = await node.connectMany(3);
    assert.equal(await node.served(WAITING), 2);
    assert.equal(await node.served(REFUSED), 0);
    const fourth = await node.connect();
    await fourth.untilEnded();
    assert.equal(await node.served(REFUSED), 1);
    assert.ok(third !== undefined && !isOver(third));
  }));

test('max.connection.creation.rate: as many as ten seconds have come at once, others wait', () =>
  withNode({ 'max.connection.creation.rate': '2' }, async (node) => {
    const throttled = 'ottla_connections_throttled_total';
    await node.connectMany(20);
    assert.equal(await node.served(throttled), 0);
    const more = await node.connectMany(5);
    for (const client of more) client.sendBytes(requestOf(SMALL_BYTES));
    await node.advance(1);
    assert.ok(more.some(({ responses }) => responses.length === 0));
    await node.advance(10_000);
    assert.ok(more.every(({ responses }) => responses.length === 1));
    assert.ok((await node.served(throttled)) >= 1);
    assert.ok((await node.served('kafka_network_acceptor_acceptorblocked_percent')) > 0);
  }));

test('connections.max.idle.ms: who is silent for so long is closed, and not before', () =>
  withNode({ 'connections.max.idle.ms': '20000' }, async (node) => {
    const client = await node.connect();
    await askSmall(client);
    const expired = 'kafka_server_socket_server_metrics_expired_connections_killed_count';
    await node.advance(18_900);
    assert.equal(await node.served(expired), 0);
    assert.ok(!isOver(client));
    await node.advance(200);
    assert.equal(await node.served(expired), 1);
    assert.ok(isOver(client));
  }));

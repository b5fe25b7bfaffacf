// What server.properties says of connections, as the socket servers are told it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NodeConfig } from '@ottla/metadata';
import { socketServerConfig } from './socket-settings.ts';

const NODE = {
  'node.id': '1',
  'process.roles': 'broker,controller',
  'controller.listener.names': 'CONTROLLER',
};

function settings(properties: Readonly<Record<string, string>>) {
  return socketServerConfig(NodeConfig.parse(new Map(Object.entries({ ...NODE, ...properties }))));
}

test('limits of one listener stand behind its name', () => {
  const { listeners } = settings({
    'listener.name.external.max.connections': '7',
    'listener.name.external.max.connection.creation.rate': '8',
    'listener.name.internal.max.connections': '9',
    'listener.name.internal.ssl.client.auth': 'none',
  });
  assert.deepEqual([...listeners], [
    ['EXTERNAL', { connectionsMax: 7, connectionRateMax: 8 }],
    ['INTERNAL', { connectionsMax: 9 }],
  ]);
});

test('what is no limit is refused', () => {
  for (const text of ['0', '-1', 'many', '1.5', '2147483648']) {
    const wrong = { 'listener.name.external.max.connections': text };
    assert.throws(() => settings(wrong), /listener\.name\.external\.max\.connections/, text);
  }
});

test('memory of requests: what Kafka has a setting for, else our own', () => {
  assert.equal(settings({}).receiveBytesMax, 268_435_456);
  assert.equal(settings({ 'queued.max.request.bytes': '123' }).receiveBytesMax, 123);
  const own = { 'ottla.receive.memory.max.bytes': '456' };
  assert.equal(settings(own).receiveBytesMax, 456);
});

test('the listener of brokers among themselves', () => {
  assert.equal(settings({}).interBrokerListener, 'PLAINTEXT');
  const named = { 'inter.broker.listener.name': 'replication' };
  assert.equal(settings(named).interBrokerListener, 'REPLICATION');
});

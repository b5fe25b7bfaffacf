import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { listenerText } from './listener-list.ts';
import { NodeConfig } from './node-config.ts';
import { nodeListeners, type NodeListeners } from './node-listeners.ts';

const COMBINED = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.bootstrap.servers': 'localhost:9093',
  listeners: 'PLAINTEXT://:9092,CONTROLLER://:9093',
  'inter.broker.listener.name': 'PLAINTEXT',
  'advertised.listeners': 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093',
  'controller.listener.names': 'CONTROLLER',
  'listener.security.protocol.map':
    'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,' +
    'SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL',
};

function listenersOf(settings: Record<string, string | undefined>): NodeListeners {
  const all = Object.entries({ ...COMBINED, ...settings }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return nodeListeners(NodeConfig.parse(new Map(all)));
}

describe('accepted', () => {
  test("Kafka's own server.properties", () => {
    const found = listenersOf({});
    assert.deepEqual(found.broker.map(listenerText), ['PLAINTEXT://:9092']);
    assert.deepEqual(found.controller.map(listenerText), ['CONTROLLER://:9093']);
    assert.deepEqual(found.advertised.map(listenerText), ['PLAINTEXT://localhost:9092']);
    assert.deepEqual(found.advertisedController.map(listenerText), ['CONTROLLER://localhost:9093']);
    assert.equal(found.interBroker, 'PLAINTEXT');
  });

  test('inside and outside, as compose files have it', () => {
    const found = listenersOf({
      listeners: 'PLAINTEXT://broker:29092,CONTROLLER://broker:29093,PLAINTEXT_HOST://0.0.0.0:9092',
      'advertised.listeners': 'PLAINTEXT://broker:29092,PLAINTEXT_HOST://localhost:9092',
      'listener.security.protocol.map':
        'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT',
      'controller.quorum.bootstrap.servers': undefined,
      'controller.quorum.voters': '1@broker:29093',
    });
    assert.deepEqual(
      found.advertised.map(listenerText),
      ['PLAINTEXT://broker:29092', 'PLAINTEXT_HOST://localhost:9092'],
    );
    assert.deepEqual(found.voters, [{ id: 1, host: 'broker', port: 29093 }]);
  });

  test('without a map controller listeners are PLAINTEXT', () => {
    const found = listenersOf({ 'listener.security.protocol.map': undefined });
    assert.equal(found.controller[0]?.protocol, 'PLAINTEXT');
  });

  test('without advertised.listeners what is listened on is advertised', () => {
    const found = listenersOf({
      listeners: 'PLAINTEXT://me:9092,CONTROLLER://:9093',
      'advertised.listeners': undefined,
    });
    assert.deepEqual(found.advertised.map(listenerText), ['PLAINTEXT://me:9092']);
  });

  test('a controller listening everywhere is advertised as its voter entry says', () => {
    const found = listenersOf({
      listeners: 'PLAINTEXT://me:9092,CONTROLLER://0.0.0.0:9093',
      'advertised.listeners': undefined,
      'controller.quorum.voters': '1@there:9999',
    });
    assert.deepEqual(found.advertisedController.map(listenerText), ['CONTROLLER://there:9999']);
  });

  test('names are the same in any case, IPv6 hosts keep their brackets', () => {
    const found = listenersOf({
      listeners: 'plaintext://[::1]:9092,PLAINTEXT2://127.0.0.1:9092,CONTROLLER://:9093',
      'listener.security.protocol.map':
        'plaintext:plaintext,plaintext2:PLAINTEXT,CONTROLLER:PLAINTEXT',
      'advertised.listeners': 'PLAINTEXT://[::1]:9092',
    });
    const [first] = found.broker;
    assert.equal(first?.host, '::1');
    assert.equal(first && listenerText(first), 'PLAINTEXT://[::1]:9092');
  });
});

describe("refused, in Kafka's words", () => {
  const table: [string, Record<string, string | undefined>, RegExp][] = [
    ['0.0.0.0 advertised', { 'advertised.listeners': 'PLAINTEXT://0.0.0.0:9092' }, /nonroutable/],
    [
      'no protocol',
      { listeners: 'INSIDE://:9092,CONTROLLER://:9093', 'advertised.listeners': undefined },
      /No security protocol defined for listener INSIDE/,
    ],
    ['no URI', { listeners: 'localhost:9092' }, /Unable to parse localhost:9092 to a broker/],
    ['port', { listeners: 'PLAINTEXT://:99999,CONTROLLER://:1' }, /Unable to parse PLAINTEXT/],
    ['same port', { listeners: 'PLAINTEXT://:9092,CONTROLLER://:9092' }, /a different port/],
    [
      'same port, both IPv4',
      { listeners: 'PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.2:9092' },
      /one needs to be IPv4 and the other IPv6/,
    ],
    [
      'same name',
      { listeners: 'PLAINTEXT://:9092,PLAINTEXT://:9094,CONTROLLER://:9093' },
      /Each listener must have a different name/,
    ],
    [
      'unknown protocol',
      { 'listener.security.protocol.map': 'PLAINTEXT:PLAIN' },
      /Invalid security protocol `PLAIN` defined in listener.security.protocol.map/,
    ],
    [
      'map without colon',
      { 'listener.security.protocol.map': 'PLAINTEXT' },
      /Error parsing configuration property 'listener.security.protocol.map'/,
    ],
    [
      'no quorum',
      { 'controller.quorum.bootstrap.servers': undefined },
      /either controller.quorum.bootstrap.servers must contain/,
    ],
    [
      'not a voter',
      { 'controller.quorum.voters': '2@localhost:9093' },
      /the node id 1 must be included in the set of voters/,
    ],
    [
      'a broker among the voters',
      { 'process.roles': 'broker', 'controller.quorum.voters': '1@localhost:9093' },
      /the node id 1 must not be included in the set of voters/,
    ],
    [
      'a broker that listens as controller',
      { 'process.roles': 'broker' },
      /must not contain a value appearing in the 'listeners' configuration/,
    ],
    [
      'a controller that listens as broker',
      { 'process.roles': 'controller', 'advertised.listeners': undefined },
      /must only contain KRaft controller listeners/,
    ],
    [
      'controller listener missing',
      { listeners: 'PLAINTEXT://:9092', 'advertised.listeners': undefined },
      /controller.listener.names must contain at least one value appearing/,
    ],
    [
      'nothing for clients',
      { listeners: 'CONTROLLER://:9093', 'advertised.listeners': undefined },
      /There must be at least one broker advertised listener/,
    ],
    [
      'inter-broker name unknown',
      { 'inter.broker.listener.name': 'INSIDE' },
      /Listener with name INSIDE defined in inter.broker.listener.name not found/,
    ],
    [
      'inter-broker listener not advertised',
      { 'inter.broker.listener.name': 'SSL' },
      /inter.broker.listener.name must be a listener name defined in advertised.listeners/,
    ],
    [
      'both ways to name it',
      { 'security.inter.broker.protocol': 'PLAINTEXT' },
      /Only one of inter.broker.listener.name and security.inter.broker.protocol/,
    ],
    [
      'advertised but not listening',
      { 'advertised.listeners': 'PLAINTEXT://a:1,SSL://a:2' },
      /listener names must be equal to or a subset of the ones defined in listeners/,
    ],
    ['two ids', { 'broker.id': '2' }, /^You must set `node.id` to the same value as `broker.id`.$/],
  ];
  for (const [title, settings, message] of table) {
    test(title, () => {
      assert.throws(() => listenersOf(settings), { name: 'ConfigError', message });
    });
  }
});

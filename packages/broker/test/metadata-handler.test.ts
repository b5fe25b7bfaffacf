import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { type MetadataImage, NodeConfig } from '@ottla/metadata';
import { createTopicsApi, errors, type MetadataResponse, zeroUuid } from '@ottla/protocol';
import type { ControllerChannel } from '../src/controller/controller-channel.ts';
import { metadataHandler } from '../src/handlers/03-metadata.ts';
import { LargeWork } from '../src/net/large-work.ts';
import { AutoTopicCreation } from '../src/topics/auto-topic-creation.ts';
import { ask, versionsOf } from './ask-handler.ts';
import { broker, imageOf, partition, topic, topicId } from './metadata-images.ts';
import { recordingLogger } from './recording-logger.ts';

const INSIDE = { name: 'INSIDE', host: 'inside', port: 1, securityProtocol: 0 };

const IMAGE = imageOf(
  [
    broker(2, { rack: 'r2' }),
    broker(1, { listeners: [...broker(1).listeners, INSIDE] }),
    broker(3, { fenced: true }),
  ],
  [
    topic('a', [partition([1, 2, 3], { isr: [1, 2] }), partition([2, 1])]),
    topic('__consumer_offsets', [partition([3], { leader: -1 })]),
  ],
);

interface Sent {
  readonly topics: unknown;
}

/** A controller that keeps what it is asked. */
class RecordingChannel implements ControllerChannel {
  readonly sent: Sent[] = [];
  readonly answers: (() => void)[] = [];

  call<_, Response>(api: { key: number }, _version: number, request: unknown): Promise<Response> {
    assert.equal(api.key, createTopicsApi.key);
    this.sent.push(request as Sent); // asked for by auto creation only, checked above
    const response: unknown = { topics: [] };
    return new Promise((resolve) => {
      this.answers.push(() => resolve(response as Response)); // of the one API, as above
    });
  }
}

function handlerOf(image: MetadataImage = IMAGE, settings: Record<string, string> = {}) {
  const needed = { 'process.roles': 'broker', 'node.id': '1', 'controller.listener.names': 'C' };
  const channel = new RecordingChannel();
  const config = NodeConfig.parse(new Map(Object.entries({ ...needed, ...settings })));
  const { logger } = recordingLogger();
  const autoCreation = new AutoTopicCreation({ channel, config, logger });
  const { clock, timers } = new SimulatedUniverse({ seed: 1 }).createNode('broker');
  const handler = metadataHandler({
    clock,
    timers,
    largeWork: new LargeWork({ clock, timers }),
    image: () => image,
    clusterId: 'cluster',
    autoCreation,
    chance: () => 0.99,
  });
  return { handler, channel };
}

function topicNamed(response: MetadataResponse, name: string | null) {
  const found = response.topics.find((each) => each.name === name);
  assert.ok(found, `topic ${name}`);
  return found;
}

function topicsNamed(...names: string[]) {
  return { topics: names.map((name) => ({ name })) };
}

function named(...names: string[]) {
  return { ...topicsNamed(...names), allowAutoTopicCreation: false };
}

describe('every version', () => {
  const { handler } = handlerOf();
  for (const version of versionsOf(handler)) {
    test(`v${version} tells brokers and topics`, async () => {
      const response = await ask(handler, { version }, topicsNamed('a'));
      assert.deepEqual(response.brokers.map((each) => each.nodeId), [1, 2]);
      assert.equal(response.brokers[1]?.host, 'host2');
      assert.equal(response.brokers[1]?.rack, version >= 1 ? 'r2' : null);
      assert.equal(response.clusterId, version >= 2 ? 'cluster' : null);
      assert.equal(response.controllerId, version >= 1 ? 1 : -1);
      const [first, second] = topicNamed(response, 'a').partitions;
      assert.equal(first?.leaderId, 1);
      assert.equal(second?.leaderId, 2);
      assert.equal(first?.leaderEpoch, version >= 7 ? 3 : -1);
      // Only version 0 hides replicas that cannot be reached.
      assert.deepEqual(first?.replicaNodes, version === 0 ? [1, 2] : [1, 2, 3]);
      const partial = version === 0 ? errors.REPLICA_NOT_AVAILABLE : errors.NONE;
      assert.equal(first?.errorCode, partial.code);
      assert.deepEqual(first?.offlineReplicas, version >= 5 ? [3] : []);
      assert.equal(topicNamed(response, 'a').topicId, version >= 10 ? topicId('a') : zeroUuid);
    });
  }
});

describe('which topics', () => {
  test('null asks for all; an empty list for none, but in version 0', async () => {
    const { handler } = handlerOf();
    const all = await ask(handler, { version: 9 }, { topics: null });
    assert.deepEqual(all.topics.map((each) => each.name).toSorted(), ['__consumer_offsets', 'a']);
    assert.equal(topicNamed(all, '__consumer_offsets').isInternal, true);
    assert.equal((await ask(handler, { version: 9 }, { topics: [] })).topics.length, 0);
    assert.equal((await ask(handler, { version: 0 }, { topics: [] })).topics.length, 2);
  });

  test('by id from version 12', async () => {
    const { handler } = handlerOf();
    const unknown = topicId('nobody');
    const response = await ask(handler, { version: 12 }, {
      topics: [{ topicId: topicId('a'), name: null }, { topicId: unknown, name: null }],
    });
    assert.equal(topicNamed(response, 'a').errorCode, errors.NONE.code);
    const missing = topicNamed(response, null);
    assert.equal(missing.errorCode, errors.UNKNOWN_TOPIC_ID.code);
    assert.equal(missing.topicId, unknown);
  });

  test('by id in versions 10 and 11 is an invalid request', async () => {
    const { handler } = handlerOf();
    const request = { topics: [{ topicId: topicId('a'), name: null }] };
    const response = await ask(handler, { version: 10 }, request);
    assert.equal(response.topics[0]?.errorCode, errors.INVALID_REQUEST.code);
    assert.deepEqual([response.brokers, response.clusterId], [[], null]);
  });

  test('a name given twice is told once', async () => {
    const { handler } = handlerOf();
    assert.equal((await ask(handler, { version: 9 }, named('a', 'a'))).topics.length, 1);
  });
});

describe('without a leader to talk to', () => {
  const image = imageOf([broker(1)], [topic('a', [partition([1]), partition([7])])]);
  const table: [number, string, number, number][] = [
    [1, 'PLAINTEXT', errors.NONE.code, errors.LEADER_NOT_AVAILABLE.code],
    [12, 'PLAINTEXT', errors.NONE.code, errors.LEADER_NOT_AVAILABLE.code],
    [5, 'OTHER', errors.LEADER_NOT_AVAILABLE.code, errors.LEADER_NOT_AVAILABLE.code],
    [6, 'OTHER', errors.LISTENER_NOT_FOUND.code, errors.LEADER_NOT_AVAILABLE.code],
  ];
  for (const [version, listener, known, unknown] of table) {
    test(`v${version} on ${listener}`, async () => {
      const { handler } = handlerOf(image);
      const response = await ask(handler, { version, listener }, topicsNamed('a'));
      const partitions = topicNamed(response, 'a').partitions;
      assert.deepEqual(partitions.map((each) => each.errorCode), [known, unknown]);
      assert.equal(partitions[1]?.leaderId, -1);
      assert.equal(response.brokers.length, listener === 'OTHER' ? 0 : 1);
    });
  }

  test('endpoints are those of the listener that was used', async () => {
    const { handler } = handlerOf();
    const response = await ask(handler, { version: 9, listener: 'INSIDE' }, named('a'));
    assert.deepEqual(response.brokers.map(({ nodeId, host }) => [nodeId, host]), [[1, 'inside']]);
  });
});

describe('topics that do not exist', () => {
  const codesOf = (response: MetadataResponse): [string | null, number][] =>
    response.topics.map(({ name, errorCode }) => [name, errorCode]);
  const create = (...names: string[]) => ({ ...named(...names), allowAutoTopicCreation: true });

  test('are created where broker and client allow it, once', async () => {
    const { handler, channel } = handlerOf();
    for (let times = 0; times < 2; times++) {
      const response = await ask(handler, { version: 9 }, create('new', 'not/valid'));
      assert.deepEqual(codesOf(response), [
        ['new', errors.UNKNOWN_TOPIC_OR_PARTITION.code],
        ['not/valid', errors.INVALID_TOPIC_EXCEPTION.code],
      ]);
    }
    assert.deepEqual(channel.sent.map((each) => each.topics), [
      [{ name: 'new', numPartitions: -1, replicationFactor: -1 }],
    ]);
    for (const answer of channel.answers) answer();
    await Promise.resolve();
    await Promise.resolve();
    await ask(handler, { version: 9 }, create('new'));
    assert.equal(channel.sent.length, 2);
  });

  test('are not created where either refuses, or all are asked for', async () => {
    const { handler, channel } = handlerOf();
    await ask(handler, { version: 9 }, named('new'));
    await ask(handler, { version: 9 }, { topics: null, allowAutoTopicCreation: true });
    const off = handlerOf(IMAGE, { 'auto.create.topics.enable': 'false' });
    await ask(off.handler, { version: 9 }, create('new'));
    assert.deepEqual([...channel.sent, ...off.channel.sent], []);
  });

  test("take the broker's own numbers only where they are set", async () => {
    const settings = { 'num.partitions': '3', 'default.replication.factor': '2' };
    const { handler, channel } = handlerOf(IMAGE, settings);
    await ask(handler, { version: 9 }, create('new'));
    assert.deepEqual(channel.sent[0]?.topics, [
      { name: 'new', numPartitions: 3, replicationFactor: 2 },
    ]);
  });

  test('versions below 4 always allow it', async () => {
    const { handler, channel } = handlerOf();
    await ask(handler, { version: 3 }, { topics: [{ name: 'new' }] });
    assert.equal(channel.sent.length, 1);
  });
});

test('authorised operations are told when asked for', async () => {
  const { handler } = handlerOf();
  const both = {
    ...named('a', 'nobody'),
    includeTopicAuthorizedOperations: true,
    includeClusterAuthorizedOperations: true,
  };
  const asked = await ask(handler, { version: 8 }, both);
  assert.equal(topicNamed(asked, 'a').topicAuthorizedOperations, 3576);
  assert.equal(topicNamed(asked, 'nobody').topicAuthorizedOperations, 3576);
  assert.equal(asked.clusterAuthorizedOperations, 8096);
  const notAsked = await ask(handler, { version: 8 }, named('a'));
  assert.equal(topicNamed(notAsked, 'a').topicAuthorizedOperations, -2147483648);
  assert.equal(notAsked.clusterAuthorizedOperations, -2147483648);
});

test('no broker is alive: there is no controller to name', async () => {
  const { handler } = handlerOf(imageOf([broker(1, { fenced: true })]));
  const response = await ask(handler, { version: 9 }, { topics: null });
  assert.equal(response.controllerId, -1);
  assert.deepEqual(response.brokers, []);
});

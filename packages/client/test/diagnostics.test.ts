// What clients tell by diagnostics channels, and what `stats()` and `health()` tell when asked.

import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, test } from 'node:test';

import type {
  BatchEvent,
  CommitEvent,
  ConnectionEvent,
  PartitionsEvent,
  RequestEvent,
} from '../src/index.ts';
import { GroupScene } from './scripted/group-scene.ts';

interface Messages {
  readonly 'ottla.client.connection': ConnectionEvent;
  readonly 'ottla.client.request': RequestEvent;
  readonly 'ottla.producer.batch': BatchEvent;
  readonly 'ottla.consumer.partitions': PartitionsEvent;
  readonly 'ottla.consumer.commit': CommitEvent;
}

/** All messages of a channel while `act` runs. */
async function heard<Name extends keyof Messages>(
  name: Name,
  act: () => Promise<unknown>,
): Promise<Messages[Name][]> {
  const messages: Messages[Name][] = [];
  const listener = (message: unknown): void => void messages.push(message as Messages[Name]);
  subscribe(name, listener);
  try {
    await act();
  } finally {
    unsubscribe(name, listener);
  }
  return messages;
}

describe('channels', () => {
  test('connections, requests and batches of a producer', async () => {
    const scene = await GroupScene.start([1]);
    const batches = await heard('ottla.producer.batch', async () => {
      const requests = await heard('ottla.client.request', async () => {
        const produced = (): Promise<void> => scene.produce(0, 'a', 'b');
        const connections = await heard('ottla.client.connection', produced);
        assert.ok(connections.some(({ state, nodeId }) => state === 'ready' && nodeId === 1));
      });
      const produce = requests.find(({ api }) => api === 'Produce');
      assert.ok(produce !== undefined && produce.bytes > 0 && produce.latencyMs > 0);
    });
    assert.equal(batches.reduce((sum, { recordCount }) => sum + recordCount, 0), 2);
    const [first] = batches;
    assert.deepEqual([first?.topic, first?.baseOffset, first?.error], ['t', 0, undefined]);
    await scene.end();
  });

  test('a request that is lost, and a connection that ended', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a');
    const closed = await heard('ottla.client.connection', async () => {
      scene.cluster.broker(1).dropAll();
      await scene.cluster.universe.advance(100);
    });
    const ends = closed.filter(({ state }) => state === 'closed');
    assert.ok(ends.length > 0 && ends.every(({ error }) => error instanceof Error));
    await scene.end();
  });

  test('connections that this side closed have ended too, without an error', async () => {
    const scene = await GroupScene.start([1]);
    const events = await heard('ottla.client.connection', async () => {
      await scene.produce(0, 'a');
      await scene.end();
    });
    const ofState = (wanted: string) => events.filter(({ state }) => state === wanted);
    assert.ok(ofState('ready').length > 0);
    assert.equal(ofState('closed').length, ofState('ready').length);
    assert.ok(ofState('closed').every(({ error }) => error === undefined));
  });

  test('partitions and commits of a consumer', async () => {
    const scene = await GroupScene.start([1, 1]);
    await scene.produce(0, 'a');
    const commits = await heard('ottla.consumer.commit', async () => {
      const partitions = await heard('ottla.consumer.partitions', async () => {
        const consumer = scene.consumer({ enableAutoCommit: false });
        consumer.subscribe('t');
        await scene.read(consumer, 1);
        await scene.run(consumer.commit());
        await scene.run(consumer.close());
      });
      assert.deepEqual(partitions.map(({ kind }) => kind), ['assigned', 'revoked']);
      assert.equal(partitions[0]?.partitions.length, 2);
    });
    const offset = commits[0]?.offsets.find(({ partition }) => partition === 0)?.offset;
    assert.deepEqual([commits.length, offset, commits[0]?.error], [1, 1, undefined]);
    await scene.end();
  });
});

describe('stats and health', () => {
  test('of a producer', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a', 'b');
    const { recordsDelivered, recordsFailed, bufferedBytes, connections, clusterId } =
      scene.producer.stats();
    assert.deepEqual([recordsDelivered, recordsFailed, bufferedBytes], [2, 0, 0]);
    assert.equal(clusterId, 'scripted');
    const connection = connections.find(({ nodeId }) => nodeId === 1);
    assert.equal(connection?.state, 'ready');
    assert.ok((connection?.responses ?? 0) > 0 && (connection?.latencyMsMean ?? 0) > 0);
    await scene.end();
  });

  test('of a consumer: where it is, what it lacks, and why nothing comes', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a', 'b', 'c');
    const consumer = scene.consumer({ maxPollIntervalMs: 10_000 });
    assert.deepEqual(codes(), ['NOTHING_SUBSCRIBED']);
    consumer.subscribe('t');
    assert.deepEqual(codes(), ['NOT_IN_GROUP', 'COORDINATOR_UNKNOWN']);
    await scene.run(consumer.records().next());
    const { group, partitions, batchesRead } = consumer.stats();
    assert.deepEqual([group.state, group.rebalances, batchesRead], ['stable', 1, 1]);
    assert.deepEqual([partitions[0]?.position, partitions[0]?.lag], [1, 2]);
    assert.equal(consumer.health().isHealthy, true);
    await scene.cluster.universe.advance(6_000);
    assert.deepEqual(codes(), ['APPLICATION_SLOW']);
    await scene.run(consumer.close());
    assert.deepEqual(codes(), ['CLOSED']);
    await scene.end();

    function codes(): string[] {
      return consumer.health().reasons.map(({ code }) => code);
    }
  });
});

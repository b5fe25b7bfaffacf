// What nobody uses for long is given up without a word, and is there again on need: connections,
// and a producer's metadata of topics.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { describeClusterApi, metadataApi } from '@ottla/protocol';

import { Admin, PartitionConsumer, Producer, type ClientOptions } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const MINUTE_MS = 60_000;

async function started(): Promise<{ cluster: ScriptedCluster; client: ClientOptions }> {
  const cluster = await ScriptedCluster.start(1);
  cluster.addTopic('t', [1]);
  cluster.addTopic('u', [1]);
  new ServedLogs(cluster);
  const { client: world, bootstrapServers } = cluster;
  // Metadata is not asked for by itself, which would be use.
  return { cluster, client: { world, bootstrapServers, metadataMaxAgeMs: 24 * 60 * MINUTE_MS } };
}

describe('an idle connection', () => {
  const kinds: readonly [options: Partial<ClientOptions>, afterMs: number][] = [
    [{}, 5 * MINUTE_MS],
    [{ connectionsMaxIdleMs: 20_000 }, 20_000],
  ];
  for (const [options, afterMs] of kinds) {
    test(`is closed after ${afterMs} ms, no error, and made again on need`, async () => {
      const { cluster, client } = await started();
      const { universe } = cluster;
      const admin = new Admin({ ...client, ...options });
      await universe.resolve(admin.listTopics());
      await universe.advance(afterMs - 1_000);
      assert.equal(cluster.broker(1).connectionCount, 1);
      const askedBefore = cluster.broker(1).log.length;
      await universe.advance(2_000);
      assert.equal(cluster.broker(1).connectionCount, 0);
      const [stats] = admin.stats().connections;
      assert.equal(stats?.state, 'idle');
      assert.equal(stats?.failures, 0);
      assert.equal(stats?.lastError, undefined);
      // Nobody makes it again, or asks for metadata, for its own sake.
      await universe.advance(10 * MINUTE_MS);
      assert.equal(cluster.broker(1).log.length, askedBefore);
      const startMs = universe.nowMs;
      await universe.resolve(admin.listTopics());
      assert.ok(universe.nowMs - startMs < 100);
      await admin.close();
    });
  }

  test('of a producer or consumer is closed after nine minutes', async () => {
    const { cluster, client } = await started();
    const { universe } = cluster;
    const producer = new Producer({ ...client, enableMetricsPush: false });
    await universe.resolve(producer.send({ topic: 't', value: 'a' }));
    await universe.advance(9 * MINUTE_MS - 1_000);
    assert.equal(cluster.broker(1).connectionCount, 1);
    await universe.advance(2_000);
    assert.equal(cluster.broker(1).connectionCount, 0);
    assert.equal((await universe.resolve(producer.send({ topic: 't', value: 'b' }))).offset, 1);
    await universe.resolve(producer.close());
  });

  test('is not one that is used, or waits for an answer', async () => {
    const { cluster, client } = await started();
    const { universe } = cluster;
    const admin = new Admin({ ...client, connectionsMaxIdleMs: 10_000 });
    let answer = (): void => undefined;
    cluster.broker(1).on(describeClusterApi, (_incoming, respond) => {
      answer = () => respond({ clusterId: 'late', brokers: [] });
    });
    for (let round = 0; round < 5; round++) {
      await universe.resolve(admin.listTopics());
      await universe.advance(8_000);
    }
    const describing = admin.describeCluster();
    await universe.advance(25_000);
    answer();
    assert.equal((await universe.resolve(describing)).clusterId, 'late');
    const asked = cluster.broker(1).log.filter((line) => line.startsWith('ApiVersions'));
    assert.equal(asked.length, 1);
    await admin.close();
  });

  test('stays for ever where the setting is below zero', async () => {
    const { cluster, client } = await started();
    const admin = new Admin({ ...client, connectionsMaxIdleMs: -1 });
    await cluster.universe.resolve(admin.listTopics());
    await cluster.universe.advance(60 * MINUTE_MS);
    assert.equal(cluster.broker(1).connectionCount, 1);
    await admin.close();
  });

  test('of a paused consumer costs nothing: it reads on', async () => {
    const { cluster, client } = await started();
    const { universe } = cluster;
    const producer = new Producer({ ...client, enableMetricsPush: false });
    const consumer = new PartitionConsumer({ ...client, connectionsMaxIdleMs: 10_000 });
    const where = { topic: 't', partition: 0 };
    consumer.assign([{ ...where, from: 'earliest' }]);
    await universe.resolve(producer.send({ ...where, value: 'a' }));
    await universe.resolve(consumer.next());
    consumer.pause([where]);
    await universe.advance(60_000);
    assert.equal(cluster.broker(1).connectionCount, 1, 'the producer\u2019s');
    await universe.resolve(producer.send({ ...where, value: 'b' }));
    consumer.resume([where]);
    const batch = await universe.resolve(consumer.next({ timeoutMs: 2_000 }));
    assert.deepEqual([...batch].map(({ offset }) => offset), [1]);
    await consumer.close();
    await universe.resolve(producer.close());
  });
});

describe('metadata of a topic that a producer does not use', () => {
  test('is asked for no longer after metadataMaxIdleMs, and again with the next send', async () => {
    const { cluster, client } = await started();
    const { universe } = cluster;
    const asked: string[] = [];
    cluster.broker(1).on(metadataApi, ({ request, version }, respond) => {
      const names = request.topics?.map(({ name }) => name ?? '') ?? [];
      asked.push(names.toSorted().join());
      respond(cluster.metadataFor(names, version));
    });
    const producer = new Producer({
      ...client,
      metadataMaxAgeMs: 3_000,
      metadataMaxIdleMs: 10_000,
      enableMetricsPush: false,
    });
    const send = (topic: string) => universe.resolve(producer.send({ topic, value: 'x' }));
    await send('u');
    for (let second = 0; second < 9; second++) {
      await send('t');
      await universe.advance(1_000);
    }
    assert.equal(asked.at(-1), 't,u');
    for (let second = 0; second < 9; second++) {
      await send('t');
      await universe.advance(1_000);
    }
    assert.equal(asked.at(-1), 't');
    assert.equal((await send('u')).offset, 1);
    assert.ok(asked.at(-1) === 'u' || asked.at(-1) === 't,u', asked.at(-1));
    await universe.resolve(producer.close());
  });

  test('is not that of one that a send waits for', async () => {
    const { cluster, client } = await started();
    const { universe } = cluster;
    const producer = new Producer({
      ...client,
      metadataMaxIdleMs: 5_000,
      maxBlockMs: 60_000,
      enableMetricsPush: false,
    });
    const sending = producer.send({ topic: 'later', value: 'x' });
    await universe.advance(20_000);
    cluster.addTopic('later', [1]);
    assert.equal((await universe.resolve(sending)).offset, 0);
    assert.ok(universe.nowMs < 30_000, `${universe.nowMs} ms`);
    await universe.resolve(producer.close());
  });
});

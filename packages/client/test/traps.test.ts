// What other clients stumbled over, by the number that it has in the list of traps. Those that have
// a test elsewhere: 1 (commits are the next offset) and 8 (no linger for one who awaits) in
// group-consumer and producer, 7 (slow handlers) in group-rebalance and slow-handlers, 3 (all
// brokers down) in connection, 4 (close while a handler runs) below and in processing, 6 (fifty
// members at once) in packages/sim, 20 (no install script) in the release's checks.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import { PartitionConsumer, Producer } from '../src/index.ts';
import { GroupScene, p0 } from './scripted/group-scene.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const AT_ONCE_MS = 10;

async function clusterOf(leaders: readonly number[]) {
  const cluster = await ScriptedCluster.start(Math.max(...leaders));
  cluster.addTopic('t', leaders);
  new ServedLogs(cluster);
  const { client: world, bootstrapServers } = cluster;
  return { cluster, universe: cluster.universe, client: { world, bootstrapServers } };
}

describe('2: an error is never taken for "nothing committed"', () => {
  const passing = [
    errors.STALE_MEMBER_EPOCH,
    errors.COORDINATOR_LOAD_IN_PROGRESS,
    errors.COORDINATOR_NOT_AVAILABLE,
    errors.NOT_COORDINATOR,
    errors.UNSTABLE_OFFSET_COMMIT,
  ];
  for (const { name, code } of passing) {
    test(`${name} while committed offsets are fetched is tried again`, async () => {
      const scene = await GroupScene.start([1]);
      await scene.produce(0, 'a', 'b', 'c');
      scene.group.offsets.set('t-0', { offset: 1, leaderEpoch: -1, metadata: '' });
      let failures = 5;
      scene.groups.fault = (request) =>
        request === 'fetch' && failures-- > 0 ? code : undefined;
      const consumer = scene.consumer({ autoOffsetReset: 'latest', enableAutoCommit: false });
      consumer.subscribe('t');
      assert.deepEqual(await scene.read(consumer, 2), ['0:b', '0:c']);
      assert.ok(failures < 0);
      failures = 2;
      const [committed] = await scene.run(consumer.committed([p0]));
      assert.equal(committed?.offset, 1);
      await scene.end();
    });
  }
});

describe('5: an idle partition on another broker holds nobody up', () => {
  test('a record is there at once, while the other broker’s fetch waits', async () => {
    const { universe, client } = await clusterOf([1, 2]);
    const producer = new Producer(client);
    const consumer = new PartitionConsumer({ ...client, fetchMaxWaitMs: 30_000 });
    consumer.assign([0, 1].map((partition) => ({ topic: 't', partition, from: 'earliest' })));
    await universe.resolve(producer.send({ topic: 't', partition: 1, value: 'before' }));
    await universe.resolve(consumer.next());
    await universe.advance(5_000);
    for (let round = 0; round < 5; round++) {
      await universe.resolve(producer.send({ topic: 't', partition: 0, value: 'x' }));
      const startMs = universe.nowMs;
      await universe.resolve(consumer.next());
      assert.ok(universe.nowMs - startMs < AT_ONCE_MS, `${universe.nowMs - startMs} ms`);
      await universe.advance(700);
    }
    await consumer.close();
    await universe.resolve(producer.close());
  });
});

describe('9: many consumers in one process', () => {
  for (const count of [1, 50]) {
    test(`${count}: each has its record at once`, async () => {
      const { universe, client } = await clusterOf(Array.from({ length: count }, () => 1));
      const producer = new Producer(client);
      const consumers = Array.from({ length: count }, (_, partition) => {
        const consumer = new PartitionConsumer({ ...client, fetchMaxWaitMs: 30_000 });
        consumer.assign([{ topic: 't', partition, from: 'earliest' }]);
        return consumer;
      });
      await universe.advance(2_000);
      for (const [partition, consumer] of consumers.entries()) {
        await universe.resolve(producer.send({ topic: 't', partition, value: 'x' }));
        const startMs = universe.nowMs;
        await universe.resolve(consumer.next());
        assert.ok(universe.nowMs - startMs < AT_ONCE_MS, `${universe.nowMs - startMs} ms`);
      }
      for (const consumer of consumers) await consumer.close();
      await universe.resolve(producer.close());
    });
  }
});

describe('4: close while a handler runs', () => {
  test('does not wait for it, and what it had in hand is not committed', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a', 'b');
    const consumer = scene.consumer();
    consumer.subscribe('t');
    let ends = (): void => undefined;
    const handler = (): Promise<void> => new Promise((resolve) => (ends = resolve));
    const processing = consumer.process(handler);
    await scene.cluster.universe.advance(5_000);
    const startMs = scene.cluster.universe.nowMs;
    await scene.run(consumer.close());
    assert.ok(scene.cluster.universe.nowMs - startMs < 5_000);
    assert.equal(scene.group.state, 'empty');
    assert.equal(scene.committed()['t-0'] ?? 0, 0);
    ends();
    await scene.run(processing);
    await scene.end();
  });
});

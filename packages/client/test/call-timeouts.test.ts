// A call that waits no longer gives up its answer, and nothing else: the connection, what others
// have in flight on it and the coordinator stay. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { describeLogDirsApi, listOffsetsApi, offsetCommitApi } from '@ottla/protocol';

import { TimeoutError } from '../src/index.ts';
import { GroupScene, p0 } from './scripted/group-scene.ts';
import { countOf, startAdmin } from './scripted/scripted-admin.ts';

const connectionsMade = ({ cluster }: GroupScene): number => countOf(cluster, 1, 'ApiVersions');

describe('a commit with little time, at a coordinator that takes longer', () => {
  test('rejects; the membership, its connection and the coordinator stay', async () => {
    const scene = await GroupScene.start([1]);
    const { universe } = scene.cluster;
    const broker = scene.cluster.broker(1);
    let delayMs = 300;
    const stored: number[] = [];
    broker.on(
      offsetCommitApi,
      ({ request }, respond) => {
        const topics = request.topics.map(({ name, partitions }) => ({
          name,
          partitions: partitions.map(({ partitionIndex, committedOffset }) => {
            stored.push(Number(committedOffset));
            return { partitionIndex, errorCode: 0 };
          }),
        }));
        broker.world.timers.after(delayMs, () => respond({ topics }));
      },
      9,
    );
    const consumer = scene.consumer({ enableAutoCommit: false, heartbeatIntervalMs: 1_000 });
    consumer.subscribe('t');
    await scene.produce(0, 'a');
    await scene.read(consumer, 1);
    const before = connectionsMade(scene);
    for (let offset = 1; offset <= 5; offset++) {
      const startMs = universe.nowMs;
      const commit = consumer.commit([{ ...p0, offset }], { timeoutMs: 200 });
      await assert.rejects(scene.run(commit), TimeoutError);
      assert.equal(Math.round(universe.nowMs - startMs), 200);
      assert.equal(consumer.stats().group.coordinatorId, 1);
    }
    // The late answers come in their turn, and each request has its own.
    delayMs = 0;
    await scene.run(consumer.commit([{ ...p0, offset: 6 }]));
    assert.deepEqual(stored, [1, 2, 3, 4, 5, 6]);
    await universe.advance(10_000);
    assert.equal(connectionsMade(scene), before);
    assert.deepEqual([scene.group.state, scene.group.generationId], ['stable', 1]);
    await scene.end();
  });

  test('one that stays silent loses its connection after requestTimeoutMs', async () => {
    const scene = await GroupScene.start([1]);
    scene.cluster.broker(1).on(offsetCommitApi, () => {}, 9);
    const options = { enableAutoCommit: false, requestTimeoutMs: 5_000 };
    const consumer = scene.consumer(options);
    consumer.subscribe('t');
    await scene.produce(0, 'a');
    await scene.read(consumer, 1);
    const before = connectionsMade(scene);
    const commit = consumer.commit([{ ...p0, offset: 1 }], { timeoutMs: 200 });
    await assert.rejects(scene.run(commit), TimeoutError);
    await scene.cluster.universe.advance(4_000);
    assert.equal(connectionsMade(scene), before);
    await scene.cluster.universe.advance(10_000);
    assert.equal(connectionsMade(scene), before + 1);
    assert.equal(scene.group.generationId, 1);
    await scene.end();
  });
});

test('offsets that are asked for behind a long poll leave its fetch session alone', async () => {
  const scene = await GroupScene.start([1]);
  const consumer = scene.consumer({ enableAutoCommit: false, fetchMaxWaitMs: 5_000 });
  consumer.subscribe('t');
  await scene.produce(0, 'a');
  await scene.read(consumer, 1);
  // The next fetch is under way, and waits.
  await scene.cluster.universe.advance(1_000);
  const [made, sessions] = [connectionsMade(scene), newSessions()];
  const asked = countOf(scene.cluster, 1, 'ListOffsets');
  const ends = consumer.endOffsets([p0], { timeoutMs: 300 });
  await assert.rejects(scene.run(ends), TimeoutError);
  assert.equal(countOf(scene.cluster, 1, 'ListOffsets'), asked + 1);
  await scene.cluster.universe.advance(10_000);
  await scene.produce(0, 'b');
  assert.deepEqual(await scene.read(consumer, 1), ['0:b']);
  assert.deepEqual([connectionsMade(scene), newSessions()], [made, sessions]);
  await scene.end();

  function newSessions(): number {
    return scene.served.fetches.filter(({ sessionEpoch }) => sessionEpoch === 0).length;
  }
});

test('an answer that comes after its signal is dropped, the next is the next one’s', async () => {
  const scene = await GroupScene.start([1]);
  const broker = scene.cluster.broker(1);
  let offset = 10;
  broker.on(listOffsetsApi, ({ request }, respond) => {
    const topics = request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, offset })),
    }));
    broker.world.timers.after(500, () => respond({ topics }));
  });
  const consumer = scene.consumer();
  const stopping = new AbortController();
  const first = consumer.endOffsets([p0], { signal: stopping.signal });
  scene.cluster.client.timers.after(300, () => stopping.abort(new Error('enough')));
  await assert.rejects(scene.run(first), /enough/);
  offset = 20;
  assert.deepEqual(await scene.run(consumer.endOffsets([p0])), [20]);
  await scene.end();
});

test('an admin’s connection ends with the time of the call, as in Java', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  cluster.broker(1).on(describeLogDirsApi, () => {});
  let madeBefore = Infinity;
  cluster.client.timers.after(1_000, () => (madeBefore = countOf(cluster, 1, 'ApiVersions')));
  const outcomes = await run(admin.describeLogDirs([1], { timeoutMs: 2_000 }));
  assert.ok(outcomes.get(1) instanceof TimeoutError);
  await run(admin.listTopics());
  assert.equal(countOf(cluster, 1, 'ApiVersions'), madeBefore + 1);
  await admin.close();
});

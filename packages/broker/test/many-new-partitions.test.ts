// A topic of thousands of partitions comes turn by turn: nobody else waits for it, and what is not
// there yet is answered as Kafka answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errorOf, listOffsetsApi, produceApi } from '@ottla/protocol';
import { batchOf } from './batches.ts';
import { BROKER_ID, DataPlane, record } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

const COUNT = 500;
/** What the disk takes for each file that is opened. */
const OPEN_MS = 1;

async function latest(client: RawClient, topic: string): Promise<string[]> {
  const partitions = Array.from({ length: COUNT }, (_, partitionIndex) => ({
    partitionIndex,
    currentLeaderEpoch: -1,
    timestamp: -1,
  }));
  const { topics } = await client.ask(listOffsetsApi, 9, {
    replicaId: -1,
    topics: [{ name: topic, partitions }],
  });
  return (topics[0]?.partitions ?? []).map(({ errorCode }) => errorOf(errorCode).name);
}

async function produce(client: RawClient, name: string): Promise<string> {
  const partitionData = [{ index: 0, records: batchOf(['v']) }];
  const { responses } = await client.ask(produceApi, 9, {
    acks: 1,
    topicData: [{ name, partitionData }],
  });
  return errorOf(responses[0]?.partitionResponses[0]?.errorCode ?? -1).name;
}

function slowDisk(plane: DataPlane): void {
  plane.universe.storage('broker').faults.delayMs = (operation) =>
    operation === 'open' ? OPEN_MS : 0;
}

test('a turn makes so many logs as take no time that others notice', async () => {
  const plane = await DataPlane.start();
  slowDisk(plane);
  const startedMs = plane.world.clock.monotonicMs();
  plane.createTopic('wide', { partitions: COUNT });
  const awayMs = plane.world.clock.monotonicMs() - startedMs;
  assert.ok(awayMs <= 20, `away for ${awayMs} ms`);
  assert.ok(plane.replicas.making.waitingCount > COUNT / 2);
  const client = await plane.connect();
  const early = await latest(client, 'wide');
  assert.equal(early[0], 'NONE');
  assert.equal(early.at(-1), 'NOT_LEADER_OR_FOLLOWER');
  plane.createTopic('narrow');
  assert.equal(await produce(client, 'narrow'), 'NONE', 'small topics do not wait behind');
  assert.ok(plane.replicas.making.waitingCount > 0);
  await plane.universe.advance(COUNT * 5 * OPEN_MS);
  assert.equal(plane.replicas.making.waitingCount, 0);
  assert.deepEqual(new Set(await latest(client, 'wide')), new Set(['NONE']));
  assert.equal([...plane.directory.logs].length, COUNT + 1);
  await plane.stop();
});

test('a topic that goes before all of its logs were made leaves none', async () => {
  const plane = await DataPlane.start();
  slowDisk(plane);
  const topicId = plane.createTopic('wide', { partitions: COUNT });
  plane.deleteTopic(topicId);
  plane.createTopic('wide', { partitions: 2, id: 'anotherxxxxxxxxxxxxxxA' });
  await plane.universe.advance(COUNT * 5 * OPEN_MS);
  assert.deepEqual([...plane.directory.logs].map(({ name }) => name), ['wide-0', 'wide-1']);
  assert.deepEqual(
    [...plane.directory.logs].map(({ topicId: id }) => id),
    ['anotherxxxxxxxxxxxxxxA', 'anotherxxxxxxxxxxxxxxA'],
  );
  await plane.stop();
});

test('a log that waits for its turn is made with what the metadata say by then', async () => {
  const plane = await DataPlane.start();
  slowDisk(plane);
  const topicId = plane.createTopic('wide', { partitions: COUNT });
  const last = COUNT - 1;
  assert.equal(plane.replicas.hosted.get(topicId, last), undefined);
  plane.elect(topicId, BROKER_ID, last);
  plane.apply([
    record('ConfigRecord', {
      resourceType: 2,
      resourceName: 'wide',
      name: 'min.insync.replicas',
      value: '3',
    }),
  ]);
  await plane.universe.advance(COUNT * 5 * OPEN_MS);
  const partition = plane.replicas.hosted.get(topicId, last);
  assert.ok(partition !== undefined && partition !== 'offline');
  assert.equal(partition.leaderEpoch, 1);
  assert.equal(partition.config.minInsyncReplicas, 3);
  await plane.stop();
});

test('a node that stops makes no more logs', async () => {
  const plane = await DataPlane.start();
  slowDisk(plane);
  plane.createTopic('wide', { partitions: COUNT });
  const made = plane.directory.logCount;
  await plane.stop();
  await plane.universe.advance(COUNT * 5 * OPEN_MS);
  assert.equal(plane.directory.logCount, made);
});

test('a topic of many partitions goes a few at a time, and its files later, likewise', async () => {
  const plane = await DataPlane.start();
  const topicId = plane.createTopic('wide', { partitions: COUNT });
  await plane.universe.advance(1_000);
  assert.equal(plane.directory.logCount, COUNT);
  const { clock } = plane.world;
  /** When directories were renamed or removed. */
  const times: number[] = [];
  plane.universe.storage('broker').faults.delayMs = (operation, path) => {
    const isRename = operation === 'rename' && path.includes('/wide-');
    const isCounted = isRename || (operation === 'remove' && path.endsWith('-delete'));
    if (isCounted) times.push(clock.monotonicMs());
    return isCounted || operation === 'sync directory' ? 1 : 0;
  };
  const longestMs = (): number => {
    let [longest, from] = [0, times[0] ?? 0];
    for (const [index, at] of times.entries()) {
      // What follows at once, but for the millisecond that it takes, is of the same turn.
      if (index > 0 && at - (times[index - 1] ?? 0) > 1) from = at;
      longest = Math.max(longest, at - from);
    }
    return longest;
  };
  plane.deleteTopic(topicId);
  await plane.universe.resolve(plane.replicas.placement.settled());
  assert.equal(times.length, COUNT);
  assert.ok(longestMs() <= 10, `away for ${longestMs()} ms`);
  const names = plane.world.disk.list('/logs').map(({ name }) => name);
  assert.equal(names.filter((name) => name.endsWith('-delete')).length, COUNT);
  times.length = 0;
  await plane.universe.advance(120_000);
  assert.equal(times.length, COUNT);
  assert.deepEqual(plane.world.disk.list('/logs').filter(({ kind }) => kind === 'directory'), []);
  await plane.stop();
});

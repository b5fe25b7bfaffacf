// Log directories: of brokers, of single replicas, and moves between them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { alterReplicaLogDirsApi, describeLogDirsApi, errors } from '@ottla/protocol';

import { outcomesOf } from '../../src/index.ts';
import { brief, startAdmin, type ScriptedAdmin } from '../scripted/scripted-admin.ts';

function replica(partitionIndex: number, more: object = {}): object {
  return { partitionIndex, partitionSize: 100, offsetLag: 0, ...more };
}

/** `/a` holds t-0 and t-1, `/b` the copy of t-1 that will replace it; `/c` is broken. */
function serveLogDirs({ cluster }: ScriptedAdmin): unknown[] {
  const asked: unknown[] = [];
  cluster.broker(1).on(describeLogDirsApi, ({ request }, respond) => {
    asked.push(request.topics?.map(({ topic, partitions }) => [topic, ...partitions]) ?? null);
    const future = replica(1, { offsetLag: 7, isFutureKey: true });
    respond({
      results: [
        {
          logDir: '/a',
          totalBytes: 1_000,
          usableBytes: 600,
          topics: [{ name: 't', partitions: [replica(0), replica(1)] }],
        },
        { logDir: '/b', isCordoned: true, topics: [{ name: 't', partitions: [future] }] },
        { logDir: '/c', errorCode: errors.KAFKA_STORAGE_ERROR.code, topics: [] },
      ],
    });
  });
  return asked;
}

test('of a broker: sizes, space, and directories that are offline', async () => {
  const scripted = await startAdmin(1);
  const asked = serveLogDirs(scripted);
  const described = await scripted.run(scripted.admin.describeLogDirs([1]));
  const directories = described.get(1);
  assert.ok(Array.isArray(directories));
  const item = { topic: 't', sizeBytes: 100, offsetLag: 0, isFuture: false };
  const moving = { ...item, partition: 1, offsetLag: 7, isFuture: true };
  assert.deepEqual(
    directories.map(({ path, error, replicas }) => [path, brief(error), replicas]),
    [
      ['/a', null, [{ ...item, partition: 0 }, { ...item, partition: 1 }]],
      ['/b', null, [moving]],
      ['/c', 'KAFKA_STORAGE_ERROR', []],
    ],
  );
  assert.deepEqual(
    directories.map(({ totalBytes, usableBytes, isCordoned }) => [
      totalBytes,
      usableBytes,
      isCordoned,
    ]),
    [[1_000, 600, false], [null, null, true], [null, null, false]],
  );
  assert.match(String(directories[2]?.error), /log directory \/c/);
  assert.deepEqual(asked, [null]);
  await scripted.admin.close();
});

test('an answer without any directory means: not allowed', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  cluster.broker(1).on(describeLogDirsApi, (_incoming, respond) => respond({}));
  const described = await run(admin.describeLogDirs([1]));
  assert.equal(brief(described.get(1)), 'CLUSTER_AUTHORIZATION_FAILED');
  await admin.close();
});

test('of replicas: where they are and where they go', async () => {
  const scripted = await startAdmin(1);
  const asked = serveLogDirs(scripted);
  const described = await scripted.run(
    scripted.admin.describeReplicaLogDirs([
      { topic: 't', partition: 1, brokerId: 1 },
      { topic: 'x', partition: 0, brokerId: 1 },
    ]),
  );
  assert.deepEqual(described, [
    {
      topic: 't',
      partition: 1,
      brokerId: 1,
      outcome: { current: { path: '/a', offsetLag: 0 }, future: { path: '/b', offsetLag: 7 } },
    },
    { topic: 'x', partition: 0, brokerId: 1, outcome: { current: null, future: null } },
  ]);
  assert.deepEqual(asked, [[['t', 1], ['x', 0]]]);
  await scripted.admin.close();
});

test('moves are told broker by broker, by directory, and are not repeated', async () => {
  const { cluster, admin, run } = await startAdmin(2);
  const asked: unknown[] = [];
  for (const { nodeId } of cluster.brokers) {
    cluster.broker(nodeId).on(alterReplicaLogDirsApi, ({ request }, respond) => {
      const errorCode = nodeId === 1 ? 0 : errors.KAFKA_STORAGE_ERROR.code;
      const all = request.dirs.flatMap(({ path, topics }) => {
        asked.push([nodeId, path, topics.map(({ name, partitions }) => [name, ...partitions])]);
        return topics;
      });
      respond({
        results: all.map(({ name, partitions }) => ({
          topicName: name,
          partitions: partitions.map((partitionIndex) => ({ partitionIndex, errorCode })),
        })),
      });
    });
  }
  const asking = admin.alterReplicaLogDirs([
    { topic: 't', partition: 0, brokerId: 1, path: '/a' },
    { topic: 't', partition: 1, brokerId: 1, path: '/b' },
    { topic: 't', partition: 0, brokerId: 2, path: '/a' },
  ]);
  const moved = await run(outcomesOf(asking));
  assert.deepEqual(
    moved.map(({ brokerId, partition, outcome }) => [brokerId, partition, brief(outcome)]),
    [[1, 0, true], [1, 1, true], [2, 0, 'KAFKA_STORAGE_ERROR']],
  );
  assert.deepEqual(
    asked.toSorted(),
    [[1, '/a', [['t', 0]]], [1, '/b', [['t', 1]]], [2, '/a', [['t', 0]]]],
  );
  await admin.close();
});

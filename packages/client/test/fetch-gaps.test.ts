// A partition with a backlog that waits for the application in full is left out of a fetch; that
// fetch must not keep the broker from answering the next one, in which the partition is (as
// KAFKA-17182 tells of Java's consumer). By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { PartitionConsumer, Producer } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const RECORDS = 40;
const MAX_WAIT_MS = 2_000;
/** For a fetch on its way, and for the network. */
const ROUND_TRIP_MS = 15;

const busy = { topic: 't', partition: 0 };
const idle = { topic: 't', partition: 1 };

/** A backlog of batches of one record; a fetch brings one, and two wait at most. */
async function started() {
  const cluster = await ScriptedCluster.start(1);
  cluster.addTopic('t', [1, 1]);
  const served = new ServedLogs(cluster);
  const { universe, client: world, bootstrapServers } = cluster;
  const producer = new Producer({ world, bootstrapServers, enableMetricsPush: false });
  for (let index = 0; index < RECORDS; index++) {
    await universe.resolve(producer.send({ ...busy, value: `${index}`.padEnd(1_000, '.') }));
  }
  const consumer = new PartitionConsumer({
    world,
    bootstrapServers,
    maxPartitionFetchBytes: 1_000,
    fetchMaxWaitMs: MAX_WAIT_MS,
  });
  consumer.assign([busy, idle].map((place) => ({ ...place, from: 'earliest' as const })));
  const end = async (): Promise<void> => {
    await consumer.close();
    await universe.resolve(producer.close());
  };
  return { universe, served, producer, consumer, end };
}

describe('a partition with a backlog beside one without', () => {
  for (const workMs of [0, 1, 4, 30, 300, 3_000]) {
    test(`does not stand still where the application works ${workMs} ms`, async () => {
      const { universe, consumer, end } = await started();
      await universe.resolve(consumer.next());
      const gaps: number[] = [];
      for (let index = 1; index < RECORDS; index++) {
        if (workMs > 0) await universe.advance(workMs);
        const askedMs = universe.nowMs;
        const batch = await universe.resolve(consumer.next());
        assert.deepEqual([...batch].map(({ offset }) => offset), [index]);
        gaps.push(universe.nowMs - askedMs);
      }
      assert.ok(Math.max(...gaps) < ROUND_TRIP_MS, gaps.join(' '));
      await end();
    });
  }

  test('that is not taken costs no fetch after the other', async () => {
    const { universe, served, producer, consumer, end } = await started();
    await universe.advance(20_000);
    // Each waits twice as long as the one before it.
    const waits = served.fetches.map(({ maxWaitMs }) => maxWaitMs);
    assert.ok(waits.length < 25, waits.join(' '));
    assert.equal(waits.at(-1), MAX_WAIT_MS);
    // And the other one is fetched as ever.
    await universe.resolve(producer.send({ ...idle, value: 'a' }));
    await universe.advance(ROUND_TRIP_MS);
    assert.equal(consumer.highWatermark(idle), 1);
    await end();
  });

  test('that was taken after a long time stands still for no longer than it had', async () => {
    const { universe, consumer, end } = await started();
    await universe.advance(200);
    const startMs = universe.nowMs;
    for (let index = 0; index < RECORDS; index++) await universe.resolve(consumer.next());
    assert.ok(universe.nowMs - startMs < 200 + RECORDS * ROUND_TRIP_MS);
    await end();
  });
});

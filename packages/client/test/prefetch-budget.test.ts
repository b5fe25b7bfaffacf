// What waits for the application stays within `prefetchBytes`, one fetch from each broker more at
// most: of many partitions, on several brokers, paused or not. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { PartitionConsumer, Producer } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const BROKERS = 3;
const PARTITIONS = 12;
const RECORDS = 6;
const PREFETCH_BYTES = 5_000;

const places = Array.from({ length: PARTITIONS }, (_, partition) => ({ topic: 't', partition }));

/** Each partition has six batches of one record, and one is what a fetch brings of it. */
async function started() {
  const cluster = await ScriptedCluster.start(BROKERS);
  cluster.addTopic('t', places.map(({ partition }) => 1 + (partition % BROKERS)));
  const served = new ServedLogs(cluster);
  const { universe, client: world, bootstrapServers } = cluster;
  const producer = new Producer({ world, bootstrapServers, enableMetricsPush: false });
  for (let index = 0; index < RECORDS; index++) {
    const value = `${index}`.padEnd(1_000, '.');
    const sending = places.map((place) => producer.send({ ...place, value }));
    await universe.resolve(Promise.all(sending));
  }
  await universe.resolve(producer.close());
  const batchBytes = served.log('t').batches[0]?.bytes.length ?? 0;
  const consumer = new PartitionConsumer({
    world,
    bootstrapServers,
    maxPartitionFetchBytes: 1_000,
    prefetchBytes: PREFETCH_BYTES,
  });
  consumer.assign(places.map((place) => ({ ...place, from: 'earliest' as const })));
  const seen = places.map((): number[] => []);
  // One fetch from each broker brings one batch of each of its partitions.
  const heldMost = PREFETCH_BYTES + PARTITIONS * batchBytes;
  assert.ok(heldMost < 2 * PARTITIONS * batchBytes, 'less than two fetches of each partition');
  return { universe, served, consumer, seen, held, read, heldMost };

  function held(): number {
    const { partitions } = consumer.stats();
    return partitions.reduce((sum, { waitingBytes }) => sum + waitingBytes, 0);
  }

  async function read(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      const batch = await universe.resolve(consumer.next({ timeoutMs: 5_000 }));
      for (const { partition, value } of batch) {
        seen[partition]?.push(Number.parseInt(Buffer.from(value ?? []).toString(), 10));
      }
      await universe.advance(100);
      assert.ok(held() <= heldMost, `${held()} bytes`);
    }
  }
}

const EXPECTED = places.map(() => Array.from({ length: RECORDS }, (_, index) => index));

describe('what may be fetched ahead', () => {
  test('is the budget, whatever partitions and brokers there are', async () => {
    const { universe, served, consumer, seen, held, heldMost, read } = await started();
    await universe.advance(2_000);
    assert.ok(held() >= PREFETCH_BYTES && held() <= heldMost, `${held()} bytes`);
    const asked = served.fetches.length;
    await universe.advance(10_000);
    assert.equal(served.fetches.length, asked);
    await read(() => seen.every(({ length }) => length === RECORDS));
    assert.deepEqual(seen, EXPECTED);
    await consumer.close();
  });

  test('is the same for paused ones; the others are not starved, and nothing is lost', async () => {
    const { universe, consumer, seen, held, heldMost, read } = await started();
    const last = places.slice(-1);
    for (const place of places.slice(0, -1)) {
      await universe.advance(1_000);
      consumer.pause([place]);
      await universe.advance(1_000);
      assert.ok(held() <= heldMost, `${held()} bytes with ${place.partition} paused`);
    }
    await read(() => seen[PARTITIONS - 1]?.length === RECORDS);
    assert.deepEqual(seen.slice(0, -1).flat(), []);
    consumer.resume(places);
    consumer.pause(last);
    await read(() => seen.every(({ length }) => length === RECORDS));
    assert.deepEqual(seen, EXPECTED);
    await consumer.close();
  });
});

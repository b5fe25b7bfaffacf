// Of several handlers that run at once, each has the poll interval: one that hangs costs the
// membership, whatever the others do. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { ConsumedRecord, Consumer, HealthReason } from '../src/index.ts';
import { GroupScene } from './scripted/group-scene.ts';

const MAX_POLL_INTERVAL_MS = 60_000;
const STEP_MS = 5_000;

const slow = (consumer: Consumer): readonly HealthReason[] =>
  consumer.health().reasons.filter(({ code }) => code.endsWith('_SLOW'));

/** Partition 0 hangs with its first record, until `release`; the other goes on. */
async function withOneThatHangs(): Promise<{
  readonly scene: GroupScene;
  readonly consumer: Consumer;
  readonly seen: string[];
  readonly release: () => void;
  /** The other partition has a record every five seconds meanwhile. */
  readonly pass: (ms: number) => Promise<void>;
  readonly end: () => Promise<void>;
}> {
  const scene = await GroupScene.start([1, 1]);
  const consumer = scene.consumer({ maxPollIntervalMs: MAX_POLL_INTERVAL_MS });
  consumer.subscribe('t');
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const ending = new AbortController();
  const seen: string[] = [];
  const handler = async ({ partition, offset }: ConsumedRecord): Promise<void> => {
    seen.push(`${partition}:${offset}`);
    if (partition === 0) await promise;
  };
  const processing = consumer.process(handler, { signal: ending.signal });
  await scene.produce(0, 'hangs');
  await scene.produce(1, 'goes on');
  await scene.cluster.universe.advance(1_000);
  assert.deepEqual(seen.toSorted(), ['0:0', '1:0']);
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      await scene.produce(1, 'goes on');
      await scene.cluster.universe.advance(STEP_MS);
    }
  };
  const end = async (): Promise<void> => {
    ending.abort();
    await scene.run(processing);
    await scene.end();
  };
  return { scene, consumer, seen, release, pass, end };
}

describe('a handler that hangs while others go on', () => {
  test('is told of from half the poll interval on, by its record', async () => {
    const { consumer, release, pass, end } = await withOneThatHangs();
    await pass(25_000);
    assert.deepEqual(slow(consumer), []);
    await pass(10_000);
    const [reason] = slow(consumer);
    assert.equal(reason?.code, 'HANDLER_SLOW');
    assert.match(reason?.message ?? '', /the handler of t-0 at offset 0 runs for 3\d{4} ms/);
    assert.deepEqual(reason?.partitions, [{ topic: 't', partition: 0 }]);
    const { oldestHandler, handlersRunning } = consumer.stats();
    assert.deepEqual([oldestHandler?.partition, oldestHandler?.offset], [0, 0]);
    assert.equal(handlersRunning, 1);
    release();
    await end();
  });

  test('ends the membership, with the reason; others may have the partitions', async () => {
    const { scene, consumer, seen, release, pass, end } = await withOneThatHangs();
    await pass(55_000);
    assert.equal(scene.group.state, 'stable');
    await pass(10_000);
    assert.equal(scene.group.state, 'empty');
    assert.equal(scene.group.reasons.at(-1), 'leave: the poll interval has expired');
    const codes = consumer.health().reasons.map(({ code }) => code);
    assert.ok(codes.includes('NOT_IN_GROUP') && codes.includes('HANDLER_SLOW'), codes.join());
    const other = scene.consumer();
    other.subscribe('t');
    const read = await scene.read(other, 1);
    while (!read.includes('0:hangs')) read.push(...(await scene.read(other, 1)));
    await scene.run(other.close());
    // Once it has ended the member comes back.
    release();
    seen.length = 0;
    await scene.produce(0, 'again');
    await scene.cluster.universe.advance(10_000);
    assert.equal(scene.group.state, 'stable');
    assert.ok(seen.includes('0:1'), seen.join());
    await end();
  });

  test('one that ends in time costs nothing, however long all together run', async () => {
    const { scene, release, pass, end } = await withOneThatHangs();
    await pass(50_000);
    release();
    await pass(100_000);
    assert.deepEqual([scene.group.state, scene.group.generationId], ['stable', 1]);
    await end();
  });
});

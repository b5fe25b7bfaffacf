// Records handled several at a time: order, what is committed, rebalances, ends. By scripted
// brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  ClientError,
  ConfigError,
  type ConsumedRecord,
  type Consumer,
  type GroupConsumerOptions,
} from '../src/index.ts';
import { GroupScene } from './scripted/group-scene.ts';

const text = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString();

async function start(
  partitions: number,
  options: Partial<GroupConsumerOptions> = {},
): Promise<{ readonly scene: GroupScene; readonly consumer: Consumer }> {
  const scene = await GroupScene.start(Array.from({ length: partitions }, () => 1));
  const consumer = scene.consumer(options);
  consumer.subscribe('t');
  return { scene, consumer };
}

function pause(scene: GroupScene, ms: number): Promise<void> {
  return new Promise((resume) => scene.cluster.client.timers.after(ms, resume));
}

/** What ran when: how many at once, and the order within each partition or key. */
class Watch {
  readonly ended: string[] = [];
  running = 0;
  runningMost = 0;

  async run(name: string, work: Promise<void>): Promise<void> {
    this.running += 1;
    this.runningMost = Math.max(this.runningMost, this.running);
    await work;
    this.running -= 1;
    this.ended.push(name);
  }
}

describe('order and concurrency', () => {
  test('partitions beside each other, each in order', async () => {
    const { scene, consumer } = await start(3);
    for (let partition = 0; partition < 3; partition++) await scene.produce(partition, 'a', 'b');
    const watch = new Watch();
    const ending = new AbortController();
    const handler = async ({ partition, value }: ConsumedRecord): Promise<void> => {
      await watch.run(`${partition}${text(value)}`, pause(scene, 100));
      if (watch.ended.length === 6) ending.abort();
    };
    await scene.run(consumer.process(handler, { signal: ending.signal }));
    assert.equal(watch.runningMost, 3);
    for (const partition of [0, 1, 2]) {
      const ofPartition = watch.ended.filter((name) => name.startsWith(`${partition}`));
      assert.deepEqual(ofPartition, [`${partition}a`, `${partition}b`]);
    }
    await scene.end();
  });

  test('no more at once than the concurrency says', async () => {
    const { scene, consumer } = await start(4);
    for (let partition = 0; partition < 4; partition++) await scene.produce(partition, 'a', 'b');
    const watch = new Watch();
    const ending = new AbortController();
    const handler = async (): Promise<void> => {
      await watch.run('', pause(scene, 50));
      if (watch.ended.length === 8) ending.abort();
    };
    await scene.run(consumer.process(handler, { concurrency: 2, signal: ending.signal }));
    assert.equal(watch.runningMost, 2);
    await scene.end();
  });

  test('by key: one partition feeds many handlers, keys stay in order', async () => {
    const { scene, consumer } = await start(1);
    const keys = ['a', 'b', 'a', 'c', 'a', 'b'];
    const records = keys.map((key, index) => ({ topic: 't', key, value: `${index}` }));
    await scene.run(scene.producer.sendBatch(records));
    const watch = new Watch();
    const ending = new AbortController();
    const handler = async ({ key, value }: ConsumedRecord): Promise<void> => {
      // The earlier ones take longer: without order they would end last.
      const ms = 100 - Number(text(value)) * 10;
      await watch.run(`${text(key)}${text(value)}`, pause(scene, ms));
      if (watch.ended.length === keys.length) ending.abort();
    };
    await scene.run(consumer.process(handler, { order: 'key', signal: ending.signal }));
    assert.equal(watch.runningMost, 3);
    assert.deepEqual(watch.ended.filter((name) => name.startsWith('a')), ['a0', 'a2', 'a4']);
    assert.deepEqual(watch.ended.filter((name) => name.startsWith('b')), ['b1', 'b5']);
    await scene.end();
  });
});

describe('partitions that are sought, paused, resumed', () => {
  test('one that is sought in a handler goes on when that has ended, not before', async () => {
    const { scene, consumer } = await start(2);
    await scene.produce(0, 'a', 'b');
    await scene.produce(1, 'v', 'w', 'x', 'y', 'z');
    const watch = new Watch();
    const ending = new AbortController();
    let hasSought = false;
    const handler = async ({ partition, value }: ConsumedRecord): Promise<void> => {
      if (partition === 1) return pause(scene, 50);
      if (!hasSought) consumer.seek({ topic: 't', partition: 0 }, { offset: 0 });
      hasSought = true;
      await watch.run(text(value), pause(scene, 200));
      if (watch.ended.length === 3) ending.abort();
    };
    await scene.run(consumer.process(handler, { signal: ending.signal }));
    assert.deepEqual([watch.runningMost, watch.ended], [1, ['a', 'a', 'b']]);
    await scene.end();
  });

  test('one that is resumed goes on at once, although other handlers run', async () => {
    const { scene, consumer } = await start(2);
    await scene.produce(0, 'a', 'b');
    await scene.produce(1, 'long');
    const first = [{ topic: 't', partition: 0 }];
    const ended: string[] = [];
    const ending = new AbortController();
    const handler = async ({ value }: ConsumedRecord): Promise<void> => {
      if (text(value) === 'long') await pause(scene, 30_000);
      if (text(value) === 'a') {
        consumer.pause(first);
        void pause(scene, 1_000).then(() => consumer.resume(first));
      }
      ended.push(text(value));
      if (ended.length === 3) ending.abort();
    };
    await scene.run(consumer.process(handler, { signal: ending.signal }));
    assert.deepEqual(ended, ['a', 'b', 'long']);
    await scene.end();
  });
});

describe('what is committed', () => {
  test('only what is finished with all before it, also by a commit without offsets', async () => {
    const { scene, consumer } = await start(1, { enableAutoCommit: false });
    const values = ['slow', 'x', 'y', 'z'];
    const records = values.map((value) => ({ topic: 't', key: value, value }));
    await scene.run(scene.producer.sendBatch(records));
    const ending = new AbortController();
    let slowEnds = (): void => undefined;
    const seen: unknown[] = [];
    const handler = async ({ value }: ConsumedRecord): Promise<void> => {
      if (text(value) === 'slow') await new Promise<void>((resolve) => (slowEnds = resolve));
      if (text(value) !== 'z') return;
      await pause(scene, 50);
      await consumer.commit();
      seen.push(scene.committed()['t-0']);
      slowEnds();
      await pause(scene, 50);
      ending.abort();
    };
    await scene.run(consumer.process(handler, { order: 'key', signal: ending.signal }));
    await scene.run(consumer.commit());
    seen.push(scene.committed()['t-0']);
    assert.deepEqual(seen, [0, 4]);
    await scene.end();
  });

  test('a record whose handler failed is not, and comes again', async () => {
    const { scene, consumer } = await start(1);
    await scene.produce(0, 'a', 'b', 'c');
    const failing = ({ value }: ConsumedRecord): void => {
      if (text(value) === 'b') throw new Error('no b');
    };
    await assert.rejects(scene.run(consumer.process(failing)), /no b/);
    const again: string[] = [];
    const ending = new AbortController();
    const keeping = ({ value }: ConsumedRecord): void => {
      again.push(text(value));
      if (again.length === 2) ending.abort();
    };
    await scene.run(consumer.process(keeping, { signal: ending.signal }));
    assert.deepEqual(again, ['b', 'c']);
    await scene.run(consumer.close());
    assert.deepEqual(scene.committed(), { 't-0': 3 });
    await scene.end();
  });

  test('one that may be skipped counts as finished', async () => {
    const { scene, consumer } = await start(1);
    await scene.produce(0, 'a', 'b', 'c');
    const skipped: string[] = [];
    const ending = new AbortController();
    const handler = ({ value }: ConsumedRecord): void => {
      if (text(value) === 'b') throw new Error('no b');
      if (text(value) === 'c') ending.abort();
    };
    const onError = async (error: unknown, { value }: ConsumedRecord): Promise<'skip'> => {
      await pause(scene, 10);
      skipped.push(`${text(value)}: ${String(error)}`);
      return 'skip';
    };
    await scene.run(consumer.process(handler, { onError, signal: ending.signal }));
    assert.deepEqual(skipped, ['b: Error: no b']);
    await scene.run(consumer.close());
    assert.deepEqual(scene.committed(), { 't-0': 3 });
    await scene.end();
  });
});

describe('the end', () => {
  test('by the signal: what runs is waited for, and told', async () => {
    const { scene, consumer } = await start(1);
    await scene.produce(0, 'a', 'b');
    const ending = new AbortController();
    const events: string[] = [];
    const processing = consumer.process(
      async ({ value }, { signal }) => {
        signal.addEventListener('abort', () => events.push('told'));
        ending.abort();
        await pause(scene, 100);
        events.push(text(value));
      },
      { signal: ending.signal },
    );
    await scene.run(processing);
    assert.deepEqual(events, ['told', 'a']);
    await scene.run(consumer.close());
    assert.deepEqual(scene.committed(), { 't-0': 1 });
    await scene.end();
  });

  test('who reads on has the record after, whatever was read ahead', async () => {
    const options = { maxPartitionFetchBytes: 1_000, enableAutoCommit: false };
    const { scene, consumer } = await start(1, options);
    for (let count = 0; count < 20; count++) await scene.produce(0, `${count}`.padEnd(400, '.'));
    const ending = new AbortController();
    const handler = async (): Promise<void> => {
      // As much is read ahead as may be: no fetch is under way.
      await pause(scene, 1_000);
      ending.abort();
    };
    await scene.run(consumer.process(handler, { signal: ending.signal }));
    const [next] = await scene.run(consumer.next({ timeoutMs: 5_000 }));
    assert.equal(next?.offset, 1);
    await scene.end();
  });

  test('a failure ends it when the others have ended', async () => {
    const { scene, consumer } = await start(2);
    await scene.produce(0, 'bad');
    await scene.produce(1, 'good');
    const ended: string[] = [];
    const handler = async ({ value }: ConsumedRecord): Promise<void> => {
      await pause(scene, text(value) === 'bad' ? 10 : 200);
      if (text(value) === 'bad') throw new Error('bad');
      ended.push(text(value));
    };
    await assert.rejects(scene.run(consumer.process(handler)), /bad/);
    assert.deepEqual(ended, ['good']);
    await scene.end();
  });

  test('close ends it', async () => {
    const { scene, consumer } = await start(1);
    await scene.produce(0, 'a');
    const processing = consumer.process(() => pause(scene, 50));
    const closing = pause(scene, 20_000).then(() => consumer.close());
    await scene.run(Promise.all([processing, closing]));
    assert.equal(scene.group.state, 'empty');
    await scene.end();
  });

  test('nobody else may read meanwhile', async () => {
    const { scene, consumer } = await start(1);
    const ending = new AbortController();
    const processing = consumer.process(() => undefined, { signal: ending.signal });
    await assert.rejects(consumer.next(), ClientError);
    await assert.rejects(consumer.process(() => undefined), /one at a time/);
    ending.abort();
    await scene.run(processing);
    await scene.end();
  });

  for (const options of [{ concurrency: 0 }, { concurrency: 1.5 }, { order: 'any' as 'key' }]) {
    test(`${JSON.stringify(options)} is refused`, async () => {
      const { scene, consumer } = await start(1);
      await assert.rejects(consumer.process(() => undefined, options), ConfigError);
      await scene.end();
    });
  }
});

describe('rebalances', () => {
  for (const partitionAssignmentStrategy of ['range', 'cooperative-sticky'] as const) {
    const waits = `${partitionAssignmentStrategy}: wait for handlers`;
    test(`${waits}, and nothing is lost or twice`, async () => {
      const { scene, consumer } = await start(2, { partitionAssignmentStrategy });
      for (const partition of [0, 1]) await scene.produce(partition, 'a', 'b', 'c', 'd');
      const seen: string[] = [];
      const ending = new AbortController();
      const handler = async (record: ConsumedRecord): Promise<void> => {
        await pause(scene, 400);
        seen.push(`${record.partition}${text(record.value)}`);
        if (seen.length === 8) ending.abort();
      };
      const { signal } = ending;
      const first = consumer.process(handler, { signal });
      const second = (async (): Promise<void> => {
        await pause(scene, 500);
        const other = scene.consumer({ partitionAssignmentStrategy });
        other.subscribe('t');
        await other.process(handler, { signal });
      })();
      await scene.run(Promise.all([first, second]));
      const all = [0, 1].flatMap((p) => ['a', 'b', 'c', 'd'].map((v) => `${p}${v}`));
      assert.deepEqual(seen.toSorted(), all);
      await scene.end();
    });
  }

  test('a slow handler keeps its membership up to maxPollIntervalMs, no longer', async () => {
    const { scene, consumer } = await start(1, { maxPollIntervalMs: 60_000 });
    await scene.produce(0, 'a', 'b');
    const generations: number[] = [];
    const ending = new AbortController();
    const handler = async ({ value }: ConsumedRecord): Promise<void> => {
      await pause(scene, text(value) === 'a' ? 50_000 : 70_000);
      generations.push(consumer.membership.generationId);
      if (generations.length === 2) ending.abort();
    };
    await scene.run(consumer.process(handler, { signal: ending.signal }));
    assert.deepEqual(generations, [1, -1]);
    await scene.end();
  });
});

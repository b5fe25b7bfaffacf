// How records come into batches where it is not the common case: partitions that are new, memory
// that is short, records that cannot be written, signals, and a producer that closes meanwhile.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  ClientError,
  ClosedError,
  Producer,
  RecordTooLargeError,
  type ProducerOptions,
} from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

async function start(options: Partial<ProducerOptions> = {}, seed = 1) {
  const cluster = await ScriptedCluster.start(1, seed);
  cluster.addTopic('t', [1]);
  const served = new ServedLogs(cluster);
  const { client: world, bootstrapServers } = cluster;
  const producer = new Producer({ world, bootstrapServers, ...options });
  const run = <T>(promise: Promise<T>): Promise<T> => cluster.universe.resolve(promise);
  return { cluster, served, producer, run };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('partitions', () => {
  test('one that was added since is found, and records keep their order', async () => {
    const { cluster, served, producer, run } = await start();
    await run(producer.send({ topic: 't', value: 'known' }));
    cluster.topics.get('t')?.partitions.push({ leader: 1, leaderEpoch: 0 });
    const values = ['a', 'b', 'c'];
    const sends = values.map((value) => producer.send({ topic: 't', partition: 1, value }));
    const placed = await run(Promise.all(sends));
    assert.deepEqual(placed.map(({ partition, offset }) => [partition, offset]), [
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    assert.deepEqual(served.log('t', 1).values(), values);
    await run(producer.close());
  });

  test('without key, a batch is filled before the next partition has its turn', async () => {
    const { cluster, served, producer, run } = await start({ lingerMs: 50, batchSize: 1_000 });
    cluster.addTopic('many', range(16).map(() => 1));
    await run(producer.partitionsFor('many'));
    // Four of these fit into a batch; the producer moves on after one batch's bytes.
    const value = 'x'.repeat(200);
    await run(Promise.all(range(8).map(() => producer.send({ topic: 'many', value }))));
    assert.equal(served.producedBatchBytes.length, 2);
    await run(producer.close());
  });
});

describe('records that callers without types give', () => {
  test('a header without a value has null', async () => {
    const { served, producer, run } = await start();
    const headers = { trace: undefined as never };
    await run(producer.send({ topic: 't', value: 'x', headers }));
    await run(producer.send({ topic: 't', value: 'y' }));
    assert.deepEqual(served.log('t').values(), ['x', 'y']);
    assert.equal(producer.bufferedBytes, 0);
    await run(producer.close());
  });

  test('what is no bytes is refused, and nothing of it remains', async () => {
    const { served, producer, run } = await start();
    await run(producer.send({ topic: 't', value: 'first' }));
    for (const [fields, message] of [
      [{ headers: [[null, 'x']] }, /a header's key is text, got null/],
      [{ value: new Uint16Array([258]) }, /are bytes, text or null, got object/],
      [{ key: new DataView(new ArrayBuffer(2)) }, /are bytes, text or null, got object/],
    ] as const) {
      const record = { topic: 't', value: 'x', ...fields } as never;
      await assert.rejects(run(producer.send(record)), (error) => {
        assert.ok(error instanceof ClientError);
        assert.match(error.message, message);
        return true;
      });
    }
    await run(producer.send({ topic: 't', value: 'last' }));
    assert.deepEqual(served.log('t').values(), ['first', 'last']);
    assert.equal(producer.bufferedBytes, 0);
    await run(producer.close());
  });
});

describe('bufferMemory', () => {
  const MAX_BLOCK_MS = 200;

  /** How many of such records are taken, while others wait for memory until they give up. */
  async function taken(
    { cluster, producer }: Awaited<ReturnType<typeof start>>,
    value: string,
  ): Promise<{ count: number; rest: Promise<unknown> }> {
    const sends = range(100).map(() => producer.send({ topic: 't', value }));
    let refused = 0;
    const settled = sends.map((sent) => sent.catch(() => (refused += 1)));
    await cluster.universe.advance(MAX_BLOCK_MS + 100);
    return { count: sends.length - refused, rest: Promise.all(settled) };
  }

  test('less than a batch: it is the limit all the same', async () => {
    const scene = await start({ bufferMemory: 2_000, maxBlockMs: MAX_BLOCK_MS });
    const { served, producer, run } = scene;
    await run(producer.send({ topic: 't', value: 'first' }));
    served.produceFault = () => 'silence';
    const { count, rest } = await taken(scene, 'x'.repeat(300));
    assert.ok(count > 0 && count * 300 <= 2_000, `${count} records were taken`);
    served.produceFault = () => 'none';
    await run(rest);
    assert.equal(served.log('t').endOffset, 1 + count);
    assert.equal(producer.bufferedBytes, 0);
    await run(producer.close());
  });

  test('counts what will be compressed as it is until then', async () => {
    const limit = 100_000;
    const scene = await start({
      bufferMemory: limit,
      maxBlockMs: MAX_BLOCK_MS,
      compressionType: 'gzip',
      maxInFlightRequests: 1,
    });
    const { served, producer, run } = scene;
    const value = 'x'.repeat(8_000);
    // By now the producer has learned that little will be left of it.
    for (let i = 0; i < 160; i++) await run(producer.send({ topic: 't', value }));
    served.produceFault = () => 'silence';
    const { count, rest } = await taken(scene, value);
    // One batch is compressed and on its way; it has given its memory back.
    const bytes = count * value.length;
    assert.ok(bytes > limit / 2 && bytes < limit * 2, `${bytes} bytes were taken`);
    served.produceFault = () => 'none';
    await run(rest);
    assert.equal(producer.bufferedBytes, 0);
    await run(producer.close());
  });
});

describe('a call that ends early', () => {
  test('the signal also ends the wait behind other records', async () => {
    const { cluster, served, producer, run } = await start({
      bufferMemory: 1_000,
      batchSize: 1_000,
    });
    await run(producer.send({ topic: 't', value: 'first' }));
    served.produceDelayMs = () => 5_000;
    const value = 'x'.repeat(600);
    const before = [producer.send({ topic: 't', value }), producer.send({ topic: 't', value })];
    const stop = new AbortController();
    const { signal } = stop;
    const stopped = producer.send({ topic: 't', value: 'never' }, { signal });
    const failing = assert.rejects(stopped, (error) => error === signal.reason);
    const behind = producer.send({ topic: 't', value: 'behind' });
    await cluster.universe.advance(10);
    const startMs = cluster.universe.nowMs;
    stop.abort();
    await run(failing);
    assert.ok(cluster.universe.nowMs - startMs < 10);
    await run(Promise.all([...before, behind]));
    assert.deepEqual(served.log('t').values(), ['first', value, value, 'behind']);
    await run(producer.close());
  });

  test('sendBatch tells a refusal when the fate of what it sent before is known', async () => {
    const { served, producer, run } = await start({ maxRequestSize: 1_000 });
    await run(producer.send({ topic: 't', value: 'first' }));
    served.produceDelayMs = () => 50;
    const values = ['a', 'b', 'x'.repeat(2_000), 'c'];
    const sending = producer.sendBatch(values.map((value) => ({ topic: 't', value })));
    await assert.rejects(run(sending), RecordTooLargeError);
    assert.deepEqual(served.log('t').values(), ['first', 'a', 'b']);
    assert.equal(producer.stats().batchesUndelivered, 0);
    await run(producer.close());
  });
});

describe('closing', () => {
  test('twice is the same end: who closes later waits as well', async () => {
    const { served, producer, run } = await start();
    await run(producer.send({ topic: 't', value: 'first' }));
    served.produceDelayMs = () => 50;
    const sent = producer.send({ topic: 't', value: 'last' });
    const closing = producer.close();
    await run(producer.close());
    assert.deepEqual(served.log('t').values(), ['first', 'last']);
    await run(Promise.all([sent, closing]));
  });

  test('at once, while metadata comes: every send settles', async () => {
    // Somewhere among the reactions to the metadata, of which each record has some.
    for (const reactions of range(40)) {
      const { producer, run } = await start();
      const close = async (): Promise<void> => {
        await producer.partitionsFor('t');
        for (let i = 0; i < reactions; i++) await Promise.resolve();
        await producer.close({ timeoutMs: 0 });
      };
      const closing = close();
      const sends = range(50).map((i) => producer.send({ topic: 't', value: `${i}` }));
      const outcomes = await run(Promise.allSettled(sends));
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof ClosedError);
      }
      await run(closing);
    }
  });
});

// What a producer does beside sending in order: batching, waiting for memory, giving up, closing.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, produceApi } from '@ottla/protocol';

import {
  ClientError,
  ClosedError,
  KafkaError,
  Producer,
  RecordTooLargeError,
  TimeoutError,
  type ProducerOptions,
} from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

async function start(options: Partial<ProducerOptions> = {}): Promise<{
  cluster: ScriptedCluster;
  served: ServedLogs;
  producer: Producer;
  run: <T>(promise: Promise<T>) => Promise<T>;
}> {
  const cluster = await ScriptedCluster.start(1);
  cluster.addTopic('t', [1]);
  const served = new ServedLogs(cluster);
  const { client: world, bootstrapServers } = cluster;
  const producer = new Producer({ world, bootstrapServers, ...options });
  const run = <T>(promise: Promise<T>): Promise<T> => cluster.universe.resolve(promise);
  return { cluster, served, producer, run };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

const produceCount = (cluster: ScriptedCluster): number =>
  cluster.broker(1).log.filter((line) => line.startsWith('Produce ')).length;

describe('batching', () => {
  test('what is sent in one turn goes in one request, whatever its promises', async () => {
    const { cluster, producer, run } = await start();
    await run(producer.send({ topic: 't', value: 'first' }));
    const sends = range(50).map((i) => producer.send({ topic: 't', value: `${i}` }));
    const results = await run(Promise.all(sends));
    assert.deepEqual(results.map(({ offset }) => offset), range(51).slice(1));
    assert.equal(produceCount(cluster), 2);
    await run(producer.close());
  });

  test('one that waits for each send pays no linger', async () => {
    const { cluster, producer, run } = await start();
    await run(producer.send({ topic: 't', value: 'first' }));
    const startMs = cluster.universe.nowMs;
    for (let i = 0; i < 20; i++) await run(producer.send({ topic: 't', value: `${i}` }));
    const eachMs = (cluster.universe.nowMs - startMs) / 20;
    assert.ok(eachMs < 3, `${eachMs} ms for each send: the round trip is about 1`);
    await run(producer.close());
  });

  test('a linger that was asked for is kept', async () => {
    const { cluster, producer, run } = await start({ lingerMs: 40 });
    await run(producer.send({ topic: 't', value: 'first' }));
    const startMs = cluster.universe.nowMs;
    await run(producer.send({ topic: 't', value: 'second' }));
    assert.ok(cluster.universe.nowMs - startMs >= 40);
    await run(producer.close());
  });

  test('a full batch does not linger, nor does a flush', async () => {
    const { cluster, producer, served, run } = await start({ lingerMs: 10_000, batchSize: 550 });
    const value = 'x'.repeat(200);
    const sends = [1, 2, 3, 4].map(() => producer.send({ topic: 't', value }));
    await cluster.universe.advance(200);
    assert.equal(served.log('t').endOffset, 2);
    await run(producer.flush());
    assert.equal(served.log('t').endOffset, 4);
    assert.ok(cluster.universe.nowMs < 1_000);
    await run(Promise.all(sends));
    await run(producer.close());
  });

  test('sendBatch counts records and needs no promise for each', async () => {
    const { served, producer, run } = await start();
    const records = Array.from({ length: 1000 }, (_, i) => ({ topic: 't', value: `v${i}` }));
    assert.deepEqual(await run(producer.sendBatch(records)), { recordCount: 1000 });
    assert.deepEqual(served.log('t').values(), records.map(({ value }) => value));
    await run(producer.close());
  });
});

describe('a broker that finds a batch too large', () => {
  test('gets it in parts, and every record its offset', async () => {
    const { served, producer, run } = await start({ lingerMs: 5, batchSize: 4_000 });
    served.batchBytesMax = 700;
    const value = (i: number): string => `${i}`.padEnd(100, '.');
    const sends = range(20).map((i) => producer.send({ topic: 't', value: value(i) }));
    const results = await run(Promise.all(sends));
    assert.deepEqual(results.map(({ offset }) => offset), range(20));
    assert.deepEqual(served.log('t').values(), range(20).map(value));
    await run(producer.close());
  });

  test('a single record that is too large fails alone', async () => {
    const { served, producer, run } = await start({ lingerMs: 5 });
    served.batchBytesMax = 300;
    const sends = ['a', 'x'.repeat(500), 'b'].map((value) => producer.send({ topic: 't', value }));
    const outcomes = await run(Promise.allSettled(sends));
    assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled']);
    const [, failure] = outcomes;
    assert.ok(failure?.status === 'rejected' && failure.reason instanceof KafkaError);
    assert.equal(failure.reason.name, 'MESSAGE_TOO_LARGE');
    assert.deepEqual(served.log('t').values(), ['a', 'b']);
    await run(producer.close());
  });
});

describe('records that cannot be', () => {
  test('larger than a request, of a partition that is not there, with a wrong time', async () => {
    const { producer, run } = await start({ maxRequestSize: 1_000 });
    await run(producer.send({ topic: 't', value: 'known' }));
    const table: readonly (readonly [object, typeof ClientError, RegExp])[] = [
      [{ value: 'x'.repeat(2_000) }, RecordTooLargeError, /larger than maxRequestSize, 1000/],
      [{ partition: 5, value: '' }, ClientError, /partition 5 of t does not exist: .* 1 part/],
      [{ timestamp: -5, value: '' }, ClientError, /Invalid timestamp: -5/],
    ];
    for (const [fields, type, message] of table) {
      await assert.rejects(run(producer.send({ topic: 't', ...fields })), (error) => {
        assert.ok(error instanceof type);
        assert.match(error.message, message);
        return true;
      });
    }
    await run(producer.close());
  });

  test('those the broker names fail with its words, the others for their company', async () => {
    const { cluster, producer, run } = await start({ lingerMs: 5 });
    cluster.broker(1).on(produceApi, ({ request }, respond) => {
      const responses = request.topicData.map(({ topicId, partitionData }) => ({
        topicId,
        partitionResponses: partitionData.map(({ index }) => ({
          index,
          errorCode: errors.INVALID_RECORD.code,
          baseOffset: -1,
          recordErrors: [{ batchIndex: 1, batchIndexErrorMessage: 'no key' }],
        })),
      }));
      respond({ responses });
    });
    const sends = ['a', 'b'].map((value) => producer.send({ topic: 't', value }));
    const [first, second] = await run(Promise.allSettled(sends));
    assert.ok(first?.status === 'rejected' && second?.status === 'rejected');
    assert.match(String(first.reason), /other records of the same batch are invalid/);
    assert.match(String(second.reason), /INVALID_RECORD: no key/);
    await run(producer.close());
  });
});

describe('limits of time and memory', () => {
  test('a topic that does not appear: the send gives up after maxBlockMs', async () => {
    const { cluster, producer, run } = await start({ maxBlockMs: 700 });
    const startMs = cluster.universe.nowMs;
    await assert.rejects(run(producer.send({ topic: 'nope', value: '' })), (error) => {
      assert.ok(error instanceof TimeoutError);
      assert.match(error.message, /after 700 ms waiting for metadata of topic nope/);
      return true;
    });
    assert.ok(cluster.universe.nowMs - startMs < 800);
    await run(producer.close());
  });

  test('many sends for a missing topic: each gives up maxBlockMs after its call', async () => {
    const { cluster, producer, run } = await start({ maxBlockMs: 700 });
    const startMs = cluster.universe.nowMs;
    const sends = range(20).map((i) => producer.send({ topic: 'nope', value: `${i}` }));
    const outcomes = await run(Promise.allSettled(sends));
    assert.ok(outcomes.every(({ status }) => status === 'rejected'));
    assert.ok(cluster.universe.nowMs - startMs < 900);
    await run(producer.close());
  });

  test('no answer within deliveryTimeoutMs: expired, with how long it waited', async () => {
    const { served, producer, run } = await start({
      requestTimeoutMs: 300,
      deliveryTimeoutMs: 1_000,
    });
    served.produceFault = () => 'silence';
    await assert.rejects(run(producer.send({ topic: 't', value: 'x' })), (error) => {
      assert.ok(error instanceof TimeoutError);
      assert.match(error.message, /Expiring 1 record\(s\) for t-0: 1\d{3} ms has passed/);
      return true;
    });
    served.produceFault = () => 'none';
    const { offset } = await run(producer.send({ topic: 't', value: 'y' }));
    assert.equal(offset, 0);
    await run(producer.close());
  });

  test('memory is bounded: sends wait, in order, for what was sent before', async () => {
    const { served, producer, run } = await start({ bufferMemory: 4_000, batchSize: 1_000 });
    let most = 0;
    served.produceDelayMs = () => {
      most = Math.max(most, producer.bufferedBytes);
      return 5;
    };
    const values = Array.from({ length: 60 }, (_, i) => `${i}`.padEnd(300, '.'));
    await run(Promise.all(values.map((value) => producer.send({ topic: 't', value }))));
    assert.deepEqual(served.log('t').values(), values);
    assert.ok(most > 0 && most <= 4_000, `${most} bytes were in use`);
    assert.equal(producer.bufferedBytes, 0);
    await run(producer.close());
  });

  test('memory that does not come free: the send gives up after maxBlockMs', async () => {
    const { served, producer, run } = await start({
      bufferMemory: 1_000,
      batchSize: 1_000,
      maxBlockMs: 200,
    });
    served.produceFault = () => 'silence';
    const value = 'x'.repeat(600);
    const first = producer.send({ topic: 't', value });
    const second = producer.send({ topic: 't', value });
    await assert.rejects(run(second), /bufferMemory to come free/);
    served.produceFault = () => 'none';
    await run(first);
    await run(producer.close());
  });

  test('a small record does not overtake a large one that waits for memory', async () => {
    const { served, producer, run } = await start({ bufferMemory: 1_500, batchSize: 1_000 });
    served.produceDelayMs = () => 20;
    const values = ['a'.repeat(200), 'B'.repeat(1_200), 'c', 'd'];
    await run(Promise.all(values.map((value) => producer.send({ topic: 't', value }))));
    assert.deepEqual(served.log('t').values(), values);
    await run(producer.close());
  });
});

describe('acks', () => {
  test('0: resolves once sent, without an offset; nothing is waited for', async () => {
    const { cluster, served, producer, run } = await start({ acks: 0 });
    const { offset, partition } = await run(producer.send({ topic: 't', value: 'x' }));
    assert.deepEqual([offset, partition], [-1, 0]);
    await run(producer.close());
    await cluster.universe.advance(50);
    assert.deepEqual(served.log('t').values(), ['x']);
  });
});

describe('closing', () => {
  test('delivers what was sent, also what still waits for metadata', async () => {
    const { served, producer, run } = await start({ lingerMs: 5_000 });
    const sends = ['a', 'b'].map((value) => producer.send({ topic: 't', value }));
    await run(producer.close());
    await run(Promise.all(sends));
    assert.deepEqual(served.log('t').values(), ['a', 'b']);
    await assert.rejects(producer.send({ topic: 't', value: 'c' }), ClosedError);
    await run(producer.close());
  });

  test('at once, with time 0: what is not delivered fails, nothing hangs', async () => {
    const { served, producer, run } = await start();
    await run(producer.send({ topic: 't', value: 'first' }));
    served.produceFault = () => 'silence';
    const failing = assert.rejects(producer.send({ topic: 't', value: 'x' }), ClosedError);
    await run(producer.close({ timeoutMs: 0 }));
    await run(failing);
  });

  test('gives up on a broker that never answers', async () => {
    const { cluster, served, producer, run } = await start();
    served.produceFault = () => 'silence';
    const failing = assert.rejects(producer.send({ topic: 't', value: 'x' }), ClosedError);
    const startMs = cluster.universe.nowMs;
    await run(producer.close({ timeoutMs: 800 }));
    await run(failing);
    assert.ok(cluster.universe.nowMs - startMs < 1_000);
  });
});

// What becomes of batches that are not simply taken: when they are sent again, and what is known of
// those that were given up.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, metadataApi, produceApi } from '@ottla/protocol';

import { KafkaError, Producer, TimeoutError, type ProducerOptions } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

interface Scene {
  readonly cluster: ScriptedCluster;
  readonly served: ServedLogs;
  readonly producer: Producer;
  readonly run: <T>(promise: Promise<T>) => Promise<T>;
  readonly send: (value: string) => Promise<unknown>;
}

async function start(options: Partial<ProducerOptions> = {}, seed = 1): Promise<Scene> {
  const cluster = await ScriptedCluster.start(1, seed);
  cluster.addTopic('t', [1]);
  const served = new ServedLogs(cluster);
  const { client: world, bootstrapServers } = cluster;
  const producer = new Producer({ world, bootstrapServers, ...options });
  const run = <T>(promise: Promise<T>): Promise<T> => cluster.universe.resolve(promise);
  const send = (value: string): Promise<unknown> => producer.send({ topic: 't', value });
  return { cluster, served, producer, run, send };
}

describe('the pause before a batch is sent again', () => {
  const ANSWER_MS = 150;
  /** One round trip of the simulated network, generously. */
  const TRIP_MS = 10;

  /** The pauses after failures of one record, from each answer to the next request. */
  async function pausesOf({ cluster, served, run, send }: Scene, failures: number) {
    const came: number[] = [];
    served.produceDelayMs = () => ANSWER_MS;
    served.produceFault = () => {
      came.push(cluster.universe.nowMs);
      return came.length <= failures ? errors.NOT_ENOUGH_REPLICAS.code : 'none';
    };
    await run(send('x'));
    return came.slice(1).map((atMs, index) => atMs - (came[index] ?? 0) - ANSWER_MS);
  }

  test('begins with the answer, however long that took, and grows', async () => {
    const scene = await start();
    await scene.run(scene.send('first'));
    const pauses = await pausesOf(scene, 5);
    assert.equal(pauses.length, 5);
    const expected = [100, 200, 400, 800, 1_000];
    pauses.forEach((pauseMs, index) => {
      const meanMs = expected[index] ?? 0;
      const text = `pause ${index}: ${pauseMs} ms`;
      assert.ok(pauseMs >= meanMs * 0.8 && pauseMs <= meanMs * 1.2 + TRIP_MS, text);
    });
    await scene.run(scene.producer.close());
  });

  test('has jitter', async () => {
    const scene = await start();
    await scene.run(scene.send('first'));
    const pauses = new Set<number>();
    for (let i = 0; i < 6; i++) {
      const [pauseMs = 0] = await pausesOf(scene, 1);
      pauses.add(Math.round(pauseMs / TRIP_MS));
    }
    assert.ok(pauses.size > 1, 'all pauses were equal');
    await scene.run(scene.producer.close());
  });
});

describe('what nobody knows the fate of', () => {
  test('retries that run out do not take the next record with them', async () => {
    const { served, producer, run, send } = await start({ retries: 1 });
    let losses = 2;
    served.produceFault = () => (losses-- > 0 ? 'drop-before' : 'none');
    await assert.rejects(run(send('lost')), (error) => {
      assert.ok(error instanceof KafkaError);
      assert.equal(error.name, 'NETWORK_EXCEPTION');
      return true;
    });
    await run(send('next'));
    assert.deepEqual(served.log('t').values(), ['next']);
    await run(producer.close());
  });

  test('nor do they where the broker had it after all', async () => {
    const { served, producer, run, send } = await start({ retries: 1 });
    let losses = 2;
    served.produceFault = () => (losses-- > 0 ? 'drop-after' : 'none');
    await assert.rejects(run(send('there')), KafkaError);
    await run(send('next'));
    assert.deepEqual(served.log('t').values(), ['there', 'next']);
    await run(producer.close());
  });

  test('time that is over just as it is lost makes no duplicate of what follows', async () => {
    const times = { lingerMs: 0, requestTimeoutMs: 500, deliveryTimeoutMs: 500 };
    const options = { ...times, retryBackoffMs: 10, reconnectBackoffMs: 10 };
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { cluster, served, producer, run, send } = await start(options, seed);
      await run(send('first'));
      // Both are written, and no answer comes before the connection is given up.
      served.produceDelayMs = () => 60_000;
      const late = assert.rejects(send('late'));
      await cluster.universe.advance(100);
      const behind = send('behind');
      await cluster.universe.advance(100);
      served.produceDelayMs = () => 1;
      await run(late);
      await run(behind);
      await run(send('last'));
      const expected = ['first', 'late', 'behind', 'last'];
      assert.deepEqual(served.log('t').values(), expected, `seed ${seed}`);
      await run(producer.close());
    }
  });

  test('parts of a split batch that expire unsent leave no gap', async () => {
    const options = { requestTimeoutMs: 500, deliveryTimeoutMs: 1_000 };
    const { cluster, producer, run, send } = await start(options);
    await run(producer.partitionsFor('t'));
    // Too large, and nothing more is to be sent for longer than the parts can wait.
    cluster.broker(1).on(produceApi, ({ request }, respond) => {
      const responses = request.topicData.map(({ topicId, partitionData }) => ({
        topicId,
        partitionResponses: partitionData.map(({ index }) => {
          return { index, errorCode: errors.MESSAGE_TOO_LARGE.code, baseOffset: -1 };
        }),
      }));
      respond({ responses, throttleTimeMs: 3_000 });
    });
    const expired = ['a', 'b'].map((value) => assert.rejects(send(value), TimeoutError));
    await run(Promise.all(expired));
    await cluster.universe.advance(3_000);
    const served = new ServedLogs(cluster);
    await run(send('c'));
    assert.deepEqual(served.log('t').values(), ['c']);
    await run(producer.close());
  });
});

describe('metadata that changes under way', () => {
  test('a topic that is hidden for a moment: what was written is not written again', async () => {
    const cluster = await ScriptedCluster.start(2);
    const { client: world, bootstrapServers, universe } = cluster;
    cluster.addTopic('t', [1, 2]);
    const served = new ServedLogs(cluster);
    const options = { enableIdempotence: false, metadataMaxAgeMs: 100 };
    const producer = new Producer({ world, bootstrapServers, ...options });
    const send = (partition: number): Promise<unknown> =>
      producer.send({ topic: 't', partition, value: 'x' });
    // Connected to both: metadata is asked for at the one that has nothing else to answer.
    await universe.resolve(Promise.all([send(0), send(1)]));
    served.produceDelayMs = () => 300;
    const sent = send(0);
    await universe.advance(50);
    const topic = cluster.topics.get('t');
    assert.ok(topic !== undefined);
    cluster.topics.delete('t');
    await universe.advance(400);
    cluster.topics.set('t', topic);
    await universe.resolve(sent);
    assert.deepEqual(served.log('t', 0).values(), ['x', 'x']);
    await universe.resolve(producer.close());
  });

  test('a leader that is not among the brokers yet is asked for again', async () => {
    const cluster = await ScriptedCluster.start(2);
    cluster.addTopic('t', [2]);
    const served = new ServedLogs(cluster);
    let isHidden = true;
    for (const broker of cluster.brokers) {
      broker.on(metadataApi, ({ request, version }, respond) => {
        const names = request.topics?.map(({ name }) => name ?? '');
        const told = cluster.metadataFor(names, version);
        const brokers = (told.brokers ?? []).filter(({ nodeId }) => !isHidden || nodeId !== 2);
        respond({ ...told, brokers });
      });
    }
    const producer = new Producer({ world: cluster.client, bootstrapServers: 'b1:9092' });
    const sent = producer.send({ topic: 't', value: 'x' });
    await cluster.universe.advance(300);
    isHidden = false;
    const startMs = cluster.universe.nowMs;
    await cluster.universe.resolve(sent);
    assert.ok(cluster.universe.nowMs - startMs < 1_000);
    assert.deepEqual(served.log('t').values(), ['x']);
    await cluster.universe.resolve(producer.close());
  });
});

test('without idempotence, what was lost together is sent again in its order', async () => {
  const { cluster, served, producer, run, send } = await start({ enableIdempotence: false });
  await run(send('first'));
  served.produceFault = () => 'silence';
  const sends = [send('a')];
  await cluster.universe.advance(20);
  sends.push(send('b'));
  await cluster.universe.advance(20);
  cluster.broker(1).dropAll();
  served.produceFault = () => 'none';
  await run(Promise.all(sends));
  assert.deepEqual(served.log('t').values(), ['first', 'a', 'b']);
  await run(producer.close());
});

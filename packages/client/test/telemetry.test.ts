// Metrics that go to the cluster where it asks for them (KIP-714). By scripted brokers;
// interop/suites/telemetry.test.ts shows Ottla taking those of others.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  codecId,
  codecOf,
  decompress,
  errors,
  getTelemetrySubscriptionsApi,
  pushTelemetryApi,
  readMetrics,
  zeroUuid,
  type PushTelemetryRequest,
} from '@ottla/protocol';

import {
  ClientError,
  ClosedError,
  Consumer,
  Producer,
  TimeoutError,
  UnsupportedVersionError,
  type GroupConsumerOptions,
} from '../src/index.ts';
import { GroupScene } from './scripted/group-scene.ts';

const INSTANCE = 'AAAAAAAAAAAAAAAAAAAABw';
const INTERVAL_MS = 10_000;

class Observed {
  readonly scene: GroupScene;
  readonly asks: string[] = [];
  readonly pushes: PushTelemetryRequest[] = [];
  requestedMetrics = ['org.apache.kafka.consumer.'];
  codecs: readonly ('zstd' | 'gzip')[] = ['gzip'];
  deltaTemporality = false;
  intervalMs = INTERVAL_MS;
  pushError = 0;
  /** Of the next asks. */
  askErrors: number[] = [];
  answersAsks = true;

  private constructor(scene: GroupScene) {
    this.scene = scene;
    for (const broker of scene.cluster.brokers) {
      broker.on(getTelemetrySubscriptionsApi, ({ request }, respond) => {
        this.asks.push(request.clientInstanceId);
        if (!this.answersAsks) return;
        respond({
          errorCode: this.askErrors.shift() ?? 0,
          clientInstanceId: INSTANCE,
          subscriptionId: 42,
          acceptedCompressionTypes: this.codecs.map(codecId),
          pushIntervalMs: this.intervalMs,
          telemetryMaxBytes: 100_000,
          deltaTemporality: this.deltaTemporality,
          requestedMetrics: this.requestedMetrics,
        });
      });
      broker.on(pushTelemetryApi, ({ request }, respond) => {
        this.pushes.push(request);
        respond({ errorCode: this.pushError });
      });
    }
  }

  static async start(): Promise<Observed> {
    return new Observed(await GroupScene.start([1]));
  }

  consumer(options: Partial<GroupConsumerOptions> = {}): Consumer {
    const consumer = this.scene.consumer(options);
    consumer.subscribe('t');
    return consumer;
  }

  advance(ms: number): Promise<void> {
    return this.scene.cluster.universe.advance(ms);
  }

  pushed(index: number) {
    const push = this.pushes[index];
    assert.ok(push !== undefined, `push ${index} never came`);
    const codec = codecOf(push.compressionType) ?? 'none';
    const bytes = codec === 'none' ? push.metrics : decompress(codec, push.metrics, 100_000);
    return readMetrics(bytes, 1_000);
  }
}

describe('a consumer where metrics are wanted', () => {
  test('pushes them at the interval, by their names, and says whose they are', async () => {
    const observed = await Observed.start();
    await observed.scene.produce(0, 'a', 'b');
    const consumer = observed.consumer();
    await observed.scene.read(consumer, 2);
    await observed.advance(1_500 + INTERVAL_MS * 1.5);
    assert.deepEqual(observed.asks, [zeroUuid]);
    assert.equal(observed.pushes[0]?.clientInstanceId, INSTANCE);
    assert.equal(observed.pushes[0]?.subscriptionId, 42);
    const { points, resource } = observed.pushed(0);
    const valueOf = (name: string): number | undefined =>
      points.find((point) => point.name === `org.apache.kafka.consumer.${name}`)?.value;
    assert.equal(valueOf('coordinator.assigned.partitions'), 1);
    assert.equal(valueOf('coordinator.rebalance.total'), 1);
    assert.equal(valueOf('fetch.manager.records.lag.max'), 0);
    assert.ok((valueOf('connection.creation.total') ?? 0) >= 1);
    assert.deepEqual(resource[0], ['group_id', 'g']);
    assert.ok(resource.some(([name]) => name === 'group_member_id'));
    const before = observed.pushes.length;
    await observed.advance(INTERVAL_MS * 3);
    assert.equal(observed.pushes.length, before + 3);
    await observed.scene.end();
  });

  test('only what is asked for', async () => {
    const observed = await Observed.start();
    observed.requestedMetrics = ['org.apache.kafka.consumer.connection'];
    observed.consumer();
    await observed.advance(INTERVAL_MS * 2);
    const names = observed.pushed(0).points.map(({ name }) => name);
    assert.deepEqual(names, ['org.apache.kafka.consumer.connection.creation.total']);
    await observed.scene.end();
  });

  test('what came since the last push, where that is wanted', async () => {
    const observed = await Observed.start();
    observed.deltaTemporality = true;
    const consumer = observed.consumer();
    await observed.scene.produce(0, 'a');
    await observed.scene.read(consumer, 1);
    await observed.advance(INTERVAL_MS * 3);
    const rebalances = [0, 1].map(
      (index) =>
        observed.pushed(index).points.find(({ name }) => name.endsWith('rebalance.total'))?.value,
    );
    assert.deepEqual(rebalances, [1, 0]);
    await observed.scene.end();
  });

  test('once more at its end, and that it is the end', async () => {
    const observed = await Observed.start();
    const consumer = observed.consumer();
    await observed.advance(5_000);
    await observed.scene.run(consumer.close());
    assert.deepEqual(observed.pushes.map(({ terminating }) => terminating), [true]);
    await observed.scene.end();
  });

  test('asks again, by its id, where the subscription is not known any more', async () => {
    const observed = await Observed.start();
    observed.consumer();
    observed.pushError = errors.UNKNOWN_SUBSCRIPTION_ID.code;
    await observed.advance(INTERVAL_MS * 2);
    assert.deepEqual(observed.asks.slice(0, 2), [zeroUuid, INSTANCE]);
    await observed.scene.end();
  });
});

test('an interval of nothing is no reason to ask without a pause', async () => {
  const observed = await Observed.start();
  observed.intervalMs = 0;
  observed.requestedMetrics = [];
  observed.consumer();
  await observed.advance(INTERVAL_MS);
  assert.equal(observed.asks.length, 1);
  await observed.scene.end();
});

describe('a consumer where nobody wants them', () => {
  test('asks at the interval and pushes nothing, also at its end', async () => {
    const observed = await Observed.start();
    observed.requestedMetrics = [];
    observed.consumer();
    await observed.advance(INTERVAL_MS * 3);
    assert.ok(observed.asks.length >= 2);
    await observed.scene.end();
    assert.equal(observed.pushes.length, 0);
  });

  test('does not even ask where that is switched off', async () => {
    const observed = await Observed.start();
    observed.consumer({ enableMetricsPush: false });
    await observed.advance(INTERVAL_MS * 3);
    assert.deepEqual(observed.asks, []);
    await observed.scene.end();
  });
});

describe('the id that the cluster gives a client', () => {
  test('is asked for at once, and is the one with which metrics come', async () => {
    const observed = await Observed.start();
    const consumer = observed.consumer();
    const { scene } = observed;
    assert.equal(await scene.run(consumer.clientInstanceId()), INSTANCE);
    assert.equal(await scene.run(consumer.clientInstanceId()), INSTANCE);
    await observed.advance(INTERVAL_MS * 1.6);
    assert.deepEqual(observed.asks, [zeroUuid]);
    assert.equal(observed.pushes[0]?.clientInstanceId, INSTANCE);
    await scene.end();
  });

  test('is the same for two that ask at once, of a consumer that is not used yet', async () => {
    const observed = await Observed.start();
    const { scene } = observed;
    const consumer = scene.consumer();
    const both = Promise.all([consumer.clientInstanceId(), consumer.clientInstanceId()]);
    assert.deepEqual(await scene.run(both), [INSTANCE, INSTANCE]);
    consumer.subscribe('t');
    await observed.advance(INTERVAL_MS / 2 - 1);
    assert.deepEqual(observed.asks, [zeroUuid]);
    await scene.end();
  });

  test("is a producer's too", async () => {
    const { scene } = await Observed.start();
    const { client: world, bootstrapServers } = scene.cluster;
    const producer = new Producer({ world, bootstrapServers });
    assert.equal(await scene.run(producer.clientInstanceId()), INSTANCE);
    await scene.run(producer.close());
    await assert.rejects(producer.clientInstanceId(), ClosedError);
    await scene.end();
  });

  test('is asked for again where it may come later; other refusals are told', async () => {
    const observed = await Observed.start();
    const { scene } = observed;
    observed.askErrors = [errors.INVALID_REQUEST.code, errors.THROTTLING_QUOTA_EXCEEDED.code];
    const consumer = scene.consumer();
    await assert.rejects(scene.run(consumer.clientInstanceId()), { name: 'INVALID_REQUEST' });
    assert.equal(await scene.run(consumer.clientInstanceId()), INSTANCE);
    assert.deepEqual(observed.asks, [zeroUuid, zeroUuid, zeroUuid]);
    await scene.end();
  });

  test('is waited for no longer than it is said', async () => {
    const observed = await Observed.start();
    const { scene } = observed;
    observed.answersAsks = false;
    const { clock } = scene.cluster.client;
    const consumer = scene.consumer();
    const startMs = clock.monotonicMs();
    await assert.rejects(scene.run(consumer.clientInstanceId({ timeoutMs: 500 })), TimeoutError);
    assert.equal(clock.monotonicMs() - startMs, 500);
    await scene.end();
  });

  test('is not had where metrics are switched off, or where no broker takes them', async () => {
    const scene = await GroupScene.start([1]);
    const off = scene.consumer({ enableMetricsPush: false });
    await assert.rejects(off.clientInstanceId(), (error) => {
      assert.ok(error instanceof ClientError);
      assert.match(error.message, /enableMetricsPush is false/);
      return true;
    });
    const on = scene.consumer();
    await assert.rejects(scene.run(on.clientInstanceId()), UnsupportedVersionError);
    await scene.end();
  });
});

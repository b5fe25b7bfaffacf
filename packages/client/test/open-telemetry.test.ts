// Spans and metrics by OpenTelemetry's conventions, with its own SDK in memory.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';

import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';

import { Consumer, Producer } from '../src/index.ts';
import { GroupScene } from './scripted/group-scene.ts';

const spans = new InMemorySpanExporter();
const metricsExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({
  exporter: metricsExporter,
  exportIntervalMillis: 1_000_000,
});
before(() => {
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  api.trace.setGlobalTracerProvider(provider);
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  api.propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  api.metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
});

after(async () => {
  await reader.shutdown();
  api.trace.disable();
  api.context.disable();
  api.propagation.disable();
  api.metrics.disable();
});

beforeEach(() => spans.reset());

async function sceneWithClients() {
  const scene = await GroupScene.start([1]);
  const { client: world, bootstrapServers } = scene.cluster;
  const client = { world, bootstrapServers, openTelemetry: api };
  const producer = new Producer({ ...client, clientId: 'shop' });
  const consumer = new Consumer({ ...client, groupId: 'g', autoOffsetReset: 'earliest' });
  consumer.subscribe('t');
  return { scene, producer, consumer };
}

function spanNamed(name: string): ReadableSpan {
  const found = spans.getFinishedSpans().find((span) => span.name === name);
  assert.ok(found !== undefined, `no span ${name}: ${spans.getFinishedSpans().map((s) => s.name)}`);
  return found;
}

async function counted(name: string): Promise<number> {
  await reader.forceFlush();
  let sum = 0;
  for (const { metrics } of metricsExporter.getMetrics().at(-1)?.scopeMetrics ?? []) {
    for (const { descriptor, dataPoints } of metrics) {
      if (descriptor.name !== name) continue;
      for (const { value } of dataPoints) sum += typeof value === 'number' ? value : value.count;
    }
  }
  return sum;
}

/** Records of a topic that were sent. */
async function countedOf(topic: string): Promise<number> {
  await reader.forceFlush();
  let sum = 0;
  for (const { metrics } of metricsExporter.getMetrics().at(-1)?.scopeMetrics ?? []) {
    for (const { descriptor, dataPoints } of metrics) {
      if (descriptor.name !== 'messaging.client.sent.messages') continue;
      for (const { attributes, value } of dataPoints) {
        const isOfIt = attributes['messaging.destination.name'] === topic;
        if (isOfIt && typeof value === 'number') sum += value;
      }
    }
  }
  return sum;
}

describe('a trace', () => {
  test('goes on from the producer to the handler, by the conventions’ names', async () => {
    const { scene, producer, consumer } = await sceneWithClients();
    const headers = { mine: 'kept' };
    await scene.run(producer.send({ topic: 't', key: 'k', value: 'v', headers }));
    const ending = new AbortController();
    const seen: unknown[] = [];
    const handler = ({ headers: all }: { headers: readonly { key: string }[] }): void => {
      const active = api.trace.getActiveSpan()?.spanContext().traceId;
      seen.push(all.map(({ key }) => key), active);
      ending.abort();
    };
    await scene.run(consumer.process(handler, { signal: ending.signal }));
    const [send, process] = [spanNamed('send t'), spanNamed('process t')];
    assert.equal(send.kind, api.SpanKind.PRODUCER);
    assert.equal(process.kind, api.SpanKind.CONSUMER);
    const { traceId, spanId } = send.spanContext();
    assert.equal(process.spanContext().traceId, traceId);
    assert.equal(process.parentSpanContext?.spanId, spanId);
    assert.deepEqual(seen, [['mine', 'traceparent'], traceId]);
    assert.deepEqual(send.attributes, {
      'messaging.system': 'kafka',
      'messaging.client.id': 'shop',
      'messaging.operation.name': 'send',
      'messaging.operation.type': 'send',
      'messaging.destination.name': 't',
      'messaging.kafka.message.key': 'k',
      'messaging.destination.partition.id': '0',
      'messaging.kafka.offset': 0,
    });
    assert.equal(process.attributes['messaging.consumer.group.name'], 'g');
    assert.equal(process.attributes['messaging.kafka.offset'], 0);
    await scene.run(consumer.close());
    assert.equal(spanNamed('commit').attributes['messaging.operation.type'], 'settle');
    await scene.run(producer.close());
    await scene.end();
  });

  test('of a batch is one span, and all its records carry it', async () => {
    const { scene, producer, consumer } = await sceneWithClients();
    const records = ['a', 'b', 'c'].map((value) => ({ topic: 't', value }));
    await scene.run(producer.sendBatch(records));
    const send = spanNamed('send t');
    assert.equal(send.attributes['messaging.batch.message_count'], 3);
    const batch = await scene.run(consumer.next({ timeoutMs: 60_000 }));
    const parents = [...batch].map(({ headers }) =>
      Buffer.from(headers.find(({ key }) => key === 'traceparent')?.value ?? []).toString(),
    );
    assert.equal(new Set(parents).size, 1);
    assert.match(parents[0] ?? '', new RegExp(send.spanContext().spanId));
    await scene.run(Promise.all([producer.close(), consumer.close()]));
    await scene.end();
  });

  test('of a batch of several topics has the name of none, and each has its count', async () => {
    const before = { t: await countedOf('t'), u: await countedOf('u') };
    const { scene, producer, consumer } = await sceneWithClients();
    scene.cluster.addTopic('u', [1]);
    const records = ['t', 'u', 'u', 't', 'u'].map((topic) => ({ topic, value: 'v' }));
    await scene.run(producer.sendBatch(records));
    const send = spanNamed('send');
    assert.equal(send.attributes['messaging.batch.message_count'], 5);
    assert.ok(!('messaging.destination.name' in send.attributes));
    const [t, u] = [await countedOf('t'), await countedOf('u')];
    assert.deepEqual([t - before.t, u - before.u], [2, 3]);
    await scene.run(Promise.all([producer.close(), consumer.close()]));
    await scene.end();
  });

  test('of a batch that failed counts the records that it came to', async () => {
    const { scene, producer, consumer } = await sceneWithClients();
    const values = ['a', 'b', 'x'.repeat(2_000_000)];
    const sending = producer.sendBatch(values.map((value) => ({ topic: 't', value })));
    await assert.rejects(scene.run(sending));
    assert.equal(spanNamed('send t').attributes['messaging.batch.message_count'], 3);
    await scene.run(Promise.all([producer.close(), consumer.close()]));
    await scene.end();
  });

  test('of what failed says so', async () => {
    const { scene, producer, consumer } = await sceneWithClients();
    const value = 'x'.repeat(2_000_000);
    await assert.rejects(scene.run(producer.send({ topic: 't', value })));
    assert.equal(spanNamed('send t').status.code, api.SpanStatusCode.ERROR);
    assert.equal(spanNamed('send t').attributes['error.type'], 'RecordTooLargeError');
    await scene.run(producer.send({ topic: 't', value: 'small' }));
    const failing = (): void => {
      throw new TypeError('no');
    };
    await assert.rejects(scene.run(consumer.process(failing)), /no/);
    assert.equal(spanNamed('process t').attributes['error.type'], 'TypeError');
    await scene.run(Promise.all([producer.close(), consumer.close()]));
    await scene.end();
  });
});

test('metrics count what was sent, consumed and processed', async () => {
  const names = ['client.sent.messages', 'client.consumed.messages', 'process.duration'];
  const totals = (): Promise<number[]> =>
    Promise.all(names.map((name) => counted(`messaging.${name}`)));
  const before = await totals();
  const { scene, producer, consumer } = await sceneWithClients();
  const records = ['a', 'b', 'c'].map((value) => ({ topic: 't', value }));
  await scene.run(producer.sendBatch(records));
  await scene.run(producer.send({ topic: 't', value: 'd' }));
  const ending = new AbortController();
  let handled = 0;
  const handler = (): void => {
    handled += 1;
    if (handled === 4) ending.abort();
  };
  await scene.run(consumer.process(handler, { signal: ending.signal }));
  const after = await totals();
  assert.deepEqual(after.map((value, index) => value - (before[index] ?? 0)), [4, 4, 4]);
  await scene.run(Promise.all([producer.close(), consumer.close()]));
  await scene.end();
});

test('switched off, records carry nothing', async () => {
  const scene = await GroupScene.start([1]);
  const { client: world, bootstrapServers } = scene.cluster;
  const producer = new Producer({ world, bootstrapServers, openTelemetry: false });
  await scene.run(producer.send({ topic: 't', value: 'v' }));
  const consumer = scene.consumer();
  consumer.subscribe('t');
  const [record] = await scene.run(consumer.next({ timeoutMs: 60_000 }));
  assert.equal(record?.headerCount, 0);
  assert.equal(spans.getFinishedSpans().length, 0);
  await scene.run(producer.close());
  await scene.end();
});

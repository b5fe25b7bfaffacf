// What clients push as series: sums, names, labels, and how few a hostile client can make of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  attribute,
  double,
  type Field,
  gauge,
  metricsData,
  sum,
} from '../../../protocol/test/otlp/metrics-bytes.ts';
import { CLIENT, TelemetryBench } from './telemetry-bench.ts';

function bench(seriesMax = 100): TelemetryBench {
  const made = new TelemetryBench({ tells: 'on', seriesMax, bytesMax: 1_000_000 });
  made.configure('m', { metrics: '*', 'interval.ms': '100' });
  return made;
}

type Known = ReturnType<TelemetryBench['subscribed']>;

function push(on: TelemetryBench, known: Known, metrics: readonly Field[], resource = {}): void {
  on.nowMs += 100;
  assert.equal(on.push({ ...known, metrics: metricsData(metrics, resource) }), 'NONE');
}

function samples(on: TelemetryBench): (string | number)[] {
  return [...on.series.samples()].map(({ name, labels, value }) => {
    const own = labels.replace(/^client_instance_id="[^"]*",client_id="orders",?/, '');
    return `${name}{${own}} ${value}`;
  });
}

test('a counter is the sum of its steps, a gauge its newest value', () => {
  const on = bench();
  const known = on.subscribed();
  for (const value of [2, 3]) {
    push(on, known, [
      sum('org.apache.kafka.producer.record.send.total', [[[4, double(value)]]]),
      sum('whole.total', [[[4, double(value)]]], { temporality: 2 }),
      gauge('org.apache.kafka.consumer.assigned-partitions', [[[4, double(value)]]]),
    ]);
  }
  assert.deepEqual(samples(on), [
    'ottla_client_producer_record_send_total{} 5',
    'ottla_client_whole_total{} 3',
    'ottla_client_consumer_assigned_partitions{} 3',
  ]);
  assert.deepEqual([...on.series.samples()].map(({ isCounter }) => isCounter), [true, true, false]);
});

test('a step that is no number is none', () => {
  const on = bench();
  const known = on.subscribed();
  for (const value of [2, NaN, Infinity, 3]) push(on, known, [sum('a', [[[4, double(value)]]])]);
  assert.deepEqual(samples(on), ['ottla_client_a{} 5']);
});

test('a gauge that is not pushed again is no more; a counter stays', () => {
  const on = bench();
  const known = on.subscribed();
  push(on, known, [sum('a', [[[4, double(1)]]]), gauge('b', [[[4, double(1)]]])]);
  push(on, known, [gauge('c', [[[4, double(1)]]])]);
  assert.deepEqual(samples(on), ['ottla_client_a{} 1', 'ottla_client_c{} 1']);
  assert.equal(on.series.count, 2);
});

test('labels stand in the order of their names, whatever order they were pushed in', () => {
  const on = bench();
  const known = on.subscribed();
  const [topic, node] = [attribute('topic', 't"\n'), attribute('node.id', '1')];
  push(on, known, [sum('a', [[[4, double(1)], topic, node]])]);
  push(on, known, [sum('a', [[[4, double(1)], node, topic]])]);
  assert.deepEqual(samples(on), ['ottla_client_a{node_id="1",topic="t\\"\\n"} 2']);
});

test('no client can speak for another, nor use names that Prometheus does not allow', () => {
  const on = bench();
  const attributes = [
    attribute('client_id', 'x'),
    attribute('client.instance.id', 'x'),
    attribute('__name__', 'x'),
    attribute('9', 'x'),
    attribute('ä', 'x'),
    attribute('9', 'twice'),
    attribute('long', 'x'.repeat(1000)),
  ];
  push(on, on.subscribed(), [sum('Ä {}\n', [[[4, double(1)], ...attributes]])]);
  const long = 'x'.repeat(128);
  assert.deepEqual(samples(on), [
    `ottla_client______{attribute_="x",attribute_9="x",long="${long}",name__="x"} 1`,
  ]);
});

test('the series of all clients together are bounded, and counted when left out', () => {
  const on = bench(3);
  const pair = [sum('a', [[[4, double(1)]]]), sum('b', [[[4, double(1)]]])];
  push(on, on.subscribed(), pair);
  push(on, on.subscribed({ ...CLIENT, connectionId: '2' }), pair);
  assert.deepEqual([on.series.count, on.series.leftOut], [3, 1]);
});

test('what is told of a client stands in one series, its group among it', () => {
  const on = bench();
  push(on, on.subscribed(), [sum('a', [[[4, double(1)]]])], { group_id: 'g' });
  const [info = ''] = on.series.clients();
  assert.match(info, /^client_instance_id="[^"]{22}",client_id="orders",client_software_name="lib/);
  assert.match(info, /client_source_address="10\.0\.0\.7",group_id="g"$/);
});

test('series outlast a connection, and are forgotten after a minute of silence', () => {
  const on = bench();
  push(on, on.subscribed(), [sum('a', [[[4, double(1)]]])]);
  on.telemetry.disconnected('1');
  on.nowMs += 59_999;
  assert.equal(on.series.count, 1);
  on.nowMs += 1;
  assert.equal(on.series.count, 0);
  assert.deepEqual([...on.series.clients()], []);
});

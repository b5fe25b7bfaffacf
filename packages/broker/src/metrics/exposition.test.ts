import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Exposition } from './exposition.ts';
import { Histogram } from './histogram.ts';
import { counter, gauge, summary } from './metric-family.ts';

function textOf(out: Exposition): string {
  return Buffer.concat(out.bytes()).toString();
}

const bytes = counter('bytes_total', 'Bytes \\ of\nall.', 'topic', 'partition');
const size = gauge('size', 'A size.');

test('samples of one family stand together, whenever they were added', () => {
  const out = new Exposition();
  out.add(bytes, 1, 'a', 0);
  out.add(size, 2.5);
  out.add(bytes, 3, 'b', 1);
  out.addPlain(bytes, 4);
  assert.equal(
    textOf(out),
    '# HELP bytes_total Bytes \\\\ of\\nall.\n# TYPE bytes_total counter\n' +
      'bytes_total{topic="a",partition="0"} 1\n' +
      'bytes_total{topic="b",partition="1"} 3\n' +
      'bytes_total 4\n' +
      '# HELP size A size.\n# TYPE size gauge\nsize 2.5\n',
  );
});

test('thousands of samples of a family keep their order', () => {
  const out = new Exposition();
  for (let value = 0; value < 1000; value++) out.add(size, value);
  const lines = textOf(out).trimEnd().split('\n').slice(2);
  assert.deepEqual(lines, Array.from({ length: 1000 }, (_, value) => `size ${value}`));
});

test('what a label must not hold is escaped', () => {
  const out = new Exposition();
  out.add(bytes, 1, 'a"b\\c\nd', 0);
  assert.match(textOf(out), /^bytes_total\{topic="a\\"b\\\\c\\nd",partition="0"\} 1$/m);
});

test('numbers that are none are written as Prometheus reads them', () => {
  const out = new Exposition();
  for (const value of [NaN, Infinity, -Infinity, 1e21]) out.add(size, value);
  assert.deepEqual(textOf(out).match(/(?<=^size ).+$/gm), ['NaN', '+Inf', '-Inf', '1e+21']);
});

test('a histogram becomes a summary in its unit', () => {
  const histogram = new Histogram();
  for (const value of [2, 4, 6, 8]) histogram.record(value);
  const out = new Exposition();
  out.addHistogram(summary('time', 'Times.', 'request'), histogram, 2, 'Fetch');
  const lines = textOf(out).split('\n');
  assert.ok(lines.includes('# TYPE time summary'));
  assert.ok(lines.includes('time{request="Fetch",quantile="0.5"} 2'));
  assert.ok(lines.includes('time{request="Fetch",quantile="0.99"} 4'));
  assert.ok(lines.includes('time_sum{request="Fetch"} 10'));
  assert.ok(lines.includes('time_count{request="Fetch"} 4'));
});

test('labels that a family does not have are a bug', () => {
  assert.throws(() => new Exposition().add(bytes, 1, 'a'), /other labels/);
});

test('names of styles that were not chosen are not told, whichever way they are added', () => {
  const out = new Exposition(['burrow']);
  const others = ['kafka_server_a', 'kafka_log_a', 'kafka_brokers', 'redpanda_a'];
  for (const name of [...others, 'burrow_a', 'ottla_a', 'process_a']) {
    out.add(gauge(name, '.', 'x'), 1, 'y');
    out.addPlain(gauge(`${name}_plain`, '.'), 1);
    out.addLabelled(gauge(`${name}_labelled`, '.'), 1, 'x="y"');
    out.addHistogram(summary(`${name}_times`, '.', 'x'), new Histogram(), 1, 'y');
  }
  const told = [...textOf(out).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
  const each = (name: string) => ['', '_plain', '_labelled', '_times'].map((end) => name + end);
  assert.deepEqual(told, ['burrow_a', 'ottla_a', 'process_a'].flatMap(each));
  assert.ok(out.tells('jmx', 'burrow') && !out.tells('jmx', 'redpanda'));
});

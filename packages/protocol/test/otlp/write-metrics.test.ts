import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readMetrics, writeMetrics } from '../../src/index.ts';
import { attribute, double, message, metricsData, sfixed64 } from './metrics-bytes.ts';

const at = { startMs: 1_000, nowMs: 2_500, isDelta: true };

test('what is written is what the reader understands', () => {
  const metrics = [
    { name: 'a.total', value: 7.5, isSum: true, attributes: [['node_id', '1']] as const },
    { name: 'b', value: -3, isSum: false, attributes: [] },
  ];
  const read = readMetrics(writeMetrics(metrics, [['group_id', 'g']], at), 10);
  assert.deepEqual(read.resource, [['group_id', 'g']]);
  assert.deepEqual(read.points, [
    {
      name: 'a.total',
      value: 7.5,
      isMonotonic: true,
      isDelta: true,
      attributes: [['node_id', '1']],
    },
    { name: 'b', value: -3, isMonotonic: false, isDelta: false, attributes: [] },
  ]);
});

test('sums since the start say so', () => {
  const metrics = [{ name: 'a', value: 1, isSum: true, attributes: [] }];
  const [point] = readMetrics(writeMetrics(metrics, [], { ...at, isDelta: false }), 10).points;
  assert.equal(point?.isDelta, false);
  assert.equal(point?.isMonotonic, true);
});

test('a gauge is byte for byte what the schema says', () => {
  const metrics = [{ name: 'g', value: 0.5, isSum: false, attributes: [['k', 'v']] as const }];
  const point = message([3, sfixed64(2_500_000_000n)], [4, double(0.5)], attribute('k', 'v'));
  const expected = metricsData([[2, [[1, 'g'], [5, [[1, point]]]]]], {});
  assert.deepEqual(Buffer.from(writeMetrics(metrics, [], at)), expected);
});

test('sizes above 127 take more than one byte', () => {
  const name = 'n'.repeat(300);
  const metrics = [{ name, value: 1, isSum: false, attributes: [] }];
  assert.equal(readMetrics(writeMetrics(metrics, [], at), 10).points[0]?.name, name);
});

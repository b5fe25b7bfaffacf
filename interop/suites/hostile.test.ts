// What the proof `hostile` is judged by, and whether its bombs are bombs: sound batches but for
// what they expand to.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { produceApi, Reader, readRequestHeader, RecordBatch } from '@ottla/protocol';

import { bombs } from '../hostile/bombs.ts';
import { p99Max, quantile } from '../hostile/latencies.ts';

const SIZE_BYTES = 4;

test('quantiles are values that were measured', () => {
  const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
  assert.equal(quantile(samples, 0.99), 198);
  assert.equal(quantile(samples, 1), 200);
  assert.equal(quantile([7], 0.99), 7);
  assert.ok(Number.isNaN(quantile([], 0.99)));
});

test('others may cost three times the latency, and ten milliseconds', () => {
  assert.equal(p99Max(1), 10);
  assert.equal(p99Max(4), 12);
});

test('bombs are sound Produce requests, small beside what they announce', () => {
  const codecs = bombs('t').map((request) => {
    const reader = new Reader(request, SIZE_BYTES);
    const { requestApiVersion } = readRequestHeader(reader);
    const { topicData } = produceApi.request.read(reader, requestApiVersion);
    const records = topicData[0]?.partitionData[0]?.records;
    assert.ok(records !== null && records !== undefined);
    const batch = new RecordBatch(records);
    assert.equal(batch.sizeBytes, records.length);
    assert.ok(batch.isCrcValid(), `the CRC of ${batch.codec}`);
    assert.ok(batch.recordCount * 1000 > 10 * records.length);
    return batch.codec;
  });
  assert.deepEqual(codecs, ['gzip', 'snappy', 'lz4', 'zstd']);
});

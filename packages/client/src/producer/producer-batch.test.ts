import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { RecordBatch, recordsIn } from '@ottla/protocol';

import { PartitionQueue } from './partition-queue.ts';
import { ProducerBatch } from './producer-batch.ts';
import { resolveProducerOptions, type ProducerOptions } from './producer-options.ts';
import { recordBytesMax } from './producer-record.ts';

const world = new SimulatedUniverse({ seed: 1 }).createNode('client');

function batchWith(
  values: readonly string[],
  options: Partial<ProducerOptions> = {},
): { batch: ProducerBatch; queue: PartitionQueue } {
  const config = resolveProducerOptions({ world, bootstrapServers: 'b:1', ...options }, 'p');
  const queue = new PartitionQueue('t', 0);
  const batch = new ProducerBatch(queue, config, { nowMs: 5, bytesMax: 16_384 });
  values.forEach((value, index) => {
    const record = { topic: 't', key: `k${index}`, value, headers: { h: 'x', n: null } };
    batch.append(record, 1000 + index);
  });
  return { batch, queue };
}

function contents(bytes: Uint8Array): unknown[] {
  return [...recordsIn(new RecordBatch(bytes))].map(({ key, value, timestamp, headers }) => [
    Buffer.from(key ?? []).toString(),
    Buffer.from(value ?? []).toString(),
    timestamp,
    headers.map((header) => [header.key, header.value === null ? null : String(header.value)]),
  ]);
}

const headers = [['h', 'x'], ['n', null]];

describe('the bytes of a batch', () => {
  for (const compressionType of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
    test(`${compressionType}: valid, with every field of every record`, () => {
      const { batch } = batchWith(['a', 'b'], { compressionType });
      batch.setSequence({ producerId: 9, epoch: 2 }, 40);
      batch.close();
      const view = new RecordBatch(batch.bytes);
      assert.ok(view.isCrcValid());
      assert.deepEqual(
        [view.codec, view.producerId, view.producerEpoch, view.baseSequence, view.baseOffset],
        [compressionType, 9, 2, 40, 0],
      );
      assert.deepEqual(contents(batch.bytes), [
        ['k0', 'a', 1000, headers],
        ['k1', 'b', 1001, headers],
      ]);
    });
  }

  test('a new sequence goes into a copy: what was sent stays as it was', () => {
    const { batch } = batchWith(['a']);
    batch.setSequence({ producerId: 9, epoch: 0 }, 7);
    batch.close();
    const sent = batch.bytes;
    const before = Buffer.from(sent);
    batch.resetSequence({ producerId: 9, epoch: 1 }, 0);
    assert.deepEqual(Buffer.from(sent), before);
    const view = new RecordBatch(batch.bytes);
    assert.ok(view.isCrcValid());
    assert.deepEqual([view.producerEpoch, view.baseSequence], [1, 0]);
    assert.ok(batch.sequenceWasReset);
  });
});

describe('room', () => {
  const record = { topic: 't', value: 'x'.repeat(100) };
  const bytesMax = recordBytesMax(record);

  test('is judged by what a record can take at most', () => {
    const { batch } = batchWith([], { batchSize: 400 });
    const taken = [1, 2, 3, 4].map(() => batch.tryAppend(record, 1, bytesMax));
    assert.deepEqual(taken, [0, 1, undefined, undefined]);
    assert.ok(batch.estimatedBytes <= 400);
  });

  test('there is none in a closed batch', () => {
    const { batch } = batchWith(['a']);
    batch.close();
    assert.equal(batch.tryAppend(record, 1, bytesMax), undefined);
    assert.ok(batch.isFull);
  });

  test('the bound holds for every record', () => {
    for (const given of [
      { topic: 't' },
      { topic: 't', key: null, value: null },
      { topic: 't', key: 'grüße', value: '€😀' },
      { topic: 't', key: new Uint8Array(300), value: new Uint8Array(70_000) },
      { topic: 't', value: 'v', headers: { ä: 'ö', empty: '', none: null } },
    ]) {
      const { batch } = batchWith([]);
      batch.append(given, 1_700_000_000_000);
      assert.ok(batch.bytesOfLast <= recordBytesMax(given), JSON.stringify(given).slice(0, 60));
    }
  });
});

describe('splitting', () => {
  for (const count of [2, 3, 7, 50]) {
    test(`${count} records: at least two parts, the same records in the same order`, () => {
      const values = Array.from({ length: count }, (_, i) => `value ${i}`);
      const { batch } = batchWith(values, { batchSize: 100_000 });
      batch.close();
      const whole = contents(batch.bytes);
      const parts = batch.split();
      assert.ok(parts.length >= 2);
      assert.deepEqual(parts.flatMap((part) => contents(part.bytes)), whole);
      const recordCounts = parts.reduce((sum, { recordCount }) => sum + recordCount, 0);
      assert.equal(recordCounts, count);
    });
  }

  test('a large record among small ones ends up alone', () => {
    const { batch } = batchWith(['a', 'x'.repeat(900), 'b']);
    batch.close();
    const pieces = batch.split().map((part) => part.recordCount);
    assert.deepEqual(pieces, [1, 1, 1]);
  });

  test('parts report where the whole one did', async () => {
    const { batch } = batchWith(['a', 'b', 'c', 'd']);
    batch.close();
    let offset = 10;
    for (const part of batch.split()) {
      part.settle({ kind: 'delivered', baseOffset: offset, logAppendTimeMs: -1 });
      offset += part.recordCount;
    }
    await batch.report.settled;
    assert.deepEqual(batch.report.outcomeOf(3), { offset: 13, logAppendTimeMs: -1 });
  });
});

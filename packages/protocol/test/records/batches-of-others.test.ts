// What Kafka's own classes, librdkafka and kafkajs wrote is read as they read it themselves.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  batchesIn,
  controlTypeOf,
  controlTypes,
  endMarkerEpoch,
  firstOffsetOf,
  LOG_APPEND_TIME,
  RecordBatch,
  RecordCursor,
  recordsIn,
} from '../../src/records/index.ts';
import type { StoredRecord } from '../../src/records/index.ts';
import { clientFixtures, javaFixture, javaFixtures } from './fixtures.ts';
import type { BatchFacts } from './fixtures.ts';

const base64 = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('base64');

function factsOf(batch: RecordBatch): Omit<BatchFacts, 'records'> {
  const isMagic0 = batch.magic === 0;
  const type = batch.timestampType === LOG_APPEND_TIME ? 'LogAppendTime' : 'CreateTime';
  return {
    magic: batch.magic,
    sizeBytes: batch.sizeBytes,
    codec: batch.codec ?? 'unknown',
    timestampType: isMagic0 ? 'NoTimestampType' : type,
    lastOffset: batch.lastOffset,
    baseOffset: firstOffsetOf(batch),
    nextOffset: batch.nextOffset,
    maxTimestamp: batch.maxTimestamp,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    lastSequence: batch.lastSequence,
    recordCount: batch.magic < 2 ? null : batch.recordCount,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
    deleteHorizonMs: batch.deleteHorizonMs,
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    crc: batch.crc,
    isCrcValid: batch.isCrcValid(),
  };
}

function recordsOf(batch: RecordBatch): unknown[] {
  const cursor = new RecordCursor().open(batch);
  return [...recordsIn(batch)].map((record) => {
    ok(cursor.next());
    const { offset, timestamp, headers: pairs } = record;
    const headers = pairs.map(({ key, value }) => [base64(Buffer.from(key)), base64(value)]);
    return [offset, timestamp, cursor.sequence, base64(record.key), base64(record.value), headers];
  });
}

describe('batches written by Kafka 4.3.1', () => {
  for (const { name, bytes, batches } of javaFixtures()) {
    test(name, () => {
      // Not at the start of a buffer, nor at its end: the positions must be relative.
      const padded = Buffer.concat([Buffer.alloc(13, 0xff), bytes, Buffer.alloc(5, 0xff)]);
      const views = [...batchesIn(padded, 13, 13 + bytes.length)];
      // Compared without the records, which come next.
      deepEqual(views.map(factsOf), batches.map(({ records: _, ...facts }) => facts));
      for (const [index, view] of views.entries()) {
        ok(view.hasSafeNumbers());
        const expected = batches[index]?.records;
        if (expected !== undefined) deepEqual(recordsOf(view), expected);
      }
    });
  }
});

const texts = (batch: RecordBatch): StoredRecord[] => [...recordsIn(batch)];

describe('larger batches written by Kafka 4.3.1', () => {
  for (const { name, bytes } of javaFixtures().filter((one) => one.name.startsWith('many-'))) {
    test(`${name} holds what was put in`, () => {
      const records = texts(new RecordBatch(bytes));
      equal(records.length, 900);
      for (const [i, record] of records.entries()) {
        equal(record.timestamp, 1_700_000_000_000 + i);
        equal(Buffer.from(record.key ?? []).toString(), `key-${i % 17}`);
        const value = `value number ${i} of many that repeat themselves ${(i * 7919) % 1009}`;
        equal(Buffer.from(record.value ?? []).toString(), value);
      }
    });
  }

  for (const codec of ['gzip', 'snappy', 'lz4', 'zstd']) {
    test(`noise-${codec} has bytes that do not compress, and ones that compress well`, () => {
      const [noise, zeros] = texts(new RecordBatch(javaFixture(`noise-${codec}`).bytes));
      const same = texts(new RecordBatch(javaFixture('noise-gzip').bytes))[0];
      equal(noise?.value?.length, 900);
      deepEqual(base64(noise?.value ?? null), base64(same?.value ?? null));
      equal(zeros?.value?.length, 100_000);
      ok(zeros?.value?.every((byte) => byte === 0));
    });
  }
});

describe('batches produced by other clients', () => {
  for (const { name, bytes, records } of clientFixtures()) {
    test(name, () => {
      const views = [...batchesIn(bytes)];
      ok(views.every((view) => view.isCrcValid()));
      const got = views.flatMap((view) =>
        texts(view).map(({ offset, timestamp, key, value, headers }) => {
          const pairs = headers.map((header) => [header.key, base64(header.value)]);
          return [offset, timestamp, base64(key), base64(value), pairs];
        }),
      );
      deepEqual(got, records);
    });
  }
});

describe('control batches written by Kafka 4.3.1', () => {
  const control = (name: string): StoredRecord => {
    const [record] = texts(new RecordBatch(javaFixture(name).bytes));
    if (record === undefined) throw new Error(`${name} is empty`);
    return record;
  };

  test('markers say who ended what', () => {
    equal(controlTypeOf(control('abort-marker').key), controlTypes.ABORT);
    equal(endMarkerEpoch(control('abort-marker').value), 31);
    equal(controlTypeOf(control('commit-marker').key), controlTypes.COMMIT);
    equal(endMarkerEpoch(control('commit-marker').value), 32);
  });

  const quorum = [
    ['leader-change', controlTypes.LEADER_CHANGE],
    ['snapshot-header', controlTypes.SNAPSHOT_HEADER],
    ['snapshot-footer', controlTypes.SNAPSHOT_FOOTER],
    ['kraft-version', controlTypes.KRAFT_VERSION],
    ['kraft-voters', controlTypes.KRAFT_VOTERS],
  ] as const;
  for (const [name, type] of quorum) {
    test(name, () => equal(controlTypeOf(control(name).key), type));
  }
});

// What is built is read back, field by field; what cannot be built is refused.

import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AssertionFailure } from '@ottla/base';
import fc from 'fast-check';
import {
  BatchBuilder,
  batchesIn,
  codecs,
  CREATE_TIME,
  emptyBatch,
  LOG_APPEND_TIME,
  NO_PRODUCER,
  RecordBatch,
  RecordCursor,
  recordsIn,
} from '../../src/records/index.ts';
import type { BatchBuilderOptions, RecordBytes } from '../../src/records/index.ts';
import { javaFixture } from './fixtures.ts';

interface Input {
  readonly timestamp: number;
  readonly key: RecordBytes;
  readonly value: RecordBytes;
  readonly headers: readonly { readonly key: string; readonly value: RecordBytes }[];
}

const content = fc.oneof(
  fc.constant(null),
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
);
const input: fc.Arbitrary<Input> = fc.record({
  timestamp: fc.oneof(fc.integer({ min: -1, max: 5000 }), fc.maxSafeNat()),
  key: content,
  value: content,
  headers: fc.array(
    fc.record({ key: fc.string({ unit: 'binary', maxLength: 40 }), value: content }),
    { maxLength: 3 },
  ),
});

/** Lone surrogates become U+FFFD in UTF-8, in ours as in everyone's. */
const bytesOf = (value: RecordBytes): string | null =>
  value === null ? null : Buffer.from(value).toString('hex');

function build(inputs: readonly Input[], options: BatchBuilderOptions): Uint8Array {
  const builder = new BatchBuilder(options);
  for (const { timestamp, key, value, headers } of inputs) {
    builder.append(timestamp, key, value, headers);
  }
  return builder.finish();
}

describe('a built batch', () => {
  for (const codec of codecs) {
    test(`comes back record by record: ${codec}`, () => {
      const inputs = fc.array(input, { minLength: 1, maxLength: 30 });
      fc.assert(
        fc.property(inputs, (given) => {
          const [batch, ...more] = [...batchesIn(build(given, { codec, initialBytes: 61 }))];
          ok(batch !== undefined && more.length === 0);
          ok(batch.isCrcValid());
          const got = [...recordsIn(batch)].map(({ offset, timestamp, key, value, headers }) => ({
            offset,
            timestamp,
            key: bytesOf(key),
            value: bytesOf(value),
            headers: headers.map((header) => [bytesOf(header.key), bytesOf(header.value)]),
          }));
          const expected = given.map(({ timestamp, key, value, headers }, offset) => ({
            offset,
            timestamp,
            key: bytesOf(key),
            value: bytesOf(value),
            headers: headers.map((header) => [bytesOf(header.key), bytesOf(header.value)]),
          }));
          deepEqual(got, expected);
          equal(batch.maxTimestamp, Math.max(...given.map(({ timestamp }) => timestamp)));
          equal(batch.lastOffset, given.length - 1);
        }),
        { numRuns: 60 },
      );
    });
  }

  test('is byte for byte what Kafka writes', () => {
    const { bytes, batches } = javaFixture('few-none');
    const builder = new BatchBuilder();
    for (const [, timestamp, , key, value, headers] of batches[0]?.records ?? []) {
      const decoded = (text: string | null): RecordBytes =>
        text === null ? null : Buffer.from(text, 'base64');
      builder.append(
        timestamp,
        decoded(key),
        decoded(value),
        headers.map(([name, content]) => ({
          key: Buffer.from(name, 'base64').toString(),
          value: decoded(content),
        })),
      );
    }
    deepEqual(Buffer.from(builder.finish()), bytes);
  });

  test('carries every field of its header', () => {
    const builder = new BatchBuilder({
      baseOffset: 1_000_000_000_000,
      partitionLeaderEpoch: 7,
      producer: {
        producerId: 9_007_199_254_740_991,
        producerEpoch: 32_767,
        baseSequence: 2_147_483_647,
        isTransactional: true,
      },
      logAppendTimeMs: 1_700_000_000_999,
      codec: 'zstd',
    });
    builder.append(1_700_000_000_000, 'a', 'b');
    builder.append(1_600_000_000_000, 'c', 'd');
    const batch = new RecordBatch(builder.finish());
    equal(batch.magic, 2);
    equal(batch.baseOffset, 1_000_000_000_000);
    equal(batch.nextOffset, 1_000_000_000_002);
    equal(batch.partitionLeaderEpoch, 7);
    equal(batch.producerId, 9_007_199_254_740_991);
    equal(batch.producerEpoch, 32_767);
    deepEqual([batch.baseSequence, batch.lastSequence], [2_147_483_647, 0]);
    equal(batch.isTransactional, true);
    equal(batch.isControl, false);
    equal(batch.timestampType, LOG_APPEND_TIME);
    deepEqual([batch.baseTimestamp, batch.maxTimestamp], [1_700_000_000_000, 1_700_000_000_999]);
    deepEqual([batch.codec, batch.recordCount], ['zstd', 2]);
    const times = [...recordsIn(batch)].map(({ timestamp }) => timestamp);
    deepEqual(times, [1_700_000_000_999, 1_700_000_000_999]);
  });

  test('may have gaps, and a delete horizon', () => {
    // As Kafka's cleaner writes it.
    const { bytes } = javaFixture('delete-horizon-and-gaps');
    const builder = new BatchBuilder({
      baseOffset: 10,
      partitionLeaderEpoch: 3,
      deleteHorizonMs: 1_712_345_678_901,
    });
    builder.skipTo(12);
    builder.append(1_712_345_678_000, 'a', null);
    builder.skipTo(17);
    builder.append(1_700_000_000_000, 'b', 'kept');
    builder.skipTo(21);
    deepEqual(Buffer.from(builder.finish()), bytes);
  });

  test('takes its producer as late as it is finished', () => {
    const builder = new BatchBuilder();
    builder.append(1, null, 'x');
    const producer = { producerId: 5, producerEpoch: 1, baseSequence: 40, isTransactional: false };
    const batch = new RecordBatch(builder.finish(producer));
    deepEqual([batch.producerId, batch.producerEpoch, batch.baseSequence], [5, 1, 40]);
    ok(batch.isCrcValid());
  });

  test('without records is a header, as compaction leaves it', () => {
    const { bytes } = javaFixture('empty-header');
    const producer = { producerId: 77, producerEpoch: 3, baseSequence: 40, isTransactional: true };
    const built = emptyBatch({
      producer,
      baseOffset: 1000,
      lastOffsetDelta: 9,
      partitionLeaderEpoch: 5,
      timestampType: CREATE_TIME,
      maxTimestamp: 1_700_000_000_999,
      isControl: false,
    });
    deepEqual(Buffer.from(built), bytes);
    const cursor = new RecordCursor().open(new RecordBatch(built));
    equal(cursor.next(), false);
  });
});

describe('room and estimates', () => {
  test('the first record always has room, the next by its upper bound', () => {
    const builder = new BatchBuilder({ sizeBytesMax: 200 });
    ok(builder.hasRoomFor(null, 'x'.repeat(1000)));
    builder.append(1, null, 'x'.repeat(100));
    // 2 for its length, 3 for attributes and deltas, 1 for the null key, 2 + 100, 1 for no headers.
    equal(builder.recordsBytes, 109);
    equal(builder.estimatedBytes, 170);
    // 21 of overhead, 1 for the null key, 1 for the value's length, 1 for no headers.
    ok(builder.hasRoomFor(null, 'x'.repeat(6)));
    equal(builder.hasRoomFor(null, 'x'.repeat(7)), false);
    equal(builder.hasRoomFor(null, 'x'.repeat(5), [{ key: '', value: null }]), false);
  });

  test('compression is expected as told, five percent worse', () => {
    const builder = new BatchBuilder({ codec: 'lz4', compressionRatio: 0.5 });
    builder.append(1, null, 'x'.repeat(991));
    equal(builder.recordsBytes, 1000);
    equal(builder.estimatedBytes, 61 + Math.floor(1000 * 0.525));
  });

  test('what was built stays as it is while the builder is used again', () => {
    const builder = new BatchBuilder();
    builder.append(1, 'first', null);
    const first = builder.finish();
    const copy = Buffer.from(first);
    builder.reset({ keepsBuffer: false });
    equal(builder.recordCount, 0);
    builder.append(2, 'second', 'longer than the first');
    const second = new RecordBatch(builder.finish());
    deepEqual(Buffer.from(first), copy);
    deepEqual([second.recordCount, second.maxTimestamp, second.baseTimestamp], [1, 2, 2]);
  });
});

describe('what cannot be built', () => {
  const cases: readonly (readonly [name: string, act: (builder: BatchBuilder) => unknown])[] = [
    ['a batch without records', (builder) => builder.finish()],
    ['a timestamp below -1', (builder) => builder.append(-2, null, null)],
    ['a timestamp that is no number', (builder) => builder.append(Number.NaN, null, null)],
    ['a timestamp beyond 2^53', (builder) => builder.append(2 ** 53, null, null)],
    ['an offset before the last', (builder) => {
      builder.skipTo(5);
      builder.append(1, null, null);
      builder.skipTo(5);
    }],
    ['an offset too far for one batch', (builder) => builder.skipTo(2 ** 31)],
    ['a record after the end', (builder) => {
      builder.append(1, null, null);
      builder.finish();
      builder.append(1, null, null);
    }],
  ];
  for (const [name, act] of cases) {
    test(name, () => throws(() => act(new BatchBuilder()), AssertionFailure));
  }

  test('a level that the codec does not have', () => {
    for (const [codec, level] of [['gzip', 10], ['gzip', 0], ['lz4', 18], ['zstd', 23]] as const) {
      const builder = new BatchBuilder({ codec, level });
      builder.append(1, null, 'x');
      throws(() => builder.finish(), /level must be/);
    }
  });

  test('no producer is what a batch has by default', () => {
    const builder = new BatchBuilder();
    builder.append(1, null, 'x');
    const batch = new RecordBatch(builder.finish());
    const { producerId, producerEpoch, baseSequence } = batch;
    deepEqual({ producerId, producerEpoch, baseSequence, isTransactional: false }, NO_PRODUCER);
    equal(batch.hasProducerId, false);
  });
});

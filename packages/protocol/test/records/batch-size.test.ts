// A producer that asks `hasRoomFor` never sends a batch larger than it meant to, and wastes little.

import { equal, ok } from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BatchBuilder, codecs, RecordBatch } from '../../src/records/index.ts';
import type { NewRecordHeader, RecordBytes } from '../../src/records/index.ts';

interface Given {
  readonly time: number;
  readonly key: RecordBytes;
  readonly value: RecordBytes;
  readonly headers: readonly NewRecordHeader[];
}

const content = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }),
);
const given: fc.Arbitrary<Given> = fc.record({
  time: fc.maxSafeNat(),
  key: content,
  value: content,
  headers: fc.array(fc.record({ key: fc.string({ maxLength: 80 }), value: content }), {
    maxLength: 2,
  }),
});

describe('room', () => {
  test('is never promised where there is none', () => {
    const inputs = fc.array(given, { maxLength: 40 });
    fc.assert(
      fc.property(inputs, fc.integer({ min: 61, max: 3000 }), (records, sizeBytesMax) => {
        const builder = new BatchBuilder({ sizeBytesMax });
        for (const { time, key, value, headers } of records) {
          if (!builder.hasRoomFor(key, value, headers)) continue;
          builder.append(time, key, value, headers);
        }
        if (builder.recordCount === 0) return;
        const size = builder.finish().length;
        equal(size, builder.estimatedBytes);
        ok(size <= sizeBytesMax || builder.recordCount === 1, `${size} of ${sizeBytesMax}`);
      }),
      { numRuns: 200 },
    );
  });

  test('is denied only for what might not fit', () => {
    const builder = new BatchBuilder({ sizeBytesMax: 16_384 });
    let time = 1_700_000_000_000;
    while (builder.hasRoomFor('key-12345', 'x'.repeat(100))) {
      builder.append(time++, 'key-12345', 'x'.repeat(100));
    }
    // One record takes some 118 bytes, and 21 are kept for the worst of lengths and deltas.
    ok(builder.estimatedBytes > 16_384 - 140, `${builder.estimatedBytes}`);
  });

  test('with compression goes by the expected ratio', () => {
    const counts = [1, 0.5, 0.25].map((compressionRatio) => {
      const builder = new BatchBuilder({ codec: 'lz4', sizeBytesMax: 10_000, compressionRatio });
      while (builder.hasRoomFor(null, 'x'.repeat(90))) builder.append(1, null, 'x'.repeat(90));
      return builder.recordCount;
    });
    const [all, half, quarter] = counts;
    ok(all !== undefined && half !== undefined && quarter !== undefined);
    ok(half > all * 1.9 && half < all * 2.1, counts.join());
    ok(quarter > all * 3.8 && quarter < all * 4.2, counts.join());
  });
});

describe('buffers', () => {
  test('grow as far as is needed, from any size', () => {
    for (const initialBytes of [0, 61, 62, 100, 1 << 20]) {
      const builder = new BatchBuilder({ initialBytes });
      for (let i = 0; i < 300; i++) builder.append(i, `${i}`, Buffer.alloc(i, i));
      const batch = new RecordBatch(builder.finish());
      ok(batch.isCrcValid());
      equal(batch.recordCount, 300);
    }
  });

  test('of a size that a record just fills', () => {
    for (let length = 0; length < 200; length++) {
      const builder = new BatchBuilder({ initialBytes: 61 + length });
      builder.append(1, null, Buffer.alloc(100, 1));
      builder.append(2, 'é'.repeat(10), 'x'.repeat(40));
      ok(new RecordBatch(builder.finish()).isCrcValid());
    }
  });

  test('are used again when told so', () => {
    for (const codec of codecs) {
      const builder = new BatchBuilder({ codec });
      const sizes = [1, 2, 3].map(() => {
        builder.append(5, 'key', 'value');
        const { length } = builder.finish();
        builder.reset({ keepsBuffer: true });
        return length;
      });
      equal(new Set(sizes).size, 1, codec);
    }
  });
});

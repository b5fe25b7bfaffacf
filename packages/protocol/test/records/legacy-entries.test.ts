// Entries of magic 0 and 1 that old segments may hold, sound and damaged. What Kafka wrote itself
// is read in batches-of-others.test.ts.

import { deepEqual, equal, throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crc32 } from 'node:zlib';
import {
  compress,
  CompressionError,
  firstOffsetOf,
  InvalidRecordError,
  RecordBatch,
  RecordCursor,
  recordsIn,
} from '../../src/records/index.ts';

interface Entry {
  readonly magic: 0 | 1;
  readonly offset: number;
  readonly codec?: number;
  readonly isAppendTime?: boolean;
  readonly timestamp?: number;
  readonly value: Uint8Array | null;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

function entry({ magic, offset, codec = 0, isAppendTime, timestamp = -1, value }: Entry): Buffer {
  const attributes = codec | (isAppendTime === true ? 8 : 0);
  const body = Buffer.concat([
    Buffer.from([magic, attributes]),
    ...(magic === 1 ? [int64(timestamp)] : []),
    int32(-1),
    int32(value === null ? -1 : value.length),
    value ?? Buffer.alloc(0),
  ]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([int64(offset), int32(body.length + 4), crc, body]);
}

const word = (text: string): Uint8Array => Buffer.from(text);

function wrapper(magic: 0 | 1, offset: number, inner: readonly Buffer[], options = {}): Buffer {
  const value = compress('gzip', Buffer.concat(inner));
  return entry({ magic, offset, codec: 1, value, ...options });
}

const read = (bytes: Uint8Array): unknown[] =>
  [...recordsIn(new RecordBatch(bytes))].map(({ offset, timestamp, value }) => [
    offset,
    timestamp,
    value === null ? null : Buffer.from(value).toString(),
  ]);

describe('offsets of compressed entries', () => {
  const inner = (magic: 0 | 1, offsets: readonly number[]): Buffer[] =>
    offsets.map((offset) => entry({ magic, offset, timestamp: offset, value: word('v') }));

  test('magic 1 counts within the wrapper, whose offset is the last record’s', () => {
    const bytes = wrapper(1, 107, inner(1, [0, 1, 2]));
    deepEqual(read(bytes), [[105, 0, 'v'], [106, 1, 'v'], [107, 2, 'v']]);
    equal(firstOffsetOf(new RecordBatch(bytes)), 105);
    equal(new RecordBatch(bytes).nextOffset, 108);
  });

  test('magic 1 may have lost records to compaction', () => {
    deepEqual(read(wrapper(1, 107, inner(1, [0, 4]))), [[103, 0, 'v'], [107, 4, 'v']]);
  });

  test('magic 1 of old librdkafka has 0 outside', () => {
    deepEqual(read(wrapper(1, 0, inner(1, [0, 1]))), [[0, 0, 'v'], [1, 1, 'v']]);
  });

  test('magic 0 has absolute offsets, and no timestamps', () => {
    deepEqual(read(wrapper(0, 7, inner(0, [5, 7]))), [[5, -1, 'v'], [7, -1, 'v']]);
  });

  test('the broker’s append time holds for all records of a wrapper', () => {
    const bytes = wrapper(1, 1, inner(1, [0, 1]), { isAppendTime: true, timestamp: 99 });
    deepEqual(read(bytes), [[0, 99, 'v'], [1, 99, 'v']]);
  });

  test('a last entry that is cut off does not count', () => {
    const whole = inner(1, [0, 1]);
    const cut = entry({ magic: 1, offset: 2, value: null }).subarray(0, 20);
    deepEqual(read(wrapper(1, 1, [...whole, cut])), [[0, 0, 'v'], [1, 1, 'v']]);
  });
});

describe('entries that are none', () => {
  const plain = entry({ magic: 1, offset: 0, value: word('v') });
  const nested = wrapper(1, 0, [plain]);
  const keyTooLong = Buffer.from(plain);
  keyTooLong.writeInt32BE(1000, 26);
  const valueTooLong = Buffer.from(plain);
  valueTooLong.writeInt32BE(1000, 30);
  const shortLength = Buffer.from(plain);
  shortLength.writeInt32BE(13, 8);
  const newer = Buffer.from(plain);
  newer[16] = 2;
  const cases: readonly (readonly [name: string, bytes: Buffer, problem: RegExp])[] = [
    ['a key beyond the end', keyTooLong, /key of 1000 bytes/],
    ['a value beyond the end', valueTooLong, /value of 1000 bytes/],
    ['a wrapper of nothing', wrapper(1, 0, []), /holds no entries/],
    ['an empty wrapper', entry({ magic: 1, offset: 0, codec: 1, value: null }), /null value/],
    ['a wrapper in a wrapper', wrapper(1, 0, [nested]), /compressed again/],
    ['an inner length too small', wrapper(1, 0, [shortLength]), /length is 13/],
    ['a newer entry inside', wrapper(1, 0, [newer]), /magic 2/],
    [
      'a wrapper that lies before its records',
      wrapper(1, 3, [entry({ magic: 1, offset: 9, value: null })]),
      /offset 3 lies before inner offset 9/,
    ],
    ['an inner key beyond the end', wrapper(0, 1, [keyTooLong]), /key of 1000 bytes/],
  ];
  for (const [name, bytes, problem] of cases) {
    test(name, () => {
      throws(
        () => read(bytes),
        (error) => {
          equal(error instanceof InvalidRecordError, true, String(error));
          equal(problem.test(String(error)), true, String(error));
          return true;
        },
      );
    });
  }

  for (const codec of [4, 5, 7]) {
    test(`codec ${codec} did not exist then`, () => {
      const bytes = entry({ magic: 1, offset: 0, codec, value: word('x') });
      throws(() => read(bytes), CompressionError);
    });
  }

  test('bombs are refused here too', () => {
    const value = compress('gzip', Buffer.alloc(100_000));
    const view = new RecordBatch(entry({ magic: 0, offset: 0, codec: 1, value }));
    const limit = { decompressedBytesMax: 1000 };
    throws(() => new RecordCursor().open(view, limit), { problem: 'limit' });
  });
});

// Records that are not what their batch announces are refused, with the place; nothing a client or
// a disk can hold makes the reader do anything else.

import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  codecs,
  compress,
  CompressionError,
  CorruptBatchError,
  batchesIn,
  InvalidRecordError,
  RecordBatch,
  RecordCursor,
  recordsIn,
} from '../../src/records/index.ts';
import type { Codec } from '../../src/records/index.ts';
import { batchOf, flipBit, varint } from './batch-bytes.ts';
import { clientFixtures, javaFixture, javaFixtures } from './fixtures.ts';

/** Attributes and deltas of 0, then what is given; its length before it. */
function record(...tail: readonly number[]): number[] {
  const body = [0, 0, 0, ...tail];
  return [...varint(body.length), ...body];
}

const sound = record(...varint(1), 0x6b, ...varint(1), 0x76, ...varint(0));

interface Case {
  readonly name: string;
  readonly section: readonly number[];
  readonly count?: number;
  readonly problem: RegExp;
}

const cases: readonly Case[] = [
  { name: 'nothing where a record should be', section: [], problem: /record 0 .*goes beyond/ },
  { name: 'a record less than announced', section: sound, count: 2, problem: /record 1 .*beyond/ },
  { name: 'a byte too many', section: [...sound, 0], problem: /1 bytes are left/ },
  { name: 'a record too many', section: [...sound, ...sound], problem: /9 bytes are left/ },
  { name: 'a negative count', section: sound, count: -1, problem: /announces -1 records/ },
  { name: 'a length too small', section: [0x0c, ...sound.slice(1)], problem: /length says 6/ },
  { name: 'a length too large', section: [0x12, ...sound.slice(1)], problem: /length says 9/ },
  { name: 'a negative length', section: [0x01, ...sound.slice(1)], problem: /length says -1/ },
  { name: 'a key beyond the end', section: record(...varint(500), 1), problem: /beyond the end/ },
  { name: 'a key of 2 GiB', section: record(...varint(0x7fff_ffff), 1, 1), problem: /beyond/ },
  {
    name: 'a value beyond the end',
    section: record(1, ...varint(7), 1, 2, 3),
    problem: /beyond the end/,
  },
  { name: 'a negative header count', section: record(1, 1, ...varint(-1)), problem: /-1 headers/ },
  {
    name: 'two thousand million headers',
    section: record(1, 1, ...varint(0x7fff_ffff)),
    problem: /header 0 goes beyond/,
  },
  { name: 'a header with a null key', section: record(1, 1, 2, 1, 1), problem: /0 has a null key/ },
  {
    name: 'a second header cut off',
    section: record(1, 1, ...varint(2), 2, 0x61, 1, 10),
    problem: /header 1 goes beyond/,
  },
  {
    name: 'a varint of six bytes',
    section: [...varint(9), 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0],
    problem: /varint does not end/,
  },
  {
    name: 'a varlong of eleven bytes',
    section: [...varint(20), 0, ...new Array<number>(10).fill(0x80), 0, 0, 1, 1, 0],
    problem: /varlong does not end/,
  },
  { name: 'a varint cut off', section: [...varint(4), 0, 0, 0, 0x80], problem: /beyond the end/ },
  { name: 'a varlong cut off', section: [...varint(2), 0, 0x80], problem: /beyond the end/ },
  {
    name: 'a varint of two bytes and no end',
    section: [...varint(5), 0, 0, 0, 0x80, 0x80],
    problem: /varint does not end|beyond the end/,
  },
  {
    name: 'a varlong of two bytes and no end',
    section: [...varint(3), 0, 0x80, 0x80],
    problem: /varlong does not end|beyond the end/,
  },
];

function readAll(bytes: Uint8Array): number {
  const cursor = new RecordCursor().open(new RecordBatch(bytes));
  let count = 0;
  while (cursor.next()) count += 1;
  return count;
}

describe('records that are not what they should be', () => {
  for (const codec of codecs) {
    for (const { name, section, count = 1, problem } of cases) {
      test(`${name}: ${codec}`, () => {
        const bytes = batchOf(section, { codec, recordCount: count });
        throws(
          () => readAll(bytes),
          (error) => {
            ok(error instanceof InvalidRecordError, String(error));
            equal(error.code, 'INVALID_RECORD');
            equal(problem.test(error.message), true, error.message);
            return true;
          },
        );
      });
    }
  }

  test('are found behind sound ones, which can be read until then', () => {
    const section = [...sound, ...sound, ...record(...varint(500))];
    const cursor = new RecordCursor().open(new RecordBatch(batchOf(section, { recordCount: 3 })));
    ok(cursor.next());
    ok(cursor.next());
    throws(() => cursor.next(), { index: 2 });
  });
});

describe('records that look odd and are sound', () => {
  test('lengths below -1 mean null as well', () => {
    const section = record(...varint(-7), ...varint(-3), 0);
    const [only] = [...recordsIn(new RecordBatch(batchOf(section)))];
    deepEqual([only?.key, only?.value], [null, null]);
  });

  test('varints may be longer than they need be', () => {
    const section = [0x90, 0x80, 0, 0, 0x80, 0, 0x80, 0x80, 0, 1, 1, 0];
    section[0] = 0x80 | ((section.length - 3) << 1);
    equal(readAll(batchOf(section)), 1);
  });

  test('a batch of no records has none, whatever stands behind its header', () => {
    equal(readAll(batchOf([1, 2, 3], { recordCount: 0 })), 0);
    equal(readAll(batchOf([1, 2, 3], { recordCount: 0, codec: 'gzip' })), 0);
  });

  test('a header key that is no UTF-8 does not harm', () => {
    const section = record(1, 1, ...varint(1), ...varint(2), 0xff, 0xfe, 1);
    const [only] = [...recordsIn(new RecordBatch(batchOf(section)))];
    equal(only?.headers[0]?.key.length, 2);
  });
});

describe('timestamps out of the safe range', () => {
  const lowest = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
  const withDelta = (delta: readonly number[]): number[] => {
    const body = [0, ...delta, 0, 1, 1, 0];
    return [...varint(body.length), ...body];
  };

  test('are told', () => {
    const bytes = batchOf(withDelta(lowest));
    const cursor = new RecordCursor().open(new RecordBatch(bytes));
    ok(cursor.next());
    equal(cursor.hasSafeTimestamp, false);
    equal(cursor.timestamp, -(2 ** 63));
  });

  test('may add up to one inside it', () => {
    const bytes = batchOf(withDelta(lowest));
    bytes.writeBigInt64BE(-(2n ** 63n) + 5n, 27);
    const cursor = new RecordCursor().open(new RecordBatch(bytes));
    ok(cursor.next());
    // As in Java, where 64 bits wrap around.
    deepEqual([cursor.timestamp, cursor.hasSafeTimestamp], [5, true]);
  });

  test('just inside and just outside', () => {
    for (const [base, delta, isSafe] of [
      [2n ** 53n - 1n, 0, true],
      [2n ** 53n - 1n, 1, false],
      [2n ** 53n - 2n, 1, true],
      [2n ** 53n, -1, true],
      [2n ** 53n, 0, false],
    ] as const) {
      const bytes = batchOf(withDelta(varint(delta)));
      bytes.writeBigInt64BE(base, 27);
      const cursor = new RecordCursor().open(new RecordBatch(bytes));
      ok(cursor.next());
      equal(cursor.hasSafeTimestamp, isSafe, `${base} + ${delta}`);
      if (isSafe) equal(cursor.timestamp, Number(base + BigInt(delta)));
    }
  });
});

describe('damage', () => {
  const readable = (error: unknown): boolean =>
    error instanceof InvalidRecordError ||
    error instanceof CompressionError ||
    error instanceof CorruptBatchError;

  /** Reads everything there is, as a consumer would; only the three errors may come of it. */
  function readOrRefuse(bytes: Uint8Array, label: string): void {
    try {
      for (const batch of batchesIn(bytes)) {
        for (const record of recordsIn(batch, { decompressedBytesMax: 1 << 20 })) {
          void [record.key, record.value, record.headers, record.offset];
        }
      }
    } catch (error) {
      ok(readable(error), `${label}: ${String(error)}`);
    }
  }

  const samples = [
    ...clientFixtures(),
    ...javaFixtures().filter(({ bytes }) => bytes.length < 1500),
  ];
  for (const { name, bytes } of samples) {
    test(`${name}: each byte flipped, and each length`, () => {
      for (let position = 0; position < bytes.length; position++) {
        readOrRefuse(flipBit(bytes, position * 8 + (position % 8)), `bit in byte ${position}`);
        readOrRefuse(bytes.subarray(0, position), `length ${position}`);
      }
    });
  }

  test('an unknown codec is an error of compression', () => {
    for (const id of [5, 6, 7]) {
      const bytes = Buffer.from(javaFixture('few-gzip').bytes);
      bytes[22] = id;
      throws(() => readAll(bytes), { name: 'CompressionError', problem: 'unsupported' });
      equal(new RecordBatch(bytes).codec, undefined);
    }
  });

  test('a batch may not expand beyond the limit', () => {
    for (const codec of codecs.filter((one): one is Codec => one !== 'none')) {
      const bytes = batchOf(record(1, ...varint(5000), ...new Array<number>(5000).fill(7), 0), {
        codec,
      });
      const cursor = new RecordCursor();
      const view = new RecordBatch(bytes);
      throws(() => cursor.open(view, { decompressedBytesMax: 5000 }), { problem: 'limit' });
      ok(cursor.open(view, { decompressedBytesMax: 5020 }).next());
    }
  });

  test('compressing twice is not seen through', () => {
    const inner = compress('gzip', Uint8Array.from(sound));
    throws(() => readAll(batchOf([...inner], { codec: 'gzip' })), InvalidRecordError);
  });
});

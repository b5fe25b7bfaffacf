// The real reader and the simple one (naive-reader.ts) agree on random batches: on every record of
// sound ones, and on which ones are not.

import { deepEqual, equal } from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  BatchBuilder,
  checkProduced,
  codecs,
  CompressionError,
  compress,
  decompress,
  InvalidRecordError,
  RecordBatch,
  RecordCursor,
  readHeaders,
} from '../../src/records/index.ts';
import type { Codec, ProduceRules } from '../../src/records/index.ts';
import { batchOf, sealed } from './batch-bytes.ts';
import { readNaively } from './naive-reader.ts';
import type { NaiveRecord } from './naive-reader.ts';

const hex = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('hex');

/** What the real reader makes of a batch; undefined where it refuses it. */
function readReally(batch: Buffer): NaiveRecord[] | undefined {
  const cursor = new RecordCursor();
  const records: NaiveRecord[] = [];
  try {
    cursor.open(new RecordBatch(batch));
    while (cursor.next()) {
      const headers = readHeaders(cursor.bytes, cursor.headersStart, cursor.headerCount);
      records.push({
        offset: BigInt(cursor.offset),
        timestamp: BigInt(cursor.timestamp),
        key: hex(cursor.key),
        value: hex(cursor.value),
        headers: headers.map(({ key, value }) => [hex(Buffer.from(key)) ?? '', hex(value)]),
      });
    }
  } catch (error) {
    if (error instanceof InvalidRecordError || error instanceof CompressionError) return undefined;
    throw error;
  }
  return records;
}

function naivelyOrNot(batch: Buffer): NaiveRecord[] | undefined {
  try {
    return readNaively(batch);
  } catch {
    return undefined;
  }
}

interface Given {
  readonly time: number;
  readonly key: string | null;
  readonly value: Uint8Array | null;
  readonly header: string | null;
}

const given: fc.Arbitrary<Given> = fc.record({
  time: fc.oneof(fc.integer({ min: -1, max: 300 }), fc.integer({ min: 0, max: 2 ** 45 })),
  key: fc.option(fc.string({ maxLength: 70 })),
  value: fc.option(fc.uint8Array({ maxLength: 90 })),
  header: fc.option(fc.string({ maxLength: 10 }), { freq: 3 }),
});
const records = fc.array(given, { minLength: 1, maxLength: 12 });

function build(inputs: readonly Given[], codec: Codec): Buffer {
  const builder = new BatchBuilder({ codec, baseOffset: 7 });
  for (const { time, key, value, header } of inputs) {
    builder.append(time, key, value, header === null ? [] : [{ key: header, value: key }]);
  }
  return Buffer.from(builder.finish());
}

for (const codec of codecs) {
  test(`sound batches: ${codec}`, () => {
    fc.assert(
      fc.property(records, (inputs) => {
        const batch = build(inputs, codec);
        deepEqual(readReally(batch), readNaively(batch));
      }),
      { numRuns: 60 },
    );
  });
}

describe('damaged records', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 });

  for (const codec of ['none', 'zstd'] as const) {
    test(`are found out by both: ${codec}`, () => {
      fc.assert(
        fc.property(records, damage, (inputs, changes) => {
          const blob = build(inputs, codec).subarray(61);
          const section = Buffer.from(decompress(codec, blob, 1 << 20));
          for (const [position, byte] of changes) section[position % section.length] = byte;
          const batch = batchOf([...section], { codec, recordCount: inputs.length });
          const expected = naivelyOrNot(batch);
          // A header key that is no UTF-8 any more does not come back as the bytes it was.
          const isText = expected?.every(({ headers }) => headers.every(([key]) => isUtf8(key)));
          if (isText === false) equal(readReally(batch)?.length, expected?.length);
          else if (expected?.some(({ timestamp }) => !isSafe(timestamp))) return;
          else deepEqual(readReally(batch), expected);
        }),
        { numRuns: 400 },
      );
    });
  }
});

const isUtf8 = (text: string): boolean => {
  const bytes = Buffer.from(text, 'hex');
  return Buffer.from(bytes.toString()).equals(bytes);
};
const isSafe = (value: bigint): boolean => Number.isSafeInteger(Number(value));

describe('a leader’s verdict', () => {
  const NOW = 1 << 20;
  const rules: ProduceRules = {
    origin: 'client',
    maxMessageBytes: 1 << 20,
    segmentBytes: 1 << 30,
    compression: 'producer',
    isCompacted: true,
    timestampType: 'CreateTime',
    timestampBeforeMaxMs: NOW,
    timestampAfterMaxMs: 1000,
  };

  /** Which records break a rule, found without any cleverness. */
  function badRecords(batch: Buffer): number[] {
    const bad: number[] = [];
    for (const [index, { key, timestamp }] of readNaively(batch).entries()) {
      const isRight = timestamp === -1n || (timestamp >= 0n && timestamp <= BigInt(NOW + 1000));
      if (key === null || !isRight) bad.push(index);
    }
    return bad;
  }

  test('names the records that break a rule, and no others', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(...codecs), (inputs, codec) => {
        const batch = build(inputs, codec);
        batch.writeBigInt64BE(0n, 0);
        const verdict = checkProduced(new RecordBatch(batch), rules, NOW);
        const told = verdict.kind === 'refused' ? verdict.recordErrors : [];
        deepEqual(
          told.map(({ batchIndex }) => batchIndex),
          badRecords(batch),
        );
        equal(verdict.kind === 'refused', told.length > 0);
      }),
      { numRuns: 200 },
    );
  });

  test('accepts what the simple reader reads, and refuses what it does not', () => {
    const free = { ...rules, isCompacted: false, timestampAfterMaxMs: Infinity };
    fc.assert(
      fc.property(records, fc.nat(), fc.nat(255), (inputs, position, byte) => {
        const batch = build(inputs, 'none');
        batch.writeBigInt64BE(0n, 0);
        batch[61 + (position % (batch.length - 61))] = byte;
        const read = naivelyOrNot(sealed(batch));
        if (read?.some(({ timestamp }) => !isSafe(timestamp) || timestamp < -1n)) return;
        const verdict = checkProduced(new RecordBatch(batch), free, NOW);
        equal(verdict.kind === 'refused', read === undefined);
      }),
      { numRuns: 400 },
    );
  });

  test('of a rewritten batch keeps every record', () => {
    const anyCodec = fc.constantFrom(...codecs);
    const free = { ...rules, isCompacted: false, timestampAfterMaxMs: Infinity };
    fc.assert(
      fc.property(records, anyCodec, anyCodec, (inputs, from, to) => {
        const batch = build(inputs, from);
        batch.writeBigInt64BE(0n, 0);
        const verdict = checkProduced(new RecordBatch(batch), { ...free, compression: to }, NOW);
        equal(verdict.kind, from === to ? 'keep' : 'rewrite');
        if (verdict.kind !== 'rewrite') return;
        deepEqual(readNaively(Buffer.from(verdict.bytes)), readNaively(batch));
      }),
      { numRuns: 150 },
    );
  });
});

test('compressing is the same every time', () => {
  // The simulation compares traces byte for byte.
  const bytes = Buffer.from('the same bytes, again and again. '.repeat(100));
  for (const codec of codecs) deepEqual(compress(codec, bytes), compress(codec, bytes));
});

// The quick walk agrees with the general one wherever it does not give up, and it does not give up
// on what is plain.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { BatchBuilder } from '../build/batch-builder.ts';
import { RecordBatch } from '../record-batch.ts';
import { RecordCursor } from '../record-cursor.ts';
import { type PlainRecords, walkPlainRecords } from './plain-walk.ts';

const BASE = 1_700_000_000_000;

interface Given {
  readonly time: number;
  readonly key: number;
  readonly value: number;
  readonly isOdd: boolean;
}

function batchOf(given: readonly Given[], withHeaders = false): Buffer {
  const builder = new BatchBuilder();
  const sized = (length: number) => (length < 0 ? null : Buffer.alloc(length, 0x81));
  for (const { time, key, value, isOdd } of given) {
    const headers = withHeaders && isOdd ? [{ key: 'h', value: null }] : [];
    builder.append(BASE + time, sized(key), sized(value), headers);
  }
  return Buffer.from(builder.finish());
}

function walk(bytes: Uint8Array): PlainRecords | undefined {
  const { recordsStart: start, end, recordCount } = new RecordBatch(bytes);
  return walkPlainRecords(bytes, { start, end, recordCount });
}

/** What the general cursor finds; throws where it refuses. */
function walkGenerally(bytes: Uint8Array): PlainRecords {
  const batch = new RecordBatch(bytes);
  const cursor = new RecordCursor().open(batch);
  let [maxDelta, minDelta, haveKeys] = [-Infinity, Infinity, true];
  while (cursor.next()) {
    maxDelta = Math.max(maxDelta, cursor.timestamp - batch.baseTimestamp);
    minDelta = Math.min(minDelta, cursor.timestamp - batch.baseTimestamp);
    haveKeys &&= cursor.hasKey;
  }
  return { maxDelta, minDelta, haveKeys };
}

const length = fc.oneof(
  fc.integer({ min: -1, max: 3 }),
  fc.integer({ min: 60, max: 66 }),
  fc.constantFrom(8191, 8192, 70_000, 1_100_000),
);
const record = fc.record({
  time: fc.oneof(fc.integer({ min: -70, max: 70 }), fc.integer({ min: -(2 ** 26), max: 2 ** 26 })),
  key: length,
  value: length,
  isOdd: fc.boolean(),
});
const records = fc.array(record, { minLength: 1, maxLength: 20 });

test('plain records are walked, and found as the general walk finds them', () => {
  const property = fc.property(records, (given) => {
    const bytes = batchOf(given);
    deepEqual(walk(bytes), walkGenerally(bytes));
  });
  fc.assert(property, { numRuns: 60 });
});

test('a changed byte is walked as the general walk does, or given up on', () => {
  const change = fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }) });
  const property = fc.property(records, change, (given, { at, to }) => {
    const few = given.map((each) => ({
      ...each,
      key: Math.min(each.key, 70),
      value: Math.min(each.value, 70),
    }));
    const bytes = batchOf(few);
    const first = new RecordBatch(bytes).recordsStart;
    bytes[first + (at % (bytes.length - first))] = to;
    const quick = walk(bytes);
    if (quick !== undefined) deepEqual(quick, walkGenerally(bytes));
  });
  fc.assert(property, { numRuns: 3000 });
});

test('headers, cut batches and long varints are left to the general walk', () => {
  const given = { time: 0, key: 3, value: 3, isOdd: true };
  equal(walk(batchOf([given], true)), undefined);
  const bytes = batchOf([given, given]);
  const { recordsStart: start, end } = new RecordBatch(bytes);
  for (let cut = start; cut < end; cut++) {
    equal(walkPlainRecords(bytes, { start, end: cut, recordCount: 2 }), undefined, `at ${cut}`);
    const shorter = bytes.subarray(0, cut);
    equal(walkPlainRecords(shorter, { start, end, recordCount: 2 }), undefined, `to ${cut}`);
  }
  equal(walkPlainRecords(bytes, { start, end, recordCount: 1 }), undefined);
  equal(walkPlainRecords(bytes, { start, end, recordCount: 3 }), undefined);
  ok(walkPlainRecords(bytes, { start, end, recordCount: 2 }) !== undefined);
  const long = batchOf([given, { ...given, time: 2 ** 29 }]);
  equal(walk(long), undefined);
});

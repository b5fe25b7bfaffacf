// On hundreds of batches, sound and damaged, the leader's verdict is the one Kafka 4.3.1 gave.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  checkProduced,
  patchAssigned,
  patchTimestamps,
  RecordBatch,
  RecordCursor,
  soleBatch,
} from '../../src/records/index.ts';
import type { ProduceRules, ProduceVerdict } from '../../src/records/index.ts';

interface Refusal {
  readonly error: number;
  readonly metric: string | null;
  readonly indexes: readonly number[];
  readonly exception?: string;
}

interface Acceptance {
  readonly isRewritten: boolean;
  readonly maxTimestamp: number;
  readonly nextOffset: number;
  readonly bytes: string;
}

interface Case {
  readonly bytes: string;
  readonly rules: Omit<ProduceRules, 'timestampBeforeMaxMs'> & {
    readonly timestampBeforeMaxMs: number | null;
  };
  readonly nowMs: number;
  readonly kafka: Refusal | Acceptance;
}

const file = new URL('fixtures/kafka-4.3.1-verdicts.jsonl', import.meta.url);
const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
// The file is ours, and fixtures/README.md says what a line holds.
const cases = lines.map((line) => JSON.parse(line) as Case);

const CORRUPT_MESSAGE = 2;
const INVALID_RECORD = 87;

interface Decided {
  readonly verdict: ProduceVerdict;
  /** What is to be appended; nothing where it was refused. */
  readonly bytes: Buffer;
}

function decide({ bytes: text, rules, nowMs }: Case): Decided {
  const bytes = Buffer.from(text, 'base64');
  const view = new RecordBatch();
  const timestampBeforeMaxMs = rules.timestampBeforeMaxMs ?? Infinity;
  const verdict =
    soleBatch(bytes, 0, bytes.length, view) ??
    checkProduced(view, { ...rules, timestampBeforeMaxMs }, nowMs);
  if (verdict.kind === 'refused') return { verdict, bytes: Buffer.alloc(0) };
  if (verdict.kind === 'patch') patchTimestamps(bytes, 0, verdict);
  const kept = bytes.subarray(0, view.sizeBytes);
  const result = verdict.kind === 'rewrite' ? Buffer.from(verdict.bytes) : kept;
  patchAssigned(result, 0, 1000, 5);
  return { verdict, bytes: result };
}

/** Header fields and records, but for how they are compressed. */
function contentOf(bytes: Buffer): unknown {
  const batch = new RecordBatch(bytes);
  ok(batch.isCrcValid());
  const header = [batch.baseOffset, batch.lastOffset, batch.partitionLeaderEpoch, batch.attributes];
  const producer = [batch.producerId, batch.producerEpoch, batch.baseSequence];
  const times = [batch.maxTimestamp, batch.recordCount];
  const cursor = new RecordCursor().open(batch);
  const records: unknown[] = [];
  while (cursor.next()) {
    const content = Buffer.from(cursor.bytes.subarray(cursor.tailStart, cursor.end));
    records.push([cursor.offset, cursor.timestamp, content.toString('hex')]);
  }
  return [header, producer, times, records];
}

function expectRefusal(decided: Decided, kafka: Refusal): void {
  const { verdict } = decided;
  if (kafka.exception === 'UnsupportedOperationException') {
    // Kafka means to renumber such a batch and fails on the way; ours does renumber it.
    equal(verdict.kind, 'rewrite');
    return;
  }
  ok(verdict.kind === 'refused', `Kafka: ${kafka.error}, ours: ${verdict.kind}`);
  equal(verdict.errorCode, verdict.error.code);
  if (kafka.error === -1) {
    // Kafka fell over something unexpected and blames itself; ours blames the batch.
    const names = ['INVALID_RECORD', 'UNSUPPORTED_COMPRESSION_TYPE', 'INVALID_TIMESTAMP'];
    ok(names.includes(verdict.error.name), verdict.error.name);
    return;
  }
  equal(verdict.errorCode, kafka.error, verdict.message);
  const indexes = verdict.recordErrors.map(({ batchIndex }) => batchIndex);
  deepEqual(indexes, kafka.indexes);
  // Kafka counts a record without key even where it then refuses the batch for its structure.
  if (kafka.metric !== 'NoKeyCompactedTopicRecordsPerSec' || indexes.length > 0) {
    equal(verdict.metric ?? null, kafka.metric);
  }
}

function expectAcceptance(decided: Decided, kafka: Acceptance): void {
  const { verdict, bytes } = decided;
  ok(verdict.kind !== 'refused', verdict.kind === 'refused' ? verdict.message : '');
  equal(verdict.kind === 'rewrite', kafka.isRewritten);
  equal(verdict.maxTimestamp, kafka.maxTimestamp);
  equal(1000 + verdict.recordCount, kafka.nextOffset);
  const expected = Buffer.from(kafka.bytes, 'base64');
  if (kafka.isRewritten) deepEqual(contentOf(bytes), contentOf(expected));
  else deepEqual(bytes, expected);
}

for (const [index, one] of cases.entries()) {
  const outcome = 'error' in one.kafka ? `error ${one.kafka.error}` : 'accepted';
  test(`batch ${index}: ${outcome}`, () => {
    const decided = decide(one);
    if ('error' in one.kafka) expectRefusal(decided, one.kafka);
    else expectAcceptance(decided, one.kafka);
  });
}

test('the cases hold all outcomes', () => {
  const outcomes = cases.map(({ kafka }) => ('error' in kafka ? kafka.error : kafka.isRewritten));
  const seen = new Set(outcomes);
  for (const outcome of [CORRUPT_MESSAGE, 32, INVALID_RECORD, -1, true, false]) {
    ok(seen.has(outcome), String(outcome));
  }
});

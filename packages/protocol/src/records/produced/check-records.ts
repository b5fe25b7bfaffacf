// Walks the records of a produced batch, inside compressed ones too, and finds what the leader must
// know: bad records, the latest timestamp, whether offsets run from 0. Positions only, no objects.

import { CompressionError } from '../compression/compression-error.ts';
import type { Codec } from '../compression/codec.ts';
import { DECOMPRESSED_BYTES_MAX } from '../compression/decompress.ts';
import { ScratchMemory } from '../compression/scratch-memory.ts';
import { InvalidRecordError } from '../corrupt-batch-error.ts';
import { CREATE_TIME, LOG_APPEND_TIME, NO_TIMESTAMP } from '../layout.ts';
import type { RecordBatch } from '../record-batch.ts';
import { RecordCursor } from '../record-cursor.ts';
import { walkPlainRecords } from './plain-walk.ts';
import type { LengthyBatch, ProduceRules, RecordError, RefusedBatch } from './produce-rules.ts';
import { refuse, refuseRecords } from './refusals.ts';

/**
 * A refusal names at most so many records: a batch can hold some 150 000 per MiB, and the response
 * must not outgrow the request.
 */
export const RECORD_ERRORS_MAX = 10_000;

const NO_KEY = 'the topic is compacted, and the record has no key';
const APPEND_TIME_SET = 'only brokers set the timestamp type LogAppendTime';
const UNSAFE_TIMESTAMP = 'the timestamp is out of the range of whole numbers up to 2^53';

/** A batch is checked, and copied where it is written anew, before the next one is. */
const scratch = new ScratchMemory();

export interface RecordsFinding {
  readonly kind: 'sound';
  /** The latest record's, in ms; -1 for none. */
  readonly maxTimestamp: number;
  /** Whether one is below -1: no sense, and still stored where the bytes can be kept. */
  readonly hasNegativeTimestamp: boolean;
  /**
   * Set where codec or offsets make a new batch necessary: past the last record; `rewind()` reads
   * them once more without decompressing, before the next batch is checked.
   */
  readonly rewriteFrom: RecordCursor | undefined;
}

export interface RecordsContext {
  readonly rules: ProduceRules;
  /** The codec that the stored batch shall have. */
  readonly target: Codec;
  readonly nowMs: number;
  /** What expands to more is lengthy, unless more is not allowed anyway. */
  readonly expandedBytesMax: number;
}

export const LENGTHY: LengthyBatch = Object.freeze({ kind: 'lengthy' });

/** Never throws for what a client sent. */
export function checkRecords(
  batch: RecordBatch,
  context: RecordsContext,
): RecordsFinding | RefusedBatch | LengthyBatch {
  try {
    return checkPlainRecords(batch, context) ?? walkRecords(batch, context);
  } catch (error) {
    if (error instanceof InvalidRecordError) return refuse('INVALID_RECORD', error.message);
    if (!(error instanceof CompressionError)) throw error;
    const isOver = error.problem === 'limit';
    if (isOver && context.expandedBytesMax < bytesMaxOf(context.rules)) return LENGTHY;
    // A producer answers this error by splitting its batch, which may well help here.
    if (isOver) return refuse('MESSAGE_TOO_LARGE', error.message);
    return refuse('INVALID_RECORD', error.message);
  }
}

/** What a batch may expand to at all. */
function bytesMaxOf({ decompressedBytesMax = DECOMPRESSED_BYTES_MAX }: ProduceRules): number {
  return decompressedBytesMax;
}

/** The quick way for what has nothing special; undefined where it does not do. */
function checkPlainRecords(
  batch: RecordBatch,
  { rules, target, nowMs }: RecordsContext,
): RecordsFinding | undefined {
  if (batch.codec !== 'none' || target !== 'none' || batch.magic !== 2) return undefined;
  const { baseTimestamp } = batch;
  const isPlainTime = batch.timestampType === CREATE_TIME && Number.isSafeInteger(baseTimestamp);
  if (!isPlainTime || batch.isControl) return undefined;
  const { recordsStart: start, end, recordCount } = batch;
  const plain = walkPlainRecords(batch.bytes, { start, end, recordCount });
  if (plain === undefined || (rules.isCompacted && !plain.haveKeys)) return undefined;
  const maxTimestamp = baseTimestamp + plain.maxDelta;
  const minTimestamp = baseTimestamp + plain.minDelta;
  if (minTimestamp < 0 || !Number.isSafeInteger(maxTimestamp)) return undefined;
  if (rules.timestampType === CREATE_TIME) {
    if (minTimestamp < nowMs - rules.timestampBeforeMaxMs) return undefined;
    if (maxTimestamp > nowMs + rules.timestampAfterMaxMs) return undefined;
  }
  return { kind: 'sound', maxTimestamp, hasNegativeTimestamp: false, rewriteFrom: undefined };
}

function walkRecords(
  batch: RecordBatch,
  { rules, target, nowMs, expandedBytesMax }: RecordsContext,
): RecordsFinding | RefusedBatch {
  const changesCodec = batch.codec !== target;
  // Kafka looks at offsets where a codec is involved, and at record lengths where it reads whole
  // records: that is, unless it means to keep a compressed batch as it is.
  const checksOffsets = batch.isCompressed || target !== 'none';
  const cursor = new RecordCursor(scratch).open(batch, {
    checksRecordLengths: changesCodec || !batch.isCompressed,
    decompressedBytesMax: Math.min(expandedBytesMax, bytesMaxOf(rules)),
  });
  const examination = new Examination(batch, rules, nowMs);
  const { isCompacted } = rules;
  let areOffsetsRight = true;
  let maxTimestamp = NO_TIMESTAMP;
  let minTimestamp = 0;
  while (cursor.next()) {
    if (isCompacted && cursor.keyStart < 0) examination.addMissingKey(cursor.index);
    else if (!examination.isTimestampRight(cursor)) examination.addTimestamp(cursor);
    if (cursor.timestamp > maxTimestamp) maxTimestamp = cursor.timestamp;
    if (cursor.timestamp < minTimestamp) minTimestamp = cursor.timestamp;
    if (cursor.offsetDelta !== cursor.index) areOffsetsRight = false;
  }
  const mustRewrite = changesCodec || (checksOffsets && !areOffsetsRight);
  const hasNegativeTimestamp = minTimestamp < NO_TIMESTAMP;
  const refusal = examination.refusal();
  const rewriteFrom = mustRewrite ? cursor : undefined;
  return refusal ?? { kind: 'sound', maxTimestamp, hasNegativeTimestamp, rewriteFrom };
}

/** Gathers what is wrong with records. */
class Examination {
  private readonly isCreateTimeTopic: boolean;
  private readonly isAppendTimeBatch: boolean;
  private readonly earliest: number;
  private readonly latest: number;
  private readonly recordErrors: RecordError[] = [];
  private hasBadTimestamp = false;
  private hasMissingKey = false;

  constructor(batch: RecordBatch, rules: ProduceRules, nowMs: number) {
    this.isCreateTimeTopic = rules.timestampType === CREATE_TIME;
    this.isAppendTimeBatch = batch.timestampType === LOG_APPEND_TIME;
    this.earliest = nowMs - rules.timestampBeforeMaxMs;
    this.latest = nowMs + rules.timestampAfterMaxMs;
  }

  isTimestampRight(cursor: RecordCursor): boolean {
    const timestamp = cursor.timestamp;
    if (!this.isCreateTimeTopic || timestamp === NO_TIMESTAMP) return !this.isAppendTimeBatch;
    return cursor.hasSafeTimestamp && timestamp >= this.earliest && timestamp <= this.latest;
  }

  addMissingKey(batchIndex: number): void {
    this.hasMissingKey = true;
    this.add({ batchIndex, message: NO_KEY });
  }

  addTimestamp(cursor: RecordCursor): void {
    this.hasBadTimestamp = true;
    this.add({ batchIndex: cursor.index, message: this.timestampProblem(cursor) });
  }

  refusal(): RefusedBatch | undefined {
    if (this.recordErrors.length === 0) return undefined;
    const metric = this.hasMissingKey ? 'NoKeyCompactedTopicRecordsPerSec' : undefined;
    const { hasBadTimestamp } = this;
    return refuseRecords(this.recordErrors, { hasBadTimestamp, metric });
  }

  private timestampProblem(cursor: RecordCursor): string {
    const timestamp = cursor.timestamp;
    if (!this.isCreateTimeTopic || timestamp === NO_TIMESTAMP) return APPEND_TIME_SET;
    if (!cursor.hasSafeTimestamp) return UNSAFE_TIMESTAMP;
    return `timestamp ${timestamp} is not between ${this.earliest} and ${this.latest}`;
  }

  private add(error: RecordError): void {
    if (this.recordErrors.length < RECORD_ERRORS_MAX) this.recordErrors.push(error);
  }
}

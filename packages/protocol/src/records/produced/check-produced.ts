// What a leader verifies of a produced batch before it assigns offsets, and whether the bytes can
// be kept: Kafka's rules, in Kafka's order. Pure: the caller patches and appends. Whether producer
// epoch and sequence fit the log is checked elsewhere. Where Kafka fails by accident (an unknown
// codec, data that does not decompress) and answers UNKNOWN_SERVER_ERROR, this says what is wrong.

import { assert } from '@ottla/base';
import { batchSizeAt } from '../batches-in.ts';
import type { Codec } from '../compression/codec.ts';
import { CorruptBatchError } from '../corrupt-batch-error.ts';
import { hasSafeInt64 } from '../integers.ts';
import {
  BATCH_HEADER_BYTES,
  LOG_APPEND_TIME,
  NO_PRODUCER_EPOCH,
  NO_PRODUCER_ID,
  PRODUCER_ID,
} from '../layout.ts';
import { RecordBatch } from '../record-batch.ts';
import { checkRecords, LENGTHY } from './check-records.ts';
import type { RecordsFinding } from './check-records.ts';
import type { LengthyBatch, ProduceRules, ProduceVerdict, RefusedBatch } from './produce-rules.ts';
import { quickBytesMax } from './quick-bytes.ts';
import { refuse } from './refusals.ts';
import { rewriteBatch } from './rewrite-batch.ts';

/**
 * Places `view` on the one batch that `bytes[start, end)` must hold. Undefined where that holds;
 * else the refusal: no whole batch, more than one, not magic 2. Bytes after the batch that are no
 * whole batch are left alone, as Kafka leaves them: append `view.sizeBytes` bytes, not the range.
 */
export function soleBatch(
  bytes: Uint8Array,
  start: number,
  end: number,
  view: RecordBatch,
): RefusedBatch | undefined {
  try {
    const size = batchSizeAt(bytes, start, end);
    if (size === 0 || size > end - start) {
      return refuse('INVALID_RECORD', 'the records hold no whole batch, exactly one is needed');
    }
    view.at(bytes, start);
    if (view.magic !== 2) {
      return refuse('INVALID_RECORD', `magic ${view.magic} is not accepted, only magic 2`);
    }
    const next = batchSizeAt(bytes, start + size, end);
    if (next === 0 || next > end - start - size) return undefined;
    return refuse('INVALID_RECORD', 'the records hold several batches, exactly one is needed');
  } catch (error) {
    if (error instanceof CorruptBatchError) return refuse('CORRUPT_MESSAGE', error.message);
    throw error;
  }
}

/**
 * Decides on the whole magic 2 batch at `batch` (see `soleBatch`). `nowMs` is the broker's time.
 * Never throws for what a client sent. zstd from clients too old for it is the handler's check:
 * `batch.codec` tells.
 */
export function checkProduced(
  batch: RecordBatch,
  rules: ProduceRules,
  nowMs: number,
): ProduceVerdict {
  const refusal = checkHeader(batch, rules);
  if (refusal !== undefined) return refusal;
  const target = targetCodec(batch, rules);
  const verdict = checkContent(batch, { rules, target, nowMs }, Infinity);
  assert(verdict.kind !== 'lengthy', 'a check without a limit of its own found one');
  return verdict;
}

/**
 * As `checkProduced` where that is quick, with at most `bytesMax` decompressed. Otherwise nothing
 * is decided: `checkProduced` is for another thread then.
 */
export function checkQuickly(
  batch: RecordBatch,
  rules: ProduceRules,
  nowMs: number,
  bytesMax: number,
): ProduceVerdict | LengthyBatch {
  const refusal = checkHeader(batch, rules);
  if (refusal !== undefined) return refusal;
  const target = targetCodec(batch, rules);
  const expandedBytesMax = quickBytesMax(batch, target, bytesMax);
  if (expandedBytesMax === 0) return LENGTHY;
  return checkContent(batch, { rules, target, nowMs }, expandedBytesMax);
}

function checkContent(
  batch: RecordBatch,
  { rules, target, nowMs }: Decision,
  expandedBytesMax: number,
): ProduceVerdict | LengthyBatch {
  const finding = checkRecords(batch, { rules, target, nowMs, expandedBytesMax });
  if (finding.kind !== 'sound') return finding;
  const verdict = verdictFor(batch, finding, { rules, target, nowMs });
  if (verdict.kind === 'refused') return verdict;
  const sizeBytes = verdict.kind === 'rewrite' ? verdict.bytes.length : batch.sizeBytes;
  return checkSize(sizeBytes, rules) ?? verdict;
}

interface Decision {
  readonly rules: ProduceRules;
  readonly target: Codec;
  readonly nowMs: number;
}

function verdictFor(
  batch: RecordBatch,
  finding: RecordsFinding,
  { rules, target, nowMs }: Decision,
): ProduceVerdict {
  const timestampType = rules.timestampType;
  const isAppendTime = timestampType === LOG_APPEND_TIME;
  const maxTimestamp = isAppendTime ? nowMs : finding.maxTimestamp;
  const logAppendTimeMs = isAppendTime ? nowMs : -1;
  const recordCount = batch.recordCount;
  if (finding.rewriteFrom !== undefined) {
    const refusal = checkRewritable(batch, finding);
    if (refusal !== undefined) return refusal;
    const options = { target, timestampType, maxTimestamp, rules };
    const bytes = rewriteBatch(batch, finding.rewriteFrom, options);
    return { kind: 'rewrite', bytes, recordCount, maxTimestamp, logAppendTimeMs };
  }
  const isRight = batch.timestampType === timestampType && batch.maxTimestamp === maxTimestamp;
  if (isRight) return { kind: 'keep', recordCount, maxTimestamp, logAppendTimeMs };
  return { kind: 'patch', timestampType, recordCount, maxTimestamp, logAppendTimeMs };
}

function checkHeader(batch: RecordBatch, rules: ProduceRules): RefusedBatch | undefined {
  const isClient = rules.origin === 'client';
  if (isClient && batch.baseOffset !== 0) {
    return refuse('INVALID_RECORD', `base offset is ${batch.baseOffset}, a producer must send 0`);
  }
  const sizeBytes = batch.sizeBytes;
  if (sizeBytes > rules.maxMessageBytes) return tooLarge(sizeBytes, rules);
  if (sizeBytes < BATCH_HEADER_BYTES || !batch.isCrcValid()) {
    const problem = `the batch's checksum ${batch.crc} does not fit its ${sizeBytes} bytes`;
    return refuse('CORRUPT_MESSAGE', problem, 'InvalidMessageCrcRecordsPerSec');
  }
  if (batch.codec === undefined) {
    return refuse('UNSUPPORTED_COMPRESSION_TYPE', `codec id ${batch.codecId} is unknown`);
  }
  if (!hasSafeInt64(batch.bytes, batch.start + PRODUCER_ID)) {
    return refuse('INVALID_RECORD', `producer id ${batch.producerId} is out of range`);
  }
  return isClient ? checkClientHeader(batch) : undefined;
}

function checkClientHeader(batch: RecordBatch): RefusedBatch | undefined {
  const { lastOffsetDelta, recordCount } = batch;
  const metric = 'InvalidOffsetOrSequenceRecordsPerSec';
  if (lastOffsetDelta < 0) {
    return refuse('INVALID_RECORD', `last offset delta ${lastOffsetDelta} is negative`, metric);
  }
  if (recordCount <= 0) {
    return refuse('INVALID_RECORD', `the batch announces ${recordCount} records`, metric);
  }
  if (lastOffsetDelta + 1 !== recordCount) {
    const problem = `last offset delta ${lastOffsetDelta} does not fit ${recordCount} records`;
    return refuse('INVALID_RECORD', problem, metric);
  }
  if (batch.isControl) {
    return refuse('INVALID_RECORD', 'clients cannot write control batches', metric);
  }
  if (batch.hasProducerId && batch.baseSequence < 0) {
    const problem = `sequence ${batch.baseSequence} with producer id ${batch.producerId}`;
    return refuse('INVALID_RECORD', `${problem}: it must not be negative`, metric);
  }
  return undefined;
}

/** What Kafka refuses only where it writes a batch anew, and leaves alone where it does not. */
function checkRewritable(batch: RecordBatch, finding: RecordsFinding): RefusedBatch | undefined {
  if (finding.hasNegativeTimestamp) {
    return refuse('INVALID_TIMESTAMP', 'a timestamp is negative and not -1, which means none');
  }
  const { producerId, producerEpoch, baseSequence, isTransactional } = batch;
  const hasEpochAndSequence = producerEpoch !== NO_PRODUCER_EPOCH && baseSequence >= 0;
  if (producerId === NO_PRODUCER_ID ? !isTransactional : hasEpochAndSequence) return undefined;
  const kind = isTransactional ? 'a transactional batch' : 'a batch';
  const producer = `producer id ${producerId}, epoch ${producerEpoch}, sequence ${baseSequence}`;
  return refuse('INVALID_RECORD', `${kind} cannot have ${producer}`);
}

function targetCodec(batch: RecordBatch, rules: ProduceRules): Codec {
  const source = batch.codec ?? 'none';
  if (rules.compression === 'producer') return source;
  // Control batches are never compressed by a broker.
  return source === 'none' && batch.isControl ? 'none' : rules.compression;
}

function checkSize(sizeBytes: number, rules: ProduceRules): RefusedBatch | undefined {
  if (sizeBytes > rules.maxMessageBytes) return tooLarge(sizeBytes, rules);
  if (sizeBytes <= rules.segmentBytes) return undefined;
  const problem = `the batch takes ${sizeBytes} bytes, more than segment.bytes`;
  return refuse('RECORD_LIST_TOO_LARGE', `${problem} (${rules.segmentBytes})`);
}

function tooLarge(sizeBytes: number, rules: ProduceRules): RefusedBatch {
  const problem = `the batch takes ${sizeBytes} bytes, more than max.message.bytes`;
  return refuse('MESSAGE_TOO_LARGE', `${problem} (${rules.maxMessageBytes})`);
}

// What a leader asks of a produced batch, and the answers that it can give. Types only.

import type { ProtocolError } from '../../errors/errors.ts';
import type { Codec } from '../compression/codec.ts';
import type { TimestampType } from '../layout.ts';

/** The topic's and broker's configs that decide on a produced batch. */
export interface ProduceRules {
  /** `client`: all checks. `coordinator`: own appends, which may be control batches. */
  readonly origin: 'client' | 'coordinator';
  /** `max.message.bytes`. */
  readonly maxMessageBytes: number;
  /** `segment.bytes`. */
  readonly segmentBytes: number;
  /** `compression.type`: `producer` keeps what the batch has, `none` stands for `uncompressed`. */
  readonly compression: 'producer' | Codec;
  /** `compression.gzip.level` and its like, for batches that change codec. */
  readonly compressionLevels?: Partial<Record<Codec, number>>;
  /** `cleanup.policy` includes compact: every record needs a key. */
  readonly isCompacted: boolean;
  /** `message.timestamp.type`. */
  readonly timestampType: TimestampType;
  /** `message.timestamp.before.max.ms`; Infinity, or 2^63-1 rounded, for no limit. */
  readonly timestampBeforeMaxMs: number;
  /** `message.timestamp.after.max.ms`. */
  readonly timestampAfterMaxMs: number;
  /** More than this is not held decompressed for a check. Default DECOMPRESSED_BYTES_MAX. */
  readonly decompressedBytesMax?: number;
}

/** One record's part in a refusal; Produce v8 and later reports it. */
export interface RecordError {
  /** Index of the record in its batch, from 0. */
  readonly batchIndex: number;
  readonly message: string;
}

/** Which of Kafka's BrokerTopicMetrics counts a refusal. */
export type RefusalMetric =
  | 'InvalidMagicNumberRecordsPerSec'
  | 'InvalidMessageCrcRecordsPerSec'
  | 'InvalidOffsetOrSequenceRecordsPerSec'
  | 'NoKeyCompactedTopicRecordsPerSec';

export interface RefusedBatch {
  readonly kind: 'refused';
  readonly error: ProtocolError;
  /** `error.code`, for the response. */
  readonly errorCode: number;
  readonly message: string;
  /** Empty where the batch as a whole is at fault. */
  readonly recordErrors: readonly RecordError[];
  readonly metric: RefusalMetric | undefined;
}

interface AcceptedBatch {
  /** How many offsets the batch takes. */
  readonly recordCount: number;
  /** What the batch's maxTimestamp is or becomes, in ms; -1 for none. */
  readonly maxTimestamp: number;
  /** The broker's time where the topic is LogAppendTime, else -1: for the response. */
  readonly logAppendTimeMs: number;
}

/** The bytes are right as they are, but for base offset and leader epoch (`patchAssigned`). */
export interface KeptBatch extends AcceptedBatch {
  readonly kind: 'keep';
}

/** `patchTimestamps(bytes, start, verdict)` makes the bytes right; then as for `keep`. */
export interface PatchedBatch extends AcceptedBatch {
  readonly kind: 'patch';
  readonly timestampType: TimestampType;
}

/** The batch had to be written anew: `bytes` is one batch, for which `patchAssigned` is due. */
export interface RewrittenBatch extends AcceptedBatch {
  readonly kind: 'rewrite';
  readonly bytes: Uint8Array;
}

export type ProduceVerdict = KeptBatch | PatchedBatch | RewrittenBatch | RefusedBatch;

/** Not looked at to its end: that would keep others waiting for too long. */
export interface LengthyBatch {
  readonly kind: 'lengthy';
}

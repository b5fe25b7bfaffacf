// The settings of one log, as numbers and flags: what Kafka's topic configs say once parsed.
// Parsing, defaults of a broker and validation live with the config definitions, not here.

export interface CleanupPolicy {
  readonly delete: boolean;
  readonly compact: boolean;
}

/** `producer` keeps the codec that the batch came with. */
export type CompressionType = 'producer' | 'uncompressed' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

/** Each field is Kafka's topic config of the same name; -1 and Infinity switch a limit off. */
export interface LogConfig {
  readonly segmentBytes: number;
  readonly segmentMs: number;
  readonly segmentJitterMs: number;
  readonly segmentIndexBytes: number;
  /** `index.interval.bytes` */
  readonly indexIntervalBytes: number;
  /** `flush.messages` */
  readonly flushMessages: number;
  readonly flushMs: number;
  readonly retentionBytes: number;
  readonly retentionMs: number;
  readonly fileDeleteDelayMs: number;
  readonly deleteRetentionMs: number;
  readonly minCompactionLagMs: number;
  readonly maxCompactionLagMs: number;
  readonly minCleanableDirtyRatio: number;
  readonly cleanupPolicy: CleanupPolicy;
  /** `max.message.bytes` */
  readonly messageBytesMax: number;
  readonly messageTimestampType: 'CreateTime' | 'LogAppendTime';
  readonly messageTimestampBeforeMaxMs: number;
  readonly messageTimestampAfterMaxMs: number;
  readonly compressionType: CompressionType;
  readonly compressionGzipLevel: number;
  readonly compressionLz4Level: number;
  readonly compressionZstdLevel: number;
  /** The broker's `ottla.decompressed.batch.max.bytes`: a produced batch expands no further. */
  readonly decompressedBytesMax: number;
  /** The broker's `producer.id.expiration.ms`. */
  readonly producerIdExpirationMs: number;
  /** The broker's `transaction.partition.verification.enable`. */
  readonly transactionVerification: boolean;
}

const DAY_MS = 86_400_000;

/** Kafka 4.3's defaults. */
export const defaultLogConfig: LogConfig = {
  segmentBytes: 1_073_741_824,
  segmentMs: 7 * DAY_MS,
  segmentJitterMs: 0,
  segmentIndexBytes: 10_485_760,
  indexIntervalBytes: 4096,
  flushMessages: Infinity,
  flushMs: Infinity,
  retentionBytes: -1,
  retentionMs: 7 * DAY_MS,
  fileDeleteDelayMs: 60_000,
  deleteRetentionMs: DAY_MS,
  minCompactionLagMs: 0,
  maxCompactionLagMs: Infinity,
  minCleanableDirtyRatio: 0.5,
  cleanupPolicy: { delete: true, compact: false },
  messageBytesMax: 1_048_588,
  messageTimestampType: 'CreateTime',
  messageTimestampBeforeMaxMs: Infinity,
  messageTimestampAfterMaxMs: 3_600_000,
  compressionType: 'producer',
  compressionGzipLevel: -1,
  compressionLz4Level: 9,
  compressionZstdLevel: 3,
  decompressedBytesMax: 33_554_432,
  producerIdExpirationMs: DAY_MS,
  transactionVerification: true,
};

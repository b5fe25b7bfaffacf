export { patchAssigned, patchTimestamps } from './assign.ts';
export type { AssignedTimestamps } from './assign.ts';
export { BatchBuilder } from './build/batch-builder.ts';
export type { BatchBuilderOptions } from './build/batch-builder.ts';
export { emptyBatch, NO_PRODUCER, writeBatchHeader } from './build/batch-header.ts';
export type { BatchHeader, ProducerState } from './build/batch-header.ts';
export { batchesIn, batchSizeAt, BatchWalk, MAGIC_MAX } from './batches-in.ts';
export { codecId, codecOf, codecs, compressionLevels } from './compression/codec.ts';
export type { Codec, CompressionLevels } from './compression/codec.ts';
export { CompressionError } from './compression/compression-error.ts';
export type { CompressionProblem } from './compression/compression-error.ts';
export { compress } from './compression/compress.ts';
export {
  COMPRESSION_RATIO_INITIAL,
  nextCompressionRatio,
} from './compression/compression-ratio.ts';
export { decompress, DECOMPRESSED_BYTES_MAX } from './compression/decompress.ts';
export type { DecompressOptions } from './compression/decompress-options.ts';
export { ScratchMemory } from './compression/scratch-memory.ts';
export {
  controlBatch,
  controlKey,
  controlTypeOf,
  controlTypes,
  endMarkerEpoch,
  endMarkerValue,
  transactionMarkerBatch,
} from './build/control-records.ts';
export type {
  ControlBatchOptions,
  ControlRecord,
  ControlTypeName,
  TransactionMarker,
} from './build/control-records.ts';
export { CorruptBatchError, InvalidRecordError } from './corrupt-batch-error.ts';
export { crc32c, createCrc32c } from './crc32c.ts';
export type { Crc32c, Crc32cOptions } from './crc32c.ts';
export {
  BATCH_HEADER_BYTES,
  BYTES_UP_TO_MAGIC,
  CREATE_TIME,
  LOG_APPEND_TIME,
  LOG_OVERHEAD_BYTES,
  NO_PARTITION_LEADER_EPOCH,
  NO_PRODUCER_EPOCH,
  NO_PRODUCER_ID,
  NO_SEQUENCE,
  NO_TIMESTAMP,
} from './layout.ts';
export type { TimestampType } from './layout.ts';
export { checkProduced, checkQuickly, soleBatch } from './produced/check-produced.ts';
export { RECORD_ERRORS_MAX } from './produced/check-records.ts';
export { quickBytesMax } from './produced/quick-bytes.ts';
export type {
  KeptBatch,
  LengthyBatch,
  PatchedBatch,
  ProduceRules,
  ProduceVerdict,
  RecordError,
  RefusalMetric,
  RefusedBatch,
  RewrittenBatch,
} from './produced/produce-rules.ts';
export { RecordBatch } from './record-batch.ts';
export { firstOffsetOf, readHeaders, recordsIn, RecordView, StoredRecord } from './record.ts';
export type { RecordHeader } from './record.ts';
export type { NewRecordHeader, RecordBytes } from './build/record-content.ts';
export { RecordCursor } from './record-cursor.ts';
export type { RecordCursorOptions } from './record-cursor.ts';
export { decrementSequence, incrementSequence } from './sequence.ts';

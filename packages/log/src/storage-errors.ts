// The operating errors of this package. A log that met one is offline, with its whole directory;
// its appends and reads then answer KAFKA_STORAGE_ERROR as values (partition/append-outcome.ts).

import { DiskError } from '@ottla/base';
import { CorruptBatchError } from '@ottla/protocol';

/** A disk call failed, or an earlier failure took the log's directory offline. */
export class KafkaStorageError extends Error {
  override readonly name = 'KafkaStorageError';
  readonly code = 'KAFKA_STORAGE_ERROR';
  /** The client finds another replica; this one needs an operator. */
  readonly retriable = true;
}

/** A file that should hold a known format does not. Says file, position, what stands there. */
export class CorruptFileError extends Error {
  override readonly name = 'CorruptFileError';
  readonly code = 'CORRUPT_FILE';
  readonly retriable = false;
  readonly path: string;

  constructor(path: string, what: string, cause?: unknown) {
    super(`${path} is corrupt: ${what}`, { cause });
    this.path = path;
  }
}

/** The log holds another topic of the same name (`partition.metadata` disagrees). */
export class InconsistentTopicIdError extends Error {
  override readonly name = 'InconsistentTopicIdError';
  readonly code = 'INCONSISTENT_TOPIC_ID';
  readonly retriable = true;
}

/** An offset that the caller may not use: beyond the high watermark, negative and the like. */
export class OffsetOutOfRangeError extends Error {
  override readonly name = 'OffsetOutOfRangeError';
  readonly code = 'OFFSET_OUT_OF_RANGE';
  readonly retriable = false;
}

/** A log directory that cannot be used as it is: locked, foreign, malformed. */
export class LogDirectoryError extends Error {
  override readonly name = 'LogDirectoryError';
  readonly code: string;
  readonly retriable = false;
  readonly path: string;

  constructor(code: string, path: string, what: string, cause?: unknown) {
    super(`${path}: ${what}`, { cause });
    this.code = code;
    this.path = path;
  }
}

/**
 * Whether the disk, or what it holds, is at fault: neither a bug of ours nor a caller's mistake.
 */
export function isDiskFailure(error: unknown): error is Error {
  return (
    error instanceof DiskError ||
    error instanceof CorruptBatchError ||
    error instanceof CorruptFileError
  );
}

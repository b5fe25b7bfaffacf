// How a log tells its owner that one of its offsets moved. Calls come from within `flushAppends`,
// from the completion of an asynchronous call, and never from within `append`.

import type { KafkaStorageError } from '../storage-errors.ts';

export interface LogListener {
  /** Bytes reached the file: `writtenOffset` moved. At most once per `flushAppends`. */
  onWritten?(writtenOffset: number): void;
  /** Bytes became durable: `flushedOffset` moved. */
  onFlushed?(flushedOffset: number): void;
  /** The log is offline; nothing queued will ever be acknowledged. Once, and last. */
  onFailed?(error: KafkaStorageError): void;
}

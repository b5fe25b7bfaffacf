// What an application gives to the producer and gets back.

import { ClientError } from '../errors.ts';

/** Text is written as UTF-8; null is Kafka's null, which an absent field also means. */
export type RecordBytes = Uint8Array | string | null;

export type RecordHeaders =
  | readonly (readonly [key: string, value: RecordBytes])[]
  | Readonly<Record<string, RecordBytes>>;

export interface ProducerRecord<Key = RecordBytes, Value = RecordBytes> {
  readonly topic: string;
  /** Chosen by the key's hash, or by the sticky partitioner without key, where it is left out. */
  readonly partition?: number | undefined;
  readonly key?: Key | null | undefined;
  readonly value?: Value | null | undefined;
  readonly headers?: RecordHeaders | undefined;
  /** Milliseconds since 1970; the time of `send` where it is left out. */
  readonly timestamp?: number | undefined;
}

export interface RecordMetadata {
  readonly topic: string;
  readonly partition: number;
  /** -1 where the broker did not tell: acks=0, or a duplicate it remembers no more. */
  readonly offset: number;
  /** What the record carries now: its own, or the broker's with LogAppendTime. */
  readonly timestamp: number;
}

/** Upper bound of a record's own overhead in a batch, without key, value and headers. */
const RECORD_OVERHEAD_BYTES = 21;
/** Upper bound of a varint. */
const VARINT_BYTES_MAX = 5;
/** Header of a batch. */
export const BATCH_OVERHEAD_BYTES = 61;

/** The most bytes that the record can take in a batch, without the batch's own header. */
export function recordBytesMax(record: ProducerRecord): number {
  let bytes = RECORD_OVERHEAD_BYTES + 2 * VARINT_BYTES_MAX;
  bytes += bytesOf(record.key) + bytesOf(record.value);
  if (record.headers !== undefined) {
    for (const [key, value] of headerPairs(record.headers)) {
      if (typeof key !== 'string') throw new ClientError(`a header's key is text, got ${key}`);
      bytes += bytesOf(key) + bytesOf(value) + 2 * VARINT_BYTES_MAX;
    }
  }
  return bytes;
}

export function headerPairs(
  headers: RecordHeaders,
): readonly (readonly [key: string, value: RecordBytes])[] {
  return isPairs(headers) ? headers : Object.entries(headers);
}

function isPairs(
  headers: RecordHeaders,
): headers is readonly (readonly [key: string, value: RecordBytes])[] {
  return Array.isArray(headers);
}

function bytesOf(value: RecordBytes | undefined): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'string') return Buffer.byteLength(value);
  // Not by its class: a test runner may have its own. Wider elements would be cut to a byte.
  if (ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1) return value.byteLength;
  throw new ClientError(
    `a record's key, value and headers are bytes, text or null, got ${typeof value}: ` +
      'set keySerializer or valueSerializer, for example to serdes.json()',
  );
}

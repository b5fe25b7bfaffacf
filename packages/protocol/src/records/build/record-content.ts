// Encodes what a record carries: key, value and headers, each behind its length.

import { sizeOfVarint, writeVarint } from '../integers.ts';
import { utf8Bytes, writeUtf8 } from './utf8.ts';

/** What a key or a value may be given as; text is stored as UTF-8. */
export type RecordBytes = Uint8Array | string | null;

/** A header of a record to be written. */
export interface NewRecordHeader {
  readonly key: string;
  readonly value: RecordBytes;
}

/** Size in bytes of the content, or -1 for null: what stands before it as its length. */
export function sizeOf(content: RecordBytes): number {
  if (content === null) return -1;
  return typeof content === 'string' ? utf8Bytes(content) : content.length;
}

/** Size in bytes of a content of `sizeBytes` (-1 for null) together with its length. */
export function sizeOfSized(sizeBytes: number): number {
  return sizeBytes <= 0 ? 1 : sizeOfVarint(sizeBytes) + sizeBytes;
}

/** Size in bytes of the headers with their lengths and their count. */
export function sizeOfHeaders(headers: readonly NewRecordHeader[]): number {
  const count = headers.length;
  if (count === 0) return 1;
  let size = sizeOfVarint(count);
  // By index: an iterator would cost every record an object.
  for (let index = 0; index < count; index++) {
    const header = headers[index];
    if (header === undefined) continue;
    size += sizeOfSized(utf8Bytes(header.key)) + sizeOfSized(sizeOf(header.value));
  }
  return size;
}

/** Size in bytes of key, value and headers with their lengths. */
export function sizeOfContent(
  key: RecordBytes,
  value: RecordBytes,
  headers: readonly NewRecordHeader[],
): number {
  return sizeOfSized(sizeOf(key)) + sizeOfSized(sizeOf(value)) + sizeOfHeaders(headers);
}

/**
 * Writes a length and the content, whose `sizeOf` is `sizeBytes`, and returns the position after
 * it. The room must be there.
 */
export function writeSized(
  bytes: Buffer,
  start: number,
  content: RecordBytes,
  sizeBytes: number,
): number {
  if (content === null) {
    // The varint of -1.
    bytes[start] = 1;
    return start + 1;
  }
  const position = writeVarint(bytes, start, sizeBytes);
  if (typeof content === 'string') return writeUtf8(bytes, position, content, sizeBytes);
  bytes.set(content, position);
  return position + sizeBytes;
}

/** Writes the headers' count and the headers, and returns the position after them. */
export function writeHeaders(
  bytes: Buffer,
  start: number,
  headers: readonly NewRecordHeader[],
): number {
  const count = headers.length;
  let position = writeVarint(bytes, start, count);
  for (let index = 0; index < count; index++) {
    const header = headers[index];
    if (header === undefined) continue;
    position = writeSized(bytes, position, header.key, utf8Bytes(header.key));
    position = writeSized(bytes, position, header.value, sizeOf(header.value));
  }
  return position;
}

// Encodes what a record carries: key, value and headers, behind its lengths and deltas.

import { sizeOfVarint, writeVarint } from '../integers.ts';
import { utf8Bytes, writeUtf8 } from './utf8.ts';

/** What a key or a value may be given as; text is stored as UTF-8. */
export type RecordBytes = Uint8Array | string | null;

/** A header of a record to be written. */
export interface NewRecordHeader {
  readonly key: string;
  readonly value: RecordBytes;
}

/** Size in bytes of key, value and headers with their lengths and the headers' count. */
export function sizeOfContent(
  key: RecordBytes,
  value: RecordBytes,
  headers: readonly NewRecordHeader[],
): number {
  let size = sizeOfBytes(key) + sizeOfBytes(value) + sizeOfVarint(headers.length);
  // By index: an iterator would cost every record of a batch an object.
  for (let index = 0; index < headers.length; index++) {
    const header = headers[index];
    if (header !== undefined) size += sizeOfBytes(header.key) + sizeOfBytes(header.value);
  }
  return size;
}

/** Writes the headers' count and the headers, and returns the position after them. */
export function writeHeaders(
  bytes: Buffer,
  start: number,
  headers: readonly NewRecordHeader[],
): number {
  let position = writeVarint(bytes, start, headers.length);
  for (let index = 0; index < headers.length; index++) {
    const header = headers[index];
    if (header === undefined) continue;
    position = writeBytes(bytes, position, header.key);
    position = writeBytes(bytes, position, header.value);
  }
  return position;
}

function sizeOfBytes(content: RecordBytes): number {
  if (content === null) return 1;
  const size = typeof content === 'string' ? utf8Bytes(content) : content.length;
  return sizeOfVarint(size) + size;
}

/** Writes a length and the content, and returns the position after it. The room must be there. */
export function writeBytes(bytes: Buffer, start: number, content: RecordBytes): number {
  if (content === null) return writeVarint(bytes, start, -1);
  if (typeof content === 'string') {
    const size = utf8Bytes(content);
    return writeUtf8(bytes, writeVarint(bytes, start, size), content, size);
  }
  const position = writeVarint(bytes, start, content.length);
  bytes.set(content, position);
  return position + content.length;
}

// The byte layout of a magic 0 or 1 entry, relative to its start: what brokers before 0.11 wrote,
// and old segments still hold. New data is never written in it.
//
//   0 offset 8 | 8 size 4 | 12 crc 4 | 16 magic 1 | 17 attributes 1 | [magic 1: 18 timestamp 8]
//   then keyLength 4, key, valueLength 4, value. The CRC-32 covers everything from the magic on.

import { crc32 } from 'node:zlib';
import { readInt32 } from '../integers.ts';
import { MAGIC } from '../layout.ts';

export const LEGACY_CRC = 12;
export const LEGACY_ATTRIBUTES = 17;
export const LEGACY_TIMESTAMP = 18;

/** Size in bytes of an entry without key and value, offset and size fields included. */
export const LEGACY_ENTRY_BYTES_MIN: readonly [number, number] = Object.freeze([26, 34]);

/** Position of the key's length, relative to the entry's start. */
export function legacyKeyLengthAt(magic: number): number {
  return magic === 0 ? LEGACY_TIMESTAMP : LEGACY_TIMESTAMP + 8;
}

/** Whether the checksum of the entry in `bytes[start, end)` is right. */
export function isLegacyCrcValid(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < LEGACY_ENTRY_BYTES_MIN[0] || end > bytes.length) return false;
  return readInt32(bytes, start + LEGACY_CRC) >>> 0 === crc32(bytes.subarray(start + MAGIC, end));
}

// What gzip and zstd data say about the size that they expand to, so that the memory for it is made
// in one piece and no larger. It is a hint: data may lie, and the limit holds in spite of it.

import { readInt32Le } from './little-endian.ts';

/** Where nothing is said: ordinary data expand to less than so many times their size. */
const EXPANSION = 8;
const UNTOLD_BYTES_MIN = 1024;
const UNTOLD_BYTES_MAX = 16 * 1024;
/** One piece is never larger: more pieces are joined in the end. */
const PIECE_BYTES_MAX = 1024 * 1024;
/** A piece that is filled to its end makes the library ask for one more. */
const ROOM_BYTES = 64;

const ZSTD_MAGIC = 0xfd2fb528 | 0;
const ZSTD_HEADER_BYTES_MAX = 18;
const ZSTD_SINGLE_SEGMENT = 0x20;
/** By the descriptor's two upper, and its two lower bits. */
const ZSTD_SIZE_BYTES = Object.freeze([0, 2, 4, 8]);
const ZSTD_DICTIONARY_BYTES = Object.freeze([0, 1, 2, 4]);
/** A size field of two bytes counts from here. */
const ZSTD_TWO_BYTES_FROM = 256;

/** Bytes for the first piece of memory: from the last four bytes of the last member. */
export function gzipPieceBytes(bytes: Uint8Array, limitBytes: number): number {
  const told = bytes.length < 4 ? undefined : readInt32Le(bytes, bytes.length - 4) >>> 0;
  return pieceBytes(told, bytes.length, limitBytes);
}

/** Bytes for the first piece of memory: from the header of the first frame, if it says so. */
export function zstdPieceBytes(bytes: Uint8Array, limitBytes: number): number {
  return pieceBytes(zstdContentBytes(bytes), bytes.length, limitBytes);
}

function pieceBytes(
  told: number | undefined,
  compressedBytes: number,
  limitBytes: number,
): number {
  // A liar must not make the library ask for a million pieces.
  const least = Math.min(UNTOLD_BYTES_MAX, compressedBytes);
  const guessed = Math.max(UNTOLD_BYTES_MIN, compressedBytes * EXPANSION);
  const wanted = Math.max(least, told ?? Math.min(UNTOLD_BYTES_MAX, guessed));
  return Math.min(wanted, limitBytes, PIECE_BYTES_MAX) + ROOM_BYTES;
}

/** Layout (RFC 8878): magic, descriptor, [window], [dictionary id], [content size]. */
function zstdContentBytes(bytes: Uint8Array): number | undefined {
  if (bytes.length < ZSTD_HEADER_BYTES_MAX) return undefined;
  if (readInt32Le(bytes, 0) !== ZSTD_MAGIC) return undefined;
  const descriptor = bytes[4] ?? 0;
  const isSingleSegment = (descriptor & ZSTD_SINGLE_SEGMENT) !== 0;
  const sizeFlag = descriptor >>> 6;
  const sizeBytes = sizeFlag === 0 && isSingleSegment ? 1 : (ZSTD_SIZE_BYTES[sizeFlag] ?? 0);
  const at = 5 + (isSingleSegment ? 0 : 1) + (ZSTD_DICTIONARY_BYTES[descriptor & 3] ?? 0);
  if (sizeBytes === 0) return undefined;
  if (sizeBytes === 1) return bytes[at] ?? 0;
  if (sizeBytes === 2) {
    return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256 + ZSTD_TWO_BYTES_FROM;
  }
  // The upper half of eight bytes is beyond every limit.
  const hasUpperHalf = sizeBytes === 8 && readInt32Le(bytes, at + 4) !== 0;
  return hasUpperHalf ? PIECE_BYTES_MAX : readInt32Le(bytes, at) >>> 0;
}

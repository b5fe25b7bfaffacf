// xxHash32, which lz4 frames use for their header and, where a producer asks for it, their blocks.

import { readInt32Le } from './little-endian.ts';

const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;
const PRIME_3 = 0xc2b2ae3d;
const PRIME_4 = 0x27d4eb2f;
const PRIME_5 = 0x165667b1;
/** Longer inputs run through four lanes of four bytes each. */
const STRIPE_BYTES = 16;

/** The hash of `bytes[start, end)` with seed 0, as an unsigned 32-bit number. */
export function xxh32(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  let hash = PRIME_5;
  if (end - start >= STRIPE_BYTES) {
    let [a, b, c, d] = [(PRIME_1 + PRIME_2) | 0, PRIME_2 | 0, 0, -PRIME_1 | 0];
    for (; at <= end - STRIPE_BYTES; at += STRIPE_BYTES) {
      a = round(a, readInt32Le(bytes, at));
      b = round(b, readInt32Le(bytes, at + 4));
      c = round(c, readInt32Le(bytes, at + 8));
      d = round(d, readInt32Le(bytes, at + 12));
    }
    hash = rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18);
  }
  hash = (hash + (end - start)) | 0;
  for (; at <= end - 4; at += 4) {
    hash = Math.imul(rotate(hash + Math.imul(readInt32Le(bytes, at), PRIME_3), 17), PRIME_4);
  }
  for (; at < end; at++) {
    hash = Math.imul(rotate(hash + Math.imul(bytes[at] ?? 0, PRIME_5), 11), PRIME_1);
  }
  hash = Math.imul(hash ^ (hash >>> 15), PRIME_2);
  hash = Math.imul(hash ^ (hash >>> 13), PRIME_3);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function round(lane: number, word: number): number {
  return Math.imul(rotate(lane + Math.imul(word, PRIME_2), 13), PRIME_1);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

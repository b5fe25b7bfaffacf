// Raw lz4 blocks, both ways: sequences of a token, literals and a match. The frame around them is in
// lz4-frame.ts. Reading checks every length and offset, since a block comes from whoever produced it.

import { CompressionError } from './compression-error.ts';
import { copyMatch, LOOP_BYTES_MAX, writeLiterals } from './copy-bytes.ts';
import type { MatchFinder } from './match-finder.ts';
import type { Span } from './span.ts';

const MATCH_BYTES_MIN = 4;
/** A four-bit length of this value goes on in further bytes. */
const LONG_LENGTH = 15;

/** The most bytes that `size` bytes of input can grow to. */
export function lz4BlockBytesMax(size: number): number {
  return size + Math.ceil(size / 255) + 16;
}

/**
 * Decompresses `block` of `bytes` into `output` from `room.start` on and returns the position after
 * what it wrote, at most `room.end`. Throws CompressionError.
 */
export function readLz4Block(
  bytes: Uint8Array,
  block: Span,
  output: Uint8Array,
  room: Span,
): number {
  const end = block.end;
  let at = block.start;
  let written = room.start;
  while (at < end) {
    const token = bytes[at++] ?? 0;
    let length = token >>> 4;
    if (length === LONG_LENGTH) {
      let byte = 255;
      while (byte === 255 && at < end) length += byte = bytes[at++] ?? 0;
    }
    if (length > end - at) throw malformed(at, 'literals go beyond the end of their block');
    if (length > room.end - written) throw overflow(at);
    if (length > LOOP_BYTES_MAX) output.set(bytes.subarray(at, at + length), written);
    else for (let i = 0; i < length; i++) output[written + i] = bytes[at + i] ?? 0;
    at += length;
    written += length;
    // The last sequence of a block has no match.
    if (at === end) return written;
    const offset = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    at += 2;
    length = token & 15;
    if (length === LONG_LENGTH) {
      let byte = 255;
      while (byte === 255 && at < end) length += byte = bytes[at++] ?? 0;
    }
    length += MATCH_BYTES_MIN;
    if (at >= end) throw malformed(at, 'a block ends with a match');
    if (offset === 0 || offset > written - room.start) {
      throw malformed(at, `a match goes ${offset} bytes back, ${written - room.start} are there`);
    }
    if (length > room.end - written) throw overflow(at);
    copyMatch(output, written, offset, length);
    written += length;
  }
  throw malformed(at, 'a block is empty');
}

/** What `readLz4Block` throws where its room does not suffice: the caller knows whose limit it is. */
export class Lz4RoomError extends CompressionError {}

/**
 * Compresses `block` of `input`, which `matches` was made for, into `output` from `start` on, where
 * `lz4BlockBytesMax` bytes must be free. Returns the position after what it wrote.
 */
export function writeLz4Block(
  input: Uint8Array,
  block: Span,
  matches: MatchFinder,
  { output, start }: { output: Uint8Array; start: number },
): number {
  let at = start;
  matches.openBlock(block.start, block.end);
  while (matches.next()) {
    const literals = matches.matchStart - matches.literalStart;
    const rest = matches.matchBytes - MATCH_BYTES_MIN;
    output[at++] = (Math.min(literals, LONG_LENGTH) << 4) | Math.min(rest, LONG_LENGTH);
    at = writeLength(output, at, literals);
    at = writeLiterals(output, at, input, { start: matches.literalStart, end: matches.matchStart });
    output[at++] = matches.offset;
    output[at++] = matches.offset >> 8;
    at = writeLength(output, at, rest);
  }
  const literals = block.end - matches.literalStart;
  output[at++] = Math.min(literals, LONG_LENGTH) << 4;
  at = writeLength(output, at, literals);
  return writeLiterals(output, at, input, { start: matches.literalStart, end: block.end });
}

function writeLength(output: Uint8Array, start: number, length: number): number {
  if (length < LONG_LENGTH) return start;
  let at = start;
  let rest = length - LONG_LENGTH;
  for (; rest >= 255; rest -= 255) output[at++] = 255;
  output[at++] = rest;
  return at;
}

function malformed(position: number, problem: string): CompressionError {
  return new CompressionError('malformed', { codec: 'lz4', position }, problem);
}

function overflow(position: number): Lz4RoomError {
  return new Lz4RoomError('malformed', { codec: 'lz4', position }, 'more comes out than may be');
}

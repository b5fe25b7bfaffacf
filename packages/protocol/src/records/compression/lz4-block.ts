// Raw lz4 blocks, both ways: sequences of a token, literals and a match. The frame around them is
// in lz4-frame.ts. Reading checks every length and offset, since a block comes from whoever
// produced it.

import { CompressionError } from './compression-error.ts';
import { copyMatch, LOOP_BYTES_MAX } from './copy-bytes.ts';
import type { ByteSink } from './copy-bytes.ts';
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
  // As int32, whatever the caller computed them as: with floats the loop takes twice as long.
  const end = block.end | 0;
  const roomStart = room.start | 0;
  const roomEnd = room.end | 0;
  let at = block.start | 0;
  let written = roomStart;
  while (at < end) {
    const token = bytes[at++] ?? 0;
    let length = token >>> 4;
    if (length === LONG_LENGTH) {
      let byte = 255;
      while (byte === 255 && at < end) length += byte = bytes[at++] ?? 0;
    }
    if (length > end - at) throw malformed(at, 'literals go beyond the end of their block');
    if (length > roomEnd - written) throw overflow(at);
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
    if (offset === 0 || offset > written - roomStart) {
      throw malformed(at, `a match goes ${offset} bytes back, ${written - roomStart} are there`);
    }
    if (length > roomEnd - written) throw overflow(at);
    copyMatch(output, written, offset, length);
    written += length;
  }
  throw malformed(at, 'a block is empty');
}

/** What `readLz4Block` throws where its room does not suffice: the caller knows whose it is. */
export class Lz4RoomError extends CompressionError {}

/**
 * Compresses `input[start, end)`, which `matches` was made for, into `sink`, where
 * `lz4BlockBytesMax` bytes must be free.
 */
export function writeLz4Block(
  matches: MatchFinder,
  start: number,
  end: number,
  sink: ByteSink,
): void {
  const { input } = matches;
  matches.openBlock(start, end);
  while (matches.next()) {
    const { literalStart, matchStart, offset } = matches;
    const literals = matchStart - literalStart;
    const rest = matches.matchBytes - MATCH_BYTES_MIN;
    sink.put((Math.min(literals, LONG_LENGTH) << 4) | Math.min(rest, LONG_LENGTH));
    if (literals >= LONG_LENGTH) writeLength(sink, literals);
    sink.copy(input, literalStart, matchStart);
    sink.put(offset);
    sink.put(offset >> 8);
    if (rest >= LONG_LENGTH) writeLength(sink, rest);
  }
  const literals = end - matches.literalStart;
  sink.put(Math.min(literals, LONG_LENGTH) << 4);
  if (literals >= LONG_LENGTH) writeLength(sink, literals);
  sink.copy(input, matches.literalStart, end);
}

function writeLength(sink: ByteSink, length: number): void {
  let rest = length - LONG_LENGTH;
  for (; rest >= 255; rest -= 255) sink.put(255);
  sink.put(rest);
}

function malformed(position: number, problem: string): CompressionError {
  return new CompressionError('malformed', { codec: 'lz4', position }, problem);
}

function overflow(position: number): Lz4RoomError {
  return new Lz4RoomError('malformed', { codec: 'lz4', position }, 'more comes out than may be');
}

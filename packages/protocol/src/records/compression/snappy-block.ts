// Raw snappy blocks, both ways: a varint with the size, then literals and copies. Reading checks
// against both ends at each element, since a block comes from whoever produced it. Not the framing
// (snappy.ts).

import { CompressionError } from './compression-error.ts';
import { copyMatch, LOOP_BYTES_MAX } from './copy-bytes.ts';
import type { ByteSink } from './copy-bytes.ts';
import type { MatchFinder } from './match-finder.ts';
import type { Span } from './span.ts';

const SIZE_BYTES_MAX = 5;
/** Literal tags from here on carry their length in 1 to 4 bytes of their own. */
const LONG_LITERAL = 60;
const COPY_BYTES_MAX = 64;

/**
 * The uncompressed size that a block announces (0 to 2^35), and where its elements start. Throws
 * CompressionError.
 */
export function snappyBlockSize(bytes: Uint8Array, block: Span): { size: number; body: number } {
  let size = 0;
  const last = Math.min(block.end, block.start + SIZE_BYTES_MAX);
  for (let at = block.start; at < last; at++) {
    const byte = bytes[at] ?? 0;
    size += (byte & 0x7f) * 2 ** (7 * (at - block.start));
    if (byte < 0x80) return { size, body: at + 1 };
  }
  throw malformed(block.start, 'the uncompressed size does not end');
}

/**
 * Decompresses the elements in `elements` of `bytes` to `room` of `output`, which they must fill
 * exactly. Throws CompressionError.
 */
export function readSnappyElements(
  bytes: Uint8Array,
  elements: Span,
  output: Uint8Array,
  room: Span,
): void {
  // As int32, whatever the caller computed them as: with floats the loop takes twice as long.
  const end = elements.end | 0;
  const roomStart = room.start | 0;
  const roomEnd = room.end | 0;
  let at = elements.start | 0;
  let written = roomStart;
  while (at < end) {
    const tag = bytes[at] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      const lengthBytes = Math.max(0, (tag >>> 2) - LONG_LITERAL + 1);
      const length = lengthBytes === 0 ? (tag >>> 2) + 1 : longLiteral(bytes, at + 1, lengthBytes);
      at += 1 + lengthBytes;
      if (length > end - at) throw malformed(at, 'a literal goes beyond the end of its block');
      if (length > roomEnd - written) throw malformed(at, 'more comes out than is announced');
      if (length > LOOP_BYTES_MAX) output.set(bytes.subarray(at, at + length), written);
      else for (let i = 0; i < length; i++) output[written + i] = bytes[at + i] ?? 0;
      at += length;
      written += length;
    } else {
      const length = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
      const offset = copyOffset(bytes, at, kind);
      at += kind === 3 ? 5 : kind + 1;
      if (at > end) throw malformed(at, 'a copy is cut off');
      if (offset === 0 || offset > written - roomStart) {
        throw malformed(at, `a copy goes ${offset} bytes back, ${written - roomStart} are there`);
      }
      if (length > roomEnd - written) throw malformed(at, 'more comes out than is announced');
      copyMatch(output, written, offset, length);
      written += length;
    }
  }
  if (written !== roomEnd) throw malformed(at, `${roomEnd - written} bytes are missing`);
}

/** The most bytes that a block of `size` bytes of input can take. */
export function snappyBlockBytesMax(size: number): number {
  return size + Math.ceil(size / 6) + 32;
}

/**
 * Compresses `input[start, end)`, which `matches` was made for, into `sink`, where
 * `snappyBlockBytesMax` bytes must be free.
 */
export function writeSnappyBlock(
  matches: MatchFinder,
  start: number,
  end: number,
  sink: ByteSink,
): void {
  let size = end - start;
  for (; size >= 0x80; size >>>= 7) sink.put((size & 0x7f) | 0x80);
  sink.put(size);
  matches.openBlock(start, end);
  while (matches.next()) {
    if (matches.matchStart > matches.literalStart) {
      writeLiteral(sink, matches.input, matches.literalStart, matches.matchStart);
    }
    writeCopies(sink, matches.offset, matches.matchBytes);
  }
  if (end > matches.literalStart) writeLiteral(sink, matches.input, matches.literalStart, end);
}

function writeLiteral(sink: ByteSink, input: Uint8Array, start: number, end: number): void {
  const field = end - start - 1;
  if (field < LONG_LITERAL) {
    sink.put(field << 2);
  } else if (field < 0x100) {
    sink.put(LONG_LITERAL << 2);
    sink.put(field);
  } else {
    // Blocks are 32 KiB when written, so two bytes always suffice.
    sink.put((LONG_LITERAL + 1) << 2);
    sink.put(field);
    sink.put(field >> 8);
  }
  sink.copy(input, start, end);
}

function writeCopies(sink: ByteSink, offset: number, matchBytes: number): void {
  let rest = matchBytes;
  while (rest > 0) {
    // One copy covers 64 bytes; what would leave fewer than 4 for the next is split before.
    const length = rest <= COPY_BYTES_MAX ? rest : rest < COPY_BYTES_MAX + 4 ? 60 : COPY_BYTES_MAX;
    if (length < 12 && offset < 2048) {
      sink.put(1 | ((length - 4) << 2) | ((offset >>> 8) << 5));
      sink.put(offset);
    } else {
      sink.put(2 | ((length - 1) << 2));
      sink.put(offset);
      sink.put(offset >> 8);
    }
    rest -= length;
  }
}

function longLiteral(bytes: Uint8Array, at: number, lengthBytes: number): number {
  let length = 0;
  for (let i = lengthBytes - 1; i >= 0; i--) length = length * 256 + (bytes[at + i] ?? 0);
  return length + 1;
}

function copyOffset(bytes: Uint8Array, at: number, kind: number): number {
  const low = bytes[at + 1] ?? 0;
  if (kind === 1) return low | (((bytes[at] ?? 0) >>> 5) << 8);
  const lower = low | ((bytes[at + 2] ?? 0) << 8);
  if (kind === 2) return lower;
  return lower + (bytes[at + 3] ?? 0) * 0x1_0000 + (bytes[at + 4] ?? 0) * 0x100_0000;
}

function malformed(position: number, problem: string): CompressionError {
  return new CompressionError('malformed', { codec: 'snappy', position }, problem);
}

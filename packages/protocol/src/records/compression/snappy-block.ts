// Raw snappy blocks, both ways: a varint with the size, then literals and copies. Reading checks
// against both ends at each element, since a block comes from whoever produced it. Not the framing
// (snappy.ts).

import { CompressionError } from './compression-error.ts';
import { copyMatch, LOOP_BYTES_MAX, writeLiterals } from './copy-bytes.ts';
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
  const end = elements.end;
  let at = elements.start;
  let written = room.start;
  while (at < end) {
    const tag = bytes[at] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      const lengthBytes = Math.max(0, (tag >>> 2) - LONG_LITERAL + 1);
      const length = lengthBytes === 0 ? (tag >>> 2) + 1 : longLiteral(bytes, at + 1, lengthBytes);
      at += 1 + lengthBytes;
      if (length > end - at) throw malformed(at, 'a literal goes beyond the end of its block');
      if (length > room.end - written) throw malformed(at, 'more comes out than is announced');
      if (length > LOOP_BYTES_MAX) output.set(bytes.subarray(at, at + length), written);
      else for (let i = 0; i < length; i++) output[written + i] = bytes[at + i] ?? 0;
      at += length;
      written += length;
    } else {
      const length = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
      const offset = copyOffset(bytes, at, kind);
      at += kind === 3 ? 5 : kind + 1;
      if (at > end) throw malformed(at, 'a copy is cut off');
      if (offset === 0 || offset > written - room.start) {
        throw malformed(at, `a copy goes ${offset} bytes back, ${written - room.start} are there`);
      }
      if (length > room.end - written) throw malformed(at, 'more comes out than is announced');
      copyMatch(output, written, offset, length);
      written += length;
    }
  }
  if (written !== room.end) throw malformed(at, `${room.end - written} bytes are missing`);
}

/** The most bytes that a block of `size` bytes of input can take. */
export function snappyBlockBytesMax(size: number): number {
  return size + Math.ceil(size / 6) + 32;
}

/**
 * Compresses `block` of `input`, which `matches` was made for, into `output` from `start` on, where
 * `snappyBlockBytesMax` bytes must be free. Returns the position after what it wrote.
 */
export function writeSnappyBlock(
  input: Uint8Array,
  block: Span,
  matches: MatchFinder,
  { output, start }: { output: Uint8Array; start: number },
): number {
  let at = start;
  let size = block.end - block.start;
  for (; size >= 0x80; size >>>= 7) output[at++] = (size & 0x7f) | 0x80;
  output[at++] = size;
  matches.openBlock(block.start, block.end);
  while (matches.next()) {
    at = writeLiteral(output, at, input, { start: matches.literalStart, end: matches.matchStart });
    at = writeCopies(output, at, matches);
  }
  return writeLiteral(output, at, input, { start: matches.literalStart, end: block.end });
}

function writeLiteral(output: Uint8Array, start: number, input: Uint8Array, span: Span): number {
  const field = span.end - span.start - 1;
  if (field < 0) return start;
  let at = start;
  if (field < LONG_LITERAL) {
    output[at++] = field << 2;
  } else if (field < 0x100) {
    output[at++] = LONG_LITERAL << 2;
    output[at++] = field;
  } else {
    // Blocks are 32 KiB when written, so two bytes always suffice.
    output[at++] = (LONG_LITERAL + 1) << 2;
    output[at++] = field;
    output[at++] = field >> 8;
  }
  return writeLiterals(output, at, input, span);
}

function writeCopies(output: Uint8Array, start: number, matches: MatchFinder): number {
  const offset = matches.offset;
  let at = start;
  let rest = matches.matchBytes;
  while (rest > 0) {
    // One copy covers 64 bytes; what would leave fewer than 4 for the next is split before.
    const length = rest <= COPY_BYTES_MAX ? rest : rest < COPY_BYTES_MAX + 4 ? 60 : COPY_BYTES_MAX;
    if (length < 12 && offset < 2048) {
      output[at++] = 1 | ((length - 4) << 2) | ((offset >>> 8) << 5);
      output[at++] = offset;
    } else {
      output[at++] = 2 | ((length - 1) << 2);
      output[at++] = offset;
      output[at++] = offset >> 8;
    }
    rest -= length;
  }
  return at;
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

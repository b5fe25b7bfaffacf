// lz4 frames as Kafka writes and accepts them: version 1, independent blocks, 64 KiB each when
// written. A content size is skipped, block checksums are verified, a content checksum is skipped,
// whatever follows the end mark is left alone. Linked blocks and dictionaries are refused.

import { CompressionError } from './compression-error.ts';
import { ByteSink } from './copy-bytes.ts';
import type { DecompressOptions } from './decompress-options.ts';
import { readInt32Le, writeInt32Le } from './little-endian.ts';
import { Lz4RoomError, lz4BlockBytesMax, readLz4Block, writeLz4Block } from './lz4-block.ts';
import { MatchFinder } from './match-finder.ts';
import { ScratchMemory } from './scratch-memory.ts';
import type { Span } from './span.ts';
import { xxh32 } from './xxh32.ts';

const MAGIC = 0x184d2204;
/** Version 1, independent blocks, nothing else. */
const FLAGS_WRITTEN = 0x60;
const BLOCK_BYTES_WRITTEN = 65_536;
/** Blocks of 64 KiB. */
const DESCRIPTOR_WRITTEN = 0x40;
/** Second byte of xxh32 over the two bytes before it. */
const HEADER_CHECKSUM_WRITTEN = 0x82;
const HEADER_BYTES = 7;
const CONTENT_SIZE_BYTES = 8;
const STORED_BIT = 0x8000_0000;
/** A compressed byte of a block never gives more than this many. */
const EXPANSION_MAX = 255;

/** What is made here is copied out at once. */
const scratch = new ScratchMemory();

interface Frame {
  readonly firstBlock: number;
  readonly blockBytesMax: number;
  readonly hasBlockChecksums: boolean;
  readonly hasContentChecksum: boolean;
}

/** Compresses into one frame. Levels do not matter: there is one, quick, way of searching. */
export function compressLz4(input: Uint8Array): Uint8Array {
  const blocks = Math.ceil(input.length / BLOCK_BYTES_WRITTEN);
  const output = scratch.take(HEADER_BYTES + lz4BlockBytesMax(input.length) + blocks * 8 + 4);
  writeInt32Le(output, 0, MAGIC);
  output.set([FLAGS_WRITTEN, DESCRIPTOR_WRITTEN, HEADER_CHECKSUM_WRITTEN], 4);
  const sink = new ByteSink(output, HEADER_BYTES);
  const matches = new MatchFinder(input);
  for (let start = 0; start < input.length; start += BLOCK_BYTES_WRITTEN) {
    const end = Math.min(input.length, start + BLOCK_BYTES_WRITTEN);
    const block = sink.position;
    sink.position += 4;
    writeLz4Block(matches, start, end, sink);
    const size = sink.position - block - 4;
    writeInt32Le(output, block, size);
    if (size < end - start) continue;
    // What does not get smaller is stored as it is, and says so in the size's upper bit.
    writeInt32Le(output, block, (end - start) | STORED_BIT);
    sink.position = block + 4;
    sink.copy(input, start, end);
  }
  writeInt32Le(output, sink.position, 0);
  return output.slice(0, sink.position + 4);
}

/** Decompresses the first frame of `input`. Throws CompressionError. */
export function decompressLz4(
  input: Uint8Array,
  limitBytes: number,
  options: DecompressOptions = {},
): Uint8Array {
  const frame = readHeader(input, options.hasBrokenLz4Checksum ?? false);
  const bytesMax = outputBytesMax(input, frame);
  // A bound that is mostly far too large: its memory is not what the caller shall keep.
  const output = (options.memory ?? scratch).take(Math.min(limitBytes, bytesMax));
  let at = frame.firstBlock;
  let written = 0;
  for (;;) {
    const block = blockAt(input, at, frame);
    if (block.end === block.start) {
      return options.memory === undefined
        ? output.slice(0, written)
        : output.subarray(0, written);
    }
    written = readBlock(input, block, output, { written, frame, limitBytes });
    at = block.next;
  }
}

interface Progress {
  readonly written: number;
  readonly frame: Frame;
  readonly limitBytes: number;
}

function readBlock(
  input: Uint8Array,
  block: Block,
  output: Uint8Array,
  { written, frame, limitBytes }: Progress,
): number {
  if (frame.hasBlockChecksums) verifyBlock(input, block);
  const room = { start: written, end: Math.min(output.length, written + frame.blockBytesMax) };
  if (block.isStored) {
    if (block.end - block.start > room.end - written) throw limitError(block.start, limitBytes);
    output.set(input.subarray(block.start, block.end), written);
    return written + block.end - block.start;
  }
  try {
    return readLz4Block(input, block, output, room);
  } catch (error) {
    const isOverLimit = room.end - written < frame.blockBytesMax && room.end === limitBytes;
    if (error instanceof Lz4RoomError && isOverLimit) throw limitError(block.start, limitBytes);
    throw error;
  }
}

function readHeader(input: Uint8Array, hasBrokenChecksum: boolean): Frame {
  if (input.length < HEADER_BYTES) throw malformed(0, 'the frame header is cut off');
  if (readInt32Le(input, 0) !== MAGIC) throw malformed(0, 'it is no lz4 frame (bad magic)');
  const flags = input[4] ?? 0;
  const descriptor = input[5] ?? 0;
  const blockSize = (descriptor >>> 4) & 7;
  if (flags >>> 6 !== 1) throw unsupported(4, `frame version ${flags >>> 6}`);
  if ((flags & 0x20) === 0) throw unsupported(4, 'blocks that depend on each other');
  if ((flags & 0x03) !== 0) throw unsupported(4, 'a dictionary, or reserved bits');
  if ((descriptor & 0x8f) !== 0 || blockSize < 4) {
    throw unsupported(5, `block descriptor ${descriptor}`);
  }
  const checksumAt = 6 + ((flags & 0x08) !== 0 ? CONTENT_SIZE_BYTES : 0);
  if (checksumAt >= input.length) throw malformed(6, 'the frame header is cut off');
  const checksum = (xxh32(input, 4, checksumAt) >>> 8) & 0xff;
  if (!hasBrokenChecksum && input[checksumAt] !== checksum) {
    throw malformed(checksumAt, `header checksum ${input[checksumAt]}, computed ${checksum}`);
  }
  return {
    firstBlock: checksumAt + 1,
    blockBytesMax: 2 ** (2 * blockSize + 8),
    hasBlockChecksums: (flags & 0x10) !== 0,
    hasContentChecksum: (flags & 0x04) !== 0,
  };
}

interface Block extends Span {
  readonly isStored: boolean;
  /** Position of the next block's size. */
  readonly next: number;
}

/** The block whose size stands at `at`; an empty one is the end mark. */
function blockAt(input: Uint8Array, at: number, frame: Frame): Block {
  if (at + 4 > input.length) throw malformed(at, 'the frame has no end mark');
  const field = readInt32Le(input, at);
  const size = field & ~STORED_BIT;
  if (size > frame.blockBytesMax) {
    throw malformed(at, `a block of ${size} bytes, the frame allows ${frame.blockBytesMax}`);
  }
  const start = at + 4;
  const end = start + size;
  const isEndMark = size === 0;
  const hasChecksum = isEndMark ? frame.hasContentChecksum : frame.hasBlockChecksums;
  const next = end + (hasChecksum ? 4 : 0);
  if (next > input.length) throw malformed(at, `a block of ${size} bytes is cut off`);
  return { start, end, isStored: field < 0, next };
}

/** A bound on what all blocks together can give, from their sizes alone. */
function outputBytesMax(input: Uint8Array, frame: Frame): number {
  let sum = 0;
  let block = blockAt(input, frame.firstBlock, frame);
  while (block.end > block.start) {
    const size = block.end - block.start;
    sum += block.isStored ? size : Math.min(frame.blockBytesMax, size * EXPANSION_MAX);
    block = blockAt(input, block.next, frame);
  }
  return sum;
}

function verifyBlock(input: Uint8Array, block: Block): void {
  const stored = readInt32Le(input, block.end) >>> 0;
  const computed = xxh32(input, block.start, block.end);
  if (stored === computed) return;
  throw malformed(block.end, `block checksum ${stored}, computed ${computed}`);
}

function malformed(position: number, problem: string): CompressionError {
  return new CompressionError('malformed', { codec: 'lz4', position }, problem);
}

function unsupported(position: number, what: string): CompressionError {
  return new CompressionError('unsupported', { codec: 'lz4', position }, `${what}: not supported`);
}

function limitError(position: number, limitBytes: number): CompressionError {
  const problem = `it decompresses to more than ${limitBytes} bytes`;
  return new CompressionError('limit', { codec: 'lz4', position }, problem);
}

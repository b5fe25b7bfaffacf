// Snappy as Kafka's clients frame it: xerial's stream of chunks is written; read are that stream,
// several of them after each other, and a single raw block without any frame, as some librdkafka
// versions send it.

import { readInt32, writeInt32 } from '../integers.ts';
import { CompressionError } from './compression-error.ts';
import { ByteSink } from './copy-bytes.ts';
import { MatchFinder } from './match-finder.ts';
import {
  readSnappyElements,
  snappyBlockBytesMax,
  snappyBlockSize,
  writeSnappyBlock,
} from './snappy-block.ts';
import { newMemory, ScratchMemory } from './scratch-memory.ts';
import type { Span } from './span.ts';

/** Eight bytes of magic, then version and least compatible version, both 1. */
const STREAM_HEADER = Object.freeze([
  0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1,
]);
const STREAM_HEADER_BYTES = 16;
const STREAM_MAGIC_BYTES = 8;
/** The first four bytes of the magic, which no chunk size can be. */
const STREAM_MAGIC_HEAD = -2_108_469_695;
const CHUNK_BYTES_WRITTEN = 32_768;
/** Its size, and what `snappyBlockBytesMax` adds once per block. */
const CHUNK_OVERHEAD_BYTES_MAX = 40;

/** What is compressed is copied out of it at once. */
const scratch = new ScratchMemory();

/** Compresses into one xerial stream. There are no levels. */
export function compressSnappy(input: Uint8Array): Uint8Array {
  const chunks = Math.ceil(input.length / CHUNK_BYTES_WRITTEN);
  const chunksBytesMax = snappyBlockBytesMax(input.length) + chunks * CHUNK_OVERHEAD_BYTES_MAX;
  const output = scratch.take(STREAM_HEADER_BYTES + chunksBytesMax);
  output.set(STREAM_HEADER);
  const sink = new ByteSink(output, STREAM_HEADER_BYTES);
  const matches = new MatchFinder(input);
  for (let start = 0; start < input.length; start += CHUNK_BYTES_WRITTEN) {
    const chunk = sink.position;
    sink.position += 4;
    writeSnappyBlock(matches, start, Math.min(input.length, start + CHUNK_BYTES_WRITTEN), sink);
    writeInt32(output, chunk, sink.position - chunk - 4);
  }
  return output.slice(0, sink.position);
}

/** Decompresses a stream or a raw block, into `memory` if given. Throws CompressionError. */
export function decompressSnappy(
  input: Uint8Array,
  limitBytes: number,
  memory?: ScratchMemory,
): Uint8Array {
  const chunks = isStream(input, 0) ? chunksOf(input) : [{ start: 0, end: input.length }];
  const blocks = chunks.map((chunk) => ({ ...chunk, ...snappyBlockSize(input, chunk) }));
  const size = blocks.reduce((sum, block) => sum + block.size, 0);
  if (size > limitBytes) {
    const problem = `it announces ${size} bytes, ${limitBytes} are allowed`;
    throw new CompressionError('limit', { codec: 'snappy', position: 0 }, problem);
  }
  const output = memory === undefined ? newMemory(size) : memory.take(size);
  let written = 0;
  for (const block of blocks) {
    const room = { start: written, end: written + block.size };
    readSnappyElements(input, { start: block.body, end: block.end }, output, room);
    written = room.end;
  }
  return output;
}

/** By its magic alone: the versions behind it have never been looked at. */
function isStream(input: Uint8Array, at: number): boolean {
  if (input.length - at < STREAM_HEADER_BYTES) return false;
  for (let i = 0; i < STREAM_MAGIC_BYTES; i++) {
    if (input[at + i] !== STREAM_HEADER[i]) return false;
  }
  return true;
}

/** The chunks of one or several streams; fewer than four bytes at the end are left alone. */
function chunksOf(input: Uint8Array): Span[] {
  const chunks: Span[] = [];
  let at = STREAM_HEADER_BYTES;
  while (input.length - at >= 4) {
    const size = readInt32(input, at);
    if (size === STREAM_MAGIC_HEAD && input.length - at >= STREAM_HEADER_BYTES) {
      // One more stream follows; what only begins like one ends the data.
      if (!isStream(input, at)) break;
      at += STREAM_HEADER_BYTES;
      continue;
    }
    if (size < 0 || size > input.length - at - 4) {
      const problem = `a chunk of ${size} bytes, ${input.length - at - 4} are there`;
      throw new CompressionError('malformed', { codec: 'snappy', position: at }, problem);
    }
    chunks.push({ start: at + 4, end: at + 4 + size });
    at += 4 + size;
  }
  return chunks;
}

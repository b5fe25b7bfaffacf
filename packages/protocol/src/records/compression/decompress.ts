// Decompresses the record section of a batch without ever holding more than a limit of output: data
// that expands beyond it is refused while it expands.

import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { unreachable } from '@ottla/base';
import type { Codec } from './codec.ts';
import { CompressionError } from './compression-error.ts';
import { decompressLz4 } from './lz4-frame.ts';
import type { Lz4ReadOptions } from './lz4-frame.ts';
import { plainView } from './plain-view.ts';
import { decompressSnappy } from './snappy.ts';

/**
 * Kafka reads compressed records as a stream and has no such limit; this one is above every batch
 * that ordinary data makes of the 1 MiB a topic takes by default, and below what hurts a node.
 */
export const DECOMPRESSED_BYTES_MAX = 128 * 1024 * 1024;

/**
 * Throws CompressionError: `limit` where more than `limitBytes` would come out, `malformed` or
 * `unsupported` otherwise. `none` gives the input itself.
 */
export function decompress(
  codec: Codec,
  bytes: Uint8Array,
  limitBytes: number,
  options?: Lz4ReadOptions,
): Uint8Array {
  switch (codec) {
    case 'none':
      return bytes;
    case 'gzip':
    case 'zstd':
      return decompressByZlib(codec, bytes, limitBytes);
    case 'snappy':
      return decompressSnappy(plainView(bytes), limitBytes);
    case 'lz4':
      return decompressLz4(plainView(bytes), limitBytes, options);
    default:
      return unreachable(codec);
  }
}

function decompressByZlib(
  codec: 'gzip' | 'zstd',
  bytes: Uint8Array,
  limitBytes: number,
): Uint8Array {
  // zlib takes no limit of 0; one byte too many is noticed below.
  const options = { maxOutputLength: Math.max(1, limitBytes) };
  let output: Uint8Array;
  try {
    output = codec === 'gzip' ? gunzipSync(bytes, options) : zstdDecompressSync(bytes, options);
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw limitError(codec, limitBytes, error);
    const problem = error instanceof Error ? error.message : String(error);
    throw new CompressionError('malformed', { codec, position: 0 }, problem, error);
  }
  if (output.length > limitBytes) throw limitError(codec, limitBytes);
  return output;
}

function limitError(codec: Codec, limitBytes: number, cause?: unknown): CompressionError {
  const problem = `it decompresses to more than ${limitBytes} bytes`;
  return new CompressionError('limit', { codec, position: 0 }, problem, cause);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

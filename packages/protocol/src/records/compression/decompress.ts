// Decompresses the record section of a batch without ever holding more than a limit of output: data
// that expands beyond it is refused while it expands.

import { unreachable } from '@ottla/base';
import type { Codec } from './codec.ts';
import type { DecompressOptions } from './decompress-options.ts';
import { decompressLz4 } from './lz4-frame.ts';
import { bufferView, plainView } from './plain-view.ts';
import { decompressSnappy } from './snappy.ts';
import { decompressGzip, decompressZstd } from './zlib-codecs.ts';

/**
 * Kafka reads compressed records as a stream and has no such limit; this one is above every batch
 * that ordinary data makes of the 1 MiB a topic takes by default, and below what hurts a node.
 */
export const DECOMPRESSED_BYTES_MAX = 128 * 1024 * 1024;

/**
 * Throws CompressionError: `limit` where more than `limitBytes` would come out, `malformed` or
 * `unsupported` otherwise. Gives a Buffer; with `none` the input itself.
 */
export function decompress(
  codec: Codec,
  bytes: Uint8Array,
  limitBytes: number,
  options: DecompressOptions = {},
): Uint8Array {
  switch (codec) {
    case 'none':
      return bytes;
    case 'gzip':
      return decompressGzip(bytes, limitBytes);
    case 'snappy':
      return bufferView(decompressSnappy(plainView(bytes), limitBytes, options.memory));
    case 'lz4':
      return bufferView(decompressLz4(plainView(bytes), limitBytes, options));
    case 'zstd':
      return decompressZstd(bytes, limitBytes);
    default:
      return unreachable(codec);
  }
}

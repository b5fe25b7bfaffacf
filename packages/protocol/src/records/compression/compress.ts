// Compresses the record section of a batch, in the framing that Kafka's own clients write.

import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { assert, unreachable } from '@ottla/base';
import { compressionLevels } from './codec.ts';
import type { Codec } from './codec.ts';
import { compressLz4 } from './lz4-frame.ts';
import { plainView } from './plain-view.ts';
import { compressSnappy } from './snappy.ts';

/**
 * `level` as in `compression.gzip.level`, `compression.zstd.level`, `compression.lz4.level`
 * (`compressionLevels` gives their ranges; the default where it is left out). For lz4 it is
 * accepted and changes nothing, snappy has none. `none` gives the input itself.
 */
export function compress(codec: Codec, bytes: Uint8Array, level?: number): Uint8Array {
  switch (codec) {
    case 'none':
      return bytes;
    case 'gzip':
      return gzipSync(bytes, { level: checkedLevel('gzip', level) });
    case 'snappy':
      return compressSnappy(plainView(bytes));
    case 'lz4':
      checkedLevel('lz4', level);
      return compressLz4(plainView(bytes));
    case 'zstd':
      return zstdCompressSync(bytes, {
        params: { [constants.ZSTD_c_compressionLevel]: checkedLevel('zstd', level) },
      });
    default:
      return unreachable(codec);
  }
}

function checkedLevel(codec: keyof typeof compressionLevels, level: number | undefined): number {
  const { min, max, default: best } = compressionLevels[codec];
  if (level === undefined || level === best) return best;
  const isInRange = Number.isInteger(level) && level >= min && level <= max;
  assert(isInRange, `${codec} level must be ${best} or from ${min} to ${max}, got ${level}`);
  return level;
}

// The compression codecs: their ids in a batch's attributes, their names in configs, their levels.

/** Spelt as in `compression.type`, apart from its `producer` and `uncompressed`. */
export type Codec = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

/** By id. */
export const codecs: readonly Codec[] = Object.freeze(['none', 'gzip', 'snappy', 'lz4', 'zstd']);

/** The codec with this id (attribute bits 0 to 2), or undefined for the unassigned 5, 6 and 7. */
export function codecOf(id: number): Codec | undefined {
  return codecs[id];
}

export function codecId(codec: Codec): number {
  return codecs.indexOf(codec);
}

export interface CompressionLevels {
  readonly min: number;
  readonly max: number;
  /** For gzip -1, which lies outside min to max: whatever the library takes for best. */
  readonly default: number;
}

/** The levels of `compression.gzip.level` and its like; snappy has none. */
export const compressionLevels: Readonly<Record<'gzip' | 'lz4' | 'zstd', CompressionLevels>> =
  Object.freeze({
    gzip: Object.freeze({ min: 1, max: 9, default: -1 }),
    lz4: Object.freeze({ min: 1, max: 17, default: 9 }),
    zstd: Object.freeze({ min: -131_072, max: 22, default: 3 }),
  });

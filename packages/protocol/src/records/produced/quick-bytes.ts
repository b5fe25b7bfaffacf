// How far a batch may be looked at while everybody waits. A rule of thumb, not a promise: ordinary
// batches are checked at once, and of what expands like a bomb little is wasted.

import type { Codec } from '../compression/codec.ts';
import type { RecordBatch } from '../record-batch.ts';

/** Compressing takes many times as long as decompressing: a millisecond of gzip. */
const COMPRESSED_BYTES_MAX = 32 * 1024;
/** Batches of any size may expand to this. */
const EXPANDED_BYTES_MIN = 64 * 1024;
/** Ordinary data expand to less than so many times their size. */
const EXPANSION_MAX = 16;
/** And to more than this; what would go beyond the limit by it is not begun. */
const EXPANSION_MIN = 3;
/** Records of a few bytes each take longer to walk over than to decompress. */
const RECORDS_MAX = 20_000;

/**
 * The bytes that the sound batch may expand to, at most `bytesMax`; 0 where it should not even be
 * begun. `target` is the codec that it is stored with.
 */
export function quickBytesMax(batch: RecordBatch, target: Codec, bytesMax: number): number {
  const { codec, sizeBytes } = batch;
  if (codec === 'none' && target === 'none') return Infinity;
  if (batch.recordCount > RECORDS_MAX) return 0;
  const isCompressedAnew = target !== 'none' && target !== codec;
  const expandedMax = Math.max(EXPANDED_BYTES_MIN, sizeBytes * EXPANSION_MAX);
  const most = Math.min(bytesMax, isCompressedAnew ? COMPRESSED_BYTES_MAX : expandedMax);
  return sizeBytes * (codec === 'none' ? 1 : EXPANSION_MIN) > most ? 0 : most;
}

// Compression of batches that would take the event loop too long: they go to a worker. Small ones
// are done at once, where the way to the worker would cost more.

import type { Offload, OffloadJob } from '@ottla/base';
import {
  BATCH_HEADER_BYTES,
  codecOf,
  compress,
  decompress,
  DECOMPRESSED_BYTES_MAX,
  LOG_OVERHEAD_BYTES,
  RecordBatch,
} from '@ottla/protocol';
import type { Codec } from '@ottla/protocol';

/** Compressed. What it unfolds to may be many times that. */
const LARGE_COMPRESSED_BYTES = 16_384;
/** Not compressed yet: a millisecond of gzip. */
const LARGE_BYTES = 32_768;
const ATTRIBUTES_LOW_BYTE = 22;
const CODEC_BITS = 0x07;

/** A batch of magic 2 without its compression, as bytes whose checksum is not right. */
export function unfoldBatch(bytes: Uint8Array): Uint8Array {
  const codec = codecOf(new RecordBatch(bytes, 0).codecId) ?? 'none';
  const records = decompress(codec, bytes.subarray(BATCH_HEADER_BYTES), DECOMPRESSED_BYTES_MAX);
  const plain = Buffer.allocUnsafeSlow(BATCH_HEADER_BYTES + records.length);
  plain.set(bytes.subarray(0, BATCH_HEADER_BYTES));
  plain.set(records, BATCH_HEADER_BYTES);
  plain.writeInt32BE(plain.length - LOG_OVERHEAD_BYTES, 8);
  plain[ATTRIBUTES_LOW_BYTE] = (plain[ATTRIBUTES_LOW_BYTE] ?? 0) & ~CODEC_BITS;
  return plain;
}

export interface CompressInput {
  readonly codec: Codec;
  readonly content: Uint8Array;
}

export function compressContent({ codec, content }: CompressInput): Uint8Array {
  return compress(codec, content);
}

export const unfoldBatchJob: OffloadJob<Uint8Array, Uint8Array> = {
  module: import.meta.url,
  name: 'unfoldBatch',
  run: unfoldBatch,
};

export const compressContentJob: OffloadJob<CompressInput, Uint8Array> = {
  module: import.meta.url,
  name: 'compressContent',
  run: compressContent,
};

/** Whether its records are better read from what `unfold` gives. */
export function isLargeCompressed(batch: RecordBatch): boolean {
  const isKnown = batch.magic === 2 && batch.isCompressed && batch.codec !== undefined;
  return isKnown && batch.recordCount > 0 && batch.sizeBytes > LARGE_COMPRESSED_BYTES;
}

/** Rejects with CompressionError. */
export async function unfold(batch: RecordBatch, offload: Offload): Promise<RecordBatch> {
  const bytes = copyOf(batch.bytes.subarray(batch.start, batch.end));
  return new RecordBatch(await runSurely(offload, unfoldBatchJob, bytes), 0);
}

export async function fold(input: CompressInput, offload: Offload): Promise<Uint8Array> {
  const { codec, content } = input;
  if (codec === 'none') return content;
  if (content.length < LARGE_BYTES) return compressContent(input);
  return await runSurely(offload, compressContentJob, { codec, content: copyOf(content) });
}

/** An error of a worker has lost its class on the way, and the worker may be what failed. */
async function runSurely<Input, Output>(
  offload: Offload,
  job: OffloadJob<Input, Output>,
  input: Input,
): Promise<Output> {
  try {
    return await offload.run(job, input);
  } catch {
    return job.run(input);
  }
}

/** What goes to a worker is copied with all of its memory. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return Uint8Array.prototype.slice.call(bytes);
}

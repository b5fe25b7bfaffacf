// Reads a segment on the thread pool, a buffer's worth of batches at a time. The buffer is used
// again for each; it grows, for as long as a log is cleaned, where a single batch is larger.

import { batchSizeAt, CorruptBatchError } from '@ottla/protocol';

import type { Segment } from '../segment/segment.ts';
import type { CleanerMemory } from './cleaner-memory.ts';
import type { CleaningPace } from './cleaning-pace.ts';

/** A batch's header must fit in any case. */
const BUFFER_BYTES_MIN = 1024;

export class ChunkReader {
  readonly #pace: CleaningPace;
  readonly #memory: CleanerMemory;
  readonly #bufferBytes: number;

  constructor(pace: CleaningPace, memory: CleanerMemory, bufferBytes: number) {
    this.#pace = pace;
    this.#memory = memory;
    this.#bufferBytes = Math.max(bufferBytes, BUFFER_BYTES_MIN);
  }

  /**
   * What lies from `position` on, as far as the buffer goes, with one whole batch at least;
   * undefined at the end. Valid until the next call. Rejects with DiskError, CorruptBatchError,
   * CleaningAborted.
   */
  async read(segment: Segment, position: number): Promise<Uint8Array | undefined> {
    const left = segment.writtenBytes - position;
    if (left <= 0) return undefined;
    let chunk = await this.#fill(segment, position, this.#bufferBytes);
    const sizeBytes = batchSizeAt(chunk, 0, chunk.length);
    if (sizeBytes === 0 || sizeBytes > left) {
      const problem = { got: left, expected: `a whole batch in ${segment.file.path}` };
      throw new CorruptBatchError('bytes left', position, problem);
    }
    if (sizeBytes > chunk.length) chunk = await this.#fill(segment, position, sizeBytes);
    await this.#pace.moved(chunk.length);
    return chunk;
  }

  /** The memory that a large batch took is not kept. */
  close(): void {
    this.#memory.shrink(this.#bufferBytes);
  }

  /** As much as the buffer takes, which has room for `bytes`. */
  async #fill(segment: Segment, position: number, bytes: number): Promise<Uint8Array> {
    const buffer = this.#memory.bufferOf(bytes);
    const file = segment.file.hold();
    try {
      const wanted = Math.min(segment.writtenBytes - position, buffer.length);
      const got = await file.readAsync(buffer.subarray(0, wanted), position);
      return buffer.subarray(0, got);
    } finally {
      segment.file.letGo();
    }
  }
}

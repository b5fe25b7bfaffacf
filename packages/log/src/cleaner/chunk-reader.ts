// Reads a segment on the thread pool, a buffer's worth of whole batches at a time. The buffer is
// used again for each; it grows, for a while, where a single batch is larger.

import { batchSizeAt, BatchWalk, CorruptBatchError } from '@ottla/protocol';

import type { Segment } from '../segment/segment.ts';
import type { CleaningPace } from './cleaning-pace.ts';

export class ChunkReader {
  readonly #pace: CleaningPace;
  readonly #bufferBytes: number;
  #buffer: Buffer;

  constructor(pace: CleaningPace, bufferBytes: number) {
    this.#pace = pace;
    // A batch's header must fit in any case.
    this.#bufferBytes = Math.max(bufferBytes, 1024);
    this.#buffer = Buffer.allocUnsafeSlow(this.#bufferBytes);
  }

  /**
   * The whole batches from `position` on, as far as the buffer goes; undefined at the end. Views
   * are valid until the next call. Rejects with DiskError, CorruptBatchError, CleaningAborted.
   */
  async read(segment: Segment, position: number): Promise<BatchWalk | undefined> {
    const left = segment.writtenBytes - position;
    if (left <= 0) return undefined;
    if (this.#buffer.length > this.#bufferBytes) {
      this.#buffer = Buffer.allocUnsafeSlow(this.#bufferBytes);
    }
    let got = await this.#fill(segment, position, left);
    const sizeBytes = batchSizeAt(this.#buffer, 0, got);
    if (sizeBytes === 0 || sizeBytes > left) {
      const problem = { got: left, expected: `a whole batch in ${segment.file.path}` };
      throw new CorruptBatchError('bytes left', position, problem);
    }
    if (sizeBytes > got) {
      this.#buffer = Buffer.allocUnsafeSlow(sizeBytes);
      got = await this.#fill(segment, position, left);
    }
    await this.#pace.moved(got);
    return new BatchWalk(this.#buffer, 0, got);
  }

  async #fill(segment: Segment, position: number, left: number): Promise<number> {
    const file = segment.file.hold();
    try {
      const into = this.#buffer.subarray(0, Math.min(left, this.#buffer.length));
      return await file.readAsync(into, position);
    } finally {
      segment.file.letGo();
    }
  }
}

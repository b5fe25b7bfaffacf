// The bytes of a `.log` file that a start after an unclean end found above the recovery point. That
// they can be read does not tell that they are on the disk: where a sync failed before the end, the
// system shows them from its memory, takes them for written and leaves them out of every later
// sync. So they are written once more, the same to the same place, before the next sync counts.

import type { DiskFile } from '@ottla/base';

import type { SegmentFile } from './segment-file.ts';

/** Read off the event loop, written on it: small enough for a fraction of a millisecond. */
const CHUNK_BYTES = 256 * 1024;

export class FoundBytes {
  #start = 0;
  #end = 0;

  /** Bytes that are still to be written again. */
  get sizeBytes(): number {
    return this.#end - this.#start;
  }

  /** `start`: position in the file of the first one, `end`: after the last. */
  set(start: number, end: number): void {
    this.#start = Math.min(start, end);
    this.#end = end;
  }

  /** The file was cut to `sizeBytes`: what stands there from now on was not found. */
  cut(sizeBytes: number): void {
    this.#end = Math.min(this.#end, sizeBytes);
    this.#start = Math.min(this.#start, this.#end);
  }

  /** The next sync of `file` covers all of them when it resolves. Rejects with DiskError. */
  async writeAgain(file: SegmentFile): Promise<void> {
    if (this.sizeBytes === 0) return;
    const open = file.holdToWrite();
    try {
      const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, this.sizeBytes));
      while (this.sizeBytes > 0) {
        const start = this.#start;
        const read = await open.readAsync(buffer.subarray(0, this.sizeBytes), start);
        this.#write(open, buffer.subarray(0, read), start);
      }
    } finally {
      file.letGo();
    }
  }

  /** As `writeAgain`, at once. Throws DiskError. */
  writeAgainNow(file: SegmentFile): void {
    if (this.sizeBytes === 0) return;
    const open = file.openToWrite();
    const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, this.sizeBytes));
    while (this.sizeBytes > 0) {
      const start = this.#start;
      const read = open.read(buffer.subarray(0, this.sizeBytes), start);
      this.#write(open, buffer.subarray(0, read), start);
    }
  }

  /** But for what was cut off, or written again by another sync, while it was read. */
  #write(file: DiskFile, bytes: Uint8Array, start: number): void {
    const from = Math.max(this.#start, start);
    const end = Math.min(this.#end, start + bytes.length);
    // Nothing to read before the end: who cut the file without telling has taken it.
    if (bytes.length === 0) this.#end = this.#start;
    if (from >= end) return;
    file.write([bytes.subarray(from - start, end - start)], from);
    this.#start = end;
  }
}

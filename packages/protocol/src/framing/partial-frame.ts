// The beginning of one frame, in memory of its own that grows as bytes arrive: a peer that
// announces 100 MB and sends four bytes costs four bytes. It never holds more than the frame's
// declared size.

import { assert } from '@ottla/base';
import { frameSizeBytes } from './frame-size.ts';

/** First allocation for a frame larger than this; then doubled until the frame fits. */
const firstBytesMax = 4096;
/** Least room to read into, where the frame still wants as much. */
const roomBytesMin = 16 * 1024;

export class PartialFrame {
  /** Size prefix and frame, as far as they came: `bytes[0, length)`. */
  bytes: Buffer = Buffer.allocUnsafeSlow(frameSizeBytes);
  length = 0;
  /** Of prefix and frame together; the prefix's own until that has come. */
  totalBytes = frameSizeBytes;

  get isComplete(): boolean {
    return this.length === this.totalBytes;
  }

  /** Declares the frame's size, once the prefix is there. */
  declare(totalBytes: number): void {
    assert(this.length === frameSizeBytes && totalBytes > frameSizeBytes, `${totalBytes} declared`);
    this.totalBytes = totalBytes;
  }

  /** Takes what belongs to this frame (until it is declared: to its prefix); returns how much. */
  take(from: Buffer, start: number, end: number): number {
    const count = Math.min(end - start, this.totalBytes - this.length);
    this.#reserve(this.length + count);
    from.copy(this.bytes, this.length, start, start + count);
    this.length += count;
    return count;
  }

  /** Room for the next bytes of the frame, to be read into directly; `took` says how many came. */
  room(): Buffer {
    this.#reserve(Math.min(this.length + roomBytesMin, this.totalBytes));
    return this.bytes.subarray(this.length);
  }

  took(count: number): void {
    assert(this.length + count <= this.bytes.length, `${count} bytes beyond the frame's end`);
    this.length += count;
  }

  #reserve(length: number): void {
    if (length <= this.bytes.length) return;
    const wanted = Math.max(length, this.bytes.length * 2, firstBytesMax);
    const larger = Buffer.allocUnsafeSlow(Math.min(wanted, this.totalBytes));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

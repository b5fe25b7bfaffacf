// Whole frames that came before their turn: the connection answers in order, and some requests
// want to see all before them done. A large one holds its slab until it is handled; a small one is
// copied, so that many that wait never hold a slab each.

import { type Slab, unpooledSlab } from '@ottla/base';
import type { FrameBytes } from '../handlers/handler.ts';

export interface QueuedFrame extends FrameBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly slab: Slab;
  /** When its last bytes came. */
  readonly receivedMs: number;
}

/** A frame of up to this size costs less to copy than the slab that it would hold. */
const COPIED_BYTES_MAX = 16 * 1024;

export class FrameQueue {
  #frames: QueuedFrame[] = [];
  #next = 0;
  #sizeBytes = 0;

  get length(): number {
    return this.#frames.length - this.#next;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get head(): QueuedFrame | undefined {
    return this.#frames[this.#next];
  }

  /** Keeps a frame beyond the call that brought it. */
  push({ bytes, start, end, slab }: FrameBytes, receivedMs: number): void {
    const sizeBytes = end - start;
    this.#sizeBytes += sizeBytes;
    if (sizeBytes <= COPIED_BYTES_MAX) {
      const copy = Buffer.allocUnsafeSlow(sizeBytes);
      copy.set(bytes.subarray(start, end));
      const own = { bytes: copy, start: 0, end: sizeBytes, slab: unpooledSlab(copy) };
      this.#frames.push({ ...own, receivedMs });
      return;
    }
    slab.retain();
    this.#frames.push({ bytes, start, end, slab, receivedMs });
  }

  /** Takes the oldest frame off; the caller releases its slab once it is handled. */
  shift(): FrameBytes | undefined {
    const frame = this.#frames[this.#next];
    if (frame === undefined) return undefined;
    this.#sizeBytes -= frame.end - frame.start;
    this.#next += 1;
    if (this.#next === this.#frames.length) {
      this.#frames = [];
      this.#next = 0;
    }
    return frame;
  }

  clear(): void {
    for (let frame = this.shift(); frame !== undefined; frame = this.shift()) frame.slab.release();
  }
}

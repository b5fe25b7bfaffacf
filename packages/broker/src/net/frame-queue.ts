// Whole frames that came before their turn: the connection answers in order, and some requests
// want to see all before them done. Each holds its slab until it is handled.

import type { Slab } from '@ottla/base';
import type { FrameBytes } from '../handlers/handler.ts';

export interface QueuedFrame extends FrameBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly slab: Slab;
  /** When its last bytes came. */
  readonly receivedMs: number;
}

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
    slab.retain();
    this.#sizeBytes += end - start;
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

// The receiving half of a connection: bytes in, whole frames out, where they lie. Shared by brokers
// and clients. It knows the size prefix and nothing of what a frame holds.
//
//   shared ──(a read filled it)──▶ slab     the connection is busy: it gets a slab of its own
//   slab ──(many short reads, or goIdle)──▶ shared
//   shared, slab ──(frame larger than a slab, or no slab left)──▶ own     until that frame is whole
//
// In each state a partial frame waits in one place: in `shared` and `own` in a PartialFrame, in
// `slab` at the end of the slab's bytes, from where it moves when its rest does not fit.

import { assert, assertionFailed, unpooledSlab, type Slab } from '@ottla/base';
import { frameSizeBytes, frameSizeFault } from './frame-size.ts';
import { PartialFrame } from './partial-frame.ts';
import type { ReceiveMemory } from './receive-memory.ts';

/** A whole frame, without its size prefix. The object is used again for the next frame. */
export interface Frame {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Holds `bytes`: `retain()` keeps the frame beyond the call, `release()` lets it go. */
  readonly slab: Slab;
}

export interface FrameAssemblerOptions {
  readonly memory: ReceiveMemory;
  /** The largest frame taken, without its prefix: socket.request.max.bytes in a broker. */
  readonly frameBytesMax: number;
  /** A frame came. The view is valid during the call, unless its slab is retained. */
  readonly onFrame: (frame: Frame) => void;
  /** The stream makes no sense from here on; nothing more is delivered. Close the connection. */
  readonly onMalformed: (reason: string) => void;
}

/**
 * Reads in a slab that bring less than a quarter of `shared`, in a row, make a connection quiet.
 */
const shortReadsMax = 32;
/**
 * Less room than this (or an eighth of a slab) at a slab's end is left unused rather than read
 * into.
 */
const roomBytesMin = 16 * 1024;

export class FrameAssembler {
  readonly #memory: ReceiveMemory;
  readonly #frameBytesMax: number;
  readonly #onFrame: (frame: Frame) => void;
  readonly #onMalformed: (reason: string) => void;
  /** Set in the states `shared` and `own` while a frame is incomplete. */
  #partial: PartialFrame | undefined;
  /** Set in the state `slab`; the unparsed bytes are [#parsed, #filled). */
  #slab: Slab | undefined;
  #parsed = 0;
  #filled = 0;
  #shortReads = 0;
  /** The largest frame since the slab was taken: decides the size of the next one. */
  #largestBytes = 0;
  /** The view last supplied lies in the partial frame's own memory. */
  #suppliedOwn = false;
  #stopped = false;
  readonly #frame: { bytes: Buffer; start: number; end: number; slab: Slab };

  constructor(options: FrameAssemblerOptions) {
    this.#memory = options.memory;
    this.#frameBytesMax = options.frameBytesMax;
    this.#onFrame = options.onFrame;
    this.#onMalformed = options.onMalformed;
    const none = Buffer.alloc(0);
    this.#frame = { bytes: none, start: 0, end: 0, slab: unpooledSlab(none) };
  }

  /** Where the next bytes go; see Receiver. */
  supply(): Uint8Array {
    this.#suppliedOwn = false;
    if (this.#stopped) return this.#memory.shared;
    if (this.#slab !== undefined) return this.#roomInSlab(this.#slab);
    if (this.#partial === undefined || !this.#isLarge(this.#partial)) return this.#memory.shared;
    this.#suppliedOwn = true;
    return this.#partial.room();
  }

  /** `length` bytes came where `supply` said; frames that are whole now are handed out. */
  received(length: number): void {
    if (this.#stopped) return;
    if (this.#slab !== undefined) this.#receivedInSlab(this.#slab, length);
    else if (this.#suppliedOwn) this.#receivedOwn(length);
    else this.#receivedShared(length);
  }

  /**
   * The connection has been quiet for a while: gives its slab back where no frame is incomplete.
   * True where it did; then the connection must be asked to `resupply`, since its view lay in the
   * slab.
   */
  goIdle(): boolean {
    if (this.#slab === undefined || this.#parsed !== this.#filled) return false;
    this.#leaveSlab(this.#slab);
    return true;
  }

  /** Whether this connection has a slab of its own. */
  get hasSlab(): boolean {
    return this.#slab !== undefined;
  }

  /**
   * The whole size of the frame that is incomplete and has outgrown `shared`, so that it is read
   * into memory of its own; 0 where there is none.
   */
  get largeFrameBytes(): number {
    const partial = this.#partial;
    return partial !== undefined && this.#isLarge(partial) ? partial.totalBytes : 0;
  }

  /** Stops and gives all memory back: when the connection is closed. More calls do nothing. */
  close(): void {
    this.#stopped = true;
    this.#partial = undefined;
    if (this.#slab !== undefined) this.#leaveSlab(this.#slab);
  }

  // State `shared`.

  #receivedShared(length: number): void {
    const { shared } = this.#memory;
    let start = 0;
    if (this.#partial !== undefined) start = this.#takeIntoPartial(this.#partial, shared, length);
    if (!this.#stopped && this.#partial === undefined && start < length) {
      start = this.#deliverStaged(shared, start, length);
      if (!this.#stopped && start < length) this.#keepPartial(shared, start, length);
    }
    this.#memory.sharedEmptied(length);
    if (!this.#stopped && length === shared.length) this.#becomeBusy();
  }

  /**
   * Hands out the whole frames of `bytes[start, end)`; returns where the first incomplete one
   * starts.
   */
  #deliverStaged(bytes: Buffer, start: number, end: number): number {
    const wholeEnd = this.#wholeFramesEnd(bytes, start, end);
    if (wholeEnd > start) {
      const { slab, position } = this.#memory.stage(bytes, start, wholeEnd);
      slab.retain();
      this.#deliver(slab, position, position + wholeEnd - start);
      slab.release();
      this.#memory.unstage();
    }
    if (!this.#stopped) this.#checkSizeAt(bytes, wholeEnd, end);
    return wholeEnd;
  }

  #keepPartial(bytes: Buffer, start: number, end: number): void {
    this.#partial = new PartialFrame();
    this.#takeIntoPartial(this.#partial, bytes, end, start);
  }

  /** Completes the partial frame as far as the bytes go; returns how far it took them. */
  #takeIntoPartial(partial: PartialFrame, bytes: Buffer, end: number, start = 0): number {
    let at = start;
    while (at < end) {
      at += partial.take(bytes, at, end);
      if (!partial.isComplete) break;
      if (partial.totalBytes > frameSizeBytes) {
        this.#deliverPartial(partial);
        break;
      }
      const size = partial.bytes.readInt32BE(0);
      if (this.#isMalformed(size)) break;
      partial.declare(frameSizeBytes + size);
    }
    return at;
  }

  #deliverPartial(partial: PartialFrame): void {
    this.#partial = undefined;
    const slab = unpooledSlab(partial.bytes);
    this.#deliver(slab, 0, partial.length);
    slab.release();
  }

  /** A read filled all of `shared`: more of the same is likely. */
  #becomeBusy(): void {
    const partial = this.#partial;
    const frameBytes = partial?.totalBytes ?? 0;
    if (frameBytes > this.#memory.slabBytesMax) return;
    const slab = this.#memory.lendSlab(frameBytes);
    if (slab === undefined) return;
    this.#slab = slab;
    this.#largestBytes = frameBytes;
    this.#parsed = 0;
    this.#filled = partial?.bytes.copy(slab.bytes, 0, 0, partial.length) ?? 0;
    this.#partial = undefined;
    this.#shortReads = 0;
  }

  // State `own`: a large frame is read straight into its own memory.

  #isLarge(partial: PartialFrame): boolean {
    return partial.length >= this.#memory.shared.length;
  }

  #receivedOwn(length: number): void {
    const partial = this.#partial;
    assert(partial !== undefined, 'bytes came for a large frame that is not there');
    partial.took(length);
    if (partial.isComplete) this.#deliverPartial(partial);
  }

  // State `slab`.

  #receivedInSlab(slab: Slab, length: number): void {
    this.#filled += length;
    if (this.#filled > slab.bytes.length) {
      assertionFailed(`${length} bytes came, beyond the slab's end`);
    }
    const isShort = length < this.#memory.shared.length / 4;
    this.#shortReads = isShort ? this.#shortReads + 1 : 0;
    const start = this.#parsed;
    const wholeEnd = this.#wholeFramesEnd(slab.bytes, start, this.#filled);
    this.#parsed = wholeEnd;
    if (wholeEnd > start) {
      slab.retain();
      this.#deliver(slab, start, wholeEnd);
      slab.release();
    }
    if (!this.#stopped) this.#checkSizeAt(slab.bytes, wholeEnd, this.#filled);
    if (this.#stopped || this.#parsed !== this.#filled) return;
    if (this.#shortReads > shortReadsMax) this.#leaveSlab(slab);
    // Nobody kept anything: the same bytes, which are still in the processor's cache, serve again.
    else if (slab.references === 1) this.#parsed = this.#filled = 0;
  }

  #roomInSlab(slab: Slab): Uint8Array {
    const { bytes } = slab;
    const partialBytes = this.#filled - this.#parsed;
    // 0 where the size of the next frame is not known yet.
    const frameBytes =
      partialBytes < frameSizeBytes ? 0 : frameSizeBytes + bytes.readInt32BE(this.#parsed);
    if (frameBytes > this.#memory.slabBytesMax) return this.#moveToOwn(slab);
    const neededBytes = frameBytes || Math.min(roomBytesMin, bytes.length >>> 3);
    if (this.#parsed + neededBytes > bytes.length) return this.#moveToNextSlab(slab, frameBytes);
    return this.#viewIn(slab);
  }

  #viewIn(slab: Slab): Uint8Array {
    const end = Math.min(this.#filled + this.#memory.readBytesMax(slab), slab.bytes.length);
    return slab.bytes.subarray(this.#filled, end);
  }

  #moveToNextSlab(slab: Slab, frameBytes: number): Uint8Array {
    // The copy comes before the release: alone with its slab, it would be handed out again at once.
    slab.retain();
    const next = this.#memory.exchangeSlab(slab, Math.max(this.#largestBytes, frameBytes));
    this.#largestBytes = 0;
    this.#filled = slab.bytes.copy(next.bytes, 0, this.#parsed, this.#filled);
    this.#parsed = 0;
    slab.release();
    this.#slab = next;
    return this.#viewIn(next);
  }

  #moveToOwn(slab: Slab): Uint8Array {
    this.#keepPartial(slab.bytes, this.#parsed, this.#filled);
    this.#leaveSlab(slab);
    return this.supply();
  }

  #leaveSlab(slab: Slab): void {
    this.#slab = undefined;
    this.#parsed = this.#filled = 0;
    this.#memory.takeBackSlab(slab);
  }

  // What all states share.

  /** Where the last whole, sensible frame of `bytes[start, end)` ends. */
  #wholeFramesEnd(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (end - at >= frameSizeBytes) {
      const size = bytes.readInt32BE(at);
      if (size <= 0 || size > this.#frameBytesMax || size > end - at - frameSizeBytes) break;
      at += frameSizeBytes + size;
    }
    return at;
  }

  /** Hands out frame by frame, until the end or until the receiver of frames stopped this. */
  #deliver(slab: Slab, start: number, end: number): void {
    const frame = this.#frame;
    const { bytes } = slab;
    let at = start;
    while (at < end && !this.#stopped) {
      const size = bytes.readInt32BE(at);
      frame.bytes = bytes;
      frame.slab = slab;
      frame.start = at + frameSizeBytes;
      frame.end = frame.start + size;
      at = frame.end;
      if (size > this.#largestBytes) this.#largestBytes = size;
      this.#onFrame(frame);
    }
  }

  #checkSizeAt(bytes: Buffer, start: number, end: number): void {
    if (end - start >= frameSizeBytes) this.#isMalformed(bytes.readInt32BE(start));
  }

  #isMalformed(size: number): boolean {
    const fault = frameSizeFault(size, this.#frameBytesMax);
    if (fault === undefined) return false;
    this.close();
    this.#onMalformed(fault);
    return true;
  }
}

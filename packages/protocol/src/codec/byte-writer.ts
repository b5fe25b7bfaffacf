// Bytes that grow, and the references between them: where a writer puts a message. Large byte
// fields are not copied: they are kept as chunks between two pieces of the scratch. Sizes that
// are known only later (frames, tagged values) are filled in. Types of values are the business of
// writer.ts.

import { assert } from '@ottla/base';

/** Byte fields below this size are copied: that costs less than one more piece to send. */
export const chunkBytesMin = 1024;

/** What a writer takes at a time; about thirty small responses. */
const SCRATCH_BYTES = 4096;

/** Bytes that are referenced, and the place in the scratch that they come before. */
interface Chunk {
  at: number;
  readonly bytes: Uint8Array;
}

export class ByteWriter {
  protected scratch: Buffer;
  private readonly scratchBytes: number;
  /** Where this message begins in the scratch: what lies before it has been handed out. */
  private start = 0;
  protected at = 0;
  private chunks: Chunk[] = [];
  private chunkBytes = 0;

  /** `scratchBytes` is what the scratch holds unless one message needs more. */
  constructor(scratchBytes = SCRATCH_BYTES) {
    this.scratchBytes = scratchBytes;
    this.scratch = Buffer.allocUnsafeSlow(scratchBytes);
  }

  /** What has been written since the last `finish` or `reset`. */
  get sizeBytes(): number {
    return this.at - this.start + this.chunkBytes;
  }

  /**
   * The message, as pieces that follow each other: views of the scratch and the referenced chunks.
   * They stay valid: the next message goes behind them in the scratch, until `reset`.
   */
  finish(): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let from = this.start;
    for (const chunk of this.chunks) {
      if (chunk.at > from) pieces.push(this.scratch.subarray(from, chunk.at));
      pieces.push(chunk.bytes);
      from = chunk.at;
    }
    if (this.at > from || pieces.length === 0) pieces.push(this.scratch.subarray(from, this.at));
    this.start = this.at;
    this.chunks = [];
    this.chunkBytes = 0;
    return pieces;
  }

  /** As `finish`, in one piece: a copy where there are chunks. */
  finishOne(): Uint8Array {
    const pieces = this.finish();
    const [first] = pieces;
    return first !== undefined && pieces.length === 1 ? first : Buffer.concat(pieces);
  }

  /** Forgets what was written since the last `finish`: for a message that failed half-way. */
  discard(): void {
    this.at = this.start;
    this.chunks = [];
    this.chunkBytes = 0;
  }

  /** Starts again at the head of the scratch: for whoever no longer needs what `finish` gave. */
  reset(): void {
    this.start = 0;
    this.discard();
  }

  /** Bytes without a length; referenced, not copied, from `chunkBytesMin` on. */
  raw(bytes: Uint8Array): void {
    if (bytes.length < chunkBytesMin) {
      const at = this.make(bytes.length);
      this.scratch.set(bytes, at);
      return;
    }
    this.chunks.push({ at: this.at, bytes });
    this.chunkBytes += bytes.length;
  }

  /** An unsigned varint of at most 32 bits. */
  uvarint(value: number): void {
    if (value < 128 && value >= 0) {
      this.put8(this.make(1), value);
      return;
    }
    assert(value >>> 0 === value, `an unsigned varint has 32 bits, which ${value} does not fit`);
    let at = this.make(sizeOfUvarint(value));
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.scratch[at++] = (rest & 127) | 128;
    this.scratch[at] = rest;
  }

  /** Leaves room for an int32 size; `endFrame` fills in how many bytes came after it. */
  beginFrame(): number {
    this.make(4);
    return this.at - this.start;
  }

  endFrame(begun: number): void {
    this.put32(this.start + begun - 4, this.sizeSince(begun));
  }

  /** Writes the tag and leaves room for the size of its value; ends with `endTag`. */
  beginTag(tag: number): number {
    this.uvarint(tag);
    this.make(1);
    return this.at - this.start;
  }

  endTag(begun: number): void {
    const sizeBytes = this.sizeSince(begun);
    const extra = sizeOfUvarint(sizeBytes) - 1;
    if (extra > 0) this.shift(begun, extra);
    let at = this.start + begun - 1;
    let rest = sizeBytes;
    for (; rest > 127; rest >>>= 7) this.scratch[at++] = (rest & 127) | 128;
    this.scratch[at] = rest;
  }

  protected put8(at: number, value: number): void {
    this.scratch[at] = value;
  }

  protected put16(at: number, value: number): void {
    this.scratch[at] = value >> 8;
    this.scratch[at + 1] = value;
  }

  protected put32(at: number, value: number): void {
    this.scratch[at] = value >> 24;
    this.scratch[at + 1] = value >> 16;
    this.scratch[at + 2] = value >> 8;
    this.scratch[at + 3] = value;
  }

  /**
   * Makes room for `sizeBytes` more and gives their place. It may replace the scratch: call it in a
   * statement of its own, before `this.scratch` is evaluated.
   */
  protected make(sizeBytes: number): number {
    const at = this.at;
    if (at + sizeBytes > this.scratch.length) return this.grow(sizeBytes);
    this.at = at + sizeBytes;
    return at;
  }

  /** Goes back, or forth again, to where the message under way had so many bytes. */
  protected wind(sizeBytes: number): void {
    this.at = this.start + sizeBytes;
  }

  /** Moves the message under way to a larger scratch; what was handed out keeps the old one. */
  private grow(sizeBytes: number): number {
    const usedBytes = this.at - this.start;
    const scratchBytes = Math.max(this.scratchBytes, 2 * (usedBytes + sizeBytes));
    const scratch = Buffer.allocUnsafeSlow(scratchBytes);
    this.scratch.copy(scratch, 0, this.start, this.at);
    for (const chunk of this.chunks) chunk.at -= this.start;
    this.scratch = scratch;
    this.start = 0;
    this.at = usedBytes + sizeBytes;
    return usedBytes;
  }

  /** Bytes written since the scratch of this message had `begun` bytes. */
  private sizeSince(begun: number): number {
    let sizeBytes = this.at - this.start - begun;
    for (let index = this.chunks.length - 1; index >= 0; index -= 1) {
      const chunk = this.chunks[index];
      if (chunk === undefined || chunk.at < this.start + begun) break;
      sizeBytes += chunk.bytes.length;
    }
    return sizeBytes;
  }

  /** Moves what lies from `begun` on by `byBytes`. */
  private shift(begun: number, byBytes: number): void {
    this.make(byBytes);
    const from = this.start + begun;
    this.scratch.copyWithin(from + byBytes, from, this.at - byBytes);
    for (const chunk of this.chunks) if (chunk.at >= from) chunk.at += byBytes;
  }
}

/** How many bytes `value` takes as an unsigned varint. */
export function sizeOfUvarint(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

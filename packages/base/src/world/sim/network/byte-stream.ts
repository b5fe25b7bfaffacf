// One direction of a simulated connection: what TCP does with bytes between two processes. In
// order, nothing lost while both live, and with an end to what may be under way:
//
//   write → user's queue → (window has room) → under way → (delay) → arrived → read by the receiver
//
// `written` is told when the last byte of a write leaves the user's queue, as a kernel takes it.

import { assert } from '../../../assert.ts';
import type { Prng } from '../../../prng/prng.ts';
import type { LinkConditions } from './link.ts';

/** What is under way or arrived and unread: a usual pair of socket buffers. */
const windowBytesDefault = 256 * 1024;

interface QueuedWrite {
  bytes: Buffer;
  readonly written: (() => void) | undefined;
}

interface Segment {
  readonly bytes: Buffer;
  readonly arrivesMs: number;
  /** The last one: nothing comes after it. */
  readonly isEnd: boolean;
}

/** What a stream needs of its surroundings. */
export interface StreamContext {
  readonly link: LinkConditions;
  readonly prng: Prng;
  nowMs(): number;
  /** An event of the network, which neither end's death or stall stops. */
  inTransit(atMs: number, run: () => void): void;
  /** An event of the writing process. */
  atWriter(run: () => void): void;
  /** Something arrived: bytes, the end, or bytes for a connection that is gone. */
  arrived(): void;
  /** The end was sent, and so was all before it. */
  allSent(): void;
}

export class ByteStream {
  readonly #context: StreamContext;
  readonly #windowBytes: number;
  readonly #queue: QueuedWrite[] = [];
  readonly #underWay: Segment[] = [];
  readonly #arrived: Buffer[] = [];
  #arrivedBytes = 0;
  #bytesInWindow = 0;
  #queuedBytes = 0;
  readonly #toTell: (() => void)[] = [];
  #endQueued = false;
  #endSent = false;
  #endArrived = false;
  #isTravelling = false;

  constructor(context: StreamContext, windowBytes = windowBytesDefault) {
    this.#context = context;
    this.#windowBytes = windowBytes;
  }

  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Bytes that wait for their reader. */
  get arrivedBytes(): number {
    return this.#arrivedBytes;
  }

  /** The end has come, and all before it was read. */
  get isFinished(): boolean {
    return this.#endArrived && this.#arrivedBytes === 0;
  }

  /** The end was sent, and so was all before it. */
  get isSent(): boolean {
    return this.#endSent;
  }

  get isUnderWay(): boolean {
    return this.#underWay.length > 0;
  }

  write(chunks: readonly Uint8Array[], written: (() => void) | undefined): void {
    // Not a copy: what changes before `written` would be sent changed, as in life.
    for (const chunk of chunks) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      this.#queue.push({ bytes, written: undefined });
      this.#queuedBytes += chunk.length;
    }
    if (written !== undefined) this.#queue.push({ bytes: Buffer.alloc(0), written });
    this.#fillWindow();
  }

  end(): void {
    this.#endQueued = true;
    this.#fillWindow();
  }

  /** Puts arrived bytes into a view; returns how many, at least one where there are any. */
  read(into: Uint8Array): number {
    const { link, prng } = this.#context;
    let count = Math.min(into.length, this.#arrivedBytes);
    if (count > 0 && prng.chance(link.cutChance)) count = 1 + prng.below(count);
    let done = 0;
    while (done < count) {
      const first = this.#arrived[0];
      assert(first !== undefined, `${this.#arrivedBytes} bytes arrived, and none are there`);
      const part = first.subarray(0, count - done);
      into.set(part, done);
      done += part.length;
      if (part.length === first.length) this.#arrived.shift();
      else this.#arrived[0] = first.subarray(part.length);
    }
    this.#arrivedBytes -= count;
    this.#bytesInWindow -= count;
    // Not for every few bytes: the pieces would get smaller and smaller.
    if (this.#windowBytes - this.#bytesInWindow >= this.#windowBytes / 4) this.#fillWindow();
    return count;
  }

  /** Forgets what the user queued and calls back for it, once the connection is lost. */
  drop(): void {
    for (const { written } of this.#queue.splice(0)) this.#tell(written);
    this.#queuedBytes = 0;
  }

  /** Forgets what did not arrive; of that a random first part may have. */
  cut(): void {
    this.drop();
    const next = this.#underWay.shift();
    this.#underWay.length = 0;
    if (next === undefined) return;
    const bytes = next.bytes.subarray(0, this.#context.prng.below(next.bytes.length + 1));
    if (bytes.length > 0) this.#arrive({ ...next, bytes, isEnd: false });
  }

  /** The link is open again: what waited goes on. */
  goOn(): void {
    if (this.#underWay.length > 0 && !this.#isTravelling) this.#travel();
  }

  /** Takes from the user's queue what the window has room for. */
  #fillWindow(): void {
    for (;;) {
      const next = this.#queue[0];
      if (next === undefined) break;
      const count = Math.min(next.bytes.length, this.#windowBytes - this.#bytesInWindow);
      if (count > 0) this.#send(Buffer.from(next.bytes.subarray(0, count)), false);
      this.#queuedBytes -= count;
      this.#bytesInWindow += count;
      if (count < next.bytes.length) {
        next.bytes = next.bytes.subarray(count);
        return;
      }
      this.#queue.shift();
      this.#tell(next.written);
    }
    if (!this.#endQueued || this.#endSent) return;
    this.#send(Buffer.alloc(0), true);
    this.#context.allSent();
  }

  /** Calls back in the order of the writes, each time in an event of its own. */
  #tell(written: (() => void) | undefined): void {
    if (written === undefined) return;
    this.#toTell.push(written);
    this.#context.atWriter(() => this.#toTell.shift()?.());
  }

  #send(bytes: Buffer, isEnd: boolean): void {
    const { link, prng } = this.#context;
    if (isEnd) this.#endSent = true;
    const delayMs = prng.between(link.delayMsMin, link.delayMsMax);
    // It arrives when what went before it has: only the first one under way travels.
    this.#underWay.push({ bytes, arrivesMs: this.#context.nowMs() + delayMs, isEnd });
    if (!this.#isTravelling) this.#travel();
  }

  #travel(): void {
    const next = this.#underWay[0];
    if (next === undefined) return;
    this.#isTravelling = true;
    this.#context.inTransit(next.arrivesMs, () => {
      this.#isTravelling = false;
      // It stays under way until `goOn`.
      if (this.#context.link.blocked) return;
      const segment = this.#underWay.shift();
      if (segment !== undefined) this.#arrive(segment);
      this.#travel();
    });
  }

  #arrive(segment: Segment): void {
    if (segment.bytes.length > 0) this.#arrived.push(segment.bytes);
    this.#arrivedBytes += segment.bytes.length;
    if (segment.isEnd) this.#endArrived = true;
    this.#context.arrived();
  }
}

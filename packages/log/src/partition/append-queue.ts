// Appended bytes on their way to the file: queued during a turn, written at its end with as few
// calls as possible, straight from where they were received. Synchronous while the disk keeps up; a
// call that took too long makes the log write asynchronously, one call in flight, until the disk is
// quick again, so that a slow disk stalls nobody else. Order is kept in both modes.

import type { Clock, Slab } from '@ottla/base';
import { assertionFailed } from '@ottla/base';

import type { Segment } from '../segment/segment.ts';

/** One call writes no more, so that the loop is never away for long. */
export const WRITE_CALL_BYTES_MAX = 1024 * 1024;
/** Chunks of one call: what writev takes. */
const WRITE_CALL_CHUNKS_MAX = 1024;
/** Quick asynchronous calls in a row after which the disk counts as quick again. */
const QUICK_CALLS_TO_RETURN = 16;

export interface AppendQueueOptions {
  readonly clock: Clock;
  readonly slowWriteMs: number;
  /** All bytes below `nextOffset` are in the file. */
  readonly onWritten: (nextOffset: number) => void;
  /** A call failed; nothing more will be written. */
  readonly onFailed: (cause: unknown) => void;
}

export class AppendQueue {
  readonly #options: AppendQueueOptions;
  /** Queued chunks: parallel arrays, emptied together. */
  readonly #segments: Segment[] = [];
  readonly #chunks: Uint8Array[] = [];
  readonly #slabs: (Slab | undefined)[] = [];
  readonly #nextOffsets: number[] = [];
  /** The next chunk to write. */
  #head = 0;
  #queuedBytes = 0;
  /** Reused for every call. */
  readonly #call: Uint8Array[] = [];
  #isAsync = false;
  #isInFlight = false;
  #hasFailed = false;
  #quickCalls = 0;
  #waiters: (() => void)[] = [];

  constructor(options: AppendQueueOptions) {
    this.#options = options;
  }

  /** Bytes that are not in the file yet: the measure for back-pressure. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Whether the disk was too slow for synchronous calls. */
  get isAsync(): boolean {
    return this.#isAsync;
  }

  get isEmpty(): boolean {
    return this.#queuedBytes === 0;
  }

  /**
   * Takes bytes that have their place at the end of `segment`; holds `slab` until they are written.
   */
  push(segment: Segment, bytes: Uint8Array, slab: Slab | undefined, nextOffset: number): void {
    slab?.retain();
    this.#segments.push(segment);
    this.#chunks.push(bytes);
    this.#slabs.push(slab);
    this.#nextOffsets.push(nextOffset);
    this.#queuedBytes += bytes.length;
  }

  /** Writes what is queued, or sees to it that it gets written. */
  flush(): void {
    if (this.#queuedBytes === 0 || this.#isInFlight || this.#hasFailed) return;
    if (this.#isAsync) this.#writeSoon();
    else this.#writeNow();
  }

  /** Resolves when nothing is queued or in flight, or writing has failed. */
  settled(): Promise<void> {
    this.flush();
    if (!this.#isInFlight) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Forgets what is queued: it will never be written. */
  abandon(): void {
    this.#hasFailed = true;
    if (this.#isInFlight) return;
    for (const slab of this.#slabs.slice(this.#head)) slab?.release();
    this.#clear();
    this.#wake();
  }

  #writeNow(): void {
    const { clock, slowWriteMs } = this.#options;
    let nextOffset = -1;
    while (this.#queuedBytes > 0 && !this.#isAsync) {
      const end = this.#gather();
      // There is a chunk at the head while bytes are queued.
      const segment = this.#segments[this.#head] as Segment;
      const startedMs = clock.monotonicMs();
      try {
        segment.file.openToWrite().write(this.#call, segment.writtenBytes);
      } catch (cause) {
        return this.#failed(cause);
      }
      this.#isAsync = clock.monotonicMs() - startedMs > slowWriteMs;
      nextOffset = this.#written(segment, end);
    }
    this.#quickCalls = 0;
    if (nextOffset >= 0) this.#options.onWritten(nextOffset);
    // A listener may have queued more, and even flushed it.
    if (this.#isAsync) this.flush();
  }

  #writeSoon(): void {
    const { clock, slowWriteMs } = this.#options;
    const end = this.#gather();
    // There is a chunk at the head while bytes are queued.
    const segment = this.#segments[this.#head] as Segment;
    const startedMs = clock.monotonicMs();
    const finish = (cause?: unknown): void => {
      this.#isInFlight = false;
      segment.file.letGo();
      if (cause !== undefined) return this.#failed(cause);
      const isQuick = clock.monotonicMs() - startedMs <= slowWriteMs / 2;
      this.#quickCalls = isQuick ? this.#quickCalls + 1 : 0;
      if (this.#quickCalls >= QUICK_CALLS_TO_RETURN) this.#isAsync = false;
      const nextOffset = this.#written(segment, end);
      if (this.#hasFailed) return this.abandon();
      this.#options.onWritten(nextOffset);
      this.flush();
      if (!this.#isInFlight) this.#wake();
    };
    try {
      const file = segment.file.holdToWrite();
      this.#isInFlight = true;
      file.writeAsync([...this.#call], segment.writtenBytes).then(() => finish(), finish);
    } catch (cause) {
      this.#failed(cause);
    }
  }

  /** Fills `#call` with a run of chunks for one file; returns the chunk after it. */
  #gather(): number {
    const segment = this.#segments[this.#head];
    this.#call.length = 0;
    let bytes = 0;
    let end = this.#head;
    while (end < this.#chunks.length && this.#segments[end] === segment) {
      // `end` lies inside the arrays.
      const chunk = this.#chunks[end] as Uint8Array;
      const isFull = bytes + chunk.length > WRITE_CALL_BYTES_MAX;
      if (bytes > 0 && (isFull || this.#call.length === WRITE_CALL_CHUNKS_MAX)) break;
      this.#call.push(chunk);
      bytes += chunk.length;
      end += 1;
    }
    return end;
  }

  /** Takes the chunks before `end` off the queue; the offset after them. */
  #written(segment: Segment, end: number): number {
    let nextOffset = -1;
    for (; this.#head < end; this.#head++) {
      const bytes = this.#chunks[this.#head]?.length ?? 0;
      segment.writtenBytes += bytes;
      this.#queuedBytes -= bytes;
      this.#slabs[this.#head]?.release();
      nextOffset = this.#nextOffsets[this.#head] ?? nextOffset;
    }
    if (segment.writtenBytes > segment.sizeBytes) {
      const { file, writtenBytes, sizeBytes } = segment;
      assertionFailed(`${file.path}: ${writtenBytes} bytes written of ${sizeBytes}`);
    }
    if (this.#head === this.#chunks.length) this.#clear();
    return nextOffset;
  }

  #clear(): void {
    this.#segments.length = 0;
    this.#chunks.length = 0;
    this.#slabs.length = 0;
    this.#nextOffsets.length = 0;
    this.#call.length = 0;
    this.#head = 0;
    this.#queuedBytes = 0;
  }

  #failed(cause: unknown): void {
    this.#isInFlight = false;
    this.abandon();
    this.#options.onFailed(cause);
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}

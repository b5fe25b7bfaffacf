// The time index of a segment: (largest timestamp so far, last offset of the batch that holds it).
// 12 bytes an entry: int64 timestamp, int32 offset relative to the base. Neither ever goes down.

import type { Disk } from '@ottla/base';
import { assertionFailed } from '@ottla/base';

import { readInt64, writeInt64 } from '../files/big-endian.ts';
import { IndexFile } from './index-file.ts';
import type { IndexOptions } from './offset-index.ts';

const ENTRY_BYTES = 12;
const NO_TIMESTAMP = -1;

export interface TimestampOffset {
  readonly timestamp: number;
  /** Last offset of the batch that holds the timestamp. */
  readonly offset: number;
}

export class TimeIndex {
  readonly file: IndexFile;
  readonly #baseOffset: number;

  constructor(disk: Disk, path: string, { baseOffset, isNew }: IndexOptions) {
    this.#baseOffset = baseOffset;
    this.file = new IndexFile(disk, path, { entryBytes: ENTRY_BYTES, isNew });
  }

  get count(): number {
    return this.file.count;
  }

  /** One slot is kept for the entry that is added when the segment is sealed. */
  isFull(indexBytesMax: number): boolean {
    return this.count >= Math.floor(indexBytesMax / ENTRY_BYTES) - 1;
  }

  /** -1 where there is no entry. */
  get lastTimestamp(): number {
    return this.count === 0 ? NO_TIMESTAMP : this.timestampAt(this.count - 1);
  }

  /** The base offset where there is no entry. */
  get lastOffset(): number {
    return this.count === 0 ? this.#baseOffset : this.offsetAt(this.count - 1);
  }

  /** The last entry, without loading the others; (-1, base offset) where there is none. */
  lastEntry(): TimestampOffset {
    return this.#entryOf(this.file.last());
  }

  /** As `lastEntry`, off the event loop. Rejects with DiskError. */
  async lastEntrySoon(): Promise<TimestampOffset> {
    return this.#entryOf(await this.file.lastSoon());
  }

  /** Adds an entry when the timestamp has grown. */
  maybeAppend(timestamp: number, offset: number): void {
    if (timestamp <= this.lastTimestamp) return;
    if (this.count > 0 && offset < this.lastOffset) {
      assertionFailed(`${this.file.path}: offset ${offset} lies before ${this.lastOffset}`);
    }
    const at = this.file.append();
    writeInt64(this.file.bytes, at, timestamp);
    this.file.bytes.writeInt32BE(offset - this.#baseOffset, at + 8);
  }

  /** Offset of the entry with the largest timestamp not above `timestamp`; else the base offset. */
  offsetBefore(timestamp: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timestampAt(middle) <= timestamp) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? this.#baseOffset : this.offsetAt(low - 1);
  }

  /** Keeps the entries below `offset`. */
  truncateTo(offset: number): void {
    let kept = this.count;
    while (kept > 0 && this.offsetAt(kept - 1) >= offset) kept -= 1;
    this.file.truncate(kept);
  }

  timestampAt(slot: number): number {
    return readInt64(this.file.bytes, slot * ENTRY_BYTES);
  }

  offsetAt(slot: number): number {
    return this.#baseOffset + this.file.bytes.readInt32BE(slot * ENTRY_BYTES + 8);
  }

  #entryOf(bytes: Buffer | undefined): TimestampOffset {
    if (bytes === undefined) return { timestamp: NO_TIMESTAMP, offset: this.#baseOffset };
    return { timestamp: readInt64(bytes, 0), offset: this.#baseOffset + bytes.readInt32BE(8) };
  }
}

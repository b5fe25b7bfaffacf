// The aborted transactions whose marker lies in a segment, in the order of their markers. 34 bytes
// an entry: int16 version 0, int64 producerId, int64 firstOffset, int64 lastOffset (the marker's),
// int64 lastStableOffset. The file is made when the first entry is persisted.

import type { Disk } from '@ottla/base';

import { readInt64, writeInt64 } from '../files/big-endian.ts';
import { CorruptFileError } from '../storage-errors.ts';
import { IndexFile } from './index-file.ts';
import type { IndexOptions } from './offset-index.ts';

const ENTRY_BYTES = 34;
const VERSION = 0;

export interface AbortedEntry {
  readonly producerId: number;
  readonly firstOffset: number;
  /** Offset of the abort marker. */
  readonly lastOffset: number;
  /** The last stable offset once this transaction was decided. */
  readonly lastStableOffset: number;
}

export class TransactionIndex {
  readonly file: IndexFile;
  readonly #baseOffset: number;

  constructor(disk: Disk, path: string, { baseOffset, isNew }: IndexOptions) {
    this.#baseOffset = baseOffset;
    this.file = new IndexFile(disk, path, {
      entryBytes: ENTRY_BYTES,
      isNew,
      isLazy: true,
    });
  }

  get count(): number {
    return this.file.count;
  }

  append(entry: AbortedEntry): void {
    const at = this.file.append();
    const { bytes } = this.file;
    bytes.writeInt16BE(VERSION, at);
    writeInt64(bytes, at + 2, entry.producerId);
    writeInt64(bytes, at + 10, entry.firstOffset);
    writeInt64(bytes, at + 18, entry.lastOffset);
    writeInt64(bytes, at + 26, entry.lastStableOffset);
  }

  entryAt(slot: number): AbortedEntry {
    const at = slot * ENTRY_BYTES;
    const { bytes } = this.file;
    return {
      producerId: readInt64(bytes, at + 2),
      firstOffset: readInt64(bytes, at + 10),
      lastOffset: readInt64(bytes, at + 18),
      lastStableOffset: readInt64(bytes, at + 26),
    };
  }

  /**
   * Adds to `found` the transactions that touch [fetchOffset, upperBound). True when no later
   * segment can hold another one.
   */
  collect(fetchOffset: number, upperBound: number, found: AbortedEntry[]): boolean {
    for (let slot = 0; slot < this.count; slot++) {
      const entry = this.entryAt(slot);
      if (entry.lastOffset >= fetchOffset && entry.firstOffset < upperBound) found.push(entry);
      if (entry.lastStableOffset >= upperBound) return true;
    }
    return false;
  }

  /** Drops the transactions whose marker lies at or after `offset`. */
  truncateTo(offset: number): void {
    let kept = 0;
    while (kept < this.count && this.entryAt(kept).lastOffset < offset) kept += 1;
    this.file.truncate(kept);
  }

  /** Throws CorruptFileError where an entry cannot be one of this segment. */
  check(): void {
    for (let slot = 0; slot < this.count; slot++) {
      const version = this.file.bytes.readInt16BE(slot * ENTRY_BYTES);
      const { lastOffset } = this.entryAt(slot);
      if (version !== VERSION) {
        throw new CorruptFileError(this.file.path, `entry ${slot} has version ${version}`);
      }
      if (lastOffset < this.#baseOffset) {
        const problem = `entry ${slot} ends at ${lastOffset}, before base ${this.#baseOffset}`;
        throw new CorruptFileError(this.file.path, problem);
      }
    }
  }
}

// The offset index of a segment: (last offset of a batch, its position in the file), sparse. 8
// bytes an entry: int32 offset relative to the base, int32 position. Strictly increasing.

import type { Disk } from '@ottla/base';
import { assertionFailed } from '@ottla/base';

import { IndexFile } from './index-file.ts';

export const OFFSET_ENTRY_BYTES = 8;
/** Offsets are stored relative to the base, in an int32. */
export const RELATIVE_OFFSET_MAX = 0x7fff_ffff;

export interface IndexOptions {
  readonly baseOffset: number;
  /** There is no file yet. */
  readonly isNew: boolean;
}

export class OffsetIndex {
  readonly file: IndexFile;
  readonly #baseOffset: number;

  constructor(disk: Disk, path: string, { baseOffset, isNew }: IndexOptions) {
    this.#baseOffset = baseOffset;
    this.file = new IndexFile(disk, path, { entryBytes: OFFSET_ENTRY_BYTES, isNew });
  }

  get count(): number {
    return this.file.count;
  }

  isFull(indexBytesMax: number): boolean {
    return this.count >= Math.floor(indexBytesMax / OFFSET_ENTRY_BYTES);
  }

  /** The last entry's offset; the base offset where there is none. */
  get lastOffset(): number {
    return this.count === 0 ? this.#baseOffset : this.offsetAt(this.count - 1);
  }

  /** Position of the last entry, without loading the others; 0 where there is none. */
  lastPosition(): number {
    return this.file.last()?.readInt32BE(4) ?? 0;
  }

  append(offset: number, position: number): void {
    const relative = offset - this.#baseOffset;
    if (relative < 0 || relative > RELATIVE_OFFSET_MAX) {
      const reach = `out of reach of base offset ${this.#baseOffset}`;
      assertionFailed(`${this.file.path}: offset ${offset} is ${reach}`);
    }
    if (this.count > 0 && offset <= this.lastOffset) {
      assertionFailed(`${this.file.path}: offset ${offset} does not follow ${this.lastOffset}`);
    }
    const at = this.file.append();
    this.file.bytes.writeInt32BE(relative, at);
    this.file.bytes.writeInt32BE(position, at + 4);
  }

  /** Position of the entry with the largest offset that is not above `offset`; 0 where none is. */
  positionBefore(offset: number): number {
    const slot = this.#slotBefore(offset);
    return slot < 0 ? 0 : this.positionAt(slot);
  }

  /** Offset of the first entry whose position is at or after `position`; undefined for none. */
  offsetFromPosition(position: number): number | undefined {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.positionAt(middle) >= position) high = middle;
      else low = middle + 1;
    }
    return low === this.count ? undefined : this.offsetAt(low);
  }

  /** Keeps the entries below `offset`. */
  truncateTo(offset: number): void {
    const slot = this.#slotBefore(offset);
    const isAtOffset = slot >= 0 && this.offsetAt(slot) === offset;
    this.file.truncate(isAtOffset ? slot : slot + 1);
  }

  offsetAt(slot: number): number {
    return this.#baseOffset + this.file.bytes.readInt32BE(slot * OFFSET_ENTRY_BYTES);
  }

  positionAt(slot: number): number {
    return this.file.bytes.readInt32BE(slot * OFFSET_ENTRY_BYTES + 4);
  }

  #slotBefore(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.offsetAt(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

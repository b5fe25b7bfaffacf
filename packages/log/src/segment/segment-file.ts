// The `.log` file of a segment: opened when it is needed, closed when it has been idle and nobody
// holds it, so that thousands of quiet partitions cost no file descriptors. Knows bytes, not
// batches.

import type { Disk, DiskFile } from '@ottla/base';
import { assert } from '@ottla/base';

import { DELETED_SUFFIX } from '../files/file-names.ts';

export class SegmentFile {
  readonly #disk: Disk;
  #path: string;
  #file: DiskFile | undefined;
  #holders = 0;
  #wasUsed = false;
  #isGone = false;

  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  get path(): string {
    return this.#path;
  }

  /** The open file, for use within this turn. Throws DiskError. */
  open(): DiskFile {
    this.#wasUsed = true;
    this.#file ??= this.#disk.open(this.#path, 'read-write');
    return this.#file;
  }

  /** As `open`, and the file stays open, even when it is removed, until `letGo`. */
  hold(): DiskFile {
    const file = this.open();
    this.#holders += 1;
    return file;
  }

  letGo(): void {
    assert(this.#holders > 0, `${this.#path}: let go more often than held`);
    this.#holders -= 1;
    if (this.#isGone) this.#close();
  }

  /** Closes the file when it was not used since the last call. */
  closeIfIdle(): void {
    if (!this.#wasUsed) this.#close();
    this.#wasUsed = false;
  }

  /** Closes the file until it is used again, unless somebody holds it. */
  rest(): void {
    this.#close();
  }

  /** Closes now, or when the last holder lets go. */
  close(): void {
    this.#isGone = true;
    this.#close();
  }

  moveTo(path: string): void {
    this.#path = path;
  }

  /** Renames the file so that a restart removes it. */
  markDeleted(): void {
    this.#isGone = true;
    const path = this.#path + DELETED_SUFFIX;
    this.#disk.rename(this.#path, path);
    this.#path = path;
    this.#close();
  }

  #close(): void {
    if (this.#holders > 0 || this.#file === undefined) return;
    this.#file.close();
    this.#file = undefined;
  }
}

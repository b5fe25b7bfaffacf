// The producer snapshots in a partition's directory, `<offset>.snapshot`: the state as of that
// offset. One at the base offset of each segment, so that recovery can begin there, and one at the
// end.

import { DiskError } from '@ottla/base';
import type { Disk, Logger } from '@ottla/base';

import { removeIfThere } from '../files/durable-file.ts';
import {
  DELETED_SUFFIX,
  joinPath,
  offsetName,
  offsetOfFile,
  SNAPSHOT_SUFFIX,
} from '../files/file-names.ts';
import type { ProducerEntry } from './producer-entry.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts';

export class SnapshotFiles {
  readonly #disk: Disk;
  readonly #logger: Logger;
  #directory: string;
  /** Ascending. */
  #offsets: number[];
  /** Written, but not durable yet. */
  readonly #unsynced = new Set<number>();
  /** Not known any more, but the files are still there. */
  #forgotten: readonly number[] = [];

  /** `names`: the files in the directory. */
  constructor(
    disk: Disk,
    directory: string,
    options: { logger: Logger; names: readonly string[] },
  ) {
    this.#disk = disk;
    this.#directory = directory;
    this.#logger = options.logger;
    this.#offsets = options.names
      .map((name) => offsetOfFile(name, SNAPSHOT_SUFFIX))
      .filter((offset) => offset !== undefined)
      .sort((a, b) => a - b);
  }

  get offsets(): readonly number[] {
    return this.#offsets;
  }

  /** Replaces a snapshot of that offset; durable after `sync`. Throws DiskError. */
  write(offset: number, entries: Iterable<ProducerEntry>): void {
    const file = this.#disk.open(this.#path(offset), 'truncate');
    try {
      file.write([encodeSnapshot([...entries])], 0);
    } finally {
      file.close();
    }
    this.#unsynced.add(offset);
    this.#forgotten = this.#forgotten.filter((other) => other !== offset);
    if (this.#offsets.includes(offset)) return;
    this.#offsets.push(offset);
    this.#offsets.sort((a, b) => a - b);
  }

  /** Makes what was written durable, but for the directory's entries. */
  async sync(): Promise<void> {
    this.#removeForgotten();
    for (const offset of [...this.#unsynced]) {
      // One that went while another was synced is not among them any more.
      if (!this.#unsynced.delete(offset)) continue;
      const file = this.#disk.open(this.#path(offset), 'read-write');
      try {
        await file.syncAsync();
      } finally {
        file.close();
      }
    }
  }

  /** As `sync`, at once. */
  syncNow(): void {
    this.#removeForgotten();
    for (const offset of this.#unsynced) {
      if (this.#disk.stat(this.#path(offset)) === undefined) continue;
      const file = this.#disk.open(this.#path(offset), 'read-write');
      try {
        file.sync();
      } finally {
        file.close();
      }
    }
    this.#unsynced.clear();
  }

  /** The newest whole snapshot not above `offsetMax`; broken ones on the way are removed. */
  readNewest(offsetMax: number): { offset: number; entries: ProducerEntry[] } | undefined {
    for (const offset of this.#offsets.toReversed()) {
      if (offset > offsetMax) continue;
      const path = this.#path(offset);
      try {
        return { offset, entries: decodeSnapshot(this.#disk.readFile(path)) };
      } catch (error) {
        if (!(error instanceof Error) || error instanceof DiskError) throw error;
        const reason = error.message;
        this.#logger.warn('removing a broken producer snapshot', { path, reason });
        this.removeWhere((candidate) => candidate === offset);
      }
    }
    return undefined;
  }

  removeWhere(isUnwanted: (offset: number) => boolean): void {
    for (const offset of this.#offsets.filter(isUnwanted)) {
      removeIfThere(this.#disk, this.#path(offset));
      this.#unsynced.delete(offset);
    }
    this.#offsets = this.#offsets.filter((offset) => !isUnwanted(offset));
  }

  /**
   * As `removeWhere`, but the files go with the next sync only: for where a start forgets them
   * again until then. After a kill thousands of logs forget theirs, and each removal may wait for
   * the file system's journal. Returns whether there were any.
   */
  forgetWhere(isUnwanted: (offset: number) => boolean): boolean {
    const unwanted = this.#offsets.filter(isUnwanted);
    for (const offset of unwanted) this.#unsynced.delete(offset);
    this.#forgotten = [...this.#forgotten, ...unwanted];
    this.#offsets = this.#offsets.filter((offset) => !isUnwanted(offset));
    return unwanted.length > 0;
  }

  #removeForgotten(): void {
    for (const offset of this.#forgotten) removeIfThere(this.#disk, this.#path(offset));
    this.#forgotten = [];
  }

  /**
   * Renames a snapshot so that a restart removes it; the path to remove later, if there was one.
   */
  markDeleted(offset: number): string | undefined {
    if (!this.#offsets.includes(offset)) return undefined;
    const path = this.#path(offset) + DELETED_SUFFIX;
    this.#disk.rename(this.#path(offset), path);
    this.#offsets = this.#offsets.filter((candidate) => candidate !== offset);
    this.#unsynced.delete(offset);
    return path;
  }

  /** Keeps those at segments' base offsets, and the newest if it lies after them all. */
  removeStray(baseOffsets: readonly number[]): void {
    const bases = new Set(baseOffsets);
    const lastBase = baseOffsets.at(-1) ?? -1;
    const newest = this.#offsets.findLast((offset) => !bases.has(offset) && offset > lastBase);
    this.removeWhere((offset) => !bases.has(offset) && offset !== newest);
  }

  moveTo(directory: string): void {
    this.#directory = directory;
  }

  #path(offset: number): string {
    return joinPath(this.#directory, offsetName(offset) + SNAPSHOT_SUFFIX);
  }
}

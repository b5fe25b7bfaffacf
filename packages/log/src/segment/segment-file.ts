// The `.log` file of a segment: opened when it is needed, closed when it has been idle or others
// need the descriptor, unless somebody holds it, so that thousands of partitions get by with few
// file descriptors. Knows bytes, not batches.

import type { Disk, DiskFile } from '@ottla/base';
import { assert } from '@ottla/base';

import { DELETED_SUFFIX } from '../files/file-names.ts';
import type { CachedFile, OpenFiles } from '../files/open-files.ts';

export class SegmentFile implements CachedFile {
  readonly #disk: Disk;
  readonly #openFiles: OpenFiles;
  readonly #onClosed: (() => void) | undefined;
  #path: string;
  #file: DiskFile | undefined;
  #holders = 0;
  /** Since the last `closeIfIdle`. */
  #wasUsed = false;
  /** Since the last `takeUse`. */
  #wasUsedLately = false;
  /** A sync has covered all that was written. */
  #isSettled = true;
  #isGone = false;
  /** What a sync on behalf of the cache met: the system tells it once, we tell it to all users. */
  #failure: unknown;

  /** `onClosed`: the file is at rest, whoever closed it. */
  constructor(
    disk: Disk,
    path: string,
    { openFiles, onClosed }: { openFiles: OpenFiles; onClosed?: () => void },
  ) {
    this.#disk = disk;
    this.#path = path;
    this.#openFiles = openFiles;
    this.#onClosed = onClosed;
  }

  get path(): string {
    return this.#path;
  }

  /** The open file, for use before another one is opened. Throws DiskError. */
  open(): DiskFile {
    this.#wasUsed = true;
    // Not by the use that opens it: who is used once goes before who is used again.
    this.#wasUsedLately = this.#file !== undefined;
    if (this.#failure !== undefined) throw this.#failure;
    return this.#file ?? this.#reopen();
  }

  /** As `open`, for whoever changes the file. */
  openToWrite(): DiskFile {
    const file = this.open();
    if (!this.#isSettled) return file;
    this.#isSettled = false;
    if (this.#holders === 0) this.#openFiles.idle(this, false);
    return file;
  }

  /** As `open`, and the file stays open, even when it is removed, until `letGo`. */
  hold(): DiskFile {
    const file = this.open();
    this.#addHolder();
    return file;
  }

  /** As `openToWrite` and `hold`. */
  holdToWrite(): DiskFile {
    const file = this.hold();
    this.#isSettled = false;
    return file;
  }

  letGo(): void {
    assert(this.#holders > 0, `${this.#path}: let go more often than held`);
    this.#holders -= 1;
    if (this.#holders > 0) return;
    if (this.#isGone) return this.#close();
    this.#openFiles.idle(this, this.#isSettled);
    this.#openFiles.released();
  }

  /** Makes what was written before the call durable, off the event loop. Rejects with DiskError. */
  async sync(): Promise<void> {
    const file = this.hold();
    // What is written while we wait needs another sync.
    this.#isSettled = true;
    try {
      await file.syncAsync();
    } catch (error) {
      throw this.#failed(error);
    } finally {
      this.letGo();
    }
  }

  /** As `sync`, at once. */
  syncNow(): void {
    const file = this.open();
    try {
      file.sync();
    } catch (error) {
      throw this.#failed(error);
    }
    this.#settled();
  }

  /** Closes the file until it is used again, unless somebody holds it, or it needs a sync. */
  rest(): void {
    if (this.#isSettled) this.#close();
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

  // CachedFile

  takeUse(): boolean {
    const wasUsed = this.#wasUsedLately;
    this.#wasUsedLately = false;
    return wasUsed;
  }

  closeNow(): void {
    assert(this.#holders === 0, `${this.#path}: closed while it is held`);
    this.#close();
  }

  closeIfIdle(): void {
    if (!this.#wasUsed) this.rest();
    this.#wasUsed = false;
  }

  settleNow(): void {
    try {
      this.#file?.sync();
    } catch (error) {
      this.#failed(error);
    }
    this.#settled();
  }

  async settleSoon(): Promise<void> {
    const file = this.#file;
    assert(file !== undefined, `${this.#path}: a closed file has nothing to settle`);
    this.#addHolder();
    this.#isSettled = true;
    try {
      await file.syncAsync();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.letGo();
    }
  }

  #reopen(): DiskFile {
    this.#openFiles.makeRoom();
    const file = this.#disk.open(this.#path, 'read-write');
    this.#file = file;
    this.#openFiles.opened();
    if (this.#holders === 0) this.#openFiles.idle(this, this.#isSettled);
    return file;
  }

  #addHolder(): void {
    if (this.#holders === 0) this.#openFiles.held(this);
    this.#holders += 1;
  }

  #settled(): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    if (this.#holders === 0) this.#openFiles.idle(this, true);
  }

  #failed(error: unknown): unknown {
    this.#failure ??= error;
    return error;
  }

  #close(): void {
    if (this.#holders > 0 || this.#file === undefined) return;
    this.#openFiles.closed(this);
    this.#file.close();
    this.#file = undefined;
    this.#onClosed?.();
  }
}

// The descriptors of segment files, of all logs of a node together: at most so many are open, and
// who opens one more has the one that was used longest ago closed. A file that somebody holds is
// never closed; only so many of those may exceed the limit. It knows nothing of paths or bytes.
//
// A file with bytes that no sync has covered is closed only after one: Linux tells of a failed
// write-back to who has the file open, and may have forgotten it when the file is opened again.
// Such files are synced off the event loop while there are still others to close; only where there
// are none, the loop waits for a sync.

import { Turns } from './turns.ts';

/** A file as the cache sees it. */
export interface CachedFile {
  /** Whether it was used since the last call. */
  takeUse(): boolean;
  /** Closes the descriptor; nothing is lost by it. */
  closeNow(): void;
  /** As `closeNow`, where it was not used since the last call. */
  closeIfIdle(): void;
  /** Makes the bytes durable at once; a failure is told to the next user of the file. */
  settleNow(): void;
  /** As `settleNow`, on the thread pool. Never rejects, and holds the file meanwhile. */
  settleSoon(): Promise<void>;
}

export interface OpenFilesOptions {
  /** Descriptors that segment files may take. */
  readonly limit: number;
}

/** As many as Node's thread pool has threads, less one for those who wait. */
const SETTLED_AT_ONCE = 3;
/**
 * Runs that open a file or two of their own: enough for a thread pool of four. Thousands of logs
 * that are due at once must not take all of the process's descriptors.
 */
const FLUSHES = { atOnce: 16, unhurriedAtOnce: 4 };

export class OpenFiles {
  readonly limit: number;
  #count = 0;
  /** Open, held by nobody and durable, roughly in order of their last use. */
  readonly #settled = new Set<CachedFile>();
  /** Open, held by nobody, with bytes that no sync has covered. */
  readonly #unsettled = new Set<CachedFile>();
  #settling = 0;
  /** For what opens files of its own to make them durable. */
  readonly flushes = new Turns(FLUSHES);

  constructor({ limit }: OpenFilesOptions) {
    this.limit = limit;
  }

  /** Files that are open now. */
  get count(): number {
    return this.#count;
  }

  /** Before a file is opened: closes others where that would be one too many. Throws DiskError. */
  makeRoom(): void {
    this.#shrinkTo(this.limit - 1);
  }

  opened(): void {
    this.#count += 1;
  }

  closed(file: CachedFile): void {
    this.#count -= 1;
    this.held(file);
  }

  /** The file must stay open. */
  held(file: CachedFile): void {
    this.#settled.delete(file);
    this.#unsettled.delete(file);
  }

  /** The file may be closed when room is needed; a sync comes first unless it `isSettled`. */
  idle(file: CachedFile, isSettled: boolean): void {
    this.held(file);
    (isSettled ? this.#settled : this.#unsettled).add(file);
    if (!isSettled) this.#settleSome();
  }

  /** A holder has let go: those that were held may have been too many. Throws DiskError. */
  released(): void {
    this.#shrinkTo(this.limit);
  }

  /** Closes what was not used since the last call: quiet logs hold no files open. */
  closeIdle(): void {
    for (const file of this.#settled) file.closeIfIdle();
  }

  #shrinkTo(count: number): void {
    while (this.#count > count) {
      const victim = this.#oldestSettled() ?? this.#settleOldest();
      if (victim === undefined) return;
      victim.closeNow();
    }
  }

  /** Who was used since the last look goes to the end, once. */
  #oldestSettled(): CachedFile | undefined {
    for (const file of this.#settled) {
      if (!file.takeUse()) return file;
      this.#settled.delete(file);
      this.#settled.add(file);
    }
    return undefined;
  }

  #settleOldest(): CachedFile | undefined {
    for (const file of this.#unsettled) {
      file.settleNow();
      return file;
    }
    return undefined;
  }

  /** Keeps half of the files closable without a wait. */
  #settleSome(): void {
    for (const file of this.#unsettled) {
      if (this.#settling === SETTLED_AT_ONCE || this.#unsettled.size <= this.limit / 2) return;
      this.#settling += 1;
      void file.settleSoon().then(() => {
        this.#settling -= 1;
        this.#settleSome();
      });
    }
  }
}

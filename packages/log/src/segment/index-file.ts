// The bytes of one index file: fixed-size entries kept in memory, loaded when first looked at,
// appended to the file when asked. There is no memory mapping in Node; what is not persisted yet is
// lost by a kill, and recovery rebuilds it. What the entries mean is the business of the indexes on
// top.

import type { Disk, DiskFile } from '@ottla/base';
import { assert } from '@ottla/base';

import { DELETED_SUFFIX } from '../files/file-names.ts';

const NOTHING: Buffer = Buffer.alloc(0);
const ENTRIES_FIRST = 64;
/** Read at once off the event loop. */
const PIECE_BYTES = 1024 * 1024;

export interface IndexFileOptions {
  readonly entryBytes: number;
  /** There is no file yet that would have to be read. */
  readonly isNew: boolean;
  /** The file is made with its first entry only. */
  readonly isLazy?: boolean;
}

export class IndexFile {
  readonly entryBytes: number;
  readonly #disk: Disk;
  #path: string;
  #bytes: Buffer = NOTHING;
  #count = 0;
  /** Entries whose bytes are in the file. */
  #persisted = 0;
  #isLoaded: boolean;
  /** How often bytes were written or cut, and how many of these times are durable. */
  #changes = 0;
  #durableChanges = 0;
  /** The file, as far as it was looked at. */
  #file: 'unknown' | 'there' | 'missing';
  /** The file may hold entries beyond those that are persisted. */
  #isCutDue = false;
  /** How often the entries came into memory, or were forgotten there. */
  #loads = 0;
  readonly #isLazy: boolean;

  constructor(disk: Disk, path: string, options: IndexFileOptions) {
    this.#disk = disk;
    this.#path = path;
    this.entryBytes = options.entryBytes;
    this.#isLoaded = options.isNew;
    this.#file = options.isNew ? 'missing' : 'unknown';
    this.#isLazy = options.isLazy ?? false;
  }

  get path(): string {
    return this.#path;
  }

  get count(): number {
    this.#load();
    return this.#count;
  }

  /** Whether the entries are in memory. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** All entries, one after the other; valid up to `count`. Moves when it grows: do not keep it. */
  get bytes(): Buffer {
    this.#load();
    return this.#bytes;
  }

  /** A copy of the last entry, without loading the others; undefined where there is none. */
  last(): Buffer | undefined {
    const { entryBytes } = this;
    if (this.#isLoaded) {
      const at = (this.#count - 1) * entryBytes;
      return this.#count === 0 ? undefined : Buffer.from(this.#bytes.subarray(at, at + entryBytes));
    }
    const count = Math.floor(this.fileBytes() / entryBytes);
    if (count === 0) return undefined;
    const entry = Buffer.alloc(entryBytes);
    const file = this.#disk.open(this.#path, 'read');
    try {
      file.read(entry, (count - 1) * entryBytes);
    } finally {
      file.close();
    }
    return entry;
  }

  /** As `last`, off the event loop. Rejects with DiskError. */
  async lastSoon(): Promise<Buffer | undefined> {
    if (this.#isLoaded) return this.last();
    const { entryBytes } = this;
    const count = Math.floor(this.fileBytes() / entryBytes);
    if (count === 0) return undefined;
    const entry = Buffer.alloc(entryBytes);
    const file = this.#disk.open(this.#path, 'read');
    try {
      const got = await file.readAsync(entry, (count - 1) * entryBytes);
      return got === entryBytes ? entry : undefined;
    } finally {
      file.close();
    }
  }

  /**
   * Brings the entries into memory, off the event loop and a piece at a time. Where others did, or
   * changed them, meanwhile, what was read is left. Rejects with DiskError.
   */
  async loadSoon(): Promise<void> {
    if (this.#isLoaded) return;
    if (this.fileBytes() === 0) return this.#load();
    const loads = this.#loads;
    const file = this.#disk.open(this.#path, 'read');
    try {
      const bytes = Buffer.allocUnsafeSlow(file.sizeBytes());
      let done = 0;
      while (done < bytes.length) {
        const got = await file.readAsync(bytes.subarray(done, done + PIECE_BYTES), done);
        if (got === 0) break;
        done += got;
      }
      if (!this.#isLoaded && loads === this.#loads) this.#take(bytes.subarray(0, done));
    } finally {
      file.close();
    }
  }

  /** Makes room for one more entry and returns its position in `bytes`. */
  append(): number {
    this.#load();
    const position = this.#count * this.entryBytes;
    if (position + this.entryBytes > this.#bytes.length) this.#grow();
    this.#count += 1;
    return position;
  }

  /** Keeps the first `count` entries. The file follows at once. */
  truncate(count: number): void {
    this.#load();
    assert(count <= this.#count, `${this.#path}: cannot keep ${count} of ${this.#count} entries`);
    this.#count = count;
    if (this.#persisted > count) this.#cutFile();
  }

  /**
   * Forgets all entries, loaded or not, whatever the file holds. The file follows when it is
   * persisted: for where a start builds the index anew until then.
   */
  reset(): void {
    this.#isLoaded = true;
    this.#loads += 1;
    this.#count = 0;
    this.#persisted = 0;
    this.#isCutDue = this.#file !== 'missing';
  }

  /** Appends what the file lacks; makes the file where it is wanted. Throws DiskError. */
  persist(): void {
    this.#persist()?.close();
  }

  /**
   * Persists, and resolves when the file's bytes are durable. An empty new file has none: its name
   * is the directory's business.
   */
  async sync(): Promise<void> {
    const file = this.#openToSync();
    const changes = this.#changes;
    try {
      await file?.syncAsync();
    } finally {
      file?.close();
    }
    // Others may sync meanwhile: until it is over nobody takes it for done.
    this.#durableChanges = Math.max(this.#durableChanges, changes);
  }

  /** As `sync`, at once. */
  syncNow(): void {
    const file = this.#openToSync();
    try {
      file?.sync();
    } finally {
      file?.close();
    }
    this.#durableChanges = this.#changes;
  }

  /** Drops what memory holds, where the file holds it too. */
  unload(): void {
    if (this.#isLoaded && this.#persisted === this.#count && this.#count > 0) {
      this.#bytes = NOTHING;
      this.#isLoaded = false;
    }
  }

  moveTo(path: string): void {
    this.#path = path;
  }

  markDeleted(): void {
    const path = this.#path + DELETED_SUFFIX;
    if (this.#disk.stat(this.#path) !== undefined) this.#disk.rename(this.#path, path);
    this.#path = path;
  }

  /** What the file holds now, 0 where there is none. */
  fileBytes(): number {
    if (this.#file === 'missing') return 0;
    return this.#disk.stat(this.#path)?.sizeBytes ?? 0;
  }

  /** Persists; undefined where no sync is due. */
  #openToSync(): DiskFile | undefined {
    const file = this.#persist();
    const needsSync = this.#durableChanges < this.#changes;
    if (needsSync) return file ?? this.#disk.open(this.#path, 'read-write');
    file?.close();
    return undefined;
  }

  /** Returns the file, open, where something was to be done. */
  #persist(): DiskFile | undefined {
    if (!this.#isLoaded) return undefined;
    if (this.#count === 0 && this.#isLazy) {
      if (this.#isCutDue) this.#cutFile();
      return undefined;
    }
    const isThere = this.#file === 'there' && !this.#isCutDue;
    if (this.#persisted === this.#count && isThere) return undefined;
    const file = this.#disk.open(this.#path, 'create');
    try {
      this.#persistInto(file);
    } catch (error) {
      file.close();
      throw error;
    }
    this.#file = 'there';
    return file;
  }

  #persistInto(file: DiskFile): void {
    const from = this.#persisted * this.entryBytes;
    const to = this.#count * this.entryBytes;
    if (to > from) {
      file.write([this.#bytes.subarray(from, to)], from);
      this.#changes += 1;
    }
    if (file.sizeBytes() > to) {
      file.truncate(to);
      this.#changes += 1;
    }
    this.#persisted = this.#count;
    this.#isCutDue = false;
  }

  /** To the entries that are left. */
  #cutFile(): void {
    this.#persisted = Math.min(this.#persisted, this.#count);
    this.#isCutDue = false;
    const keptBytes = this.#persisted * this.entryBytes;
    if (this.fileBytes() <= keptBytes) return;
    const file = this.#disk.open(this.#path, 'read-write');
    try {
      file.truncate(keptBytes);
    } finally {
      file.close();
    }
    this.#changes += 1;
  }

  #load(): void {
    if (this.#isLoaded) return;
    if (this.#disk.stat(this.#path) === undefined) {
      this.#isLoaded = true;
      this.#loads += 1;
      this.#file = 'missing';
      return;
    }
    this.#take(this.#disk.readFile(this.#path));
  }

  /** What the file holds. */
  #take(read: Uint8Array): void {
    this.#isLoaded = true;
    this.#loads += 1;
    this.#file = 'there';
    // A rest that is no whole entry is left out, and overwritten by the next one.
    this.#count = Math.floor(read.length / this.entryBytes);
    this.#persisted = this.#count;
    this.#bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  }

  #grow(): void {
    const capacity = Math.max(ENTRIES_FIRST * this.entryBytes, this.#bytes.length * 2);
    const grown = Buffer.allocUnsafeSlow(capacity);
    this.#bytes.copy(grown, 0, 0, this.#count * this.entryBytes);
    this.#bytes = grown;
  }
}

// The disk. Synchronous calls are the hot path (DESIGN.md §5.2: they cost a fraction of the thread
// pool's, and a slow one stalls the node, in the simulation as in life); the asynchronous forms
// are for fdatasync, cold reads and a disk that has become slow. Paths are absolute or relative to
// the process, with `/` between parts. Every failure is a DiskError.

export type OpenMode =
  /** Must exist. */
  | 'read'
  /** Must exist. */
  | 'read-write'
  /** Made, empty, where it does not exist. */
  | 'create'
  /** Made, or cut to zero bytes. */
  | 'truncate';

export interface FileStat {
  readonly kind: 'file' | 'directory';
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

export interface DiskFile {
  readonly path: string;
  sizeBytes(): number;
  /** Fills `into` from `position` as far as the file goes; returns how many bytes were read. */
  read(into: Uint8Array, position: number): number;
  readAsync(into: Uint8Array, position: number): Promise<number>;
  /** Writes all chunks one after the other from `position`, wholly, or throws. */
  write(chunks: readonly Uint8Array[], position: number): void;
  writeAsync(chunks: readonly Uint8Array[], position: number): Promise<void>;
  /** Makes the bytes and the size durable (fdatasync). */
  sync(): void;
  syncAsync(): Promise<void>;
  truncate(sizeBytes: number): void;
  close(): void;
}

export interface DiskLock {
  release(): void;
}

export interface Disk {
  open(path: string, mode: OpenMode): DiskFile;
  readFile(path: string): Uint8Array;
  /** Makes or replaces a file; durable only after `open(...).sync()` and `syncDirectory`. */
  writeFile(path: string, bytes: Uint8Array): void;
  /** Entries of a directory, sorted by name. */
  list(directory: string): DirectoryEntry[];
  /** Undefined where nothing is there. */
  stat(path: string): FileStat | undefined;
  /** With its parents; nothing happens where it exists. */
  makeDirectory(path: string): void;
  /** Atomic; replaces a file at `to`. Durable after `syncDirectory` of both parents. */
  rename(from: string, to: string): void;
  /** A file; it must exist. */
  remove(path: string): void;
  /** On the thread pool, where a large file takes long; nothing happens where it does not exist. */
  removeAsync(path: string): Promise<void>;
  /** A directory and all below it; nothing happens where it does not exist. */
  removeDirectory(path: string): void;
  /** Makes creations, renames and removals in this directory durable. */
  syncDirectory(path: string): void;
  /** As `syncDirectory`, on the thread pool: for what was done before the call. */
  syncDirectoryAsync(path: string): Promise<void>;
  setModified(path: string, modifiedMs: number): void;
  /** An exclusive lock against other processes, kept until released or this process ends. */
  lock(path: string): DiskLock;
  /** What this process may still write to the file system that `path` is on. */
  freeBytes(path: string): number;
  /** How large that file system is. */
  totalBytes(path: string): number;
  /** Files and sockets that this process may have open at once: beyond it comes EMFILE. */
  openFilesMax(): number;
}

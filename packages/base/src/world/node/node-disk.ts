// The real disk over node:fs. What survives a power loss is as on any POSIX system: bytes after
// `sync`, names after `syncDirectory`.

import {
  closeSync,
  constants,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  unlink,
  unlinkSync,
  utimesSync,
  writeFileSync,
  type Dirent,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DirectoryEntry, Disk, DiskFile, DiskLock, FileStat, OpenMode } from '../disk.ts';
import { diskCall, diskErrorFrom } from './disk-call.ts';
import { lockFile } from './file-lock.ts';
import { NodeFile } from './node-file.ts';

const flagsOf = {
  'read': constants.O_RDONLY,
  'read-write': constants.O_RDWR,
  'create': constants.O_RDWR | constants.O_CREAT,
  'truncate': constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC,
} as const satisfies Record<OpenMode, number>;

/** Without a FileHandle, which costs more than the call: a stop syncs thousands of directories. */
const fsyncOf = promisify(fsync);
const unlinkOf = promisify(unlink);

/** What macOS and Windows give a process at least, once Node has raised it: neither is asked. */
const OPEN_FILES_MAX_UNKNOWN = 8192;

/** The soft limit, which Node has raised to the hard one at its start. */
function openFilesMaxOf(limits: string): number {
  const soft = /^Max open files +(\S+)/m.exec(limits)?.[1];
  if (soft === 'unlimited') return Number.MAX_SAFE_INTEGER;
  return soft === undefined ? OPEN_FILES_MAX_UNKNOWN : Number(soft);
}

class NodeDisk implements Disk {
  open(path: string, mode: OpenMode): DiskFile {
    const descriptor = diskCall('open', path, () => openSync(path, flagsOf[mode]));
    return new NodeFile(path, descriptor);
  }

  readFile(path: string): Uint8Array {
    return diskCall('read', path, () => readFileSync(path));
  }

  writeFile(path: string, bytes: Uint8Array): void {
    diskCall('write', path, () => writeFileSync(path, bytes));
  }

  list(directory: string): DirectoryEntry[] {
    const entries = diskCall('list', directory, () =>
      readdirSync(directory, { withFileTypes: true }),
    );
    return entries
      .map((entry) => ({ name: entry.name, kind: this.#kindOf(directory, entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  stat(path: string): FileStat | undefined {
    const stat = diskCall('stat', path, () => statSync(path, { throwIfNoEntry: false }));
    if (stat === undefined) return undefined;
    return {
      kind: stat.isDirectory() ? 'directory' : 'file',
      sizeBytes: stat.size,
      // The system keeps a fraction, and setModified's milliseconds come back slightly smaller.
      modifiedMs: Math.round(stat.mtimeMs),
    };
  }

  makeDirectory(path: string): void {
    diskCall('make directory', path, () => mkdirSync(path, { recursive: true }));
  }

  rename(from: string, to: string): void {
    diskCall('rename', from, () => renameSync(from, to));
  }

  remove(path: string): void {
    diskCall('remove', path, () => unlinkSync(path));
  }

  async removeAsync(path: string): Promise<void> {
    try {
      await unlinkOf(path);
    } catch (error) {
      const failure = diskErrorFrom(error, path, 'remove');
      if (failure.code !== 'ENOENT') throw failure;
    }
  }

  removeDirectory(path: string): void {
    diskCall('remove directory', path, () => rmSync(path, { recursive: true, force: true }));
  }

  syncDirectory(path: string): void {
    // Windows cannot open a directory to sync it, and its file systems journal names by themselves.
    if (process.platform === 'win32') return;
    diskCall('sync directory', path, () => {
      const descriptor = openSync(path, constants.O_RDONLY);
      try {
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    });
  }

  async syncDirectoryAsync(path: string): Promise<void> {
    if (process.platform === 'win32') return;
    const descriptor = diskCall('sync directory', path, () => openSync(path, constants.O_RDONLY));
    try {
      await fsyncOf(descriptor);
    } catch (error) {
      throw diskErrorFrom(error, path, 'sync directory');
    } finally {
      closeSync(descriptor);
    }
  }

  setModified(path: string, modifiedMs: number): void {
    diskCall('set time of', path, () => utimesSync(path, modifiedMs / 1000, modifiedMs / 1000));
  }

  lock(path: string): DiskLock {
    return lockFile(path);
  }

  freeBytes(path: string): number {
    return diskCall('free space of', path, () => {
      const stat = statfsSync(path);
      return stat.bavail * stat.bsize;
    });
  }

  totalBytes(path: string): number {
    return diskCall('size of', path, () => {
      const stat = statfsSync(path);
      return stat.blocks * stat.bsize;
    });
  }

  openFilesMax(): number {
    try {
      return openFilesMaxOf(readFileSync('/proc/self/limits', 'utf8'));
    } catch {
      return OPEN_FILES_MAX_UNKNOWN;
    }
  }

  /** Links count as what they point to; what is neither file nor directory counts as a file. */
  #kindOf(directory: string, entry: Dirent): 'file' | 'directory' {
    if (!entry.isSymbolicLink()) return entry.isDirectory() ? 'directory' : 'file';
    return this.stat(join(directory, entry.name))?.kind ?? 'file';
  }
}

export function createNodeDisk(): Disk {
  return new NodeDisk();
}


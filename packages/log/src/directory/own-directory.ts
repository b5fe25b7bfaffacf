// Making and locking a log directory.

import { DiskError } from '@ottla/base';
import type { Disk, DiskLock } from '@ottla/base';

import { joinPath, parentOf } from '../files/file-names.ts';
import { LogDirectoryError } from '../storage-errors.ts';

const LOCK = '.lock';

/** With its parents, all of whose names will survive a power failure. Throws DiskError. */
export function makeDurableDirectory(disk: Disk, path: string): void {
  const parent = parentOf(path);
  if (disk.stat(parent) === undefined) makeDurableDirectory(disk, parent);
  disk.makeDirectory(path);
  disk.syncDirectory(parent);
}

/** Throws LogDirectoryError where another process has it; DiskError. */
export function lockDirectory(disk: Disk, path: string): DiskLock {
  try {
    return disk.lock(joinPath(path, LOCK));
  } catch (error) {
    if (!(error instanceof DiskError) || error.code !== 'ELOCKED') throw error;
    const problem = 'another process uses this log directory; stop it, or name another in log.dirs';
    throw new LogDirectoryError('LOCKED', path, problem, error);
  }
}

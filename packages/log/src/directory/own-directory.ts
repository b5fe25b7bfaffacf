// Making, locking and knowing a log directory.

import { DiskError } from '@ottla/base';
import type { Disk, DiskLock } from '@ottla/base';

import { readText } from '../files/durable-file.ts';
import { joinPath, parentOf } from '../files/file-names.ts';
import { LogDirectoryError } from '../storage-errors.ts';
import type { MetaProperties } from './meta-properties.ts';
import { parseMetaProperties } from './meta-properties.ts';

export const META_PROPERTIES = 'meta.properties';
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

/** Undefined where the directory is not formatted. Throws LogDirectoryError, DiskError. */
export function readMeta(disk: Disk, directory: string): MetaProperties | undefined {
  const path = joinPath(directory, META_PROPERTIES);
  const text = readText(disk, path);
  if (text === undefined) return undefined;
  try {
    return parseMetaProperties(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LogDirectoryError('MALFORMED_META_PROPERTIES', path, reason, error);
  }
}

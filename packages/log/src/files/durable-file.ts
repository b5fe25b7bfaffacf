// Small files that are replaced as a whole: written beside, made durable, renamed over. A reader
// and a crash see the old content or the new, never a part.

import type { Disk } from '@ottla/base';

import { parentOf } from './file-names.ts';

/** Durable when it returns, its name included. Throws DiskError. */
export function replaceFile(disk: Disk, path: string, text: string): void {
  const temporary = `${path}.tmp`;
  const file = disk.open(temporary, 'truncate');
  try {
    file.write([Buffer.from(text)], 0);
    file.sync();
  } finally {
    file.close();
  }
  disk.rename(temporary, path);
  disk.syncDirectory(parentOf(path));
}

/**
 * Replaces a file with the sync on the thread pool. `isCurrent` is asked after it: where the
 * content is out of date by then, the file is left to who replaced it meanwhile. The new content
 * may still lose to the old one in a power failure, until the caller syncs the directory. Rejects
 * with DiskError.
 */
export async function replaceFileAsync(
  disk: Disk,
  path: string,
  text: string,
  isCurrent: () => boolean,
): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = disk.open(temporary, 'truncate');
  try {
    file.write([Buffer.from(text)], 0);
    await file.syncAsync();
  } finally {
    file.close();
  }
  if (isCurrent()) disk.rename(temporary, path);
}

/** Undefined where there is no such file. Throws DiskError. */
export function readText(disk: Disk, path: string): string | undefined {
  if (disk.stat(path) === undefined) return undefined;
  return Buffer.from(disk.readFile(path)).toString('utf8');
}

/** Removes a file if it is there. Returns whether it was. */
export function removeIfThere(disk: Disk, path: string): boolean {
  if (disk.stat(path) === undefined) return false;
  disk.remove(path);
  return true;
}

// `leader-epoch-checkpoint`: the leader epochs of a log in a file that is replaced as a whole.
// Written at once when an epoch begins; what a truncation changed may follow later, since loading
// truncates again.

import { DiskError } from '@ottla/base';
import type { Disk } from '@ottla/base';

import type { EpochEntry } from '../files/checkpoint-text.ts';
import { formatEpochs, parseEpochs } from '../files/checkpoint-text.ts';
import { replaceFile, replaceFileAsync } from '../files/durable-file.ts';
import { joinPath, LEADER_EPOCH_FILE } from '../files/file-names.ts';
import { CorruptFileError } from '../storage-errors.ts';

/** The file must be there. Throws CorruptFileError, DiskError. */
export function readEpochFile(disk: Disk, directory: string): EpochEntry[] {
  const path = joinPath(directory, LEADER_EPOCH_FILE);
  const text = Buffer.from(disk.readFile(path)).toString('utf8');
  try {
    return parseEpochs(text);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DiskError) throw error;
    throw new CorruptFileError(path, error.message, error);
  }
}

/**
 * The content is durable when it resolves. Its name is so after the directory was synced, which
 * every flush of the log does before it moves the recovery point. `isCurrent`: whether the
 * directory is still there after the sync. Rejects with DiskError.
 */
export function writeEpochFile(
  disk: Disk,
  directory: string,
  entries: readonly EpochEntry[],
  isCurrent: () => boolean,
): Promise<void> {
  const path = joinPath(directory, LEADER_EPOCH_FILE);
  return replaceFileAsync(disk, path, formatEpochs(entries), isCurrent);
}

/** As `writeEpochFile`, durable with its name when it returns. Throws DiskError. */
export function writeEpochFileNow(
  disk: Disk,
  directory: string,
  entries: readonly EpochEntry[],
): void {
  replaceFile(disk, joinPath(directory, LEADER_EPOCH_FILE), formatEpochs(entries));
}

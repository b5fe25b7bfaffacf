// Opens every partition of a log directory: which directories there are, what the checkpoints say
// of each, and what could not be opened. A damaged partition does not keep the others from opening.

import type { DirectoryEntry, Disk } from '@ottla/base';
import { DiskError } from '@ottla/base';

import type { PartitionDirectoryName } from '../files/file-names.ts';
import { joinPath, parsePartitionDirectory } from '../files/file-names.ts';
import { LogDirectoryError } from '../storage-errors.ts';

/** Topic of the metadata log, which is opened on its own. */
export const METADATA_TOPIC = '__cluster_metadata';

/** Directories in a log directory that are not partitions. */
const OTHER_DIRECTORIES: readonly string[] = ['remote-log-index-cache', 'lost+found'];

export interface PartitionDirectory extends PartitionDirectoryName {
  readonly path: string;
}

/** Throws LogDirectoryError for a directory that is none of ours; DiskError. */
export function listPartitions(disk: Disk, directory: string): PartitionDirectory[] {
  return disk
    .list(directory)
    .filter((entry) => entry.kind === 'directory' && !OTHER_DIRECTORIES.includes(entry.name))
    .map((entry) => parseEntry(directory, entry))
    .filter(({ topic }) => topic !== METADATA_TOPIC);
}

function parseEntry(directory: string, { name }: DirectoryEntry): PartitionDirectory {
  const parsed = parsePartitionDirectory(name);
  const path = joinPath(directory, name);
  if (parsed !== undefined) return { ...parsed, path };
  const problem = 'it is not named <topic>-<partition>; a log directory holds nothing but logs';
  throw new LogDirectoryError('FOREIGN_DIRECTORY', path, problem);
}

/** What stands for a partition that could not be opened. */
export interface DamagedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly path: string;
  readonly error: Error;
}

/** Whether an error is about one partition's files, and the rest of the directory may be sound. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof DiskError) && 'code' in error;
}

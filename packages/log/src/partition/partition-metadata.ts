// `partition.metadata`: which topic a directory belongs to, by id. Two lines, `version: 0` and
// `topic_id: …`, without a last line end.

import type { Disk } from '@ottla/base';

import { readText } from '../files/durable-file.ts';
import { joinPath, PARTITION_METADATA_FILE } from '../files/file-names.ts';

const TEXT = /^version: 0\r?\ntopic_id: ([A-Za-z0-9_-]{22})\s*$/;

/** Undefined where the file, which must be there, does not say. Throws DiskError. */
export function readTopicId(disk: Disk, directory: string): string | undefined {
  const bytes = disk.readFile(joinPath(directory, PARTITION_METADATA_FILE));
  return topicIdIn(Buffer.from(bytes).toString('utf8'));
}

/** As `readTopicId`, where nobody knows whether there is such a file. */
export function readTopicIdIfThere(disk: Disk, directory: string): string | undefined {
  const text = readText(disk, joinPath(directory, PARTITION_METADATA_FILE));
  return text === undefined ? undefined : topicIdIn(text);
}

function topicIdIn(text: string): string | undefined {
  return TEXT.exec(text)?.[1];
}

/**
 * Replaces the file; nothing of it is durable until `syncTopicId`. Making a partition costs no
 * sync that way.
 * Throws DiskError.
 */
export function writeTopicId(disk: Disk, directory: string, topicId: string): void {
  const path = joinPath(directory, PARTITION_METADATA_FILE);
  disk.writeFile(`${path}.tmp`, Buffer.from(`version: 0\ntopic_id: ${topicId}`));
  disk.rename(`${path}.tmp`, path);
}

/**
 * Makes the content durable; the name is so after the directory was synced. Rejects with DiskError.
 */
export async function syncTopicId(disk: Disk, directory: string): Promise<void> {
  const file = disk.open(joinPath(directory, PARTITION_METADATA_FILE), 'read-write');
  try {
    await file.syncAsync();
  } finally {
    file.close();
  }
}

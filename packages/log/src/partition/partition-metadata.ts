// `partition.metadata`: which topic a directory belongs to, by id. Two lines, `version: 0` and
// `topic_id: …`, without a last line end.

import type { Disk } from '@ottla/base';

import { readText, replaceFileSoon } from '../files/durable-file.ts';
import { joinPath, PARTITION_METADATA_FILE } from '../files/file-names.ts';

const TEXT = /^version: 0\r?\ntopic_id: ([A-Za-z0-9_-]{22})\s*$/;

/** Undefined where there is no such file; null where it does not say. Throws DiskError. */
export function readTopicId(disk: Disk, directory: string): string | null | undefined {
  const text = readText(disk, joinPath(directory, PARTITION_METADATA_FILE));
  if (text === undefined) return undefined;
  return TEXT.exec(text)?.[1] ?? null;
}

/**
 * The content is durable when it returns, the name after the directory was synced. Throws
 * DiskError.
 */
export function writeTopicId(disk: Disk, directory: string, topicId: string): void {
  const path = joinPath(directory, PARTITION_METADATA_FILE);
  replaceFileSoon(disk, path, `version: 0\ntopic_id: ${topicId}`);
}

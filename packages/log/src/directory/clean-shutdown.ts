// `.kafka_cleanshutdown`: the mark of a directory that was closed in order, with the epoch that its
// broker had. It is taken away at start, so that a crash while loading is not taken for a clean
// end.

import type { Disk } from '@ottla/base';

import { readText, replaceFile } from '../files/durable-file.ts';
import { joinPath } from '../files/file-names.ts';

const NAME = '.kafka_cleanshutdown';
const NO_EPOCH = -1;

export interface CleanShutdown {
  readonly wasClean: boolean;
  /** -1 where it is not known. */
  readonly brokerEpoch: number;
}

/** Reads the mark and removes it, durably. Throws DiskError. */
export function takeCleanShutdown(disk: Disk, directory: string): CleanShutdown {
  const path = joinPath(directory, NAME);
  const text = readText(disk, path);
  if (text === undefined) return { wasClean: false, brokerEpoch: NO_EPOCH };
  disk.remove(path);
  disk.syncDirectory(directory);
  return { wasClean: true, brokerEpoch: parseEpoch(text) };
}

/** Throws DiskError. */
export function markCleanShutdown(disk: Disk, directory: string, brokerEpoch: number): void {
  replaceFile(disk, joinPath(directory, NAME), JSON.stringify({ version: 0, brokerEpoch }));
}

/** Kafka takes a mark that it cannot read for a clean end without an epoch. */
function parseEpoch(text: string): number {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content !== 'object' || content === null) return NO_EPOCH;
    const epoch: unknown = 'brokerEpoch' in content ? content.brokerEpoch : undefined;
    return typeof epoch === 'number' && Number.isSafeInteger(epoch) ? epoch : NO_EPOCH;
  } catch {
    return NO_EPOCH;
  }
}

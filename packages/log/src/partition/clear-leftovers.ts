// What an interrupted deletion or compaction left in a partition's directory: deleted files go,
// unfinished output goes, finished output takes its place. Kafka's `.swap` protocol, finished for
// it.

import { removeIfThere } from '../files/durable-file.ts';
import {
  CLEANED_SUFFIX,
  DELETED_CHECKPOINT_SUFFIX,
  DELETED_SUFFIX,
  joinPath,
  LEADER_EPOCH_FILE,
  LOG_SUFFIX,
  offsetOfName,
  PARTITION_METADATA_FILE,
  SNAPSHOT_SUFFIX,
  SWAP_SUFFIX,
} from '../files/file-names.ts';
import { BatchScanner } from '../segment/batch-scanner.ts';
import type { LogCore } from './log-core.ts';

/** Files that were about to replace another. Others' in the directory are left alone. */
const OWN_TEMPORARY: readonly string[] = [
  `${LEADER_EPOCH_FILE}.tmp`,
  `${PARTITION_METADATA_FILE}.tmp`,
];

/** `names`, of the files in the directory, follows what is done. Throws DiskError. */
export function clearLeftovers(core: LogCore, names: Set<string>): void {
  const remove = (name: string): void => {
    removeIfThere(core.disk, joinPath(core.path, name));
    names.delete(name);
  };
  for (const name of [...names]) {
    const isOurs = name.endsWith(DELETED_SUFFIX) && !name.endsWith(DELETED_CHECKPOINT_SUFFIX);
    if (isOurs || OWN_TEMPORARY.includes(name)) remove(name);
  }
  dropUnfinished(core, names, remove);
  finishSwap(core, names, remove);
}

/** Output that is not finished, and later output of the same cleaning that is. */
function dropUnfinished(
  core: LogCore,
  names: ReadonlySet<string>,
  remove: (name: string) => void,
): void {
  const cleaned = [...names].filter((name) => name.endsWith(CLEANED_SUFFIX));
  const firstCleaned = Math.min(Infinity, ...cleaned.map((name) => offsetOfName(name) ?? Infinity));
  const isUseless = (name: string): boolean =>
    name.endsWith(SWAP_SUFFIX) && (offsetOfName(name) ?? 0) >= firstCleaned;
  const useless = [...names].filter(isUseless);
  for (const name of useless) remove(name);
  // Before what tells that they are useless: left alone they would look like a swap to finish.
  if (useless.length > 0) core.disk.syncDirectory(core.path);
  for (const name of cleaned) remove(name);
}

/** The order is that of replace-segments.ts, with the same promise at each step. */
function finishSwap(core: LogCore, names: Set<string>, remove: (name: string) => void): void {
  const swaps = [...names].filter((name) => name.endsWith(SWAP_SUFFIX));
  if (swaps.length === 0) return;
  const isLog = (name: string): boolean => name.endsWith(LOG_SUFFIX + SWAP_SUFFIX);
  const logs = swaps.filter(isLog);
  for (const name of [...names].filter(replacedBy(core, logs))) remove(name);
  core.disk.syncDirectory(core.path);
  const indexes = swaps.filter((name) => !isLog(name));
  for (const some of [logs, indexes]) {
    for (const name of some) {
      const finalName = name.slice(0, -SWAP_SUFFIX.length);
      core.logger.info('finishing an interrupted swap', { log: core.name, name: finalName });
      core.disk.rename(joinPath(core.path, name), joinPath(core.path, finalName));
      names.delete(name);
      names.add(finalName);
    }
    core.disk.syncDirectory(core.path);
  }
}

/** Which files the finished output stands for: old segments whose base offsets it covers. */
function replacedBy(core: LogCore, logs: readonly string[]): (name: string) => boolean {
  const bases = new Set(logs.map((name) => offsetOfName(name) ?? 0));
  const from = Math.min(Infinity, ...bases);
  const ends = logs.map((name) => nextOffsetOf(core, name, offsetOfName(name) ?? 0));
  const to = Math.max(-Infinity, ...ends);
  return (name) => {
    const offset = offsetOfName(name);
    // Nothing may be left of the first one, where nothing is left of its records either.
    const isReplaced = offset !== undefined && offset >= from && (offset < to || bases.has(offset));
    // What producers had done by an offset is the same after a compaction.
    return isReplaced && !name.endsWith(SWAP_SUFFIX) && !name.endsWith(SNAPSHOT_SUFFIX);
  };
}

function nextOffsetOf(core: LogCore, name: string, baseOffset: number): number {
  const file = core.disk.open(joinPath(core.path, name), 'read');
  try {
    return core.withBuffer((buffer) => {
      const range = { start: 0, end: file.sizeBytes(), buffer, readBytes: buffer.length };
      const scanner = new BatchScanner(file, range);
      let next = baseOffset;
      while (scanner.next()) next = scanner.batch.nextOffset;
      return next;
    });
  } finally {
    file.close();
  }
}

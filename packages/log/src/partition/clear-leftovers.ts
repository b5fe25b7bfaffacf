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

/** Returns the names of the files that are left. Throws DiskError. */
export function clearLeftovers(core: LogCore): ReadonlySet<string> {
  const names = listFiles(core);
  const remove = (name: string): void => {
    removeIfThere(core.disk, joinPath(core.path, name));
    names.delete(name);
  };
  for (const name of [...names]) {
    const isOurs = name.endsWith(DELETED_SUFFIX) && !name.endsWith(DELETED_CHECKPOINT_SUFFIX);
    if (isOurs || OWN_TEMPORARY.includes(name)) remove(name);
  }
  const cleaned = [...names].filter((name) => name.endsWith(CLEANED_SUFFIX));
  const firstCleaned = Math.min(Infinity, ...cleaned.map((name) => offsetOfName(name) ?? Infinity));
  for (const name of [...names]) {
    // Later output of a split of which earlier parts are not finished.
    const isUseless = name.endsWith(SWAP_SUFFIX) && (offsetOfName(name) ?? 0) >= firstCleaned;
    if (isUseless || cleaned.includes(name)) remove(name);
  }
  finishSwap(core, names, remove);
  return names;
}

function listFiles(core: LogCore): Set<string> {
  const entries = core.disk.list(core.path).filter(({ kind }) => kind === 'file');
  return new Set(entries.map(({ name }) => name));
}

function finishSwap(core: LogCore, names: Set<string>, remove: (name: string) => void): void {
  const swaps = [...names].filter((name) => name.endsWith(SWAP_SUFFIX));
  if (swaps.length === 0) return;
  let from = Infinity;
  let to = -Infinity;
  for (const name of swaps.filter((one) => one.endsWith(LOG_SUFFIX + SWAP_SUFFIX))) {
    const baseOffset = offsetOfName(name) ?? 0;
    from = Math.min(from, baseOffset);
    to = Math.max(to, nextOffsetOf(core, name, baseOffset));
  }
  for (const name of [...names]) {
    const offset = offsetOfName(name);
    const isReplaced = offset !== undefined && offset >= from && offset < to;
    // What producers had done by an offset is the same after a compaction.
    const isContent = !name.endsWith(SWAP_SUFFIX) && !name.endsWith(SNAPSHOT_SUFFIX);
    if (isReplaced && isContent) remove(name);
  }
  for (const name of swaps) {
    const finalName = name.slice(0, -SWAP_SUFFIX.length);
    core.logger.info('finishing an interrupted swap', { log: core.name, name: finalName });
    core.disk.rename(joinPath(core.path, name), joinPath(core.path, finalName));
    names.delete(name);
    names.add(finalName);
  }
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

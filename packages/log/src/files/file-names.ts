// Names of the files in a partition's directory, and of that directory itself, exactly as Kafka
// spells them. Pure text; nothing here looks at a disk.

export const LOG_SUFFIX = '.log';
export const OFFSET_INDEX_SUFFIX = '.index';
export const TIME_INDEX_SUFFIX = '.timeindex';
export const TRANSACTION_INDEX_SUFFIX = '.txnindex';
export const SNAPSHOT_SUFFIX = '.snapshot';
/** Waits for its removal. */
export const DELETED_SUFFIX = '.deleted';
/** Output of the cleaner, not finished. */
export const CLEANED_SUFFIX = '.cleaned';
/** Output of the cleaner, finished, about to take its place. */
export const SWAP_SUFFIX = '.swap';
/** A KRaft snapshot that waits for its removal: not ours to touch. */
export const DELETED_CHECKPOINT_SUFFIX = '.checkpoint.deleted';

export const LEADER_EPOCH_FILE = 'leader-epoch-checkpoint';
export const PARTITION_METADATA_FILE = 'partition.metadata';

/** Longest name that a directory may have on the file systems that Kafka runs on. */
const DIRECTORY_NAME_MAX = 255;
const OFFSET_DIGITS = 20;
const NO_ID = '0'.repeat(32);

/** The four files of a segment. */
export const SEGMENT_SUFFIXES: readonly string[] = [
  LOG_SUFFIX,
  OFFSET_INDEX_SUFFIX,
  TIME_INDEX_SUFFIX,
  TRANSACTION_INDEX_SUFFIX,
];

export function offsetName(offset: number): string {
  return String(offset).padStart(OFFSET_DIGITS, '0');
}

/** The offset that a file name starts with; undefined where it is not a log's file. */
export function offsetOfName(name: string): number | undefined {
  const dot = name.indexOf('.');
  const digits = dot < 0 ? '' : name.slice(0, dot);
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** `suffix` includes its dot; the result is the base offset where `name` is exactly such a file. */
export function offsetOfFile(name: string, suffix: string): number | undefined {
  const offset = offsetOfName(name);
  return offset !== undefined && name === offsetName(offset) + suffix ? offset : undefined;
}

export type DirectoryKind = 'current' | 'delete' | 'future' | 'stray';

export interface PartitionDirectoryName {
  readonly topic: string;
  readonly partition: number;
  readonly kind: DirectoryKind;
}

/** Undefined where the name is not one of a partition's directory. */
export function parsePartitionDirectory(name: string): PartitionDirectoryName | undefined {
  const suffixed = /^(\S+)-(\d+)\.([0-9a-f]{32})-(delete|future|stray)$/.exec(name);
  const match = suffixed ?? /^(\S+)-(\d+)$/.exec(name);
  const topic = match?.[1];
  const partition = Number(match?.[2]);
  if (topic === undefined || !Number.isSafeInteger(partition)) return undefined;
  const kind = suffixed?.[4];
  if (kind === 'delete' || kind === 'future' || kind === 'stray') return { topic, partition, kind };
  return { topic, partition, kind: 'current' };
}

export function partitionDirectory(topic: string, partition: number): string {
  return `${topic}-${partition}`;
}

/**
 * The name under which a replica waits for its removal, or is set aside. `uniqueId` is 32 hex
 * digits. A long topic is cut so that the name stays usable.
 */
export function setAsideDirectory(
  { topic, partition }: { readonly topic: string; readonly partition: number },
  kind: 'delete' | 'stray',
  uniqueId: string,
): string {
  const end = endOf(partition, kind, uniqueId);
  return topic.slice(0, DIRECTORY_NAME_MAX - end.length) + end;
}

/** As `setAsideDirectory`, where the topic must not be cut: see `fitsFutureDirectory`. */
export function suffixedDirectory(
  { topic, partition }: { readonly topic: string; readonly partition: number },
  kind: DirectoryKind,
  uniqueId: string,
): string {
  return topic + endOf(partition, kind, uniqueId);
}

/** Whether a replica's future log may have its name: some topics' are too long. */
export function fitsFutureDirectory(topic: string, partition: number): boolean {
  return suffixedDirectory({ topic, partition }, 'future', NO_ID).length <= DIRECTORY_NAME_MAX;
}

function endOf(partition: number, kind: DirectoryKind, uniqueId: string): string {
  return `-${partition}.${uniqueId}-${kind}`;
}

export function joinPath(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return slash === 0 ? '/' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

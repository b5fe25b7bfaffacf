// The checkpoints of a log directory as a set: read once at start, written from the logs as they
// are.

import type { Disk } from '@ottla/base';

import type { OffsetEntry } from '../files/checkpoint-text.ts';
import type { PartitionLog } from '../partition/partition-log.ts';
import { CorruptFileError } from '../storage-errors.ts';
import type { LogStarts } from './log-starts.ts';
import type { CheckpointName } from './offset-checkpoint.ts';
import { OffsetCheckpoint } from './offset-checkpoint.ts';

export const CHECKPOINT_KINDS = ['recoveryPoints', 'logStartOffsets', 'highWatermarks'] as const;
/** What is written of the logs of a directory. */
export type CheckpointKind = (typeof CHECKPOINT_KINDS)[number];

export interface CheckpointedOffsets {
  readonly recoveryPoint: number;
  readonly logStartOffset: number;
  readonly highWatermark: number;
  /** The cleaner has been here. */
  readonly wasCompacted: boolean;
  /** All below is compacted. */
  readonly cleanedOffset: number | undefined;
  /** See LoadOptions. */
  readonly trustsGaps: boolean;
}

export class Checkpoints {
  readonly #files: Readonly<Record<CheckpointKind, OffsetCheckpoint>>;
  readonly #offsetOf: Readonly<Record<CheckpointKind, (log: PartitionLog) => number>>;
  /** Written when the cleaner has moved on. */
  readonly #cleaned: OffsetCheckpoint;
  #read = {
    recoveryPoints: new Map<string, number>(),
    logStartOffsets: new Map<string, number>(),
    highWatermarks: new Map<string, number>(),
    cleaned: new Map<string, number>(),
  };

  /** Partitions that could not be opened: what is known of them must outlive this run. */
  readonly #kept = new Map<string, { readonly topic: string; readonly partition: number }>();

  constructor(disk: Disk, directory: string, starts: LogStarts) {
    const file = (name: CheckpointName) => new OffsetCheckpoint(disk, directory, name);
    this.#files = {
      recoveryPoints: file('recovery-point-offset-checkpoint'),
      logStartOffsets: file('log-start-offset-checkpoint'),
      highWatermarks: file('replication-offset-checkpoint'),
    };
    this.#cleaned = file('cleaner-offset-checkpoint');
    this.#offsetOf = {
      recoveryPoints: (log) => log.flushedOffset,
      logStartOffsets: (log) => starts.of(log),
      highWatermarks: (log) => log.highWatermark,
    };
  }

  /** A damaged file counts as empty: that costs a longer recovery, no data. Throws DiskError. */
  read(onDamaged: (reason: string) => void): void {
    const readOne = (checkpoint: OffsetCheckpoint): Map<string, number> => {
      try {
        return checkpoint.read();
      } catch (error) {
        if (!(error instanceof CorruptFileError)) throw error;
        onDamaged(error.message);
        return new Map();
      }
    };
    this.#read = {
      recoveryPoints: readOne(this.#files.recoveryPoints),
      logStartOffsets: readOne(this.#files.logStartOffsets),
      highWatermarks: readOne(this.#files.highWatermarks),
      cleaned: readOne(this.#cleaned),
    };
  }

  /** What was read for a partition's directory; 0 where nothing was. */
  of(name: string): CheckpointedOffsets {
    const { recoveryPoints, logStartOffsets, highWatermarks, cleaned } = this.#read;
    return {
      recoveryPoint: recoveryPoints.get(name) ?? 0,
      logStartOffset: logStartOffsets.get(name) ?? 0,
      highWatermark: highWatermarks.get(name) ?? 0,
      wasCompacted: cleaned.has(name),
      cleanedOffset: cleaned.get(name),
      trustsGaps: !this.areOurs,
    };
  }

  /** Whether all that was read was written by us: then nothing above it was compacted. */
  get areOurs(): boolean {
    const writers = [this.#cleaned, ...Object.values(this.#files)].map(({ writer }) => writer);
    return this.#files.recoveryPoints.writer === 'us' && !writers.includes('another');
  }

  /**
   * Makes them ours, where they are not, or do not tell of gaps that were found, once all `logs`
   * are loaded. Throws DiskError.
   */
  claim(logs: readonly PartitionLog[]): void {
    const known = this.#read.recoveryPoints;
    const hasNewGaps = logs.some(({ name, cleanedOffset, flushedOffset }) => {
      return cleanedOffset !== undefined && flushedOffset > (known.get(name) ?? 0);
    });
    if (this.areOurs && !hasNewGaps) return;
    // The recovery points come last: whoever dies before them is asked to trust again.
    this.writeCleanedNow(logs);
    for (const kind of CHECKPOINT_KINDS.toReversed()) this.writeNow(kind, logs);
  }

  /** Goes on writing what was read for a partition that is not open. */
  keep(damaged: { readonly topic: string; readonly partition: number }): void {
    this.#kept.set(`${damaged.topic}-${damaged.partition}`, damaged);
  }

  /**
   * What the checkpoints say of a former log of that name must be nothing to the one that is about
   * to be made, when the next process finds it. Durable when it returns. Throws DiskError.
   */
  forgetFormer(name: string, logs: readonly PartitionLog[]): void {
    if (this.#cleaned.mentions(name)) this.writeCleanedNow(logs);
    for (const kind of CHECKPOINT_KINDS) {
      if (this.#files[kind].mentions(name)) this.writeNow(kind, logs);
    }
  }

  /** On the thread pool, as the logs are when its turn comes. Rejects with DiskError. */
  write(kind: CheckpointKind, logs: Iterable<PartitionLog>): Promise<void> {
    return this.#files[kind].write(() => this.#entries(kind, logs));
  }

  /** Durable when it returns. Throws DiskError. */
  writeNow(kind: CheckpointKind, logs: Iterable<PartitionLog>): void {
    this.#files[kind].writeNow(this.#entries(kind, logs));
  }

  /** As `write`, where the cleaner has been. */
  writeCleaned(logs: Iterable<PartitionLog>): Promise<void> {
    return this.#cleaned.write(() => this.#cleanedEntries(logs));
  }

  /** As `writeNow`, where the cleaner has been. */
  writeCleanedNow(logs: Iterable<PartitionLog>): void {
    this.#cleaned.writeNow(this.#cleanedEntries(logs));
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.#cleaned.settled();
    for (const kind of CHECKPOINT_KINDS) await this.#files[kind].settled();
  }

  #entries(kind: CheckpointKind, logs: Iterable<PartitionLog>): OffsetEntry[] {
    const kept = this.#keptEntries(this.#read[kind]);
    const entries = [...entriesOf(logs, this.#offsetOf[kind]), ...kept];
    // Without an entry a log starts at 0.
    return kind === 'logStartOffsets' ? entries.filter(({ offset }) => offset > 0) : entries;
  }

  #cleanedEntries(logs: Iterable<PartitionLog>): OffsetEntry[] {
    const cleaned = [...logs].filter((log) => log.cleanedOffset !== undefined);
    const entries = entriesOf(cleaned, (log) => log.cleanedOffset ?? 0);
    return [...entries, ...this.#keptEntries(this.#read.cleaned)];
  }

  #keptEntries(read: ReadonlyMap<string, number>): OffsetEntry[] {
    return [...this.#kept].flatMap(([name, { topic, partition }]) => {
      const offset = read.get(name);
      return offset === undefined ? [] : [{ topic, partition, offset }];
    });
  }
}

function entriesOf(
  logs: Iterable<PartitionLog>,
  offsetOf: (log: PartitionLog) => number,
): OffsetEntry[] {
  const entries: OffsetEntry[] = [];
  for (const log of logs) {
    const { topic, partition } = log;
    entries.push({ topic, partition, offset: offsetOf(log) });
  }
  return entries;
}

// The checkpoints of a log directory as a set: read once at start, written from the logs as they
// are.

import type { Disk } from '@ottla/base';

import type { OffsetEntry } from '../files/checkpoint-text.ts';
import type { PartitionLog } from '../partition/partition-log.ts';
import { CorruptFileError } from '../storage-errors.ts';
import { OffsetCheckpoint } from './offset-checkpoint.ts';

export interface CheckpointedOffsets {
  readonly recoveryPoint: number;
  readonly logStartOffset: number;
  readonly highWatermark: number;
  /** The cleaner has been here. */
  readonly wasCompacted: boolean;
}

export class Checkpoints {
  readonly #recoveryPoints: OffsetCheckpoint;
  readonly #logStartOffsets: OffsetCheckpoint;
  readonly #highWatermarks: OffsetCheckpoint;
  /** Read only, until there is a cleaner. */
  readonly #cleaned: OffsetCheckpoint;
  #read = {
    recoveryPoints: new Map<string, number>(),
    logStartOffsets: new Map<string, number>(),
    highWatermarks: new Map<string, number>(),
    cleaned: new Map<string, number>(),
  };

  /** Partitions that could not be opened: what is known of them must outlive this run. */
  readonly #kept = new Map<string, { readonly topic: string; readonly partition: number }>();

  constructor(disk: Disk, directory: string) {
    this.#recoveryPoints = new OffsetCheckpoint(
      disk,
      directory,
      'recovery-point-offset-checkpoint',
    );
    this.#logStartOffsets = new OffsetCheckpoint(disk, directory, 'log-start-offset-checkpoint');
    this.#highWatermarks = new OffsetCheckpoint(disk, directory, 'replication-offset-checkpoint');
    this.#cleaned = new OffsetCheckpoint(disk, directory, 'cleaner-offset-checkpoint');
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
      recoveryPoints: readOne(this.#recoveryPoints),
      logStartOffsets: readOne(this.#logStartOffsets),
      highWatermarks: readOne(this.#highWatermarks),
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
    };
  }

  /** Goes on writing what was read for a partition that is not open. */
  keep(damaged: { readonly topic: string; readonly partition: number }): void {
    this.#kept.set(`${damaged.topic}-${damaged.partition}`, damaged);
  }

  writeRecoveryPoints(logs: Iterable<PartitionLog>): void {
    const entries = entriesOf(logs, (log) => log.flushedOffset);
    this.#recoveryPoints.write([...entries, ...this.#keptEntries(this.#read.recoveryPoints)]);
  }

  writeLogStartOffsets(logs: Iterable<PartitionLog>): void {
    const entries = entriesOf(logs, (log) => log.logStartOffset).filter(({ offset }) => offset > 0);
    this.#logStartOffsets.write([...entries, ...this.#keptEntries(this.#read.logStartOffsets)]);
  }

  writeHighWatermarks(logs: Iterable<PartitionLog>): void {
    const entries = entriesOf(logs, (log) => log.highWatermark);
    this.#highWatermarks.write([...entries, ...this.#keptEntries(this.#read.highWatermarks)]);
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

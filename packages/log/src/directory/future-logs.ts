// The logs of a directory that are to take the place of one in another directory
// (AlterReplicaLogDirs, KIP-113): `<topic>-<partition>.<32 hex digits>-future`. Such a log gets its
// final name first, is the replica's log next, and only then the old one goes: whenever the process
// dies, one of the two has all that was acknowledged.

import type { Disk, Random } from '@ottla/base';

import {
  joinPath,
  parentOf,
  partitionDirectory,
  suffixedDirectory,
} from '../files/file-names.ts';
import type { LogConfig } from '../log-config.ts';
import type { PartitionLog } from '../partition/partition-log.ts';

export interface NewFutureLog {
  readonly topic: string;
  readonly partition: number;
  readonly topicId: string;
  readonly config: LogConfig;
}

/** How a log is opened; the directory adds what it knows. */
export interface FutureLogOpening {
  readonly topic: string;
  readonly partition: number;
  readonly topicId?: string | undefined;
  readonly config: LogConfig;
  readonly path: string;
  readonly logStartOffset: number;
  readonly recoveryPoint: number;
  readonly wasClean: boolean;
  readonly cleanedOffset?: number | undefined;
  readonly wasCompacted?: boolean;
}

/** What the directory does for its future logs. */
export interface FutureLogsHost {
  readonly disk: Disk;
  readonly random: Random;
  readonly path: string;
  open(opening: FutureLogOpening): PartitionLog;
  /** A failing disk takes the directory offline. */
  guard<Result>(doing: string, operation: () => Result): Result;
  /** No checkpoint tells of a former log of that name any more. Throws DiskError. */
  forgetFormer(name: string): void;
  /** Makes the log start offsets durable. Throws KafkaStorageError. */
  checkpoint(): void;
  /** The current logs, by `<topic>-<partition>`. */
  readonly current: Map<string, PartitionLog>;
}

export class FutureLogs implements Iterable<PartitionLog> {
  readonly #host: FutureLogsHost;
  /** By `<topic>-<partition>`. */
  readonly #logs = new Map<string, PartitionLog>();

  constructor(host: FutureLogsHost) {
    this.#host = host;
  }

  [Symbol.iterator](): Iterator<PartitionLog> {
    return this.#logs.values();
  }

  log(topic: string, partition: number): PartitionLog | undefined {
    return this.#logs.get(partitionDirectory(topic, partition));
  }

  /** Makes an empty one. Throws KafkaStorageError. */
  create({ topic, partition, topicId, config }: NewFutureLog): PartitionLog {
    return this.#host.guard('making a future log in', () => {
      this.#host.forgetFormer(partitionDirectory(topic, partition));
      const path = this.#futurePath(topic, partition);
      const fresh = { logStartOffset: 0, recoveryPoint: 0, wasClean: false };
      const log = this.#host.open({ topic, partition, topicId, config, path, ...fresh });
      this.#logs.set(log.name, log);
      return log;
    });
  }

  /** One that was there at start; of two the longer one. Returns the other. */
  found(log: PartitionLog): PartitionLog | undefined {
    const other = this.#logs.get(log.name);
    const isLonger = other === undefined || log.logEndOffset > other.logEndOffset;
    if (isLonger) this.#logs.set(log.name, log);
    return isLonger ? other : log;
  }

  /** It is not one of them any more. Returns whether it was. */
  forget(log: PartitionLog): boolean {
    return this.#logs.get(log.name) === log && this.#logs.delete(log.name);
  }

  /**
   * Gives a future log its final name. The log that goes on, durable up to its end, is another
   * object: the old one is closed. It stays a future log until `adopt`. Rejects with
   * KafkaStorageError.
   */
  async promote(future: PartitionLog): Promise<PartitionLog> {
    const { topic, partition } = future;
    const path = joinPath(this.#host.path, partitionDirectory(topic, partition));
    // Before it can be taken for the replica's log: what was deleted must not come back.
    this.#host.checkpoint();
    const log = await this.#rename(future, path, 'giving a future log its name in');
    this.#logs.set(log.name, log);
    return log;
  }

  /** After `promote`: it is the replica's log from now on. */
  adopt(log: PartitionLog): void {
    this.#logs.delete(log.name);
    this.#host.current.set(log.name, log);
  }

  /** The reverse of both: a log that came too early is a future log again. */
  async demote(log: PartitionLog): Promise<PartitionLog> {
    this.#host.current.delete(log.name);
    const path = this.#futurePath(log.topic, log.partition);
    const future = await this.#rename(log, path, 'making a log a future one in');
    this.#logs.set(future.name, future);
    return future;
  }

  #futurePath(topic: string, partition: number): string {
    const uniqueId = Buffer.from(this.#host.random.bytes(16)).toString('hex');
    const name = suffixedDirectory({ topic, partition }, 'future', uniqueId);
    return joinPath(this.#host.path, name);
  }

  async #rename(log: PartitionLog, path: string, doing: string): Promise<PartitionLog> {
    await log.close();
    const { topic, partition, config, logStartOffset, cleanedOffset } = log;
    return this.#host.guard(doing, () => {
      this.#host.disk.rename(log.path, path);
      this.#host.disk.syncDirectory(parentOf(path));
      const renamed = this.#host.open({
        topic,
        partition,
        config,
        path,
        logStartOffset,
        cleanedOffset,
        recoveryPoint: log.flushedOffset,
        wasClean: true,
        wasCompacted: cleanedOffset !== undefined,
      });
      renamed.setHighWatermark(log.highWatermark);
      return renamed;
    });
  }
}

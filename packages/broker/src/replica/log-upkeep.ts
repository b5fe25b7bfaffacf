// What a broker's logs need from time to time: retention, flushes that are due, checkpoints.

import type { Logger, Timer, Timers } from '@ottla/base';
import { CHECKPOINT_KINDS, KafkaStorageError } from '@ottla/log';
import type { CheckpointKind, LogDirectory, PartitionLog } from '@ottla/log';
import type { ReplicaSet } from './replica-set.ts';

/** How often it is looked whether something is due: no log is, but those that asked for it. */
const TICK_MS = 1000;

type RetainedLogs = 'compacted' | 'never compacted';

/** Kafka's keys are named where a value comes from one. */
export interface LogUpkeepConfig {
  /** log.initial.task.delay.ms */
  readonly initialDelayMs: number;
  /** log.retention.check.interval.ms */
  readonly retentionCheckMs: number;
  /** replica.high.watermark.checkpoint.interval.ms */
  readonly highWatermarkCheckpointMs: number;
  /** log.flush.offset.checkpoint.interval.ms */
  readonly recoveryPointCheckpointMs: number;
  /** log.flush.start.offset.checkpoint.interval.ms */
  readonly logStartCheckpointMs: number;
}

export class LogUpkeep {
  readonly #replicas: ReplicaSet;
  readonly #logger: Logger;
  readonly #timers: Timers;
  readonly #running = new Map<string, Timer>();
  /** The checkpoints for which something has moved since they were written. */
  readonly #due = new Set<CheckpointKind>();
  /** The looks of retention that are under way: each waits for the disk. */
  readonly #looks = new Set<RetainedLogs>();

  constructor(replicas: ReplicaSet, logger: Logger, timers: Timers) {
    this.#replicas = replicas;
    this.#logger = logger;
    this.#timers = timers;
  }

  start(config: LogUpkeepConfig): void {
    const first = config.initialDelayMs;
    this.#repeat('tick', { first: TICK_MS, everyMs: TICK_MS }, () => this.#tick());
    this.#repeat('retention', { first, everyMs: config.retentionCheckMs }, () => {
      void this.deleteOldSegments('never compacted');
    });
    const watermarks = config.highWatermarkCheckpointMs;
    const checkpoint = (kind: CheckpointKind, firstMs: number, everyMs: number): void => {
      this.#repeat(kind, { first: firstMs, everyMs }, () => this.#checkpoint(kind));
    };
    checkpoint('highWatermarks', watermarks, watermarks);
    checkpoint('recoveryPoints', first, config.recoveryPointCheckpointMs);
    checkpoint('logStartOffsets', first, config.logStartCheckpointMs);
  }

  /**
   * From now on retention looks at compacted logs so often: in Kafka the cleaner does, whenever it
   * has nothing to clean. Undefined for never, as where there is no cleaner.
   */
  retainCompacted(everyMs: number | undefined): void {
    const name = 'retention of compacted logs';
    this.#running.get(name)?.cancel();
    this.#running.delete(name);
    if (everyMs === undefined) return;
    this.#repeat(name, { first: everyMs, everyMs }, () => {
      void this.deleteOldSegments('compacted');
    });
  }

  close(): void {
    for (const timer of this.#running.values()) timer.cancel();
    this.#running.clear();
  }

  /**
   * Applies retention once; a log that is being cleaned is left for the next time. Nothing happens
   * where the last look still waits for the disk.
   */
  async deleteOldSegments(which: RetainedLogs): Promise<void> {
    if (this.#looks.has(which)) return;
    this.#looks.add(which);
    const logs = new Set<PartitionLog>();
    for (const { log } of this.#replicas.hosted.online()) {
      if (log.config.cleanupPolicy.compact === (which === 'compacted')) logs.add(log);
    }
    try {
      const online = this.#replicas.directories.filter(({ isOffline }) => !isOffline);
      await Promise.all(online.map((directory) => this.#look(directory, logs)));
    } finally {
      this.#looks.delete(which);
    }
  }

  async #look(directory: LogDirectory, logs: ReadonlySet<PartitionLog>): Promise<void> {
    try {
      const nowMs = this.#replicas.clock.wallMs();
      const count = await directory.deleteOldSegments(nowMs, (log) => logs.has(log));
      if (count > 0) this.#replicas.isCheckpointDue = true;
    } catch (error) {
      this.#failed(error);
    }
  }

  #tick(): void {
    const nowMs = this.#replicas.clock.wallMs();
    for (const directory of this.#replicas.directories) this.#guard(() => directory.tick(nowMs));
    this.#replicas.logServices.openFiles.closeIdle();
    if (!this.#replicas.isCheckpointDue) return;
    this.#replicas.isCheckpointDue = false;
    for (const kind of CHECKPOINT_KINDS) this.#due.add(kind);
  }

  /** On the thread pool: a slow disk is not waited for here. */
  #checkpoint(kind: CheckpointKind): void {
    if (!this.#due.delete(kind)) return;
    for (const directory of this.#replicas.directories) {
      if (directory.isOffline) continue;
      directory.checkpoint(kind).catch((error: unknown) => this.#failed(error));
    }
  }

  /** A log that fails is offline by then, and has said so itself. */
  #guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (!(error instanceof KafkaStorageError)) throw error;
    this.#logger.warn('upkeep met a failing disk', { error: error.message });
  }

  #repeat(name: string, times: { first: number; everyMs: number }, act: () => void): void {
    const arm = (delayMs: number): void => {
      const timer = this.#timers.after(delayMs, () => {
        act();
        if (this.#running.has(name)) arm(times.everyMs);
      });
      this.#running.set(name, timer);
    };
    arm(times.first);
  }
}

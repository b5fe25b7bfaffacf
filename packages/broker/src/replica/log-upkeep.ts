// What a broker's logs need from time to time: retention, flushes that are due, checkpoints.

import type { Logger, Timer, Timers } from '@ottla/base';
import { KafkaStorageError } from '@ottla/log';
import type { ReplicaSet } from './replica-set.ts';

/** How often logs are asked for flushes and idle files. */
const TICK_MS = 1000;

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
  /** What has moved since a checkpoint of each kind. */
  #areWatermarksDue = false;
  #areRecoveryPointsDue = false;
  #areLogStartsDue = false;

  constructor(replicas: ReplicaSet, logger: Logger, timers: Timers) {
    this.#replicas = replicas;
    this.#logger = logger;
    this.#timers = timers;
  }

  start(config: LogUpkeepConfig): void {
    const first = config.initialDelayMs;
    this.#repeat('tick', { first: TICK_MS, everyMs: TICK_MS }, () => this.#tick());
    this.#repeat('retention', { first, everyMs: config.retentionCheckMs }, () =>
      this.deleteOldSegments(),
    );
    const watermarks = config.highWatermarkCheckpointMs;
    this.#repeat('high watermarks', { first: watermarks, everyMs: watermarks }, () => {
      if (this.#areWatermarksDue) this.#eachDirectory((each) => each.checkpointHighWatermarks());
      this.#areWatermarksDue = false;
    });
    this.#repeat('recovery points', { first, everyMs: config.recoveryPointCheckpointMs }, () => {
      if (this.#areRecoveryPointsDue) {
        this.#eachDirectory((each) => each.checkpointRecoveryPoints());
      }
      this.#areRecoveryPointsDue = false;
    });
    this.#repeat('log starts', { first, everyMs: config.logStartCheckpointMs }, () => {
      if (this.#areLogStartsDue) this.#eachDirectory((each) => each.checkpointLogStartOffsets());
      this.#areLogStartsDue = false;
    });
  }

  close(): void {
    for (const timer of this.#running.values()) timer.cancel();
    this.#running.clear();
  }

  /** Applies retention to every log, once. */
  deleteOldSegments(): void {
    const nowMs = this.#replicas.clock.wallMs();
    for (const { log } of [...this.#replicas.hosted.online()]) {
      this.#guard(() => {
        if (log.deleteOldSegments(nowMs) > 0) this.#replicas.isCheckpointDue = true;
      });
    }
  }

  #tick(): void {
    const nowMs = this.#replicas.clock.wallMs();
    for (const { log } of [...this.#replicas.hosted.online()]) this.#guard(() => log.tick(nowMs));
    if (!this.#replicas.isCheckpointDue) return;
    this.#replicas.isCheckpointDue = false;
    this.#areWatermarksDue = true;
    this.#areRecoveryPointsDue = true;
    this.#areLogStartsDue = true;
  }

  #eachDirectory(act: (directory: ReplicaSet['directories'][number]) => void): void {
    for (const directory of this.#replicas.directories) {
      if (!directory.isOffline) this.#guard(() => act(directory));
    }
  }

  /** A log that fails is offline by then, and has said so itself. */
  #guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof KafkaStorageError)) throw error;
      this.#logger.warn('upkeep met a failing disk', { error: error.message });
    }
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

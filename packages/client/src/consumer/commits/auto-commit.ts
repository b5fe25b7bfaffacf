// Commits at an interval what the application has finished, of all partitions, also where it has
// not moved since: an offset expires by the time of its last commit. A failure is logged and not
// thrown: the next interval commits again anyway.

import type { Timer } from '@ottla/base';

import type { GroupConfig } from '../group-options.ts';
import type { OffsetToCommit } from './offsets.ts';

export interface AutoCommitParts {
  readonly config: GroupConfig;
  /** What is finished of all partitions. */
  readonly finished: () => readonly OffsetToCommit[];
  readonly commit: (offsets: readonly OffsetToCommit[], timeoutMs: number) => Promise<void>;
  /** Whether offsets may be committed now; where not, the interval passes. */
  readonly mayCommit: () => boolean;
}

export class AutoCommit {
  readonly #parts: AutoCommitParts;
  #timer: Timer | undefined;
  #isUnderWay = false;

  constructor(parts: AutoCommitParts) {
    this.#parts = parts;
  }

  /** The interval begins; again after each new assignment. */
  start(): void {
    const { world, autoCommits, autoCommitIntervalMs } = this.#parts.config;
    if (!autoCommits) return;
    this.#timer?.cancel();
    const tick = (): void => {
      this.#timer = world.timers.after(autoCommitIntervalMs, tick);
      if (!this.#isUnderWay && this.#parts.mayCommit()) void this.#attempt();
    };
    this.#timer = world.timers.after(autoCommitIntervalMs, tick);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Before partitions are given up: what is finished by now. Never rejects. */
  async flush(timeoutMs: number): Promise<void> {
    if (this.#parts.config.autoCommits && this.#parts.mayCommit()) await this.#attempt(timeoutMs);
  }

  async #attempt(timeoutMs = this.#parts.config.apiTimeoutMs): Promise<void> {
    const { config, commit, finished } = this.#parts;
    const offsets = finished();
    if (offsets.length === 0) return;
    this.#isUnderWay = true;
    try {
      await commit(offsets, timeoutMs);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      config.logger.warn('auto-commit failed', { group: config.groupId, error: reason });
    }
    this.#isUnderWay = false;
  }
}

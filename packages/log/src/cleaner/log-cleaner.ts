// The cleaner of a node: looks for the filthiest log, cleans it, and looks again, at rest for a
// while where there is none (Kafka's LogCleaner with one thread). A log whose content cannot be
// cleaned is left alone until the next start.

import type { Logger, Timer, World } from '@ottla/base';

import { surface } from '../files/surface.ts';
import type { PartitionLog } from '../partition/partition-log.ts';
import { KafkaStorageError } from '../storage-errors.ts';
import { isWorthCleaning } from './cleanable-range.ts';
import type { CleanableRange } from './cleanable-range.ts';
import { CleanerMemory } from './cleaner-memory.ts';
import { CleanerStats } from './cleaner-stats.ts';
import type { CleaningLimits } from './clean-log.ts';
import type { CleaningOutcome } from './clean-partition.ts';
import { Throttle } from './throttle.ts';

export interface LogCleanerConfig extends CleaningLimits {
  /** log.cleaner.enable */
  readonly isEnabled: boolean;
  /** log.cleaner.io.max.bytes.per.second */
  readonly ioBytesPerSecondMax: number;
  /** log.cleaner.backoff.ms */
  readonly backoffMs: number;
}

export interface LogCleanerOptions {
  readonly world: World;
  readonly logger: Logger;
  /** All logs that are online, now. */
  readonly logs: () => Iterable<PartitionLog>;
}

interface Candidate {
  readonly log: PartitionLog;
  readonly range: CleanableRange;
}

export class LogCleaner {
  /** For those who watch; nobody else writes it. */
  readonly stats: CleanerStats;
  readonly #options: LogCleanerOptions;
  readonly #throttle = new Throttle(Infinity);
  readonly #means = { throttle: this.#throttle, memory: new CleanerMemory() };
  readonly #uncleanable = new Set<PartitionLog>();
  #config: LogCleanerConfig | undefined;
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;
  #current: PartitionLog | undefined;
  #isClosed = false;

  constructor(options: LogCleanerOptions) {
    this.#options = options;
    this.stats = new CleanerStats(options.world.clock.monotonicMs());
  }

  /** Logs that cannot be cleaned, for those who count them. */
  get uncleanable(): ReadonlySet<PartitionLog> {
    return this.#uncleanable;
  }

  /** Begins, or goes on with another configuration. */
  configure(config: LogCleanerConfig): void {
    this.#config = config;
    this.#throttle.bytesPerSecond = config.ioBytesPerSecondMax;
    if (this.#running === undefined) this.#arm(config.backoffMs);
  }

  /** Resolves when nothing is being cleaned any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer?.cancel();
    await this.#current?.stopCleaning();
    await this.#running;
  }

  /** Cleans the filthiest log; undefined where none is worth it. */
  async cleanFilthiest(): Promise<CleaningOutcome | undefined> {
    const config = this.#config;
    const found = config?.isEnabled === true ? this.#filthiest() : undefined;
    if (config === undefined || found === undefined) return undefined;
    const { log, range } = found;
    const startedMs = this.#options.world.clock.monotonicMs();
    this.#current = log;
    const outcome = await log.clean(range, config, this.#means);
    this.#current = undefined;
    const tookMs = Math.round(this.#options.world.clock.monotonicMs() - startedMs);
    if (outcome.kind === 'cleaned') this.stats.cleaned(outcome, config, tookMs);
    this.#report(log, outcome, tookMs);
    return outcome;
  }

  #arm(delayMs: number): void {
    this.#timer?.cancel();
    if (this.#isClosed) return;
    this.#timer = this.#options.world.timers.after(delayMs, () => {
      this.#running = this.#run().then(
        () => {
          this.#running = undefined;
          this.#arm(this.#config?.backoffMs ?? delayMs);
        },
        (bug: unknown) => surface(this.#options.world.timers, bug),
      );
    });
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      const outcome = await this.cleanFilthiest();
      if (outcome === undefined || outcome.kind === 'aborted') return;
    }
  }

  #filthiest(): Candidate | undefined {
    const { clock } = this.#options.world;
    const nowMs = clock.wallMs();
    this.stats.look(clock.monotonicMs());
    let filthiest: Candidate | undefined;
    const logs = [...this.#options.logs()];
    for (const log of this.#uncleanable) if (!logs.includes(log)) this.#uncleanable.delete(log);
    for (const log of logs) {
      if (!log.config.cleanupPolicy.compact || log.isOffline) continue;
      if (this.#uncleanable.has(log)) continue;
      const range = this.#rangeOf(log, nowMs);
      if (range === undefined) continue;
      this.stats.saw(range);
      if (!isWorthCleaning(range, log.config.minCleanableDirtyRatio)) continue;
      if (range.dirtyRatio > (filthiest?.range.dirtyRatio ?? -1)) filthiest = { log, range };
    }
    return filthiest;
  }

  #rangeOf(log: PartitionLog, nowMs: number): CleanableRange | undefined {
    try {
      return log.cleanableRange(nowMs);
    } catch (error) {
      // A log that fails is offline by then, and has said so itself.
      if (!(error instanceof KafkaStorageError)) throw error;
      return undefined;
    }
  }

  #report(log: PartitionLog, outcome: CleaningOutcome, tookMs: number): void {
    const { logger } = this.#options;
    if (outcome.kind === 'cleaned') {
      const { cleanedOffset, keys, bytesRead, bytesWritten } = outcome;
      const fields = { log: log.name, cleanedOffset, keys, bytesRead, bytesWritten, tookMs };
      logger.info('cleaned a log', fields);
    } else if (outcome.kind === 'uncleanable') {
      this.#uncleanable.add(log);
      const reason = outcome.error.message;
      logger.warn('a log cannot be cleaned and is left alone', { log: log.name, reason });
    }
  }
}

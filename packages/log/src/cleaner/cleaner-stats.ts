// What the cleaner tells of itself to those who watch it: its last look for something to clean, and
// its last cleaning. Kafka's CleanerStats and PreCleanStats, as far as there are metrics for them.

import type { CleanableRange } from './cleanable-range.ts';
import type { CleaningLimits, CleaningResult } from './clean-log.ts';
import { BYTES_PER_KEY } from './offset-map.ts';

/** Of the last cleaning that came to its end. */
export interface LastCleaning {
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly tookMs: number;
  /** How full the dedupe buffer was, 0 to 1. */
  readonly bufferUse: number;
  /** The longest that a log was overdue by `max.compaction.lag.ms` when it began. */
  readonly overdueMs: number;
}

/** Read-only for all but the cleaner. */
export class CleanerStats {
  /** When the cleaner last looked for something to clean; monotonic. */
  lastLookMs: number;
  /** The largest dirty ratio at the last look, 0 to 1. */
  dirtiestRatio = 0;
  last: LastCleaning = { bytesRead: 0, bytesWritten: 0, tookMs: 0, bufferUse: 0, overdueMs: 0 };
  #overdueMs = 0;

  constructor(nowMs: number) {
    this.lastLookMs = nowMs;
  }

  /** A look begins. */
  look(nowMs: number): void {
    this.lastLookMs = nowMs;
    this.dirtiestRatio = 0;
    this.#overdueMs = 0;
  }

  /** A log that the look has met. */
  saw({ dirtyRatio, overdueMs }: CleanableRange): void {
    this.dirtiestRatio = Math.max(this.dirtiestRatio, dirtyRatio);
    this.#overdueMs = Math.max(this.#overdueMs, overdueMs);
  }

  cleaned(result: CleaningResult, limits: CleaningLimits, tookMs: number): void {
    const { bytesRead, bytesWritten, keys } = result;
    const bufferUse = (keys * BYTES_PER_KEY) / limits.dedupeBufferBytes;
    this.last = { bytesRead, bytesWritten, tookMs, bufferUse, overdueMs: this.#overdueMs };
  }
}

// What a log's cleanable range was when it was last asked for, for as long as nothing that it is
// made of has changed: a node asks all its compacted logs every few seconds, and most of them are
// quiet. Where the clock has a say (a compaction lag), nothing is remembered.

import type { LogConfig } from '../log-config.ts';
import type { LogCore } from '../partition/log-core.ts';
import type { CleanableRange } from './cleanable-range.ts';

export class RangeMemory {
  #range: CleanableRange | undefined;
  #config: LogConfig | undefined;
  #segmentsVersion = -1;
  #logStartOffset = -1;
  #logEndOffset = -1;
  #recoveryPoint = -1;
  #lastStableOffset = -1;
  #truncationCount = -1;
  #cleanedOffset: number | undefined;

  /** The range as of the last call, or what `look` finds. */
  of(core: LogCore, nowMs: number, look: () => CleanableRange): CleanableRange {
    if (this.#range !== undefined && this.#isAsItWas(core)) return this.#range;
    const range = look();
    const { minCompactionLagMs, maxCompactionLagMs } = core.config;
    const isTimeless = minCompactionLagMs <= 0 && maxCompactionLagMs >= nowMs;
    this.#range = isTimeless ? range : undefined;
    if (isTimeless) this.#remember(core);
    return range;
  }

  #isAsItWas(core: LogCore): boolean {
    return (
      this.#logEndOffset === core.logEndOffset &&
      this.#segmentsVersion === core.segments.version &&
      this.#recoveryPoint === core.recoveryPoint &&
      this.#lastStableOffset === core.lastStableOffset &&
      this.#logStartOffset === core.logStartOffset &&
      this.#truncationCount === core.truncationCount &&
      this.#cleanedOffset === core.cleanedOffset &&
      this.#config === core.config
    );
  }

  #remember(core: LogCore): void {
    this.#logEndOffset = core.logEndOffset;
    this.#segmentsVersion = core.segments.version;
    this.#recoveryPoint = core.recoveryPoint;
    this.#lastStableOffset = core.lastStableOffset;
    this.#logStartOffset = core.logStartOffset;
    this.#truncationCount = core.truncationCount;
    this.#cleanedOffset = core.cleanedOffset;
    this.#config = core.config;
  }
}

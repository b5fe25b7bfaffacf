// One look-up of an offset by time, and how its steps are taken: all at once, at once as far as
// that is quick, or without keeping anybody waiting: files are read on the thread pool and long
// batches searched on a worker.

import type { LogCore } from '../partition/log-core.ts';
import { isColdPosition } from './cold.ts';
import { isPlace, lookUp } from './lookup.ts';
import type { TimestampedOffset } from './lookup.ts';
import type { LookupStep, LookupSteps, ReadStep, SearchStep } from './lookup-steps.ts';
import { searchIn, searchQuickly, UnreadableBatchError } from './search-batch.ts';
import type { BatchFinding, BatchSearch } from './search-batch.ts';

/** What a batch may expand to at once: half a millisecond. */
const QUICK_BATCH_BYTES_MAX = 256 * 1024;
/** What may be read at once, from the system's memory: as many bytes, in as many reads. */
const QUICK_READ_BYTES_MAX = 2 * 1024 * 1024;
const QUICK_READS_MAX = 8;
/** Of a look-up that takes long; batches that are larger get room of their own. */
const BUFFER_BYTES = 64 * 1024;

/** What quick look-ups have taken of the loop; whoever counts begins anew when it has rested. */
export interface LookupCosts {
  /** Read, expanded or walked over. */
  spentBytes: number;
}

export interface LookupMeans {
  /** Asked after each wait: whether anybody still wants the answer. */
  readonly isWanted: () => boolean;
  /** Runs `searchBatchJob` on a worker. */
  readonly search: (search: BatchSearch) => Promise<BatchFinding>;
}

export type LookupOutcome =
  /** Undefined where no record is so late. */
  | { readonly kind: 'answer'; readonly offset: TimestampedOffset | undefined }
  /** The log was cut or closed meanwhile, or nobody wants the answer any more. */
  | { readonly kind: 'gone' }
  /** A batch that may hold the record cannot be read. */
  | { readonly kind: 'unreadable'; readonly message: string };

export interface LengthyLookup {
  readonly kind: 'lengthy';
}

const NO_BUFFER = new Uint8Array(0);
const GONE: LookupOutcome = { kind: 'gone' };
const LENGTHY: LengthyLookup = { kind: 'lengthy' };

export class OffsetLookup {
  readonly #core: LogCore;
  readonly #target: number;
  /** A batch was met whose search takes long: no need to find that out again. */
  #isSearchLengthy = false;

  /** `target`: a timestamp, or the name of a place. */
  constructor(core: LogCore, target: number) {
    this.#core = core;
    this.#target = target;
  }

  /** However long it takes. Throws KafkaStorageError, UnreadableBatchError. */
  now(): TimestampedOffset | undefined {
    const result = this.#run((step) => {
      takeNow(step);
      return true;
    });
    return result.kind === 'answer' ? result.offset : undefined;
  }

  /** Unless that takes long; nothing is decided then: see `soon`. Throws KafkaStorageError. */
  quickly(costs: LookupCosts): LookupOutcome | LengthyLookup {
    let reads = 0;
    const takeRead = (step: ReadStep): boolean => {
      reads += 1;
      const isLong = reads > QUICK_READS_MAX || step.into.length > QUICK_READ_BYTES_MAX;
      if (isLong || isColdPosition(this.#core, step.segment, step.position)) return false;
      takeNow(step);
      costs.spentBytes += step.gotBytes;
      return true;
    };
    const take = (step: LookupStep): boolean => {
      if (step.kind === 'load') return false;
      return step.kind === 'read' ? takeRead(step) : this.#searchQuickly(step, costs);
    };
    try {
      return this.#run(take);
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /**
   * Without keeping anybody waiting. Rejects with KafkaStorageError, or as `means.search` does.
   */
  async soon(means: LookupMeans): Promise<LookupOutcome> {
    const core = this.#core;
    const { truncationCount } = core;
    if (!core.isUsable) return this.#unusable();
    const steps = lookUp(core, this.#target, Buffer.allocUnsafeSlow(BUFFER_BYTES));
    try {
      for (;;) {
        const next = steps.next();
        if (next.done === true) return { kind: 'answer', offset: next.value };
        await this.#takeSoon(next.value, means);
        if (!core.isUsable) return this.#unusable();
        // Bytes from before a cut and after it do not make batches together.
        const isCut = truncationCount !== core.truncationCount;
        if (isCut || !means.isWanted()) return GONE;
      }
    } catch (cause) {
      if (cause instanceof UnreadableBatchError) return outcomeOf(cause);
      if (!core.isUsable) return this.#unusable();
      throw core.fail('reading', cause);
    } finally {
      // What it holds is let go.
      steps.return(undefined);
    }
  }

  #run(
    take: (step: LookupStep) => boolean,
  ): Extract<LookupOutcome, { kind: 'answer' }> | LengthyLookup {
    const core = this.#core;
    const run = (buffer: Uint8Array) => runSteps(lookUp(core, this.#target, buffer), take);
    return core.guard('reading', () => {
      return isPlace(this.#target) ? run(NO_BUFFER) : core.withBuffer(run);
    });
  }

  #searchQuickly(step: SearchStep, costs: LookupCosts): boolean {
    const { finding, spentBytes } = searchQuickly(step.batch, step.wanted, QUICK_BATCH_BYTES_MAX);
    costs.spentBytes += spentBytes;
    step.finding = finding;
    if (finding === undefined) this.#isSearchLengthy = true;
    return finding !== undefined;
  }

  async #takeSoon(step: LookupStep, means: LookupMeans): Promise<void> {
    if (step.kind === 'read') {
      const file = step.segment.file.open();
      step.gotBytes = await file.readAsync(step.into, step.position);
    } else if (step.kind === 'load') {
      const { segment, what } = step;
      await (what === 'indexes' ? segment.loadIndexes() : segment.learnMaxTimestamp());
    } else if (this.#isSearchLengthy || !this.#searchQuickly(step, { spentBytes: 0 })) {
      const { bytes, start, end } = step.batch;
      // What goes to a worker goes there with all of its memory.
      const own = Uint8Array.prototype.slice.call(bytes, start, end);
      step.finding = await means.search({ ...step.wanted, bytes: own });
    }
  }

  /** The log failed meanwhile, or was closed. Throws KafkaStorageError. */
  #unusable(): LookupOutcome {
    const { failure } = this.#core;
    if (failure !== undefined) throw failure;
    return GONE;
  }
}

function runSteps(
  steps: LookupSteps<TimestampedOffset | undefined>,
  take: (step: LookupStep) => boolean,
): Extract<LookupOutcome, { kind: 'answer' }> | LengthyLookup {
  try {
    for (;;) {
      const next = steps.next();
      if (next.done === true) return { kind: 'answer', offset: next.value };
      if (!take(next.value)) return LENGTHY;
    }
  } finally {
    // What it holds is let go.
    steps.return(undefined);
  }
}

/** What has to be loaded is loaded by those who look at it. */
function takeNow(step: LookupStep): void {
  if (step.kind === 'read') {
    step.gotBytes = step.segment.file.open().read(step.into, step.position);
  } else if (step.kind === 'search') step.finding = searchIn(step.batch, step.wanted);
}

function outcomeOf(error: unknown): LookupOutcome {
  if (!(error instanceof UnreadableBatchError)) throw error;
  return { kind: 'unreadable', message: error.message };
}

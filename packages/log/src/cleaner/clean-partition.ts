// One log's side of the cleaner: what there is to clean, a cleaning from its start to the
// checkpoint, and how it gives way to whoever cuts, closes or removes the log.

import { CorruptBatchError } from '@ottla/protocol';

import type { LogCore } from '../partition/log-core.ts';
import { findAborted } from '../read/read-log.ts';
import type { KafkaStorageError } from '../storage-errors.ts';
import { isDiskFailure } from '../storage-errors.ts';
import type { CleanableRange } from './cleanable-range.ts';
import { cleanableRange } from './cleanable-range.ts';
import { cleanLog } from './clean-log.ts';
import type { CleaningLimits, CleaningResult, CleaningTools } from './clean-log.ts';
import type { CleanerMemory } from './cleaner-memory.ts';
import { CleaningAborted, CleaningPace, UncleanableError } from './cleaning-pace.ts';
import type { Throttle } from './throttle.ts';

export type CleaningOutcome =
  | ({ readonly kind: 'cleaned' } & CleaningResult)
  /** The log is cut, closed or removed. */
  | { readonly kind: 'aborted' }
  /** What the log holds cannot be cleaned; it is left as it was. */
  | { readonly kind: 'uncleanable'; readonly error: Error }
  /** The disk failed; the directory is offline. */
  | { readonly kind: 'failed'; readonly error: KafkaStorageError };

export function rangeOf(core: LogCore, nowMs: number): CleanableRange {
  const segments = core.segments.all.map((segment) => ({
    baseOffset: segment.baseOffset,
    sizeBytes: segment.sizeBytes,
    largestTimestamp: () => segment.largestTimestamp(),
    firstTimestamp: () => core.withBuffer((buffer) => segment.firstTimestamp(buffer)),
  }));
  const { logStartOffset, logEndOffset, cleanedOffset } = core;
  const lastStableOffset = durablyStable(core);
  const state = { segments, logStartOffset, logEndOffset, lastStableOffset, cleanedOffset };
  return cleanableRange(state, core.config, nowMs);
}

/**
 * Only what is durable may replace what is durable: not above the recovery point, and nothing of a
 * transaction whose abort could be lost in a power failure.
 */
function durablyStable(core: LogCore): number {
  const { recoveryPoint, lastStableOffset, logEndOffset } = core;
  const aborted = findAborted(core, recoveryPoint, logEndOffset);
  const firstOffsets = aborted.map(({ firstOffset }) => firstOffset);
  return Math.min(lastStableOffset, recoveryPoint, ...firstOffsets);
}

/** What the cleanings of a node have in common; one at a time has it. */
export interface CleaningMeans {
  readonly throttle: Throttle;
  readonly memory: CleanerMemory;
}

/** Cleans `range` of a log of which nothing else is being cleaned. Never rejects but for bugs. */
export async function cleanPartition(
  core: LogCore,
  range: CleanableRange,
  limits: CleaningLimits,
  { throttle, memory }: CleaningMeans,
): Promise<CleaningOutcome> {
  const pace = new CleaningPace(core.services.world, throttle);
  const running = run(core, range, { limits, pace, memory });
  const ended = running.then(
    () => undefined,
    () => undefined,
  );
  core.cleaning = { stop: () => pace.stop(), done: ended };
  try {
    return await running;
  } finally {
    core.cleaning = undefined;
  }
}

/** Resolves when nothing of the log is being cleaned. */
export async function stopCleaning(core: LogCore): Promise<void> {
  core.cleaning?.stop();
  await core.cleaning?.done;
}

async function run(
  core: LogCore,
  range: CleanableRange,
  tools: CleaningTools,
): Promise<CleaningOutcome> {
  try {
    await core.persistRecoveryPoint();
    // Offsets will be missing from now on; a restart must know it, whatever the config says then.
    if (core.cleanedOffset !== range.firstDirtyOffset) {
      await core.setCleanedOffset(range.firstDirtyOffset);
    }
    const result = await cleanLog(core, range, tools);
    await core.setCleanedOffset(result.cleanedOffset);
    return { kind: 'cleaned', ...result };
  } catch (error) {
    return outcomeOf(core, error);
  }
}

function outcomeOf(core: LogCore, error: unknown): CleaningOutcome {
  if (error instanceof CleaningAborted) return { kind: 'aborted' };
  if (core.failure !== undefined) return { kind: 'failed', error: core.failure };
  if (core.isClosed) return { kind: 'aborted' };
  if (isUncleanable(error)) return { kind: 'uncleanable', error };
  if (!isDiskFailure(error)) throw error;
  return { kind: 'failed', error: core.fail('cleaning', error) };
}

/** Also where a batch is so large that there is no memory for it: the others can be cleaned. */
function isUncleanable(error: unknown): error is Error {
  return (
    error instanceof UncleanableError ||
    error instanceof CorruptBatchError ||
    error instanceof RangeError
  );
}

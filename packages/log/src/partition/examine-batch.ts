// The check of a produced batch as a job for a worker: for those that `appendQuickly` finds
// lengthy. The verdict that comes back goes with the batch's own bytes to `append`.

import type { OffloadJob } from '@ottla/base';
import {
  checkProduced,
  errorOf,
  LOG_APPEND_TIME,
  patchTimestamps,
  RecordBatch,
} from '@ottla/protocol';
import type { ProduceRules, ProduceVerdict, TimestampType } from '@ottla/protocol';

export interface Examination {
  /** One whole batch, from its first byte on. */
  readonly bytes: Uint8Array;
  readonly rules: ProduceRules;
  readonly nowMs: number;
}

export function examineBatch({ bytes, rules, nowMs }: Examination): ProduceVerdict {
  return checkProduced(new RecordBatch(bytes, 0), rules, nowMs);
}

export const examineBatchJob: OffloadJob<Examination, ProduceVerdict> = {
  module: import.meta.url,
  name: 'examineBatch',
  run: examineBatch,
};

/**
 * What holds of the batch when it is appended. Other batches may have come first: times that the
 * log sets do not go back.
 */
export function verdictNow(verdict: ProduceVerdict, nowMs: number): ProduceVerdict {
  // On its way from another thread it has become a copy of what the table has.
  if (verdict.kind === 'refused') return { ...verdict, error: errorOf(verdict.errorCode) };
  if (verdict.logAppendTimeMs < 0) return verdict;
  const now = { maxTimestamp: nowMs, logAppendTimeMs: nowMs };
  const timestampType: TimestampType = LOG_APPEND_TIME;
  if (verdict.kind !== 'rewrite') return { ...verdict, ...now, kind: 'patch', timestampType };
  patchTimestamps(verdict.bytes, 0, { timestampType, maxTimestamp: nowMs });
  return { ...verdict, ...now };
}

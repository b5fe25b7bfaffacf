// What the next fetch from a broker asks for, and how long the broker may wait for records. Of
// partitions of which enough waits for the application nothing more is asked for; but while the
// broker keeps such a fetch waiting it is asked for nothing else, and what was taken meanwhile of
// the partitions that it leaves out is not filled up (KAFKA-17182). So there is none at first: who
// takes all the time has made room soon, and all go together. Then each may wait for as long as
// nothing was taken already: an application that works slowly, or not at all on a partition, costs
// few requests, and one that begins again finds the broker free before it has used up what waits.
// Without I/O.

import type { AssignedPartition } from './assigned-partition.ts';
import { FETCHES_AHEAD, type ConsumerConfig } from './consumer-options.ts';

/** For so long room is waited for, rather than that partitions are left out. */
const HOLD_BACK_MS = 10;

export interface FetchNow {
  readonly kind: 'now';
  readonly wanted: readonly AssignedPartition[];
  readonly maxWaitMs: number;
}

/** Nothing is to be asked before `atMs`; Infinity where an event will tell. */
export type FetchChoice = FetchNow | { readonly kind: 'later'; readonly atMs: number };

export type ChoiceConfig = Pick<ConsumerConfig, 'fetchMaxWaitMs' | 'partitionBytesMax'>;

/**
 * Of the partitions of one broker that may be fetched now. Notes on them since when enough waits.
 */
export function chooseFetch(
  partitions: readonly AssignedPartition[],
  { fetchMaxWaitMs, partitionBytesMax }: ChoiceConfig,
  nowMs: number,
): FetchChoice {
  // A fetch brings one batch at least, however small its limit is.
  const aheadMax = Math.max(1, partitionBytesMax * FETCHES_AHEAD);
  const wanted: AssignedPartition[] = [];
  let untakenMs = Infinity;
  for (const assigned of partitions) {
    if (assigned.waitingBytes < aheadMax) wanted.push(assigned);
    else {
      assigned.fullSinceMs ??= nowMs;
      untakenMs = Math.min(untakenMs, nowMs - assigned.fullSinceMs);
    }
  }
  if (wanted.length === 0) return { kind: 'later', atMs: Infinity };
  const holdBackMs = Math.min(HOLD_BACK_MS, fetchMaxWaitMs);
  if (untakenMs < holdBackMs) return { kind: 'later', atMs: nowMs + holdBackMs - untakenMs };
  return { kind: 'now', wanted, maxWaitMs: Math.floor(Math.min(fetchMaxWaitMs, untakenMs)) };
}

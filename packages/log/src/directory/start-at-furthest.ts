// Of two logs of a replica that a move between directories left, one goes on. Somebody may have
// deleted records when only the other could note it down: these must not come again.

import type { PartitionLog } from '../partition/partition-log.ts';
import { KafkaStorageError } from '../storage-errors.ts';

/**
 * `kept` is the one that ends last, so that it has the starts of all: no log ends below its own.
 * Makes it start where the furthest of `others`, logs of the same topic id, does. It is the
 * caller's to make that durable before one of them goes. A log that is offline stays as it is: its
 * directory checkpoints nothing any more, so that none of the others may go.
 */
export function startAtFurthest(kept: PartitionLog, others: readonly PartitionLog[]): void {
  const start = Math.max(kept.logStartOffset, ...others.map((each) => each.logStartOffset));
  if (start <= kept.logStartOffset) return;
  try {
    kept.setHighWatermark(Math.max(kept.highWatermark, start));
    kept.incrementLogStartOffset(start);
  } catch (error) {
    if (!(error instanceof KafkaStorageError)) throw error;
  }
}

// Appends batches that carry their offsets already: a leader's, fetched by a follower, or those
// that raft made. Taken as they are, several at a time; checked for damage and order only.

import { BatchWalk, CorruptBatchError, errors } from '@ottla/protocol';
import type { RecordBatch } from '@ottla/protocol';

import type { AppendOptions, AppendOutcome, RefusedAppend } from './append-outcome.ts';
import type { AppendTarget } from './append.ts';
import { enqueue, refused, refuseIfUnavailable, storageRefusal } from './append.ts';
import type { LogCore } from './log-core.ts';

/** What the first pass found: how many bytes to take. */
interface Examined {
  readonly kind: 'sound';
  readonly validBytes: number;
}

/** Origin `replica` or `raft`. */
export function appendGiven(
  target: AppendTarget,
  records: Uint8Array,
  options: AppendOptions,
): AppendOutcome {
  const { core } = target;
  const unavailable = refuseIfUnavailable(core);
  if (unavailable !== undefined) return unavailable;
  const examined = examine(core, records, options);
  if (examined.kind === 'refused') return examined;
  const walk = new BatchWalk(records, 0, examined.validBytes);
  let firstOffset = -1;
  let maxTimestamp = -1;
  try {
    while (walk.next()) {
      if (firstOffset < 0) firstOffset = walk.batch.baseOffset;
      maxTimestamp = Math.max(maxTimestamp, walk.batch.maxTimestamp);
      enqueue(target, walk.batch, options.slab);
    }
  } catch (cause) {
    return storageRefusal(core.fail('appending to', cause).message);
  }
  return {
    kind: 'appended',
    firstOffset,
    lastOffset: core.logEndOffset - 1,
    maxTimestamp,
    logAppendTimeMs: -1,
    sizeBytes: examined.validBytes,
  };
}

/** Looks at all batches before any is taken, so that a refusal changes nothing. */
function examine(
  core: LogCore,
  records: Uint8Array,
  options: AppendOptions,
): Examined | RefusedAppend {
  const walk = new BatchWalk(records);
  let nextOffset = core.logEndOffset;
  let validBytes = 0;
  try {
    while (walk.next()) {
      const { batch } = walk;
      if (isOfLaterEpoch(batch, options)) break;
      const refusal = examineBatch(batch, nextOffset, options);
      if (refusal !== undefined) return refusal;
      nextOffset = batch.lastOffset + 1;
      validBytes = walk.position;
    }
  } catch (error) {
    if (error instanceof CorruptBatchError) return refused(errors.CORRUPT_MESSAGE, error.message);
    throw error;
  }
  return { kind: 'sound', validBytes };
}

/** A leader we do not follow yet wrote it: it is fetched again once we do (KIP-966). */
function isOfLaterEpoch(batch: RecordBatch, { origin, leaderEpoch }: AppendOptions): boolean {
  return origin === 'replica' && batch.partitionLeaderEpoch > leaderEpoch;
}

function examineBatch(
  batch: RecordBatch,
  nextOffset: number,
  { origin, leaderEpoch }: AppendOptions,
): RefusedAppend | undefined {
  const { baseOffset, lastOffset, partitionLeaderEpoch } = batch;
  if (!batch.isCrcValid()) {
    const problem = `the batch at offset ${baseOffset} has checksum ${batch.crc}, which is wrong`;
    return refused(errors.CORRUPT_MESSAGE, problem);
  }
  if (baseOffset < nextOffset || lastOffset < baseOffset) {
    const problem = `batch ${baseOffset} to ${lastOffset} cannot follow offset ${nextOffset - 1}`;
    return refused(errors.OFFSET_OUT_OF_RANGE, problem);
  }
  if (origin === 'raft' && partitionLeaderEpoch !== leaderEpoch) {
    const problem = `the batch has epoch ${partitionLeaderEpoch}, the leader is in ${leaderEpoch}`;
    return refused(errors.INVALID_RECORD, problem);
  }
  return undefined;
}

// Copies a replica's log into its future log, batch by batch as a follower would, and keeps the
// copy a prefix of it, whatever became of either before.

import type { World } from '@ottla/base';
import {
  KafkaStorageError,
  type LogServices,
  type PartitionLog,
  type ResolvedRead,
  resolve,
  resolveNow,
} from '@ottla/log';
import { BatchWalk, errors } from '@ottla/protocol';

/** Read and appended at once. */
const CHUNK_BYTES = 1024 * 1024;
const READING = { maxBytes: CHUNK_BYTES, minOneMessage: true, upTo: 'log-end' } as const;

/** What is copied cannot be taken: the log, or the copy, is not what it should be. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
  readonly code = 'COPY_FAILED';
  readonly retriable = false;
}

export interface CopiedLogs {
  readonly world: World;
  readonly logServices: LogServices;
  readonly source: PartitionLog;
  readonly future: PartitionLog;
}

export type Copied =
  | { readonly kind: 'copied'; readonly bytes: number }
  /** Something was cut; there may be more to copy. */
  | { readonly kind: 'cut' }
  /** The copy has all that is written. */
  | { readonly kind: 'all' };

/** Cuts the copy where it has what the log has not. Rejects with KafkaStorageError. */
export async function cutToCommon({ source, future }: CopiedLogs): Promise<void> {
  for (;;) {
    const epoch = future.latestEpoch;
    const end = epoch === undefined ? undefined : source.offsetForLeaderEpoch(epoch);
    if (end === undefined) {
      if (future.logEndOffset > source.logEndOffset) await future.truncateTo(source.logEndOffset);
      return;
    }
    const own = future.offsetForLeaderEpoch(end.leaderEpoch)?.endOffset ?? end.endOffset;
    const common = Math.min(own, end.endOffset);
    if (common < future.logEndOffset) await future.truncateTo(common);
    // Else the next round looks at an earlier epoch.
    if (end.leaderEpoch === epoch || future.latestEpoch === epoch) return;
  }
}

/** Copies what comes next. Rejects with KafkaStorageError, CopyError. */
export async function copyNext(logs: CopiedLogs): Promise<Copied> {
  const { source, future, logServices } = logs;
  const start = source.logStartOffset;
  const from = Math.max(future.logEndOffset, start);
  const found = source.readQuickly(from, READING);
  const plan = found.kind === 'cold' ? await found.plan() : found;
  if (plan.kind === 'refused') {
    if (plan.error !== errors.OFFSET_OUT_OF_RANGE) throw new KafkaStorageError(plan.message);
    await cutToCommon(logs);
    return { kind: 'cut' };
  }
  const bytes = bytesOf(await resolve(logServices, plan));
  const isBehind = future.logEndOffset <= start && (await leapTo(future, start, bytes));
  if (bytes.length === 0) return { kind: isBehind ? 'cut' : 'all' };
  append(logs, bytes);
  await future.settled();
  if (future.failure !== undefined) throw future.failure;
  followOffsets(logs);
  return { kind: 'copied', bytes: bytes.length };
}

/**
 * As `copyNext`, within this turn. False where that cannot be: something has to be cut, or a disk
 * is slow. Throws KafkaStorageError, CopyError.
 */
export function copyRestNow(logs: CopiedLogs, bytesMax: number): boolean {
  const { source, future, logServices } = logs;
  const end = source.logEndOffset;
  for (let copied = 0; copied < bytesMax && future.logEndOffset < end; ) {
    if (future.logEndOffset < source.logStartOffset) return false;
    const plan = source.read(future.logEndOffset, READING);
    if (plan.kind === 'refused') throw new KafkaStorageError(plan.message);
    const bytes = bytesOf(resolveNow(logServices, plan));
    if (bytes.length === 0) return false;
    append(logs, bytes);
    copied += bytes.length;
  }
  return future.logEndOffset === end && future.writtenOffset === end;
}

function bytesOf(resolved: ResolvedRead): Buffer {
  const bytes = Buffer.concat(resolved.chunks);
  resolved.release();
  return bytes;
}

/**
 * What was copied lies below the log's start by now, or a power failure has left nothing of it: the
 * copy begins anew with the batch that the start is in. Returns whether it was not there already.
 */
async function leapTo(future: PartitionLog, logStart: number, bytes: Buffer): Promise<boolean> {
  const walk = new BatchWalk(bytes);
  const first = walk.next() ? Math.min(walk.batch.baseOffset, logStart) : logStart;
  if (future.logEndOffset === first) return false;
  await future.truncateFullyAndStartAt(first);
  return true;
}

function append({ world, source, future }: CopiedLogs, bytes: Buffer): void {
  const nowMs = world.clock.wallMs();
  const leaderEpoch = source.latestEpoch ?? -1;
  const outcome = future.append(bytes, { origin: 'replica', leaderEpoch, nowMs });
  future.flushAppends();
  if (future.failure !== undefined) throw future.failure;
  if (outcome.kind === 'refused') throw new CopyError(outcome.message);
  if (outcome.kind === 'appended' && outcome.sizeBytes > 0) return;
  throw new CopyError(`nothing of ${bytes.length} bytes of ${source.name} could be taken`);
}

/** High watermark and log start: both move behind what is copied. */
export function followOffsets({ source, future }: CopiedLogs): void {
  const highWatermark = Math.min(source.highWatermark, future.writtenOffset);
  if (highWatermark > future.highWatermark) future.setHighWatermark(highWatermark);
  const start = Math.min(source.logStartOffset, future.highWatermark);
  if (start > future.logStartOffset) future.incrementLogStartOffset(start);
}

// When a snapshot is due, and which snapshots and log segments may go: decided here, done by the
// shell.

import type { OffsetAndEpoch } from '../offset-and-epoch.ts';

export interface SnapshotTrigger {
  /** metadata.log.max.record.bytes.between.snapshots */
  readonly bytesMax: number;
  /** metadata.log.max.snapshot.interval.ms; 0 for none. */
  readonly intervalMs: number;
}

export interface SinceSnapshot {
  /** Bytes of committed batches since the newest snapshot. */
  readonly bytes: number;
  /** Time since the newest snapshot, or since the first change after it was loaded. */
  readonly elapsedMs: number;
}

/** Why a snapshot is due; undefined while none is. Without a change none ever is. */
export function snapshotReason(
  since: SinceSnapshot,
  trigger: SnapshotTrigger,
): 'size' | 'time' | undefined {
  if (since.bytes === 0) return undefined;
  if (since.bytes >= trigger.bytesMax) return 'size';
  const isTimed = trigger.intervalMs > 0;
  return isTimed && since.elapsedMs >= trigger.intervalMs ? 'time' : undefined;
}

export interface StoredSnapshot {
  readonly id: OffsetAndEpoch;
  readonly sizeBytes: number;
  /** Timestamp of the last record contained. */
  readonly timestampMs: number;
}

export interface SnapshotRetention {
  /** metadata.max.retention.bytes, of snapshots and log together; below 0 for no limit. */
  readonly bytesMax: number;
  /** metadata.max.retention.ms; below 0 for no limit. */
  readonly ageMsMax: number;
}

/**
 * The snapshots to delete, oldest first. The newest always stays, and whatever goes, the next
 * oldest becomes the log's start: the log below it goes with it.
 */
export function snapshotsToDelete(
  snapshots: readonly StoredSnapshot[],
  log: { readonly sizeBytes: number; readonly nowMs: number },
  retention: SnapshotRetention,
): readonly StoredSnapshot[] {
  let sizeBytes = log.sizeBytes + snapshots.reduce((sum, each) => sum + each.sizeBytes, 0);
  const deleted: StoredSnapshot[] = [];
  for (let index = 0; index + 1 < snapshots.length; index++) {
    const oldest = snapshots[index];
    const next = snapshots[index + 1];
    if (oldest === undefined || next === undefined) break;
    const isTooMuch = retention.bytesMax >= 0 && sizeBytes > retention.bytesMax;
    const isTooOld = retention.ageMsMax >= 0 && log.nowMs - next.timestampMs > retention.ageMsMax;
    if (!isTooMuch && !isTooOld) break;
    deleted.push(oldest);
    sizeBytes -= oldest.sizeBytes;
  }
  return deleted;
}

// When a snapshot is due, and which snapshots and log segments may go: decided here, done by the
// shell.

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

export interface KeptSnapshots {
  readonly count: number;
  /** Bytes of all of them, and of the log. */
  readonly snapshotBytes: number;
  readonly logBytes: number;
  /** How long ago the last record that the oldest one contains was written. */
  readonly oldestAgeMs: number;
}

export interface SnapshotRetention {
  /** metadata.max.retention.bytes, of snapshots and log together; below 0 for no limit. */
  readonly bytesMax: number;
  /** metadata.max.retention.ms; below 0 for no limit. */
  readonly ageMsMax: number;
}

/**
 * Why the oldest snapshot may go; undefined while it has to stay, as the only one always has. The
 * next oldest becomes the log's start then: the segments below it go at once, and what is kept is
 * looked at again.
 */
export function retentionReason(
  { count, snapshotBytes, logBytes, oldestAgeMs }: KeptSnapshots,
  { bytesMax, ageMsMax }: SnapshotRetention,
): 'size' | 'time' | undefined {
  if (count < 2) return undefined;
  if (bytesMax >= 0 && logBytes + snapshotBytes > bytesMax) return 'size';
  return ageMsMax >= 0 && oldestAgeMs > ageMsMax ? 'time' : undefined;
}

// One look of retention at the logs of a directory: each is asked what it lets go, one checkpoint
// tells where all of them start from now on, and only then segments go. It waits for the disk on
// the thread pool, and goes over the logs in slices.

import type { World } from '@ottla/base';

import type { ComingStart, LogStarts } from '../directory/log-starts.ts';
import { Slices } from '../files/slices.ts';
import type { PartitionLog } from '../partition/partition-log.ts';
import type { OldSegments } from './delete-segments.ts';

export interface RetentionLook {
  readonly world: Pick<World, 'clock' | 'timers'>;
  readonly logs: readonly PartitionLog[];
  readonly starts: LogStarts;
  readonly nowMs: number;
  /** False once the directory is closed, or has failed. */
  readonly mayGoOn: () => boolean;
}

interface Chosen extends ComingStart {
  readonly old: OldSegments;
}

/** Resolves with how many segments went. Rejects with KafkaStorageError. */
export async function deleteOldSegments(look: RetentionLook): Promise<number> {
  const { world, logs, starts, nowMs, mayGoOn } = look;
  const slices = new Slices(world);
  const chosen: Chosen[] = [];
  for (const log of logs) {
    const old = await log.chooseOldSegments(nowMs);
    if (old !== undefined) chosen.push({ log, offset: old.newStart, old });
    if (slices.isDue) await slices.rest();
    if (!mayGoOn()) return 0;
  }
  if (chosen.length === 0) return 0;
  let count = 0;
  await starts.announce(chosen, async () => {
    for (const { log, old } of chosen) {
      if (!mayGoOn()) return;
      count += await log.dropOldSegments(old);
      if (slices.isDue) await slices.rest();
    }
  });
  return count;
}

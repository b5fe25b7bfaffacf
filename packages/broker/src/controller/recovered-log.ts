// What a start finds in the metadata log: its epochs, and what snapshot and log say about the
// quorum. It brings a log that is behind its newest snapshot to where the snapshot ends, and
// refuses a log whose beginning is nowhere.

import type { Logger } from '@ottla/base';
import { BatchWalk } from '@ottla/protocol';
import {
  compareLogEnds,
  type EpochStart,
  quorumControlsIn,
  readSnapshot,
  type ReplicatedLog,
  type VoterHistory,
} from '@ottla/raft';
import { MetadataLogError } from './replicated-log-of.ts';
import type { SnapshotStore } from './snapshot-store.ts';

export interface RecoveredLog {
  readonly epochs: readonly EpochStart[];
  readonly voters: VoterHistory;
}

/** Read at a time while the log is looked through. */
const SCAN_BYTES = 1_048_576;

export interface LogToRecover {
  readonly log: ReplicatedLog;
  readonly snapshots: SnapshotStore;
  /** Before anything that snapshot and log say. */
  readonly voters: VoterHistory;
  readonly logger: Logger;
}

/** Throws MetadataLogError where records are missing, and what a damaged snapshot throws. */
export async function recoverLog(found: LogToRecover): Promise<RecoveredLog> {
  const { log, snapshots, logger } = found;
  const { latest } = snapshots;
  let voters = found.voters;
  if (latest !== undefined) {
    const { controls } = readSnapshot(snapshots.read(latest), snapshots.pathOf(latest));
    for (const control of controls) voters = voters.with(control);
  }
  refuseMissing(found);
  const recovered = scan(log, voters, latest?.offset ?? 0);
  const logEnd = { offset: log.endOffset, epoch: recovered.epochs.at(-1)?.epoch ?? 0 };
  if (latest === undefined || compareLogEnds(latest, logEnd) <= 0) return recovered;
  logger.warn('the metadata log is behind its newest snapshot and goes on where that ends', {
    snapshot: snapshots.pathOf(latest),
    endOffset: log.endOffset,
  });
  await log.truncateFullyAndStartAt(latest.offset);
  return { epochs: [], voters };
}

/** Below the log's start there must be a snapshot that reaches it. */
function refuseMissing({ log, snapshots }: LogToRecover): void {
  const reach = snapshots.latest?.offset ?? 0;
  if (log.startOffset <= reach) return;
  throw new MetadataLogError(
    `the metadata log begins at offset ${log.startOffset}, and no snapshot reaches beyond ` +
      `${reach}: put the missing .checkpoint file back`,
  );
}

/** What records before `sinceOffset` say of the quorum is in the snapshot that ends there. */
function scan(log: ReplicatedLog, votersBefore: VoterHistory, sinceOffset: number): RecoveredLog {
  let voters = votersBefore;
  const epochs: EpochStart[] = [];
  let offset = log.startOffset;
  while (offset < log.endOffset) {
    const bytes = log.read(offset, SCAN_BYTES);
    const walk = new BatchWalk(bytes);
    const before = offset;
    while (walk.next()) {
      const { partitionLeaderEpoch: epoch, baseOffset } = walk.batch;
      if (epochs.at(-1)?.epoch !== epoch) epochs.push({ epoch, startOffset: baseOffset });
      offset = walk.batch.nextOffset;
    }
    if (offset === before) {
      throw new MetadataLogError(`the log ends at ${offset}, not where it says`);
    }
    for (const control of quorumControlsIn(bytes)) {
      if (control.offset >= sinceOffset) voters = voters.with(control);
    }
  }
  return { epochs, voters };
}

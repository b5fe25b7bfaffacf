// What snapshots change for a replica: where its log begins, and, for a follower that was too far
// behind, everything.

import { EpochHistory } from '../epoch-history.ts';
import type { OffsetAndEpoch } from '../offset-and-epoch.ts';
import type { ReplicaCore } from '../replica-core.ts';
import type { QuorumControl } from '../voter-history.ts';
import { fetchOn } from './fetch-response.ts';

/** Older segments are gone; a snapshot ends at the new start or behind it. */
export function raiseLogStart(core: ReplicaCore, startOffset: number): void {
  core.startOffset = startOffset;
  core.epochs = core.epochs.cutFrom(startOffset);
  core.snapshots = core.snapshots.filter((each) => each.offset >= startOffset);
}

/** The log is empty now and begins where the snapshot ends: all of that is committed. */
export function installSnapshot(
  core: ReplicaCore,
  id: OffsetAndEpoch,
  controls: readonly QuorumControl[],
): void {
  core.startOffset = id.offset;
  core.endOffset = id.offset;
  core.flushedOffset = id.offset;
  core.flushAskedOffset = id.offset;
  core.epochs = new EpochHistory([]);
  core.snapshots = [id];
  core.voters = controls.reduce((voters, control) => voters.with(control), core.voters.cleared());
  core.fetchingSnapshot = undefined;
  core.commitUpTo(id.offset);
  const { state } = core;
  if (state.kind === 'follower') {
    const { nowMs } = core.moment;
    const deadlineMs = core.isVoter ? nowMs + core.options.fetchTimeoutMs : Infinity;
    core.state = { ...state, hasFetched: true, deadlineMs };
  }
  fetchOn(core);
}

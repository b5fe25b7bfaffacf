// Time passes: what each state does when one of its deadlines has come, and when the next one is.

import type { ReplicaCore } from '../replica-core.ts';
import type { LeaderState } from '../states/leader-state.ts';
import {
  becomeProspective,
  becomeResigned,
  becomeUnattached,
  leaveLostElection,
} from '../transitions.ts';
import { sendBeginQuorumEpoch } from './begin-quorum-epoch.ts';
import { wakeFetches } from './fetch.ts';
import { drainDeadlineMs, writeWhatIsDue } from './leader-log.ts';

/** When `tick` is due next; Infinity for never. */
export function nextDeadlineMs(core: ReplicaCore): number {
  const { state } = core;
  const parkedMs = core.parkedFetches.map((each) => each.deadlineMs);
  if (state.kind !== 'leader') return core.isShuttingDown ? Infinity : state.deadlineMs;
  return Math.min(
    state.checkQuorumDeadlineMs,
    state.beginQuorumEpochDeadlineMs,
    drainDeadlineMs(core, state),
    ...parkedMs,
  );
}

export function tick(core: ReplicaCore): void {
  const { state } = core;
  const { nowMs } = core.moment;
  if (state.kind === 'leader') return tickLeader(core, state);
  if (core.isShuttingDown || state.deadlineMs > nowMs) return;
  switch (state.kind) {
    case 'unattached':
    case 'follower':
    case 'candidate':
      return becomeProspective(core);
    case 'prospective':
      return leaveLostElection(core);
    case 'resigned':
      // The epoch ends with it: in a new one this replica can follow, and vote, again.
      return becomeUnattached(core, state.epoch + 1, -1);
  }
}

function tickLeader(core: ReplicaCore, leader: LeaderState): void {
  const { nowMs } = core.moment;
  if (core.isShuttingDown || leader.checkQuorumDeadlineMs <= nowMs) return becomeResigned(core);
  if (leader.beginQuorumEpochDeadlineMs <= nowMs) sendBeginQuorumEpoch(core);
  writeWhatIsDue(core, leader);
  wakeFetches(core, false);
}

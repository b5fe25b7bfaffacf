// The first batch of a leader's epoch: LeaderChange, and with it kraft.version and voters where the
// log does not have them yet, or has the leader's endpoints wrong.

import { assert } from '@ottla/base';
import { type ControlRecord, controlBatch } from '@ottla/protocol';
import { kraftVersionControl, leaderChangeRecord, votersControl } from './control-records.ts';
import type { ReplicaCore } from './replica-core.ts';
import { SUPPORTED_KRAFT_VERSIONS } from './replica-options.ts';
import type { LeaderState } from './states/leader-state.ts';
import type { QuorumControl } from './voter-history.ts';
import type { Voter, VoterSet } from './voter-set.ts';

export interface EpochStart {
  readonly bytes: Uint8Array;
  readonly endOffset: number;
  /** What the batch says about the quorum. */
  readonly controls: readonly QuorumControl[];
}

/** The voters to write: undefined where the log has them right. */
function votersToWrite(core: ReplicaCore): VoterSet | undefined {
  const { voters, votersOffset } = core.voters;
  assert(votersOffset !== undefined, 'kraft.version 1 comes with voters in snapshot or log');
  const { local, endpoints } = core.options;
  const self: Voter = { key: local, endpoints, kraftVersions: SUPPORTED_KRAFT_VERSIONS };
  if (votersOffset !== -1 && !voters.needsUpdate(self)) return undefined;
  const updated = voters.withUpdated(self);
  assert(updated !== undefined, `leader ${local.id} is one of the voters`);
  return updated;
}

export function epochStartBatch(core: ReplicaCore, leader: LeaderState): EpochStart {
  const { epoch, epochStartOffset } = leader;
  const records: ControlRecord[] = [
    leaderChangeRecord({
      leaderId: leader.leaderId,
      voterIds: leader.voters.ids,
      grantingIds: leader.granting,
    }),
  ];
  const controls: QuorumControl[] = [];
  const level = core.voters.kraftVersion;
  const voters = level >= 1 ? votersToWrite(core) : undefined;
  if (voters !== undefined) {
    records.push(kraftVersionControl(level), votersControl(voters));
    controls.push({ kind: 'kraft-version', offset: epochStartOffset + 1, level });
    controls.push({ kind: 'voters', offset: epochStartOffset + 2, voters });
  }
  const bytes = controlBatch(records, {
    baseOffset: epochStartOffset,
    partitionLeaderEpoch: epoch,
    timestamp: core.moment.wallMs,
  });
  return { bytes, endOffset: epochStartOffset + records.length, controls };
}

// What every request between replicas is checked for before anything else (kraft.md §4).

import { errors, type ProtocolError } from '@ottla/protocol';
import type { ReplicaCore } from '../replica-core.ts';
import type { ReplicaKey } from '../replica-key.ts';

/** A sender that names no cluster is believed. */
export function isSameCluster(core: ReplicaCore, clusterId: string | null): boolean {
  return clusterId === null || clusterId === core.options.clusterId;
}

/** Whether the request was meant for this replica: node and directory, where they are named. */
export function isAddressedHere(core: ReplicaCore, voter: ReplicaKey | undefined): boolean {
  if (voter === undefined) return true;
  const { local } = core.options;
  if (voter.id !== local.id) return false;
  return voter.directoryId === undefined || voter.directoryId === local.directoryId;
}

/** For Vote, BeginQuorumEpoch and EndQuorumEpoch. */
export function voterRequestError(
  core: ReplicaCore,
  sender: { readonly id: number; readonly epoch: number },
): ProtocolError {
  if (sender.epoch < core.state.epoch) return errors.FENCED_LEADER_EPOCH;
  if (sender.id < 0) return errors.INVALID_REQUEST;
  return errors.NONE;
}

/** For Fetch and FetchSnapshot, which only the leader of that epoch answers. */
export function leaderRequestError(core: ReplicaCore, epoch: number): ProtocolError {
  const { state } = core;
  if (epoch < state.epoch) return errors.FENCED_LEADER_EPOCH;
  if (epoch > state.epoch) return errors.UNKNOWN_LEADER_EPOCH;
  if (state.kind !== 'leader') return errors.NOT_LEADER_OR_FOLLOWER;
  return core.isShuttingDown ? errors.BROKER_NOT_AVAILABLE : errors.NONE;
}

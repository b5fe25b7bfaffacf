// BeginQuorumEpoch: a new leader tells the voters that it leads, and repeats it to those that do
// not fetch from it.

import { errors, type ProtocolError } from '@ottla/protocol';
import type { BeginQuorumEpochRequest } from '../messages/requests.ts';
import type { BeginQuorumEpochResponse } from '../messages/responses.ts';
import type { ReplicaCore } from '../replica-core.ts';
import { followNews, readCommon } from './epoch-news.ts';
import { isAddressedHere, isSameCluster, voterRequestError } from './request-checks.ts';

function responseOf(core: ReplicaCore, error: ProtocolError): BeginQuorumEpochResponse {
  const { leaderId, epoch } = core.state;
  return { kind: 'begin-quorum-epoch', error: error.code, leaderId, epoch };
}

export function answerBeginQuorumEpoch(
  core: ReplicaCore,
  request: BeginQuorumEpochRequest,
): BeginQuorumEpochResponse {
  if (!isSameCluster(core, request.clusterId)) {
    return responseOf(core, errors.INCONSISTENT_CLUSTER_ID);
  }
  const { leaderId, epoch } = request;
  const error = voterRequestError(core, { id: leaderId, epoch });
  if (error !== errors.NONE) return responseOf(core, error);
  followNews(core, leaderId, epoch);
  const isHere = isAddressedHere(core, request.voter);
  return responseOf(core, isHere ? errors.NONE : errors.INVALID_VOTER_KEY);
}

/**
 * Only what the response tells of other leaders matters: an ignored one is repeated by the timer.
 */
export function readBeginQuorumEpochResponse(
  core: ReplicaCore,
  response: BeginQuorumEpochResponse,
): void {
  readCommon(core, response);
}

/**
 * Tells voters that have not fetched for half a fetch timeout who leads, and sets the next time.
 */
export function sendBeginQuorumEpoch(core: ReplicaCore): void {
  const { state, options } = core;
  if (state.kind !== 'leader') return;
  const { nowMs } = core.moment;
  const intervalMs = Math.floor(options.fetchTimeoutMs / 2);
  state.beginQuorumEpochDeadlineMs =
    state.voters.size > 1 ? nowMs + intervalMs : Number.POSITIVE_INFINITY;
  for (const voter of state.silentVoters(nowMs - intervalMs)) {
    core.send(voter.id, {
      kind: 'begin-quorum-epoch',
      clusterId: options.clusterId,
      voter,
      leaderId: core.localId,
      epoch: state.epoch,
    });
  }
}

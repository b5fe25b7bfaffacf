// EndQuorumEpoch: a leader that goes tells the voters, and who of them had best stand for election.

import { errors, type ProtocolError } from '@ottla/protocol';
import type { EndQuorumEpochRequest } from '../messages/requests.ts';
import type { EndQuorumEpochResponse } from '../messages/responses.ts';
import type { ReplicaCore } from '../replica-core.ts';
import type { ReplicaKey } from '../replica-key.ts';
import { followNews, readCommon } from './epoch-news.ts';
import { isSameCluster, voterRequestError } from './request-checks.ts';

function responseOf(core: ReplicaCore, error: ProtocolError): EndQuorumEpochResponse {
  const { leaderId, epoch } = core.state;
  return { kind: 'end-quorum-epoch', error: error.code, leaderId, epoch };
}

export function answerEndQuorumEpoch(
  core: ReplicaCore,
  request: EndQuorumEpochRequest,
): EndQuorumEpochResponse {
  if (!isSameCluster(core, request.clusterId)) {
    return responseOf(core, errors.INCONSISTENT_CLUSTER_ID);
  }
  const { leaderId, epoch } = request;
  const error = voterRequestError(core, { id: leaderId, epoch });
  if (error !== errors.NONE) return responseOf(core, error);
  followNews(core, leaderId, epoch);
  const { state } = core;
  if (state.kind === 'follower' && state.leaderId === leaderId && core.isVoter) {
    const { local, electionBackoffMaxMs } = core.options;
    const waitMs = successionBackoffMs(local, request.preferredCandidates, electionBackoffMaxMs);
    core.state = { ...state, deadlineMs: core.moment.nowMs + waitMs };
  }
  return responseOf(core, errors.NONE);
}

/**
 * How long a follower waits before it stands: not at all for the first candidate, doubling down the
 * list, the maximum for the last and for whoever is not listed.
 */
export function successionBackoffMs(
  local: ReplicaKey,
  candidates: readonly ReplicaKey[],
  backoffMaxMs: number,
): number {
  const position = candidates.findIndex(
    (each) =>
      each.id === local.id &&
      (each.directoryId === undefined || each.directoryId === local.directoryId),
  );
  if (position === 0) return 0;
  if (position < 0) return backoffMaxMs;
  const baseMs = Math.floor(backoffMaxMs / 2 ** (candidates.length - 1));
  return Math.min(backoffMaxMs, baseMs * 2 ** (position - 1));
}

export function readEndQuorumEpochResponse(
  core: ReplicaCore,
  voterId: number,
  response: EndQuorumEpochResponse,
): void {
  const reading = readCommon(core, response);
  const { state } = core;
  if (state.kind !== 'resigned' || reading === 'done') return;
  if (reading === 'try-later') return tellAgain(core, voterId);
  const left = [...state.unacknowledged].filter((id) => id !== voterId);
  core.state = { ...state, unacknowledged: new Set(left) };
}

/** A voter did not answer: it is told again as long as this replica stays resigned. */
export function tellAgain(core: ReplicaCore, voterId: number): void {
  const { state, options } = core;
  if (state.kind !== 'resigned' || !state.unacknowledged.has(voterId)) return;
  const request: EndQuorumEpochRequest = {
    kind: 'end-quorum-epoch',
    clusterId: options.clusterId,
    leaderId: core.localId,
    epoch: state.epoch,
    preferredCandidates: state.preferredCandidates,
  };
  core.send(voterId, request, options.retryBackoffMs);
}

// Vote: a replica asks to be elected, or whether it would be. Grant rules are in
// states/vote-rules.ts.

import { errors, type ProtocolError } from '@ottla/protocol';
import { UNKNOWN_LEADER } from '../election-state.ts';
import type { VoteRequest } from '../messages/requests.ts';
import type { VoteResponse } from '../messages/responses.ts';
import { compareLogEnds } from '../offset-and-epoch.ts';
import type { ReplicaCore } from '../replica-core.ts';
import { grantsVote } from '../states/vote-rules.ts';
import {
  addVote,
  becomeCandidate,
  becomeLeader,
  becomeUnattached,
  leaveLostElection,
  voteRequestTo,
} from '../transitions.ts';
import { readCommon } from './epoch-news.ts';
import { isAddressedHere, isSameCluster, voterRequestError } from './request-checks.ts';

function voteResponse(core: ReplicaCore, error: ProtocolError, granted: boolean): VoteResponse {
  const { leaderId, epoch } = core.state;
  return { kind: 'vote', error: error.code, leaderId, epoch, granted };
}

/**
 * A candidate's epoch is new, so no record of it can be in its log; one that only asks may have
 * some.
 */
function isIllegal({ logEnd, epoch, isPreVote }: VoteRequest): boolean {
  if (logEnd.offset < 0 || logEnd.epoch < 0) return true;
  return isPreVote ? logEnd.epoch > epoch : logEnd.epoch >= epoch;
}

export function answerVote(core: ReplicaCore, request: VoteRequest): VoteResponse {
  if (!isSameCluster(core, request.clusterId)) {
    return voteResponse(core, errors.INCONSISTENT_CLUSTER_ID, false);
  }
  if (isIllegal(request)) return voteResponse(core, errors.INVALID_REQUEST, false);
  const { candidate, epoch, isPreVote } = request;
  const error = voterRequestError(core, { id: candidate.id, epoch });
  if (error !== errors.NONE) return voteResponse(core, error, false);
  if (epoch > core.state.epoch) becomeUnattached(core, epoch, UNKNOWN_LEADER);
  if (!isAddressedHere(core, request.voter)) {
    return voteResponse(core, errors.INVALID_VOTER_KEY, false);
  }
  const isUpToDate = compareLogEnds(request.logEnd, core.logEnd) >= 0;
  const granted = grantsVote(core.state, { candidate, isUpToDate, isPreVote });
  const { state } = core;
  const mayBind = state.kind === 'unattached' || state.kind === 'prospective';
  if (granted && !isPreVote && mayBind && state.votedKey === undefined) addVote(core, candidate);
  return voteResponse(core, errors.NONE, granted);
}

export function readVoteResponse(core: ReplicaCore, voterId: number, response: VoteResponse): void {
  if (response.error === errors.UNSUPPORTED_VERSION.code && core.state.kind === 'prospective') {
    // That voter knows no pre-vote: there is nothing to ask, only to stand.
    return becomeCandidate(core);
  }
  const reading = readCommon(core, response);
  const { state } = core;
  if (state.kind !== 'prospective' && state.kind !== 'candidate') return;
  if (reading === 'try-later') return askAgain(core, voterId);
  if (reading === 'done' || !state.tally.has(voterId)) return;
  state.tally.record(voterId, response.granted);
  if (state.tally.isWon) {
    if (state.kind === 'prospective') becomeCandidate(core);
    else becomeLeader(core);
  } else if (state.tally.isLost && state.kind === 'prospective') {
    leaveLostElection(core);
  }
}

/**
 * A voter did not answer: it is asked again, as long as the election is open and lost by nobody.
 */
export function askAgain(core: ReplicaCore, voterId: number): void {
  const { state, options } = core;
  if (state.kind !== 'prospective' && state.kind !== 'candidate') return;
  if (state.tally.isLost || !state.tally.unrecorded.includes(voterId)) return;
  core.send(voterId, voteRequestTo(core, voterId), options.retryBackoffMs);
}

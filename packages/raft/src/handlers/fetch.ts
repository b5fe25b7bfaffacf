// Fetch as the leader answers it: checks where the follower's log parts from its own, takes note of
// how far the follower is (which is what commits), and waits while there is nothing to tell.

import { errors } from '@ottla/protocol';
import type { EpochHistory } from '../epoch-history.ts';
import { emptyFetchResponse } from '../messages/fetch-responses.ts';
import type { FetchRequest } from '../messages/requests.ts';
import type { FetchResponse } from '../messages/responses.ts';
import { compareLogEnds, type OffsetAndEpoch } from '../offset-and-epoch.ts';
import type { ReplicaCore } from '../replica-core.ts';
import { BOOTSTRAP_SNAPSHOT_ID } from '../replica-options.ts';
import type { LeaderState } from '../states/leader-state.ts';
import { checkQuorumTimeoutMs } from '../transitions.ts';
import { isSameCluster, leaderRequestError } from './request-checks.ts';

/** What the leader's log says to a follower's position. */
export type FetchPosition =
  | { readonly kind: 'valid' }
  | { readonly kind: 'diverging'; readonly at: OffsetAndEpoch }
  | { readonly kind: 'snapshot'; readonly id: OffsetAndEpoch };

export interface PositionedLog {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly epochs: EpochHistory;
  readonly lastEpoch: number;
  /** Oldest first; the oldest ends at the log's start. */
  readonly snapshots: readonly OffsetAndEpoch[];
}

/**
 * Compares a follower's log end (its offset, and the epoch of the record before it) with the
 * leader's log.
 */
export function positionOf(log: PositionedLog, follower: OffsetAndEpoch): FetchPosition {
  const oldest = log.snapshots[0];
  const newest = log.snapshots.at(-1);
  if (follower.offset === 0) {
    const isReal = newest !== undefined && compareLogEnds(newest, BOOTSTRAP_SNAPSHOT_ID) !== 0;
    if (isReal) return { kind: 'snapshot', id: newest };
    if (log.startOffset === 0) return { kind: 'valid' };
  }
  if (oldest !== undefined && newest !== undefined && isBelow(log, oldest, follower)) {
    return { kind: 'snapshot', id: newest };
  }
  const end = endOfEpoch(log, follower.epoch);
  const isInLog = end.epoch === follower.epoch && end.offset >= follower.offset;
  return isInLog ? { kind: 'valid' } : { kind: 'diverging', at: end };
}

/**
 * Whether the follower's end lies where the leader has nothing but the snapshot to compare with.
 */
function isBelow(log: PositionedLog, oldest: OffsetAndEpoch, follower: OffsetAndEpoch): boolean {
  if (follower.offset < log.startOffset || follower.epoch < oldest.epoch) return true;
  return follower.offset === log.startOffset && follower.epoch !== oldest.epoch;
}

/**
 * Where an epoch ends in the leader's log; an epoch it never saw ends where the next larger begins.
 */
function endOfEpoch(log: PositionedLog, epoch: number): OffsetAndEpoch {
  const first = log.epochs.starts[0];
  const logEnd = { offset: log.endOffset, epoch: log.lastEpoch };
  if (first === undefined || epoch > log.lastEpoch) return logEnd;
  return log.epochs.endOf(epoch, log.endOffset) ?? { offset: first.startOffset, epoch };
}

function isInvalid(request: FetchRequest): boolean {
  const { maxWaitMs, fetchOffset, lastFetchedEpoch, epoch } = request;
  return maxWaitMs < 0 || fetchOffset < 0 || lastFetchedEpoch < 0 || lastFetchedEpoch > epoch;
}

/** Answers with an effect, now or later. */
export function answerFetch(core: ReplicaCore, token: number, request: FetchRequest): void {
  if (!isSameCluster(core, request.clusterId)) {
    return respond(core, token, emptyFetchResponse(core, errors.INCONSISTENT_CLUSTER_ID));
  }
  if (isInvalid(request)) {
    return respond(core, token, emptyFetchResponse(core, errors.INVALID_REQUEST));
  }
  const { nowMs } = core.moment;
  const deadlineMs = nowMs + request.maxWaitMs;
  if (!answeredFetch(core, token, request, request.maxWaitMs === 0)) {
    core.parkedFetches.push({ token, request, deadlineMs });
  }
}

function respond(core: ReplicaCore, token: number, response: FetchResponse): void {
  core.emit({ kind: 'respond', token, response });
}

/** Answers if there is something to say, or if it must. */
function answeredFetch(
  core: ReplicaCore,
  token: number,
  request: FetchRequest,
  must: boolean,
): boolean {
  const error = leaderRequestError(core, request.epoch);
  const { state } = core;
  if (error !== errors.NONE || state.kind !== 'leader') {
    respond(core, token, emptyFetchResponse(core, error));
    return true;
  }
  const { fetchOffset, lastFetchedEpoch } = request;
  const position = positionOf(core, { offset: fetchOffset, epoch: lastFetchedEpoch });
  if (position.kind === 'valid') noteProgress(core, state, request);
  const response = emptyFetchResponse(core, errors.NONE);
  if (position.kind === 'diverging') {
    respond(core, token, { ...response, diverging: position.at });
  } else if (position.kind === 'snapshot') {
    respond(core, token, { ...response, snapshotId: position.id });
  } else if (fetchOffset < core.endOffset) {
    const { bytesMax } = request;
    core.emit({ kind: 'respond-with-records', token, response, offset: fetchOffset, bytesMax });
  } else if (must || response.highWatermark > request.highWatermark) {
    respond(core, token, response);
  } else {
    return false;
  }
  return true;
}

function noteProgress(core: ReplicaCore, leader: LeaderState, request: FetchRequest): void {
  const { nowMs } = core.moment;
  const { replica, fetchOffset } = request;
  if (replica.id < 0 || replica.id === core.localId) return;
  if (leader.updateReplica(replica, fetchOffset, nowMs, core.endOffset)) commit(core, leader);
  noteListening(core, leader, request);
}

function noteListening(core: ReplicaCore, leader: LeaderState, request: FetchRequest): void {
  if (!leader.noteFetch(request.replica) || leader.voters.size === 1) return;
  leader.checkQuorumDeadlineMs = core.moment.nowMs + checkQuorumTimeoutMs(core);
}

/** The leader's high watermark has moved: tell this node, and all who wait for it. */
export function commit(core: ReplicaCore, leader: LeaderState): void {
  if (leader.highWatermark !== undefined) core.commitUpTo(leader.highWatermark);
  wakeFetches(core, true);
}

/** Looks at parked fetches again; all of them are answered when the high watermark has moved. */
export function wakeFetches(core: ReplicaCore, all: boolean): void {
  const parked = core.parkedFetches;
  core.parkedFetches = [];
  for (const each of parked) {
    const isDue = all || each.deadlineMs <= core.moment.nowMs;
    if (!answeredFetch(core, each.token, each.request, isDue)) core.parkedFetches.push(each);
  }
}

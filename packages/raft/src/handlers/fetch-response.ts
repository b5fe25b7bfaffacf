// What a follower does with the leader's answer to its Fetch: appends and makes durable before it
// fetches on (the next Fetch tells the leader that it has the records), cuts its log, or turns to a
// snapshot.

import { batchesIn, CorruptBatchError } from '@ottla/protocol';
import { quorumControlsIn } from '../control-records.ts';
import type { FetchRequest } from '../messages/requests.ts';
import type { FetchResponse } from '../messages/responses.ts';
import type { OffsetAndEpoch } from '../offset-and-epoch.ts';
import type { ReplicaCore } from '../replica-core.ts';
import type { FollowerState } from '../states/follower-state.ts';
import { readCommon } from './epoch-news.ts';

/** How long the leader may hold a Fetch back. */
const FETCH_MAX_WAIT_MS = 500;

/** Sends the next Fetch, unless one is under way or must wait for the disk. */
export function fetchOn(core: ReplicaCore, afterMs = 0): void {
  const { state } = core;
  if (core.isShuttingDown || core.fetchRequestId !== undefined) return;
  if (core.fetchingSnapshot !== undefined || core.flushedOffset < core.endOffset) return;
  if (state.kind === 'follower') {
    core.fetchRequestId = core.send(state.leaderId, fetchRequest(core), afterMs);
  } else if (state.kind === 'unattached' && !core.isOnlyVoter) {
    core.fetchRequestId = core.send('any', fetchRequest(core), afterMs);
  }
}

function fetchRequest(core: ReplicaCore): FetchRequest {
  const { options } = core;
  return {
    kind: 'fetch',
    clusterId: options.clusterId,
    replica: options.local,
    epoch: core.state.epoch,
    fetchOffset: core.endOffset,
    lastFetchedEpoch: core.lastEpoch,
    highWatermark: core.highWatermark,
    maxWaitMs: FETCH_MAX_WAIT_MS,
    bytesMax: options.fetchBytesMax,
  };
}

export function readFetchResponse(core: ReplicaCore, response: FetchResponse): void {
  const { state: before } = core;
  const { retryBackoffMs } = core.options;
  const reading = readCommon(core, response);
  const { state } = core;
  if (reading === 'current' && state.kind === 'follower' && takeIn(core, response)) {
    noteSuccess(core, state);
    return fetchOn(core);
  }
  // News of a leader are followed up at once; an answer that leads nowhere is not worth a hurry.
  fetchOn(core, state === before ? retryBackoffMs : 0);
}

function noteSuccess(core: ReplicaCore, state: FollowerState): void {
  const { nowMs } = core.moment;
  const deadlineMs = core.isVoter ? nowMs + core.options.fetchTimeoutMs : Number.POSITIVE_INFINITY;
  core.state = { ...state, hasFetched: true, deadlineMs };
}

/** False where the response cannot be used. */
function takeIn(core: ReplicaCore, response: FetchResponse): boolean {
  const { diverging, snapshotId, records } = response;
  if (diverging !== undefined) return cutAt(core, diverging);
  if (snapshotId !== undefined) {
    core.fetchingSnapshot = snapshotId;
    core.emit({ kind: 'fetch-snapshot', leaderId: core.state.leaderId, id: snapshotId });
    return true;
  }
  if (records.length > 0 && !appendFetched(core, records)) return false;
  core.commitUpTo(Math.min(response.highWatermark, core.endOffset));
  return true;
}

/** Where to cut a log that parts from the leader's: never above the leader's end of that epoch. */
export function truncationOffset(
  log: Pick<ReplicaCore, 'epochs' | 'endOffset'>,
  diverging: OffsetAndEpoch,
): number {
  if (diverging.epoch === 0) return Math.min(diverging.offset, log.endOffset);
  const own = log.epochs.endOf(diverging.epoch, log.endOffset);
  if (own === undefined) return Math.min(diverging.offset, log.endOffset);
  return own.epoch === diverging.epoch ? Math.min(own.offset, diverging.offset) : own.offset;
}

function cutAt(core: ReplicaCore, diverging: OffsetAndEpoch): boolean {
  const offset = truncationOffset(core, diverging);
  if (offset < core.endOffset) core.truncate(offset);
  return true;
}

interface FetchedPart {
  readonly epoch: number;
  readonly start: number;
  end: number;
  endOffset: number;
}

/**
 * Appends the whole, valid batches that continue this log, one effect for each epoch among them.
 * What a leader of a later epoch has written is not for a fetch in this one.
 */
function appendFetched(core: ReplicaCore, records: Uint8Array): boolean {
  const parts = fetchedParts(core, records);
  for (const { start, end, epoch, endOffset } of parts) {
    const bytes = records.subarray(start, end);
    core.append(bytes, epoch, endOffset);
    for (const control of quorumControlsIn(bytes)) core.voters = core.voters.with(control);
  }
  core.flush();
  return parts.length > 0;
}

function fetchedParts(core: ReplicaCore, records: Uint8Array): readonly FetchedPart[] {
  const parts: FetchedPart[] = [];
  let nextOffset = core.endOffset;
  let position = 0;
  try {
    for (const batch of batchesIn(records)) {
      const epoch = batch.partitionLeaderEpoch;
      const isNext = batch.baseOffset === nextOffset && batch.magic === 2 && batch.isCrcValid();
      if (!isNext || epoch > core.state.epoch || epoch < (parts.at(-1)?.epoch ?? core.lastEpoch)) {
        break;
      }
      const start = position;
      position += batch.sizeBytes;
      nextOffset = batch.nextOffset;
      const last = parts.at(-1);
      if (last === undefined || last.epoch !== epoch) {
        parts.push({ epoch, start, end: position, endOffset: nextOffset });
      } else {
        last.end = position;
        last.endOffset = nextOffset;
      }
    }
  } catch (error) {
    // What stands before the corrupt bytes is good; the rest is fetched again.
    if (!(error instanceof CorruptBatchError)) throw error;
  }
  return parts;
}

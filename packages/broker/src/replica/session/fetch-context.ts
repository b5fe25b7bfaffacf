// What a Fetch request asks for, seen through its session: which partitions to read, and
// afterwards which of the results the client needs to be told.
//
//   sessionless   what the request names (epoch -1, or a session that has lost its last partition)
//   full          the same, and a session is opened for it where there is room (epoch 0)
//   incremental   what the session knows, changed by what the request names
//   error         the session is unknown, out of step, or of another kind of version

import { errors, type FetchRequest, type ProtocolError, zeroUuid } from '@ottla/protocol';
import { FetchedPartition, type FetchedTopic, partitionKey } from './fetched-partition.ts';
import { type FetchSession, FINAL_EPOCH, INITIAL_EPOCH, NO_SESSION, nextEpoch } from './fetch-session.ts';
import type { FetchSessionCache } from './fetch-session-cache.ts';

/** What reading a partition came to, as far as sessions care. */
export interface FetchResult {
  readonly wanted: FetchedPartition;
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly logStartOffset: number;
  readonly sizeBytes: number;
  readonly hasDivergingEpoch: boolean;
}

/** The answer's frame: what of the results is told, under which session. */
export interface FetchAnswer<Result extends FetchResult> {
  readonly error: ProtocolError;
  readonly sessionId: number;
  readonly told: readonly Result[];
}

interface Named {
  readonly kind: 'sessionless' | 'full';
  /** A session that is opened for it takes them over. */
  readonly partitions: Map<string, FetchedPartition>;
}

interface Incremental {
  readonly kind: 'incremental';
  readonly session: FetchSession;
  readonly partitions: ReadonlyMap<string, FetchedPartition>;
  /** The session's epoch after this request; another one means that a repetition overtook it. */
  readonly epochAfter: number;
}

interface Failed {
  readonly kind: 'error';
  readonly error: ProtocolError;
  readonly partitions: ReadonlyMap<string, FetchedPartition>;
}

export type FetchContext = Named | Incremental | Failed;

const NOTHING: ReadonlyMap<string, FetchedPartition> = new Map();

/** Partitions that a turn takes up. */
const SLICE_SIZE = 1_000;

/** Opens the request, in slices: after this a session has moved on by one epoch. */
export function* openFetch(
  cache: FetchSessionCache,
  request: FetchRequest,
  apiVersion: number,
): Generator<undefined, FetchContext> {
  const { sessionId, sessionEpoch } = request;
  if (sessionEpoch === INITIAL_EPOCH || sessionEpoch === FINAL_EPOCH) {
    if (sessionId !== NO_SESSION) cache.close(sessionId);
    const kind = sessionEpoch === FINAL_EPOCH ? 'sessionless' : 'full';
    return { kind, partitions: yield* named(request) };
  }
  const session = cache.get(sessionId);
  if (session === undefined) return failed(errors.FETCH_SESSION_ID_NOT_FOUND);
  if (session.epoch !== sessionEpoch) return failed(errors.INVALID_FETCH_SESSION_EPOCH);
  if (session.usesTopicIds !== apiVersion >= 13) return failed(errors.FETCH_SESSION_TOPIC_ID_ERROR);
  // It moves on first: a repetition that comes between two slices is out of step.
  cache.touch(session);
  const epochAfter = nextEpoch(session.epoch);
  session.epoch = epochAfter;
  yield* change(session, request);
  const { partitions } = session;
  if (partitions.size > 0) return { kind: 'incremental', session, partitions, epochAfter };
  cache.close(session.id);
  return { kind: 'sessionless', partitions: yield* named(request) };
}

export interface FetchEnd {
  readonly apiVersion: number;
  readonly isFollower: boolean;
}

/** Closes the request: chooses what is told, and remembers it. */
export function closeFetch<Result extends FetchResult>(
  cache: FetchSessionCache,
  context: FetchContext,
  results: readonly Result[],
  { apiVersion, isFollower }: FetchEnd,
): FetchAnswer<Result> {
  switch (context.kind) {
    case 'error':
      return { error: context.error, sessionId: NO_SESSION, told: [] };
    case 'sessionless':
      return { error: errors.NONE, sessionId: NO_SESSION, told: results };
    case 'full': {
      for (const result of results) remember(result);
      const session = cache.open({
        isPrivileged: isFollower,
        usesTopicIds: apiVersion >= 13,
        partitions: context.partitions,
      });
      return { error: errors.NONE, sessionId: session?.id ?? NO_SESSION, told: results };
    }
    case 'incremental': {
      const { session } = context;
      if (session.epoch !== context.epochAfter) {
        return { error: errors.INVALID_FETCH_SESSION_EPOCH, sessionId: session.id, told: [] };
      }
      const told = results.filter((result) => tell(session, result));
      return { error: errors.NONE, sessionId: session.id, told };
    }
  }
}

function failed(error: ProtocolError): Failed {
  return { kind: 'error', error, partitions: NOTHING };
}

function* named(request: FetchRequest): Generator<undefined, Map<string, FetchedPartition>> {
  const partitions = new Map<string, FetchedPartition>();
  let count = 0;
  for (const { topic: name, topicId, partitions: wanted } of request.topics) {
    const topic: FetchedTopic = { name, topicId };
    for (const each of wanted) {
      count += 1;
      if (count % SLICE_SIZE === 0) yield;
      partitions.set(partitionKey(topic, each.partition), new FetchedPartition(topic, each));
    }
  }
  return partitions;
}

function* change(
  { partitions }: FetchSession,
  request: FetchRequest,
): Generator<undefined, void> {
  let count = 0;
  for (const { topic: name, topicId, partitions: wanted } of request.topics) {
    const topic: FetchedTopic = { name, topicId };
    for (const each of wanted) {
      count += 1;
      if (count % SLICE_SIZE === 0) yield;
      const key = partitionKey(topic, each.partition);
      const known = partitions.get(key);
      if (known === undefined) partitions.set(key, new FetchedPartition(topic, each));
      else known.update(each);
    }
  }
  for (const { topic, topicId, partitions: indexes } of request.forgottenTopicsData) {
    const forgotten = { name: topicId === zeroUuid ? topic : '', topicId };
    for (const index of indexes) {
      count += 1;
      if (count % SLICE_SIZE === 0) yield;
      partitions.delete(partitionKey(forgotten, index));
    }
  }
}

/** Remembers what the client is told, and tells whether there is anything worth telling. */
function tell(session: FetchSession, result: FetchResult): boolean {
  const { wanted, highWatermark, logStartOffset, sizeBytes, errorCode } = result;
  const isNews =
    sizeBytes > 0 ||
    errorCode !== errors.NONE.code ||
    result.hasDivergingEpoch ||
    wanted.toldHighWatermark !== highWatermark ||
    wanted.toldLogStartOffset !== logStartOffset;
  remember(result);
  if (sizeBytes > 0) session.moveToEnd(partitionKey(wanted.topic, wanted.index));
  return isNews;
}

function remember({ wanted, errorCode, highWatermark, logStartOffset }: FetchResult): void {
  // After an error the client is told again, once all is well.
  wanted.toldHighWatermark = errorCode === errors.NONE.code ? highWatermark : -1;
  wanted.toldLogStartOffset = logStartOffset;
}

// Fetch: records of many partitions, from offsets on, at once or when enough have come.
//
// Behaviour: partitions are read in the order of the request or session; the first that has
// anything brings at least one batch, whatever the limits. The answer waits for min bytes up to
// max wait, unless something is wrong. Records are sent as they lie in memory, or were read from
// the file. Consumers read up to the high watermark or the last stable offset, followers up to
// the end. Very many partitions are taken up, and answered, in slices; those that this broker has
// are read in one go, so that none is woken between two of them.
// Version notes: 4+ isolation level; 5+ log start offset, KAFKA_STORAGE_ERROR from 6; 7+ sessions
// (KIP-227); 9+ leader epochs; 11+ fetching from followers; 12+ diverging epochs; 13+ topic ids;
// 15+ replica state; 16+ tells who leads instead (KIP-951).

import { assert } from '@ottla/base';
import {
  type Draft,
  errors,
  fetchApi,
  type FetchRequest,
  type FetchResponse,
  type FetchResponsePartitionData,
  type ProtocolError,
  type Uuid,
  zeroUuid,
} from '@ottla/protocol';
import { FetchOperation, type FetchReceiver } from '../replica/fetch/fetch-operation.ts';
import { PartitionRead, unknownWanted } from '../replica/fetch/partition-read.ts';
import { ResponseMemory } from '../replica/fetch/response-memory.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import {
  closeFetch,
  type FetchAnswer,
  type FetchContext,
  openFetch,
} from '../replica/session/fetch-context.ts';
import type { FetchSessionCache } from '../replica/session/fetch-session-cache.ts';
import type { FetchedPartition, FetchedTopic } from '../replica/session/fetched-partition.ts';
import { answerInSlices, SLICE_SIZE, type SlicesHost } from './answer-in-slices.ts';
import { currentLeader, type LeaderEndpoint } from './current-leader.ts';
import type { Handler, Lease, RequestContext, Respond } from './handler.ts';

const READ_COMMITTED = 1;

export interface FetchHandlerOptions extends SlicesHost {
  readonly replicas: ReplicaSet;
  readonly sessions: FetchSessionCache;
  /** fetch.max.bytes */
  readonly responseBytesMax: number;
  /** ottla.response.memory.max.bytes: of all responses that clients have not taken. */
  readonly heldBytesMax: number;
}

interface Services extends FetchHandlerOptions {
  readonly memory: ResponseMemory;
}

export function fetchHandler(options: FetchHandlerOptions): Handler<FetchRequest, FetchResponse> {
  const services: Services = { ...options, memory: new ResponseMemory(options.heldBytesMax) };
  return {
    api: fetchApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [
      { operation: 'READ', resourceType: 'topic' },
      { operation: 'CLUSTER_ACTION', resourceType: 'cluster' },
    ],
    handle: (request, context, respond) =>
      new FetchExchange(services, request, context, respond).begin(),
  };
}

/** One request: opens its session, reads, and tells what is new. */
class FetchExchange implements FetchReceiver {
  readonly #services: Services;
  readonly #request: FetchRequest;
  readonly #context: RequestContext;
  readonly #respond: Respond<FetchResponse>;
  readonly #replicaId: number;
  readonly #unknown: PartitionRead[] = [];
  #session: FetchContext | undefined;

  constructor(
    services: Services,
    request: FetchRequest,
    context: RequestContext,
    respond: Respond<FetchResponse>,
  ) {
    this.#services = services;
    this.#request = request;
    this.#context = context;
    this.#respond = respond;
    this.#replicaId =
      context.apiVersion >= 15 ? request.replicaState.replicaId : request.replicaId;
  }

  begin(): void {
    answerInSlices(this.#open(), this.#services, this.#context, (opened) => {
      if (opened === undefined) this.#respond(undefined);
      else this.#start(opened);
    });
  }

  fetched(results: readonly PartitionRead[], lease: Lease): void {
    this.#context.releaseWhenSent(lease);
    const session = this.#session;
    assert(session !== undefined, 'a fetch was read before it was opened');
    const all = this.#unknown.length === 0 ? results : [...results, ...this.#unknown];
    const answer = closeFetch(this.#services.sessions, session, all, {
      apiVersion: this.#context.apiVersion,
      isFollower: this.#replicaId >= 0,
    });
    this.#count(results);
    answerInSlices(this.#answer(answer), this.#services, this.#context, this.#respond);
  }

  abandoned(): void {
    this.#respond(undefined);
  }

  failed(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#services.replicas.logger.error('a Fetch cannot be answered', { error: text });
    this.#respond(undefined);
    this.#context.disconnect('a Fetch failed inside');
  }

  /** The partitions to read; those that nobody knows have their answer already. */
  *#open(): Generator<undefined, FetchedPartition[]> {
    const { sessions, replicas } = this.#services;
    const session = yield* openFetch(sessions, this.#request, this.#context.apiVersion);
    this.#session = session;
    const wanted: FetchedPartition[] = [];
    let count = 0;
    for (const each of session.partitions.values()) {
      count += 1;
      if (count % SLICE_SIZE === 0) yield;
      const error = unknownWanted(replicas.hosted, each);
      if (error === undefined) wanted.push(each);
      else this.#unknown.push(new PartitionRead(each).fail(error));
    }
    return wanted;
  }

  #start(wanted: readonly FetchedPartition[]): void {
    const { replicas, memory, responseBytesMax } = this.#services;
    if (this.#request.maxBytes > responseBytesMax) replicas.limitedFetches += 1;
    const parameters = this.#parameters();
    const options = { replicas, memory, parameters, wanted, receiver: this };
    const operation = new FetchOperation(options);
    operation.start();
    if (!operation.isDone) this.#context.whenGone(operation);
  }

  /** Neighbours of one topic share an entry, as in Kafka. */
  *#answer({
    error,
    sessionId,
    told,
  }: FetchAnswer<PartitionRead>): Generator<undefined, Draft<FetchResponse>> {
    const { throttleTimeMs } = this.#context;
    const nodeEndpoints: LeaderEndpoint[] = [];
    const responses: TopicDraft[] = [];
    let last: FetchedTopic | undefined;
    let count = 0;
    for (const result of told) {
      count += 1;
      if (count % SLICE_SIZE === 0) yield;
      const { topic } = result.wanted;
      const isSame = last?.topicId === topic.topicId && last.name === topic.name;
      if (!isSame) responses.push({ topic: topic.name, topicId: topic.topicId, partitions: [] });
      last = topic;
      responses.at(-1)?.partitions.push(this.#partitionDraft(result, nodeEndpoints));
    }
    return { throttleTimeMs, errorCode: error.code, sessionId, responses, nodeEndpoints };
  }

  #count(results: readonly PartitionRead[]): void {
    const isFollower = this.#replicaId >= 0;
    for (const { counters, sizeBytes } of results) {
      if (counters === undefined) continue;
      if (isFollower) counters.replicationBytesOut += sizeBytes;
      else counters.bytesOut += sizeBytes;
    }
  }

  #parameters(): FetchOperationParameters {
    const { maxWaitMs, minBytes, isolationLevel, replicaState } = this.#request;
    const isFollower = this.#replicaId >= 0;
    const maxBytes = Math.min(this.#request.maxBytes, this.#services.responseBytesMax);
    const committed = isolationLevel === READ_COMMITTED ? 'last-stable' : 'high-watermark';
    const epoch = replicaState.replicaEpoch;
    return {
      replicaId: this.#replicaId,
      // Broker epochs are offsets of the metadata log: always safe numbers.
      replicaEpoch: typeof epoch === 'number' ? epoch : -1,
      upTo: isFollower ? 'log-end' : committed,
      mustLead: isFollower || this.#context.apiVersion < 11,
      maxWaitMs,
      minBytes: Math.min(minBytes, maxBytes),
      maxBytes,
    };
  }

  #partitionDraft(result: PartitionRead, endpoints: LeaderEndpoint[]): PartitionDraft {
    const { wanted, error, divergingEpoch } = result;
    return {
      partitionIndex: wanted.index,
      errorCode: this.#toldError(error).code,
      highWatermark: result.highWatermark,
      lastStableOffset: result.lastStableOffset,
      logStartOffset: result.logStartOffset,
      abortedTransactions: result.abortedTransactions,
      records: result.chunks,
      ...(divergingEpoch === undefined ? {} : { divergingEpoch }),
      ...(error === errors.NONE ? {} : this.#leaderOf(result, endpoints)),
    };
  }

  #toldError(error: ProtocolError): ProtocolError {
    // Clients of that age do not know the error, and would not try again.
    const isUnheardOf = error === errors.KAFKA_STORAGE_ERROR && this.#context.apiVersion <= 5;
    return isUnheardOf ? errors.NOT_LEADER_OR_FOLLOWER : error;
  }

  #leaderOf(
    { error, wanted }: PartitionRead,
    endpoints: LeaderEndpoint[],
  ): Partial<PartitionDraft> {
    const isElsewhere =
      error === errors.NOT_LEADER_OR_FOLLOWER || error === errors.FENCED_LEADER_EPOCH;
    if (!isElsewhere || this.#context.apiVersion < 16) return {};
    const { replicas } = this.#services;
    const topicId = topicIdOf(replicas, wanted.topic);
    if (topicId === undefined) return {};
    const name = { topicId, index: wanted.index };
    const leader = currentLeader(replicas.image, name, this.#context.listener);
    const { leaderId, leaderEpoch, endpoint } = leader;
    if (endpoint !== undefined && !endpoints.some((each) => each.nodeId === endpoint.nodeId)) {
      endpoints.push(endpoint);
    }
    return { currentLeader: { leaderId, leaderEpoch } };
  }
}

type FetchOperationParameters = ConstructorParameters<typeof FetchOperation>[0]['parameters'];
type PartitionDraft = Draft<FetchResponsePartitionData>;

interface TopicDraft {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly partitions: PartitionDraft[];
}

function topicIdOf(replicas: ReplicaSet, { name, topicId }: FetchedTopic): Uuid | undefined {
  return topicId === zeroUuid ? replicas.hosted.idOf(name) : topicId;
}

// Produce: batches to append, acknowledged by none, the leader or all in-sync replicas.
//
// Behaviour: each partition is refused or appended by itself. acks=1 is answered once the bytes
// are in the file, acks=all once they are committed; acks=0 never, and the connection is dropped
// where something is wrong, so that the client asks for metadata anew. Topics of the cluster's
// own refuse all clients but `__admin_client`. While no transactions are served, a transactional
// batch gets INVALID_TXN_STATE, as from a leader that finds the partition not added to the
// transaction.
// A compressed batch that expands too far gets MESSAGE_TOO_LARGE, at which producers split it.
// Version notes: zstd from 7; 8+ tells which records were wrong; 10+ who leads instead (KIP-951);
// 13 has topic ids.

import {
  codecOf,
  type Draft,
  errors,
  produceApi,
  type ProduceRequest,
  type ProduceRequestPartitionProduceData,
  type ProduceRequestTopicProduceData,
  type ProduceResponse,
  type ProduceResponsePartitionProduceResponse,
  type ProtocolError,
} from '@ottla/protocol';
import { Partition } from '../replica/partition.ts';
import { PendingAcks } from '../replica/purgatory/pending-acks.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import { isInternalTopic } from '../topics/topic-view.ts';
import { currentLeader, type LeaderEndpoint } from './current-leader.ts';
import { DecompressionTime, OVER_TIME } from './decompression-time.ts';
import type { Handler, RequestContext, Respond } from './handler.ts';

/** The only client that may write to the cluster's own topics, as in Kafka. */
const ADMIN_CLIENT_ID = '__admin_client';

/** Where a batch keeps its low attribute byte, and what it says there. */
const ATTRIBUTES_AT = 22;
const MAGIC_AT = 16;
const CODEC_BITS = 0x07;
const TRANSACTIONAL_BIT = 0x10;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type PartitionDraft = Mutable<Draft<ProduceResponsePartitionProduceResponse>>;

interface TopicDraft {
  readonly name: string;
  readonly topicId: string;
  readonly partitionResponses: PartitionDraft[];
}

export interface ProduceHandlerOptions {
  readonly replicas: ReplicaSet;
}

export function produceHandler({
  replicas,
}: ProduceHandlerOptions): Handler<ProduceRequest, ProduceResponse> {
  return {
    api: produceApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [
      { operation: 'WRITE', resourceType: 'topic' },
      { operation: 'WRITE', resourceType: 'transactional-id' },
    ],
    pipelined: true,
    handle: (request, context, respond) =>
      new ProduceOperation(replicas, request, context, respond).start(),
  };
}

/** One request, from its appends to its answer. */
class ProduceOperation extends PendingAcks<PartitionDraft> {
  readonly #replicas: ReplicaSet;
  readonly #request: ProduceRequest;
  readonly #context: RequestContext;
  readonly #respond: Respond<ProduceResponse>;
  readonly #topics: TopicDraft[] = [];
  readonly #endpoints: LeaderEndpoint[] = [];
  readonly #nowMs: number;
  #firstError: ProtocolError | undefined;
  #decompression: DecompressionTime | undefined;

  constructor(
    replicas: ReplicaSet,
    request: ProduceRequest,
    context: RequestContext,
    respond: Respond<ProduceResponse>,
  ) {
    const { purgatory } = replicas;
    super({ purgatory, acksAll: request.acks === -1, timeoutMs: request.timeoutMs });
    this.#replicas = replicas;
    this.#request = request;
    this.#context = context;
    this.#respond = respond;
    this.#nowMs = replicas.clock.wallMs();
  }

  start(): void {
    const isRefused = this.#isUnauthorized();
    for (const topic of this.#request.topicData) {
      const partitionResponses: PartitionDraft[] = [];
      this.#topics.push({ name: topic.name, topicId: topic.topicId, partitionResponses });
      for (const partition of topic.partitionData) {
        const result: PartitionDraft = { index: partition.index };
        partitionResponses.push(result);
        if (isRefused) this.#fail(result, errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
        else this.#appendTo(topic, partition, result);
      }
    }
    this.seal();
  }

  override refuse(result: PartitionDraft, partition: Partition, error: ProtocolError): void {
    this.#fail(result, error);
    if (error === errors.NOT_LEADER_OR_FOLLOWER) this.#tellLeader(result, partition.topicId);
  }

  protected override finish(): void {
    if (this.#request.acks === 0) {
      this.#respond(undefined);
      const error = this.#firstError;
      if (error !== undefined) {
        this.#context.disconnect(`Produce with acks=0 failed with ${error.name}`);
      }
      return;
    }
    this.#respond({
      responses: this.#topics,
      throttleTimeMs: this.#context.throttleTimeMs,
      nodeEndpoints: this.#endpoints,
    });
  }

  /** Transactional batches need a transactional id; without it the whole request is refused. */
  #isUnauthorized(): boolean {
    const { transactionalId, topicData } = this.#request;
    if (transactionalId !== null) return false;
    for (const { partitionData } of topicData) {
      for (const { records } of partitionData) {
        if (records !== null && isTransactional(records)) return true;
      }
    }
    return false;
  }

  #appendTo(
    topic: ProduceRequestTopicProduceData,
    { index, records }: ProduceRequestPartitionProduceData,
    result: PartitionDraft,
  ): void {
    const replicas = this.#replicas;
    const { apiVersion } = this.#context;
    const topicId = apiVersion >= 13 ? topic.topicId : replicas.hosted.idOf(topic.name);
    const image = topicId === undefined ? undefined : replicas.image.topics.byId.get(topicId);
    if (topicId === undefined || image === undefined) {
      const unknown =
        apiVersion >= 13 ? errors.UNKNOWN_TOPIC_ID : errors.UNKNOWN_TOPIC_OR_PARTITION;
      return this.#fail(result, unknown);
    }
    if (image.partitions[index] === undefined) {
      return this.#fail(result, errors.UNKNOWN_TOPIC_OR_PARTITION);
    }
    const refusal = this.#refusalOf(records, image.name);
    if (refusal !== undefined) return this.#fail(result, refusal.error, refusal.message);
    const partition = replicas.hosted.find(topicId, index);
    if (!(partition instanceof Partition)) {
      this.#fail(result, partition);
      if (partition === errors.NOT_LEADER_OR_FOLLOWER) this.#tellLeader(result, topicId);
      return;
    }
    // Checked: records that are null are refused.
    this.#append(partition, records as Uint8Array, result);
  }

  #append(partition: Partition, records: Uint8Array, result: PartitionDraft): void {
    const decompression = isCompressed(records) ? this.#decompressionTime() : undefined;
    if (decompression?.isOver() === true) {
      return this.#fail(result, errors.REQUEST_TIMED_OUT, OVER_TIME);
    }
    const outcome = partition.append(records, {
      origin: 'client',
      nowMs: this.#nowMs,
      slab: this.#context.frame.slab,
      acksAll: this.acksAll,
    });
    if (outcome.kind === 'refused') {
      const { error, message, recordErrors } = outcome;
      this.#fail(result, error, message);
      const wasSmall = records.length <= partition.config.messageBytesMax;
      if (error === errors.MESSAGE_TOO_LARGE && wasSmall) decompression?.expandedTooFar();
      if (recordErrors.length > 0) {
        result.logStartOffset = partition.log.logStartOffset;
        result.recordErrors = recordErrors.map((each) => ({
          batchIndex: each.batchIndex,
          batchIndexErrorMessage: each.message,
        }));
      }
      if (error === errors.NOT_LEADER_OR_FOLLOWER) this.#tellLeader(result, partition.topicId);
      return;
    }
    result.baseOffset = outcome.firstOffset;
    result.logAppendTimeMs = outcome.logAppendTimeMs;
    result.logStartOffset = partition.log.logStartOffset;
    if (this.#request.acks !== 0) this.await(partition, outcome.lastOffset + 1, result);
  }

  #decompressionTime(): DecompressionTime {
    return (this.#decompression ??= new DecompressionTime(this.#replicas.clock, this.#context));
  }

  /** What is wrong with a partition's records before its log is asked. */
  #refusalOf(
    records: Uint8Array | null,
    topic: string,
  ): { readonly error: ProtocolError; readonly message: string } | undefined {
    const { apiVersion, clientId } = this.#context;
    if (records === null || records.length === 0) {
      const message = `Produce v${apiVersion} needs one record batch for each partition`;
      return { error: errors.INVALID_RECORD, message };
    }
    const attributes = records[ATTRIBUTES_AT] ?? 0;
    if (apiVersion < 7 && records[MAGIC_AT] === 2 && codecOf(attributes & CODEC_BITS) === 'zstd') {
      const message = `Produce v${apiVersion} cannot carry zstd, which came with v7`;
      return { error: errors.UNSUPPORTED_COMPRESSION_TYPE, message };
    }
    const { acks } = this.#request;
    if (acks !== 0 && acks !== 1 && acks !== -1) {
      const message = `acks must be 0, 1 or -1, got ${acks}`;
      return { error: errors.INVALID_REQUIRED_ACKS, message };
    }
    if (isInternalTopic(topic) && clientId !== ADMIN_CLIENT_ID) {
      const message = `${topic} is the cluster's own: clients cannot append to it`;
      return { error: errors.INVALID_TOPIC_EXCEPTION, message };
    }
    if (!isTransactional(records)) return undefined;
    const message = 'the partition was not added to the transaction: none are served here yet';
    return { error: errors.INVALID_TXN_STATE, message };
  }

  #fail(result: PartitionDraft, error: ProtocolError, message = error.message): void {
    result.errorCode = error.code;
    result.baseOffset = -1;
    result.logAppendTimeMs = -1;
    result.logStartOffset = -1;
    result.errorMessage = message;
    this.#firstError ??= error;
  }

  #tellLeader(result: PartitionDraft, topicId: string): void {
    if (this.#context.apiVersion < 10) return;
    const index = result.index ?? 0;
    const { image } = this.#replicas;
    const leader = currentLeader(image, { topicId, index }, this.#context.listener);
    const { leaderId, leaderEpoch, endpoint } = leader;
    result.currentLeader = { leaderId, leaderEpoch };
    if (endpoint === undefined) return;
    if (this.#endpoints.every((each) => each.nodeId !== endpoint.nodeId)) {
      this.#endpoints.push(endpoint);
    }
  }
}

function isCompressed(records: Uint8Array): boolean {
  return ((records[ATTRIBUTES_AT] ?? 0) & CODEC_BITS) !== 0;
}

function isTransactional(records: Uint8Array): boolean {
  return records[MAGIC_AT] === 2 && ((records[ATTRIBUTES_AT] ?? 0) & TRANSACTIONAL_BIT) !== 0;
}

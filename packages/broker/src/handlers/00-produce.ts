// Produce: batches to append, acknowledged by none, the leader or all in-sync replicas.
//
// Behaviour: each partition is refused or appended by itself. acks=1 is answered once the bytes
// are in the file, acks=all once they are committed; acks=0 never, and the connection is dropped
// where something is wrong, so that the client asks for metadata anew. Topics of the cluster's
// own refuse all clients but `__admin_client`. While no transactions are served, a transactional
// batch gets INVALID_TXN_STATE, as from a leader that finds the partition not added to the
// transaction.
// A compressed batch that expands too far gets MESSAGE_TOO_LARGE, at which producers split it. One
// whose check takes long is examined by a worker; what follows it on its connection, the rest of
// its request included, waits until it is back and appended. Where the worker fails the batch gets
// NOT_ENOUGH_REPLICAS: of the errors at which every client sends again, the one that says for sure
// that nothing was appended.
// Version notes: zstd from 7; 8+ tells which records were wrong; 10+ who leads instead (KIP-951);
// 13 has topic ids.

import type { Slab } from '@ottla/base';
import type { AppendOutcome } from '@ottla/log';
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
  type ProduceRules,
  type ProduceVerdict,
  type ProtocolError,
  type Uuid,
} from '@ottla/protocol';
import type { Unexamined } from '../replica/batch-examinations.ts';
import { type AppendRequest, Partition } from '../replica/partition.ts';
import { PendingAcks } from '../replica/purgatory/pending-acks.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import { isInternalTopic } from '../topics/topic-view.ts';
import { currentLeader, type LeaderEndpoint } from './current-leader.ts';
import type { Handler, RequestContext, Respond } from './handler.ts';

/** The only client that may write to the cluster's own topics, as in Kafka. */
const ADMIN_CLIENT_ID = '__admin_client';

/** Where a batch keeps its low attribute byte, and what it says there. */
const ATTRIBUTES_AT = 22;
const MAGIC_AT = 16;
const CODEC_BITS = 0x07;
const TRANSACTIONAL_BIT = 0x10;

/** Who sends a batch that expands too far rests: long beside what finding it out has cost. */
export const REST_MS = 10_000;
/** A request of up to this size is copied while it waits, rather than that it holds a slab. */
const COPIED_BYTES_MAX = 16 * 1024;

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
  readonly #context: RequestContext;
  readonly #respond: Respond<ProduceResponse>;
  readonly #topics: TopicDraft[] = [];
  readonly #endpoints: LeaderEndpoint[] = [];
  #request: ProduceRequest;
  readonly #requestBytes: number;
  /** Holds the bytes; nothing does once they are copies of their own. */
  #slab: Slab | undefined;
  #nowMs: number;
  #firstError: ProtocolError | undefined;
  #isUnauthorized = false;
  /** Which topic and partition comes next. */
  #topicAt = 0;
  #partitionAt = 0;
  /** The bytes outlive the call that brought them. */
  #isKept = false;
  #isGone = false;

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
    // The frame's object is the next frame's after this call.
    const { slab, start, end } = context.frame;
    this.#slab = slab;
    this.#requestBytes = end - start;
    this.#nowMs = replicas.clock.wallMs();
  }

  start(): void {
    this.#isUnauthorized = lacksTransactionalId(this.#request);
    for (const { name, topicId, partitionData } of this.#request.topicData) {
      const partitionResponses = partitionData.map(({ index }): PartitionDraft => ({ index }));
      this.#topics.push({ name, topicId, partitionResponses });
    }
    this.#goOn();
  }

  /** To the end, or to a batch that is examined elsewhere: this is called again after it. */
  #goOn(): void {
    for (; this.#topicAt < this.#topics.length; this.#topicAt += 1) {
      const topic = this.#request.topicData[this.#topicAt];
      const results = this.#topics[this.#topicAt]?.partitionResponses ?? [];
      while (this.#partitionAt < results.length) {
        const partition = topic?.partitionData[this.#partitionAt];
        const result = results[this.#partitionAt];
        this.#partitionAt += 1;
        if (topic === undefined || partition === undefined || result === undefined) continue;
        if (this.#appendTo(topic, partition, result) === 'away') return;
      }
      this.#partitionAt = 0;
    }
    if (this.#isKept) this.#slab?.release();
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

  #appendTo(
    topic: ProduceRequestTopicProduceData,
    { index, records }: ProduceRequestPartitionProduceData,
    result: PartitionDraft,
  ): 'away' | undefined {
    if (this.#isUnauthorized) {
      return this.#fail(result, errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
    }
    const replicas = this.#replicas;
    const { apiVersion } = this.#context;
    const topicId = apiVersion >= 13 ? topic.topicId : replicas.hosted.idOf(topic.name);
    const image = topicId === undefined ? undefined : replicas.image.topics.byId.get(topicId);
    if (topicId === undefined || image === undefined) return this.#fail(result, this.#unknownTopic);
    if (image.partitions[index] === undefined) {
      return this.#fail(result, errors.UNKNOWN_TOPIC_OR_PARTITION);
    }
    const refusal = this.#refusalOf(records, image.name);
    if (refusal !== undefined) return this.#fail(result, refusal.error, refusal.message);
    const partition = this.#partitionOf(topicId, result);
    // Checked: records that are null are refused.
    if (partition !== undefined) return this.#append(partition, records as Uint8Array, result);
    return undefined;
  }

  get #unknownTopic(): ProtocolError {
    return this.#context.apiVersion >= 13
      ? errors.UNKNOWN_TOPIC_ID
      : errors.UNKNOWN_TOPIC_OR_PARTITION;
  }

  /** The partition, if it is here; else the result says why not. */
  #partitionOf(topicId: Uuid, result: PartitionDraft): Partition | undefined {
    const partition = this.#replicas.hosted.find(topicId, result.index ?? 0);
    if (partition instanceof Partition) return partition;
    this.#fail(result, partition);
    if (partition === errors.NOT_LEADER_OR_FOLLOWER) this.#tellLeader(result, topicId);
    return undefined;
  }

  #append(
    partition: Partition,
    records: Uint8Array,
    result: PartitionDraft,
  ): 'away' | undefined {
    const { examinations } = this.#replicas;
    const isTimed = isCompressed(records);
    const bytesMax = examinations.begin(isTimed);
    const outcome = partition.appendQuickly(records, this.#appendRequest(), bytesMax);
    if (isTimed) examinations.end();
    if (outcome.kind === 'lengthy') return this.#sendAway(partition.topicId, result, outcome.rules);
    this.#settle(partition, records, outcome, result);
    return undefined;
  }

  #appendRequest(verdict?: ProduceVerdict): AppendRequest {
    const { acksAll } = this;
    return { origin: 'client', nowMs: this.#nowMs, slab: this.#slab, acksAll, verdict };
  }

  /** The batch at hand is examined by a worker, and appended when it is back. */
  #sendAway(topicId: Uuid, result: PartitionDraft, rules: ProduceRules): 'away' {
    this.#keepBytes();
    const { partitionData } = this.#request.topicData[this.#topicAt] ?? { partitionData: [] };
    // The batch at hand has been read from there.
    const bytes = partitionData[this.#partitionAt - 1]?.records as Uint8Array;
    const examination = { bytes, rules, nowMs: this.#nowMs };
    const goOn = this.#context.hold();
    this.#context.whenGone({ abandon: () => void (this.#isGone = true) });
    const client = this.#context.client.host;
    const isWanted = () => !this.#isGone || this.#request.acks === 0;
    const { examinations } = this.#replicas;
    void examinations.examine({ client, isWanted }, examination).then((verdict) =>
      goOn(() => {
        this.#nowMs = this.#replicas.clock.wallMs();
        this.#appendExamined(topicId, bytes, verdict, result);
        this.#goOn();
      }),
    );
    return 'away';
  }

  /** Leader, topic and all that may have changed meanwhile are asked for anew. */
  #appendExamined(
    topicId: Uuid,
    records: Uint8Array,
    verdict: ProduceVerdict | Unexamined | undefined,
    result: PartitionDraft,
  ): void {
    if (verdict === undefined) return this.#fail(result, errors.NOT_LEADER_OR_FOLLOWER);
    const isKnown = this.#replicas.image.topics.byId.has(topicId);
    if (!isKnown) return this.#fail(result, this.#unknownTopic);
    const partition = this.#partitionOf(topicId, result);
    if (partition === undefined) return;
    if (verdict.kind === 'unexamined') return this.#failUnexamined(partition, verdict, result);
    const outcome = partition.append(records, this.#appendRequest(verdict));
    this.#settle(partition, records, outcome, result);
  }

  #failUnexamined(
    { topic, index }: Partition,
    { problem }: Unexamined,
    result: PartitionDraft,
  ): void {
    const fields = { topic, partition: index, problem };
    this.#replicas.logger.warn('a batch could not be examined', fields);
    const message = `the batch could not be examined, nothing was appended: ${problem}`;
    this.#fail(result, errors.NOT_ENOUGH_REPLICAS, message);
  }

  #settle(
    partition: Partition,
    records: Uint8Array,
    outcome: AppendOutcome,
    result: PartitionDraft,
  ): void {
    if (outcome.kind !== 'refused') {
      result.baseOffset = outcome.firstOffset;
      result.logAppendTimeMs = outcome.logAppendTimeMs;
      result.logStartOffset = partition.log.logStartOffset;
      if (this.#request.acks !== 0) this.await(partition, outcome.lastOffset + 1, result);
      return;
    }
    const { error, message, recordErrors } = outcome;
    this.#fail(result, error, message);
    const wasSmall = records.length <= partition.config.messageBytesMax;
    const isBomb = error === errors.MESSAGE_TOO_LARGE && wasSmall && isCompressed(records);
    if (isBomb) this.#context.rest(REST_MS);
    if (recordErrors.length > 0) {
      result.logStartOffset = partition.log.logStartOffset;
      result.recordErrors = recordErrors.map((each) => ({
        batchIndex: each.batchIndex,
        batchIndexErrorMessage: each.message,
      }));
    }
    if (error === errors.NOT_LEADER_OR_FOLLOWER) this.#tellLeader(result, partition.topicId);
  }

  /** For when the call that brought them is over. */
  #keepBytes(): void {
    if (this.#isKept) return;
    this.#isKept = true;
    if (this.#requestBytes > COPIED_BYTES_MAX) {
      this.#slab?.retain();
      return;
    }
    this.#slab = undefined;
    this.#request = copyOf(this.#request);
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

  #fail(result: PartitionDraft, error: ProtocolError, message = error.message): undefined {
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

/** Transactional batches need a transactional id; without it the whole request is refused. */
function lacksTransactionalId({ transactionalId, topicData }: ProduceRequest): boolean {
  if (transactionalId !== null) return false;
  for (const { partitionData } of topicData) {
    for (const { records } of partitionData) {
      if (records !== null && isTransactional(records)) return true;
    }
  }
  return false;
}

/** With batches that lie in memory of their own. */
function copyOf(request: ProduceRequest): ProduceRequest {
  const topicData = request.topicData.map((topic) => {
    const partitionData = topic.partitionData.map((partition) => {
      const { records } = partition;
      const own = records === null ? null : Uint8Array.prototype.slice.call(records);
      return { ...partition, records: own };
    });
    return { ...topic, partitionData };
  });
  return { ...request, topicData };
}

function isTransactional(records: Uint8Array): boolean {
  return records[MAGIC_AT] === 2 && ((records[ATTRIBUTES_AT] ?? 0) & TRANSACTIONAL_BIT) !== 0;
}

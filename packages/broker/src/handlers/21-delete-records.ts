// DeleteRecords: raises the log start offset, so that earlier records are gone.
//
// Behaviour: -1 means the high watermark; an offset above it is OFFSET_OUT_OF_RANGE; a topic that
// is only compacted answers POLICY_VIOLATION. The answer waits until all replicas have raised
// theirs, up to the request's timeout. Other than in Kafka a start is durable before it is shown.
// Version notes: the same in all versions.

import { KafkaStorageError, OffsetOutOfRangeError, type PartitionLog } from '@ottla/log';
import {
  deleteRecordsApi,
  type DeleteRecordsRequest,
  type DeleteRecordsRequestDeleteRecordsPartition,
  type DeleteRecordsResponse,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { Partition, type ReadWaiter } from '../replica/partition.ts';
import { PendingRequest } from '../replica/purgatory/request-purgatory.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import { isInternalTopic } from '../topics/topic-view.ts';
import type { Handler, RequestContext, Respond } from './handler.ts';

const HIGH_WATERMARK = -1;
const UNKNOWN_LOW_WATERMARK = -1;

export interface DeleteRecordsHandlerOptions {
  readonly replicas: ReplicaSet;
}

export function deleteRecordsHandler({
  replicas,
}: DeleteRecordsHandlerOptions): Handler<DeleteRecordsRequest, DeleteRecordsResponse> {
  return {
    api: deleteRecordsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DELETE', resourceType: 'topic' }],
    handle: (request, context, respond) =>
      new DeleteRecordsOperation(replicas, request, context, respond).start(),
  };
}

interface Result {
  readonly partitionIndex: number;
  lowWatermark: number;
  errorCode: number;
}

interface Awaited {
  readonly topic: string;
  readonly partition: Partition;
  readonly offset: number;
  readonly result: Result;
}

class DeleteRecordsOperation extends PendingRequest implements ReadWaiter {
  readonly timeoutMs: number;
  readonly #replicas: ReplicaSet;
  readonly #request: DeleteRecordsRequest;
  readonly #context: RequestContext;
  readonly #respond: Respond<DeleteRecordsResponse>;
  readonly #topics: { readonly name: string; readonly partitions: Result[] }[] = [];
  #awaited: Awaited[] = [];
  #isDone = false;

  constructor(
    replicas: ReplicaSet,
    request: DeleteRecordsRequest,
    context: RequestContext,
    respond: Respond<DeleteRecordsResponse>,
  ) {
    super();
    this.#replicas = replicas;
    this.#request = request;
    this.#context = context;
    this.#respond = respond;
    this.timeoutMs = request.timeoutMs;
  }

  override get operation(): 'DeleteRecords' {
    return 'DeleteRecords';
  }

  override get isDone(): boolean {
    return this.#isDone;
  }

  start(): void {
    for (const { name, partitions } of this.#request.topics) {
      const results = partitions.map((asked) => this.#delete(name, asked));
      this.#topics.push({ name, partitions: results });
    }
    if (this.#awaited.length === 0) return this.#finish();
    this.#context.whenGone({ abandon: () => this.#finish() });
    this.#replicas.purgatory.add(this);
    void Promise.all(this.#awaited.map((each) => this.#raise(each))).then(() => this.#raised());
  }

  /** Never rejects, but for a bug. */
  async #raise({ partition, offset, result }: Awaited): Promise<void> {
    let log: PartitionLog | undefined;
    try {
      // Again where the log is moved to another directory meanwhile.
      while (log !== partition.log) {
        log = partition.log;
        await this.#replicas.placement.directoryOf(log)?.starts.raise(log, offset);
      }
    } catch (error) {
      const { code } = refusalOf(error);
      if (!this.#isDone) result.errorCode = code;
    }
  }

  #raised(): void {
    if (this.#isDone) return;
    this.#awaited = this.#awaited.filter(({ result }) => result.errorCode === errors.NONE.code);
    this.#check();
    if (this.#isDone) return;
    for (const { partition } of this.#awaited) partition.readWaiters.add(this);
  }

  partitionMoved(): void {
    if (!this.#isDone) this.#check();
  }

  override expire(): void {
    for (const { result } of this.#awaited) {
      result.errorCode = errors.REQUEST_TIMED_OUT.code;
    }
    this.#finish();
  }

  #delete(
    topic: string,
    { partitionIndex, offset }: DeleteRecordsRequestDeleteRecordsPartition,
  ): Result {
    const lowWatermark = UNKNOWN_LOW_WATERMARK;
    const result: Result = { partitionIndex, lowWatermark, errorCode: errors.NONE.code };
    const error = this.#start(topic, Number(offset), result);
    if (error !== undefined) result.errorCode = error.code;
    return result;
  }

  #start(topic: string, offset: number, result: Result): ProtocolError | undefined {
    const { hosted } = this.#replicas;
    const index = result.partitionIndex;
    const known = hosted.image.topics.byName.get(topic)?.partitions[index];
    if (known === undefined) return errors.UNKNOWN_TOPIC_OR_PARTITION;
    if (isInternalTopic(topic)) return errors.INVALID_TOPIC_EXCEPTION;
    const partition = hosted.findByName(topic, index);
    if (!(partition instanceof Partition)) return partition;
    if (!partition.isLeader) return errors.NOT_LEADER_OR_FOLLOWER;
    const { cleanupPolicy } = partition.config;
    if (cleanupPolicy.compact && !cleanupPolicy.delete) return errors.POLICY_VIOLATION;
    const upTo = offset === HIGH_WATERMARK ? partition.log.highWatermark : offset;
    if (upTo < 0) return errors.OFFSET_OUT_OF_RANGE;
    if (upTo > partition.log.highWatermark) return errors.OFFSET_OUT_OF_RANGE;
    this.#awaited.push({ topic, partition, offset: upTo, result });
    return undefined;
  }

  #check(): void {
    this.#awaited = this.#awaited.filter((each) => !this.#isReached(each));
    if (this.#awaited.length === 0) this.#finish();
  }

  #isReached({ topic, partition, offset, result }: Awaited): boolean {
    const current = this.#replicas.hosted.findByName(topic, partition.index);
    const gone = current instanceof Partition ? undefined : current;
    const error = partition.isLeader ? gone : (gone ?? errors.NOT_LEADER_OR_FOLLOWER);
    if (error !== undefined) {
      result.errorCode = error.code;
      result.lowWatermark = UNKNOWN_LOW_WATERMARK;
      return true;
    }
    result.lowWatermark = partition.lowWatermark;
    return partition.lowWatermark >= offset;
  }

  #finish(): void {
    if (this.#isDone) return;
    this.#leave();
    const { throttleTimeMs } = this.#context;
    this.#respond({ throttleTimeMs, topics: this.#topics });
  }

  #leave(): void {
    this.#isDone = true;
    for (const { partition } of this.#awaited) partition.readWaiters.delete(this);
    this.#awaited = [];
    this.#replicas.purgatory.remove(this);
  }
}

function refusalOf(error: unknown): ProtocolError {
  if (error instanceof OffsetOutOfRangeError) return errors.OFFSET_OUT_OF_RANGE;
  if (error instanceof KafkaStorageError) return errors.KAFKA_STORAGE_ERROR;
  throw error;
}

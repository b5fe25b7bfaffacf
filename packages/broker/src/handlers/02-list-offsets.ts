// ListOffsets: the offset of a time, or of a place that a negative timestamp names.
//
// Behaviour: consumers see up to the high watermark, or the last stable offset with
// read_committed; brokers (and the debugging consumer) up to the log's end. Only the leader
// answers, but to the debugging consumer. While a new leader's high watermark lies below the
// start of its epoch, what depends on it is OFFSET_NOT_AVAILABLE (LEADER_NOT_AVAILABLE before
// version 5). Nobody waits for look-ups that take long: after the others of a request they are made
// one by one, with cold files read on the thread pool and long batches searched by a worker. A
// batch that cannot be read is CORRUPT_MESSAGE; a worker that failed UNKNOWN_SERVER_ERROR.
// Version notes: 2+ isolation level; 4+ leader epochs; 7+ -3 (largest timestamp); 8+ -4 (earliest
// local); 9+ -5 (latest tiered); 10+ a timeout for remote look-ups, of which there are none yet;
// 11+ -6.

import {
  KafkaStorageError,
  type LookupCosts,
  type LookupOutcome,
  type OffsetLookup,
  type TimestampedOffset,
} from '@ottla/log';
import {
  type Draft,
  errors,
  type Int64,
  listOffsetsApi,
  type ListOffsetsRequest,
  type ListOffsetsRequestListOffsetsPartition,
  type ListOffsetsResponse,
  type ListOffsetsResponseListOffsetsPartitionResponse,
  type ProtocolError,
} from '@ottla/protocol';
import { SearchFailedError } from '../replica/offset-lookups.ts';
import { Partition } from '../replica/partition.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import { answerInSlices, SLICE_SIZE, type SlicesHost } from './answer-in-slices.ts';
import type { Handler, RequestContext, Respond } from './handler.ts';

const CONSUMER = -1;
const DEBUGGING_CONSUMER = -2;
const READ_COMMITTED = 1;

const LATEST = -1;
const EARLIEST = -2;
const EARLIEST_LOCAL = -4;

/** The version in which each place can first be asked for. */
const FIRST_VERSIONS: ReadonlyMap<number, number> = new Map([
  [LATEST, 1],
  [EARLIEST, 1],
  [-3, 7],
  [EARLIEST_LOCAL, 8],
  [-5, 9],
  [-6, 11],
]);

/** What the look-ups of a turn may read and expand: a millisecond or two. */
const SLICE_BYTES = 1024 * 1024;

export interface ListOffsetsHandlerOptions extends SlicesHost {
  readonly replicas: ReplicaSet;
}

type AskedPartition = ListOffsetsRequestListOffsetsPartition;
type PartitionDraft = Draft<ListOffsetsResponseListOffsetsPartitionResponse>;

interface TopicDraft {
  readonly name: string;
  readonly partitions: PartitionDraft[];
}

/** A look-up that takes long, and where its answer belongs. */
interface Lengthy {
  readonly drafts: PartitionDraft[];
  readonly at: number;
  readonly topic: string;
  readonly asked: AskedPartition;
  readonly timestamp: number;
  readonly lookup: OffsetLookup;
}

export function listOffsetsHandler(
  options: ListOffsetsHandlerOptions,
): Handler<ListOffsetsRequest, ListOffsetsResponse> {
  return {
    api: listOffsetsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'topic' }],
    handle: (request, context, respond) =>
      new ListOffsetsExchange(options, request, context, respond).begin(),
  };
}

/** One request, from its quick look-ups to its answer. */
class ListOffsetsExchange {
  readonly #options: ListOffsetsHandlerOptions;
  readonly #replicas: ReplicaSet;
  readonly #request: ListOffsetsRequest;
  readonly #context: RequestContext;
  readonly #respond: Respond<ListOffsetsResponse>;
  readonly #costs: LookupCosts = { spentBytes: 0 };
  readonly #lengthy: Lengthy[] = [];
  #isGone = false;

  constructor(
    options: ListOffsetsHandlerOptions,
    request: ListOffsetsRequest,
    context: RequestContext,
    respond: Respond<ListOffsetsResponse>,
  ) {
    this.#options = options;
    this.#replicas = options.replicas;
    this.#request = request;
    this.#context = context;
    this.#respond = respond;
  }

  begin(): void {
    answerInSlices(this.#lookUpQuickly(), this.#options, this.#context, (topics) => {
      if (topics === undefined) this.#respond(undefined);
      else if (this.#lengthy.length === 0) this.#answer(topics);
      else this.#goOn(topics);
    });
  }

  *#lookUpQuickly(): Generator<undefined, TopicDraft[]> {
    const twice = yield* duplicates(this.#request);
    const topics: TopicDraft[] = [];
    let count = 0;
    for (const { name, partitions } of this.#request.topics) {
      const drafts: PartitionDraft[] = [];
      topics.push({ name, partitions: drafts });
      for (const asked of partitions) {
        count += 1;
        if (count % SLICE_SIZE === 0 || this.#costs.spentBytes > SLICE_BYTES) {
          this.#costs.spentBytes = 0;
          yield;
        }
        const isTwice = twice.has(keyOf(name, asked));
        if (isTwice) drafts.push(refused(asked, errors.INVALID_REQUEST));
        else this.#lookUp(name, asked, drafts);
      }
    }
    return topics;
  }

  /** Adds the partition's answer, or a place for it. */
  #lookUp(topic: string, asked: AskedPartition, drafts: PartitionDraft[]): void {
    const timestamp = safeTimestamp(asked.timestamp);
    const partition = this.#partitionOf(topic, asked, timestamp);
    if (!(partition instanceof Partition)) {
      drafts.push(refused(asked, partition));
      return;
    }
    const lookup = partition.log.lookUp(timestamp);
    try {
      const outcome = lookup.quickly(this.#costs);
      if (outcome.kind !== 'lengthy') {
        drafts.push(this.#conclude(partition, { asked, timestamp }, outcome));
        return;
      }
      const at = drafts.push(none(asked)) - 1;
      this.#lengthy.push({ drafts, at, topic, asked, timestamp, lookup });
    } catch (error) {
      drafts.push(this.#failed(asked, error));
    }
  }

  /** What is left takes more turns: nothing passes it on its connection. */
  #goOn(topics: readonly TopicDraft[]): void {
    const goOn = this.#context.hold();
    const abandon = (): void => {
      this.#isGone = true;
      this.#respond(undefined);
    };
    this.#context.whenGone({ abandon });
    void this.#findLengthy().then(
      () =>
        goOn(() => {
          if (!this.#isGone) this.#answer(topics);
        }),
      // It costs the connection, and so the request is abandoned.
      (error: unknown) =>
        goOn(() => {
          throw error;
        }),
    );
  }

  async #findLengthy(): Promise<void> {
    const { lookups } = this.#replicas;
    const { host } = this.#context.client;
    for (const each of this.#lengthy) {
      if (this.#isGone) return;
      const answer = await lookups.run(host, () => this.#find(each));
      each.drafts[each.at] = answer ?? refused(each.asked, errors.NOT_LEADER_OR_FOLLOWER);
    }
  }

  async #find({ topic, asked, timestamp, lookup }: Lengthy): Promise<PartitionDraft> {
    const { lookups } = this.#replicas;
    try {
      const outcome = await lookup.soon({
        isWanted: () => !this.#isGone,
        search: (search) => lookups.search(search),
      });
      // Leader, topic and all that may have changed meanwhile are asked for anew.
      const partition = this.#partitionOf(topic, asked, timestamp);
      if (!(partition instanceof Partition)) return refused(asked, partition);
      return this.#conclude(partition, { asked, timestamp }, outcome);
    } catch (error) {
      return this.#failed(asked, error);
    }
  }

  #partitionOf(topic: string, asked: AskedPartition, timestamp: number): Partition | ProtocolError {
    const firstVersion = timestamp >= 0 ? 0 : (FIRST_VERSIONS.get(timestamp) ?? Infinity);
    if (this.#context.apiVersion < firstVersion) return errors.UNSUPPORTED_VERSION;
    const partition = this.#replicas.hosted.findByName(topic, asked.partitionIndex);
    if (!(partition instanceof Partition)) return partition;
    const mustLead = this.#request.replicaId !== DEBUGGING_CONSUMER;
    return partition.checkAccess(asked.currentLeaderEpoch, mustLead) ?? partition;
  }

  /** What the client may know of what was found. */
  #conclude(
    partition: Partition,
    { asked, timestamp }: { readonly asked: AskedPartition; readonly timestamp: number },
    outcome: LookupOutcome,
  ): PartitionDraft {
    if (outcome.kind === 'gone') return refused(asked, errors.NOT_LEADER_OR_FOLLOWER);
    if (outcome.kind === 'unreadable') {
      const { topic, index } = partition;
      const { message: problem } = outcome;
      this.#replicas.logger.warn('a batch cannot be read', { topic, partition: index, problem });
      return refused(asked, errors.CORRUPT_MESSAGE);
    }
    const { log, leaderEpoch } = partition;
    const lastFetchable = this.#lastFetchable(partition);
    const isLagging =
      this.#request.replicaId === CONSUMER && partition.epochStartOffset > log.highWatermark;
    if (timestamp === LATEST) {
      if (isLagging) return refused(asked, this.#notAvailable);
      const latest = { timestamp: -1, offset: lastFetchable, leaderEpoch };
      return found(asked, latest, this.#context.apiVersion);
    }
    const { offset } = outcome;
    const isStart = timestamp === EARLIEST || timestamp === EARLIEST_LOCAL;
    if (offset !== undefined && (isStart || offset.offset < lastFetchable)) {
      return found(asked, offset, this.#context.apiVersion);
    }
    return isLagging && !isStart ? refused(asked, this.#notAvailable) : none(asked);
  }

  #lastFetchable({ log }: Partition): number {
    if (this.#request.replicaId !== CONSUMER) return log.logEndOffset;
    const isCommitted = this.#request.isolationLevel === READ_COMMITTED;
    return isCommitted ? log.lastStableOffset : log.highWatermark;
  }

  get #notAvailable(): ProtocolError {
    return this.#context.apiVersion >= 5
      ? errors.OFFSET_NOT_AVAILABLE
      : errors.LEADER_NOT_AVAILABLE;
  }

  /** A disk that fails has taken its log offline by now; what is no operating error is a bug. */
  #failed(asked: AskedPartition, error: unknown): PartitionDraft {
    if (error instanceof KafkaStorageError) return refused(asked, errors.KAFKA_STORAGE_ERROR);
    if (!(error instanceof SearchFailedError)) throw error;
    this.#replicas.logger.error('an offset cannot be looked up', { error: error.message });
    return refused(asked, errors.UNKNOWN_SERVER_ERROR);
  }

  #answer(topics: readonly TopicDraft[]): void {
    this.#respond({ throttleTimeMs: this.#context.throttleTimeMs, topics });
  }
}

function* duplicates({ topics }: ListOffsetsRequest): Generator<undefined, Set<string>> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  let count = 0;
  for (const { name, partitions } of topics) {
    for (const asked of partitions) {
      count += 1;
      if (count % SLICE_SIZE === 0) yield;
      const key = keyOf(name, asked);
      if (seen.has(key)) twice.add(key);
      seen.add(key);
    }
  }
  return twice;
}

function keyOf(topic: string, { partitionIndex }: AskedPartition): string {
  return `${topic}/${partitionIndex}`;
}

/** Times beyond a number's safe range lie after every record; negative ones name no place. */
function safeTimestamp(timestamp: Int64): number {
  if (typeof timestamp === 'number') return timestamp;
  return timestamp < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

function found(
  { partitionIndex }: AskedPartition,
  { timestamp, offset, leaderEpoch }: TimestampedOffset,
  apiVersion: number,
): PartitionDraft {
  const epoch = apiVersion >= 4 ? { leaderEpoch } : {};
  return { partitionIndex, errorCode: errors.NONE.code, timestamp, offset, ...epoch };
}

/** There is no such record: not an error. */
function none(asked: AskedPartition): PartitionDraft {
  return refused(asked, errors.NONE);
}

function refused({ partitionIndex }: AskedPartition, error: ProtocolError): PartitionDraft {
  return { partitionIndex, errorCode: error.code, timestamp: -1, offset: -1 };
}

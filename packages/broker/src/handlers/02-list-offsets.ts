// ListOffsets: the offset of a time, or of a place that a negative timestamp names.
//
// Behaviour: consumers see up to the high watermark, or the last stable offset with
// read_committed; brokers (and the debugging consumer) up to the log's end. Only the leader
// answers, but to the debugging consumer. While a new leader's high watermark lies below the
// start of its epoch, what depends on it is OFFSET_NOT_AVAILABLE (LEADER_NOT_AVAILABLE before
// version 5).
// Version notes: 2+ isolation level; 4+ leader epochs; 7+ -3 (largest timestamp); 8+ -4 (earliest
// local); 9+ -5 (latest tiered); 10+ a timeout for remote look-ups, of which there are none yet;
// 11+ -6.

import { KafkaStorageError, type TimestampedOffset } from '@ottla/log';
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
import { Partition } from '../replica/partition.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import type { Handler } from './handler.ts';

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

export interface ListOffsetsHandlerOptions {
  readonly replicas: ReplicaSet;
}

type PartitionDraft = Draft<ListOffsetsResponseListOffsetsPartitionResponse>;

export function listOffsetsHandler({
  replicas,
}: ListOffsetsHandlerOptions): Handler<ListOffsetsRequest, ListOffsetsResponse> {
  return {
    api: listOffsetsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'topic' }],
    handle(request, context, respond) {
      const lookup = new OffsetLookup(replicas, request, context.apiVersion);
      const { throttleTimeMs } = context;
      respond({ throttleTimeMs, topics: lookup.topics() });
    },
  };
}

class OffsetLookup {
  readonly #replicas: ReplicaSet;
  readonly #request: ListOffsetsRequest;
  readonly #apiVersion: number;

  constructor(replicas: ReplicaSet, request: ListOffsetsRequest, apiVersion: number) {
    this.#replicas = replicas;
    this.#request = request;
    this.#apiVersion = apiVersion;
  }

  topics(): { readonly name: string; readonly partitions: readonly PartitionDraft[] }[] {
    const twice = duplicates(this.#request);
    return this.#request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map((asked) => {
        const isTwice = twice.has(`${name}/${asked.partitionIndex}`);
        if (isTwice) return refused(asked, errors.INVALID_REQUEST);
        return this.#answer(name, asked);
      }),
    }));
  }

  #answer(topic: string, asked: ListOffsetsRequestListOffsetsPartition): PartitionDraft {
    const { replicaId } = this.#request;
    const timestamp = safeTimestamp(asked.timestamp);
    const firstVersion = timestamp >= 0 ? 0 : (FIRST_VERSIONS.get(timestamp) ?? Infinity);
    if (this.#apiVersion < firstVersion) return refused(asked, errors.UNSUPPORTED_VERSION);
    const partition = this.#replicas.hosted.findByName(topic, asked.partitionIndex);
    if (!(partition instanceof Partition)) return refused(asked, partition);
    const mustLead = replicaId !== DEBUGGING_CONSUMER;
    const refusal = partition.checkAccess(asked.currentLeaderEpoch, mustLead);
    if (refusal !== undefined) return refused(asked, refusal);
    try {
      return this.#lookUp(partition, timestamp, asked);
    } catch (error) {
      if (!(error instanceof KafkaStorageError)) throw error;
      return refused(asked, errors.KAFKA_STORAGE_ERROR);
    }
  }

  #lookUp(
    partition: Partition,
    timestamp: number,
    asked: ListOffsetsRequestListOffsetsPartition,
  ): PartitionDraft {
    const { log, leaderEpoch } = partition;
    const lastFetchable = this.#lastFetchable(partition);
    const isLagging =
      this.#request.replicaId === CONSUMER && partition.epochStartOffset > log.highWatermark;
    if (timestamp === LATEST) {
      if (isLagging) return refused(asked, this.#notAvailable());
      return found(asked, { timestamp: -1, offset: lastFetchable, leaderEpoch }, this.#apiVersion);
    }
    const offset = log.offsetForTimestamp(timestamp);
    if (timestamp === EARLIEST || timestamp === EARLIEST_LOCAL) {
      return offset === undefined ? none(asked) : found(asked, offset, this.#apiVersion);
    }
    const isBeyond = offset === undefined || offset.offset >= lastFetchable;
    if (!isBeyond) return found(asked, offset, this.#apiVersion);
    return isLagging ? refused(asked, this.#notAvailable()) : none(asked);
  }

  #lastFetchable({ log }: Partition): number {
    if (this.#request.replicaId !== CONSUMER) return log.logEndOffset;
    const isCommitted = this.#request.isolationLevel === READ_COMMITTED;
    return isCommitted ? log.lastStableOffset : log.highWatermark;
  }

  #notAvailable(): ProtocolError {
    return this.#apiVersion >= 5 ? errors.OFFSET_NOT_AVAILABLE : errors.LEADER_NOT_AVAILABLE;
  }
}

function duplicates({ topics }: ListOffsetsRequest): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name, partitions } of topics) {
    for (const { partitionIndex } of partitions) {
      const key = `${name}/${partitionIndex}`;
      if (seen.has(key)) twice.add(key);
      seen.add(key);
    }
  }
  return twice;
}

/** Times beyond a number's safe range lie after every record; negative ones name no place. */
function safeTimestamp(timestamp: Int64): number {
  if (typeof timestamp === 'number') return timestamp;
  return timestamp < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

function found(
  { partitionIndex }: ListOffsetsRequestListOffsetsPartition,
  { timestamp, offset, leaderEpoch }: TimestampedOffset,
  apiVersion: number,
): PartitionDraft {
  const epoch = apiVersion >= 4 ? { leaderEpoch } : {};
  return { partitionIndex, errorCode: errors.NONE.code, timestamp, offset, ...epoch };
}

/** There is no such record: not an error. */
function none(asked: ListOffsetsRequestListOffsetsPartition): PartitionDraft {
  return refused(asked, errors.NONE);
}

function refused(
  { partitionIndex }: ListOffsetsRequestListOffsetsPartition,
  error: ProtocolError,
): PartitionDraft {
  return { partitionIndex, errorCode: error.code, timestamp: -1, offset: -1 };
}

// One partition of a fetch: read up to where the reader may see, or the reason why not. The plan
// that comes of it holds leases: whoever has the result releases it, or turns it into bytes.

import type {
  AbortedTransaction,
  ColdPlace,
  ReadBound,
  ReadOptions,
  ReadOutcome,
  ReadPlan,
} from '@ottla/log';
import { errors, type ProtocolError, zeroUuid } from '@ottla/protocol';
import type { TopicCounters } from '../../metrics/topic-counters.ts';
import type { HostedTopics } from '../hosted-topics.ts';
import { Partition } from '../partition.ts';
import type { FetchResult } from '../session/fetch-context.ts';
import type { FetchedPartition } from '../session/fetched-partition.ts';

export interface Reader {
  /** Broker id of a follower; negative for consumers. */
  readonly replicaId: number;
  /** The broker epoch that a follower sends; -1: unknown. */
  readonly replicaEpoch: number;
  readonly upTo: ReadBound;
  readonly mustLead: boolean;
}

export interface ReadLimits {
  readonly maxBytes: number;
  /** The first batch comes whatever its size. */
  readonly minOneMessage: boolean;
  readonly nowMs: number;
  /** A follower's position counts: not when it waited since it told it. */
  readonly tellsPosition: boolean;
}

export interface DivergingEpoch {
  readonly epoch: number;
  readonly endOffset: number;
}

export class PartitionRead implements FetchResult {
  readonly wanted: FetchedPartition;
  error: ProtocolError = errors.NONE;
  highWatermark = -1;
  lastStableOffset = -1;
  logStartOffset = -1;
  divergingEpoch: DivergingEpoch | undefined;
  abortedTransactions: readonly AbortedTransaction[] | null = null;
  plan: ReadPlan | undefined;
  /** In place of a plan: the disk has to be asked for one. */
  cold: ColdPlace | undefined;
  /** Of the topic that was read. */
  counters: TopicCounters | undefined;
  /** What is sent, once the plan is resolved. */
  chunks: readonly Uint8Array[] = [];
  sizeBytes = 0;

  constructor(wanted: FetchedPartition) {
    this.wanted = wanted;
  }

  get errorCode(): number {
    return this.error.code;
  }

  get hasDivergingEpoch(): boolean {
    return this.divergingEpoch !== undefined;
  }

  /** What the log has answered. */
  take(outcome: ReadOutcome | ColdPlace): void {
    this.cold = outcome.kind === 'cold' ? outcome : undefined;
    if (outcome.kind === 'refused') this.fail(outcome.error);
    if (outcome.kind !== 'plan') return;
    this.plan = outcome;
    this.sizeBytes = outcome.sizeBytes;
    this.abortedTransactions = outcome.abortedTransactions;
  }

  /** Forgets what was read; its leases end. */
  release(): void {
    this.plan?.release();
    this.plan = undefined;
    this.cold = undefined;
    this.sizeBytes = 0;
  }

  /** Becomes an error, of which clients are told nothing else. */
  fail(error: ProtocolError): this {
    this.release();
    this.error = error;
    this.highWatermark = -1;
    this.lastStableOffset = -1;
    this.logStartOffset = -1;
    return this;
  }
}

/** The partition of a fetch, or why this broker has none to read. */
export function findWanted(
  hosted: HostedTopics,
  { topic, index }: FetchedPartition,
): Partition | ProtocolError {
  return topic.topicId === zeroUuid
    ? hosted.findByName(topic.name, index)
    : hosted.find(topic.topicId, index);
}

/** Whether the metadata know the partition at all; else the error that says what they miss. */
export function unknownWanted(
  hosted: HostedTopics,
  { topic, index }: FetchedPartition,
): ProtocolError | undefined {
  const { topics } = hosted.image;
  const isById = topic.topicId !== zeroUuid;
  const known = isById ? topics.byId.get(topic.topicId) : topics.byName.get(topic.name);
  if (known === undefined && isById) return errors.UNKNOWN_TOPIC_ID;
  return known?.partitions[index] === undefined ? errors.UNKNOWN_TOPIC_OR_PARTITION : undefined;
}

export function readPartition(
  hosted: HostedTopics,
  wanted: FetchedPartition,
  reader: Reader,
  limits: ReadLimits,
): PartitionRead {
  const result = new PartitionRead(wanted);
  const partition = findWanted(hosted, wanted);
  if (!(partition instanceof Partition)) return result.fail(partition);
  result.counters = partition.counters;
  if (limits.tellsPosition) partition.counters.fetchRequests += 1;
  const refusal = partition.checkAccess(wanted.currentLeaderEpoch, reader.mustLead);
  if (refusal !== undefined) return result.fail(refusal);
  if (isStaleBroker(hosted, reader)) return result.fail(errors.NOT_LEADER_OR_FOLLOWER);
  const { log } = partition;
  result.highWatermark = log.highWatermark;
  result.lastStableOffset = log.lastStableOffset;
  result.logStartOffset = log.logStartOffset;
  const isComparable = compareEpochs(partition, wanted, result);
  if (!isComparable) return result.fail(errors.OFFSET_OUT_OF_RANGE);
  if (result.divergingEpoch !== undefined) return result;
  readLog(partition, result, reader, limits);
  if (reader.replicaId < 0 || !limits.tellsPosition || result.error !== errors.NONE) return result;
  return tellPosition(partition, result, reader, limits.nowMs);
}

/** A follower of an earlier life: its position must not count. */
function isStaleBroker(hosted: HostedTopics, { replicaId, replicaEpoch }: Reader): boolean {
  if (replicaId < 0 || replicaEpoch < 0) return false;
  const registered = hosted.image.cluster.brokers.get(replicaId)?.epoch ?? -1;
  return replicaEpoch < registered;
}

/** Finds where the reader's log and ours part. False where that cannot be told. */
function compareEpochs(
  { log }: Partition,
  { lastFetchedEpoch, fetchOffset }: FetchedPartition,
  result: PartitionRead,
): boolean {
  if (lastFetchedEpoch < 0) return true;
  const end = log.offsetForLeaderEpoch(lastFetchedEpoch);
  if (end === undefined || fetchOffset < log.logStartOffset) return false;
  if (end.leaderEpoch < lastFetchedEpoch || end.endOffset < fetchOffset) {
    result.divergingEpoch = { epoch: end.leaderEpoch, endOffset: end.endOffset };
  }
  return true;
}

/** Kafka counts reads that fail for a reason that no client can be told: a bug. */
function readCounted(
  { log, counters }: Partition,
  fetchOffset: number,
  options: ReadOptions,
): ReadOutcome | ColdPlace {
  try {
    return log.readQuickly(fetchOffset, options);
  } catch (error) {
    counters.failedFetchRequests += 1;
    throw error;
  }
}

function readLog(
  partition: Partition,
  result: PartitionRead,
  { upTo }: Reader,
  { maxBytes, minOneMessage }: ReadLimits,
): void {
  const { wanted } = result;
  const bytes = Math.max(0, Math.min(wanted.maxBytes, maxBytes));
  const options = { maxBytes: bytes, minOneMessage, upTo };
  result.take(readCounted(partition, wanted.fetchOffset, options));
}

function tellPosition(
  partition: Partition,
  result: PartitionRead,
  { replicaId }: Reader,
  nowMs: number,
): PartitionRead {
  const { fetchOffset: offset, logStartOffset, currentLeaderEpoch } = result.wanted;
  const hasEpoch = currentLeaderEpoch >= 0;
  const position = { offset, logStartOffset, nowMs, hasEpoch };
  const refusal = partition.followerFetched(replicaId, position);
  return refusal === undefined ? result : result.fail(refusal);
}

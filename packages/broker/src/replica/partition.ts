// One replica of a partition on this broker: who leads it, up to where it is committed, and what
// waits for it to move. The bytes are the log's business; where a request's parts come together
// is the purgatory's.

import type { Slab } from '@ottla/base';
import type { AppendOutcome, LengthyAppend, LogListener, PartitionLog } from '@ottla/log';
import type { PartitionRegistration, TopicConfig } from '@ottla/metadata';
import { errors, type ProduceVerdict, type ProtocolError, type Uuid } from '@ottla/protocol';
import type { IsrChanges } from '../metrics/isr-changes.ts';
import type { BrokerTopicCounters, TopicCounters } from '../metrics/topic-counters.ts';
import { type FollowerFetch, InSyncReplicas } from './in-sync-replicas.ts';
import { AckQueue } from './purgatory/ack-queue.ts';

/** A request that wants to know when there may be something new to read. */
export interface ReadWaiter {
  /** The time is up, or the node stops: answer with what there is. */
  expire(): void;
  /** The partition moved, or its state changed: look again. */
  partitionMoved(): void;
}

/** Who is told what happens to partitions; the replica set. */
export interface PartitionOwner {
  readonly brokerId: number;
  readonly counters: BrokerTopicCounters;
  readonly isrChanges: IsrChanges;
  /** The partition's log has bytes to write at the end of the turn. */
  hasAppends(partition: Partition): void;
  /** Who reads should look again at the end of the turn. */
  moved(partition: Partition): void;
  /** The partition's log is offline, with its whole directory. */
  failed(partition: Partition): void;
}

export interface PartitionIdentity {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly index: number;
}

export interface AppendRequest {
  readonly origin: 'client' | 'coordinator';
  readonly nowMs: number;
  /** Holds the bytes; without one they become the log's. */
  readonly slab?: Slab | undefined;
  /** Of an examination elsewhere: the batch was found lengthy here before. */
  readonly verdict?: ProduceVerdict | undefined;
  /** The append is to be acknowledged by all in-sync replicas. */
  readonly acksAll: boolean;
}

type RefusedAppend = Extract<AppendOutcome, { readonly kind: 'refused' }>;

/** Refusals that Kafka does not count as failures: they are the client's, or pass. */
const UNCOUNTED_REFUSALS: ReadonlySet<ProtocolError> = new Set([
  errors.NOT_LEADER_OR_FOLLOWER,
  errors.MESSAGE_TOO_LARGE,
  errors.RECORD_LIST_TOO_LARGE,
  errors.CORRUPT_MESSAGE,
  errors.KAFKA_STORAGE_ERROR,
]);

export class Partition implements LogListener, PartitionIdentity {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly index: number;
  /** Its topic's. */
  readonly counters: TopicCounters;
  readonly replicas: InSyncReplicas;
  /** For acks=1: what waits for the bytes to be in the file. */
  readonly writtenAcks = new AckQueue();
  /** For acks=all: what waits for the high watermark. */
  readonly committedAcks = new AckQueue();
  readonly readWaiters = new Set<ReadWaiter>();
  /** Set by the owner while it means to flush or to wake. */
  isDirty = false;
  hasMoved = false;
  readonly #owner: PartitionOwner;
  #log: PartitionLog;
  #unsubscribe: () => void;
  #config: TopicConfig;
  #leaderId = -1;
  #leaderEpoch = -1;
  #partitionEpoch = -1;
  #epochStartOffset = -1;

  constructor(
    identity: PartitionIdentity,
    log: PartitionLog,
    config: TopicConfig,
    owner: PartitionOwner,
  ) {
    this.topic = identity.topic;
    this.topicId = identity.topicId;
    this.index = identity.index;
    this.#log = log;
    this.counters = owner.counters.of(identity.topic);
    this.replicas = new InSyncReplicas(owner.brokerId);
    this.#config = config;
    this.#owner = owner;
    this.#unsubscribe = log.subscribe(this);
  }

  get log(): PartitionLog {
    return this.#log;
  }

  get leaderId(): number {
    return this.#leaderId;
  }

  get leaderEpoch(): number {
    return this.#leaderEpoch;
  }

  get isLeader(): boolean {
    return this.#leaderId === this.#owner.brokerId;
  }

  get config(): TopicConfig {
    return this.#config;
  }

  /** The offset at which this leader's epoch began; -1 where another leads. */
  get epochStartOffset(): number {
    return this.#epochStartOffset;
  }

  configure(config: TopicConfig): void {
    this.#config = config;
    this.log.updateConfig(config);
    this.#flushWhatIsThere();
    this.#advance();
  }

  /** The replica has moved to another directory: its new log has all that the old one has. */
  replaceLog(log: PartitionLog): void {
    const { highWatermark } = this.#log;
    this.#unsubscribe();
    this.#log = log;
    this.#unsubscribe = log.subscribe(this);
    log.updateConfig(this.#config);
    if (log.highWatermark < highWatermark) log.setHighWatermark(highWatermark);
    const isNewEpoch = this.isLeader && log.latestEpoch !== this.#leaderEpoch;
    if (isNewEpoch) log.assignLeaderEpoch(this.#leaderEpoch, log.logEndOffset);
    this.#flushWhatIsThere();
    this.#advance();
    this.#owner.moved(this);
  }

  /** Takes over what the controller decided; older decisions than the last one change nothing. */
  apply(registration: PartitionRegistration): void {
    if (registration.partitionEpoch < this.#partitionEpoch) return;
    const wasLeader = this.isLeader;
    const isNewEpoch = registration.leaderEpoch !== this.#leaderEpoch;
    this.#partitionEpoch = registration.partitionEpoch;
    this.#leaderId = registration.leader;
    this.#leaderEpoch = registration.leaderEpoch;
    const { isr } = this.replicas;
    this.replicas.assign(registration, isNewEpoch);
    if (wasLeader && this.isLeader) this.#owner.isrChanges.count(isr, registration.isr);
    if (this.isLeader && isNewEpoch) this.#startLeading();
    if (!this.isLeader) this.#epochStartOffset = -1;
    if (wasLeader && !this.isLeader) this.#refuseAcks(errors.NOT_LEADER_OR_FOLLOWER);
    this.#advance();
    // Who waits must learn of a new leader or epoch, whether or not anything moved.
    if (isNewEpoch) this.#owner.moved(this);
  }

  /** Why a request for this partition cannot be served; undefined where it can. */
  checkAccess(currentLeaderEpoch: number, mustLead: boolean): ProtocolError | undefined {
    if (currentLeaderEpoch >= 0) {
      if (currentLeaderEpoch < this.#leaderEpoch) return errors.FENCED_LEADER_EPOCH;
      if (currentLeaderEpoch > this.#leaderEpoch) return errors.UNKNOWN_LEADER_EPOCH;
    }
    return mustLead && !this.isLeader ? errors.NOT_LEADER_OR_FOLLOWER : undefined;
  }

  get hasEnoughInSync(): boolean {
    return this.replicas.hasEnough(this.#config.minInsyncReplicas);
  }

  /** Appends one batch as leader; it is written at the end of the turn. */
  append(records: Uint8Array, request: AppendRequest): AppendOutcome {
    const { origin, nowMs, slab, verdict } = request;
    // What comes back from an examination was counted when it came.
    if (verdict === undefined) this.counters.produceRequests += 1;
    const refusal = this.#appendRefusal(request.acksAll);
    if (refusal !== undefined) return this.#refused(refusal, records);
    const leaderEpoch = this.#leaderEpoch;
    const options = { origin, leaderEpoch, nowMs, slab, verdict };
    return this.#settle(this.log.append(records, options), records);
  }

  /**
   * As `append`, unless the batch's check takes long, or expands it to more than `bytesMax`: it is
   * to be examined elsewhere then, and to come back with the verdict.
   */
  appendQuickly(
    records: Uint8Array,
    request: AppendRequest,
    bytesMax: number,
  ): AppendOutcome | LengthyAppend {
    this.counters.produceRequests += 1;
    const refusal = this.#appendRefusal(request.acksAll);
    if (refusal !== undefined) return this.#refused(refusal, records);
    const { origin, nowMs, slab } = request;
    const options = { origin, leaderEpoch: this.#leaderEpoch, nowMs, slab };
    const outcome = this.log.appendQuickly(records, options, bytesMax);
    return outcome.kind === 'lengthy' ? outcome : this.#settle(outcome, records);
  }

  /** All below it is acknowledged to who asked for acks=1. */
  get ackedOffset(): number {
    // flush.messages=1 is Kafka's way to ask for a flush before each acknowledgement.
    return this.#config.flushMessages === 1 ? this.log.flushedOffset : this.log.writtenOffset;
  }

  /** A follower fetches from here: it has all below `fetch.offset`. */
  followerFetched(replicaId: number, fetch: FollowerFetch): ProtocolError | undefined {
    const refusal = this.replicas.fetched(replicaId, fetch);
    if (refusal !== undefined) return refusal;
    this.#advance();
    // Its log start may be what a DeleteRecords waits for.
    this.#owner.moved(this);
    return undefined;
  }

  /** The lowest log start of all replicas. */
  get lowWatermark(): number {
    return this.replicas.lowWatermark(this.log.logStartOffset);
  }

  // LogListener

  onWritten(): void {
    this.#advance();
    this.#owner.moved(this);
  }

  onFlushed(): void {
    if (this.#config.flushMessages !== 1) return;
    this.#advance();
    this.#owner.moved(this);
  }

  onFailed(): void {
    this.#owner.failed(this);
    this.#refuseAcks(errors.KAFKA_STORAGE_ERROR);
    this.#owner.moved(this);
  }

  /** The partition is not this broker's any more. Its log lives on, or is deleted by the owner. */
  close(): void {
    this.#unsubscribe();
    this.#refuseAcks(errors.NOT_LEADER_OR_FOLLOWER);
    this.#owner.moved(this);
  }

  #startLeading(): void {
    this.#epochStartOffset = this.log.logEndOffset;
    this.log.assignLeaderEpoch(this.#leaderEpoch, this.#epochStartOffset);
    this.#flushWhatIsThere();
  }

  /**
   * Where only durable bytes count, those that a recovery found would be seen by nobody until
   * somebody appends more.
   */
  #flushWhatIsThere(): void {
    const { log } = this;
    if (this.#config.flushMessages !== 1 || log.flushedOffset >= log.logEndOffset) return;
    // A log that fails has told of it.
    log.flush().catch(() => undefined);
  }

  #settle(outcome: AppendOutcome, records: Uint8Array): AppendOutcome {
    if (outcome.kind === 'refused') return this.#refused(outcome, records);
    if (outcome.kind !== 'appended') return outcome;
    this.counters.messagesIn += outcome.lastOffset - outcome.firstOffset + 1;
    this.counters.bytesIn += records.length;
    this.#owner.hasAppends(this);
    return outcome;
  }

  /** Kafka counts what a client could not have known better; bytes where they were too many. */
  #refused(outcome: RefusedAppend, records: Uint8Array): AppendOutcome {
    const { error } = outcome;
    if (!UNCOUNTED_REFUSALS.has(error)) this.counters.failedProduceRequests += 1;
    if (error === errors.MESSAGE_TOO_LARGE) this.counters.bytesRejected += records.length;
    return outcome;
  }

  #appendRefusal(acksAll: boolean): RefusedAppend | undefined {
    if (!this.isLeader) return refusal(errors.NOT_LEADER_OR_FOLLOWER);
    if (!acksAll || this.hasEnoughInSync) return undefined;
    return refusal(errors.NOT_ENOUGH_REPLICAS);
  }

  /** Moves the high watermark as far as the in-sync replicas have come, and serves who waited. */
  #advance(): void {
    const { log } = this;
    this.writtenAcks.reach(this.ackedOffset);
    if (!this.isLeader) return;
    const next = this.replicas.highWatermark(this.ackedOffset, this.#config.minInsyncReplicas);
    if (next !== undefined && next > log.highWatermark) {
      log.setHighWatermark(next);
      this.#owner.moved(this);
    }
    this.committedAcks.reach(log.highWatermark);
  }

  #refuseAcks(error: ProtocolError): void {
    this.writtenAcks.refuseAll(error);
    this.committedAcks.refuseAll(error);
  }
}

function refusal(error: ProtocolError): RefusedAppend {
  return { kind: 'refused', error, message: error.message, recordErrors: [] };
}

// All replicas of this broker: it follows the metadata, writes what was appended at the end of
// each turn, and wakes who waits. Requests are the handlers' business, one partition's rules are
// Partition's.

import type { Clock, Logger, World } from '@ottla/base';
import type { LogDirectory, LogServices } from '@ottla/log';
import {
  EMPTY_IMAGE,
  type MetadataDelta,
  type MetadataImage,
  type PartitionRegistration,
  type TopicConfig,
} from '@ottla/metadata';
import { IsrChanges } from '../metrics/isr-changes.ts';
import { BrokerTopicCounters } from '../metrics/topic-counters.ts';
import type { EndOfTurn } from '../net/end-of-turn.ts';
import { BatchExaminations } from './batch-examinations.ts';
import { followLatest, type FollowingReplicas, followTopics } from './follow-topics.ts';
import { HostedTopics } from './hosted-topics.ts';
import { LogMaking } from './log-making.ts';
import { OffsetLookups } from './offset-lookups.ts';
import type { Partition } from './partition.ts';
import { RequestPurgatory } from './purgatory/request-purgatory.ts';
import { ReplicaPlacement } from './replica-placement.ts';

export interface ReplicaSetOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly brokerId: number;
  readonly endOfTurn: EndOfTurn;
  /** What the logs share: reads are resolved with it. */
  readonly logServices: LogServices;
  /** Opened and loaded. */
  readonly directories: readonly LogDirectory[];
  /** The effective configs of a topic: what is set on it, else this broker's. */
  readonly topicConfig: (image: MetadataImage, topic: string) => TopicConfig;
}

export class ReplicaSet implements FollowingReplicas {
  readonly brokerId: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly logServices: LogServices;
  readonly hosted = new HostedTopics(EMPTY_IMAGE);
  readonly counters = new BrokerTopicCounters();
  readonly isrChanges = new IsrChanges();
  /** Fetches that asked for more than fetch.max.bytes. */
  limitedFetches = 0;
  readonly purgatory: RequestPurgatory;
  readonly examinations: BatchExaminations;
  readonly lookups: OffsetLookups;
  readonly placement: ReplicaPlacement;
  readonly making: LogMaking;
  readonly topicConfig: (image: MetadataImage, topic: string) => TopicConfig;
  /** Told of each replica here whenever the metadata say something of its partition. */
  onFollowed: ((partition: Partition, says: PartitionRegistration) => void) | undefined;
  /** Told of a replica that is not this broker's any more, before its log is deleted. */
  onGone: ((partition: Partition) => void) | undefined;
  /** Whether offsets moved that a checkpoint would tell; the upkeep resets it. */
  isCheckpointDue = false;
  /** Counts the times at which waiting requests were woken: none need look twice at one time. */
  wakeCount = 0;
  readonly #endOfTurn: EndOfTurn;
  #dirty: Partition[] = [];
  #moved: Partition[] = [];

  /** Adds its stages to `endOfTurn`, to come before those that send responses. */
  constructor(options: ReplicaSetOptions) {
    const { clock, timers } = options.world;
    this.brokerId = options.brokerId;
    this.clock = clock;
    this.logger = options.logger;
    this.logServices = options.logServices;
    this.topicConfig = options.topicConfig;
    this.purgatory = new RequestPurgatory(clock, timers, options.endOfTurn);
    this.examinations = new BatchExaminations(options.world);
    this.lookups = new OffsetLookups(options.world);
    this.placement = new ReplicaPlacement(options.directories, options.logger);
    this.making = new LogMaking(options.world, (identity) => followLatest(this, identity, true));
    this.#endOfTurn = options.endOfTurn;
    options.endOfTurn.addStage(() => this.#writeAppends());
    options.endOfTurn.addStage(() => this.#wake());
  }

  /** The metadata that the replicas follow. */
  get image(): MetadataImage {
    return this.hosted.image;
  }

  get directories(): readonly LogDirectory[] {
    return this.placement.directories;
  }

  /**
   * Follows the metadata: makes, deletes and configures logs, takes leadership over; many new logs
   * come turn by turn. Never throws: what a disk refuses is offline from then on.
   */
  applyTopics(delta: MetadataDelta, image: MetadataImage): void {
    followTopics(this, delta, image);
  }

  // FollowingReplicas

  hasAppends(partition: Partition): void {
    if (partition.isDirty) return;
    partition.isDirty = true;
    this.#dirty.push(partition);
    this.#endOfTurn.request();
  }

  moved(partition: Partition): void {
    this.isCheckpointDue = true;
    if (partition.hasMoved || partition.readWaiters.size === 0) return;
    partition.hasMoved = true;
    this.#moved.push(partition);
    this.#endOfTurn.request();
  }

  failed(partition: Partition): void {
    this.hosted.set(partition.topicId, partition.index, 'offline');
  }

  /** Has every request that waits to read answered with what there is: the node stops. */
  answerWaiting(): void {
    for (const partition of this.hosted.online()) {
      for (const waiter of [...partition.readWaiters]) waiter.expire();
    }
  }

  /** Starts no timeout any more. The directories are closed by who opened them. */
  close(): void {
    this.making.close();
    this.examinations.close();
    this.lookups.close();
    this.purgatory.close();
    for (const partition of this.hosted.online()) partition.close();
  }

  #writeAppends(): void {
    const dirty = this.#dirty;
    if (dirty.length > 0) {
      this.#dirty = [];
      for (const partition of dirty) {
        partition.isDirty = false;
        partition.log.flushAppends();
      }
    }
    this.purgatory.startTimeouts();
  }

  #wake(): void {
    const moved = this.#moved;
    if (moved.length === 0) return;
    this.#moved = [];
    this.wakeCount += 1;
    for (const partition of moved) {
      partition.hasMoved = false;
      for (const waiter of [...partition.readWaiters]) waiter.partitionMoved();
    }
  }
}

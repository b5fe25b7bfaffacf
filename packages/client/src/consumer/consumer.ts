// A consumer in a group: the surface that applications use. It puts together the fetcher, the
// membership and the commits; what each decides is in its own file.
//
// The application reads (`next`, `batches`, records); only while it waits in there do partitions
// change hands. One reader at a time.

import type { Uuid } from '@ottla/protocol';

import { ClientCore } from '../core/client-core.ts';
import type { TopicMetadata } from '../core/cluster-metadata.ts';
import { ClientError, ClosedError } from '../errors.ts';
import { AssignedPartition, type StartPosition } from '../fetcher/assigned-partition.ts';
import type { ConsumedRecord, FetchedBatch } from '../fetcher/fetched-batch.ts';
import { Fetcher } from '../fetcher/fetcher.ts';
import type { FoundOffset } from '../fetcher/offset-lookup.ts';
import type { Assignment, ReadOptions } from '../fetcher/partition-consumer.ts';
import { PartitionSet } from '../fetcher/partition-set.ts';
import { comparePartitions, keyOf, type TopicPartition } from '../fetcher/topic-partition.ts';
import { retrying } from '../retry/retry-loop.ts';
import type { InstanceIdOptions } from '../telemetry/telemetry-pusher.ts';
import { AutoCommit } from './commits/auto-commit.ts';
import { Committer, type CommitOptions } from './commits/committer.ts';
import { fetchCommitted } from './commits/offset-fetch.ts';
import type { CommittedOffset, OffsetToCommit } from './commits/offsets.ts';
import { ConsumerReports } from './consumer-reports.ts';
import type { ConsumerHealth, ConsumerStats } from './consumer-stats.ts';
import { Departure, type CloseOptions } from './departure.ts';
import { GroupCoordinator } from './group-coordinator.ts';
import type { GroupMembership } from './group-membership.ts';
import {
  resolveGroupOptions,
  type GroupConfig,
  type GroupConsumerOptions,
} from './group-options.ts';
import { Handover } from './handover.ts';
import { ClassicMember } from './membership/classic/classic-member.ts';
import type { ProcessOptions, RecordHandler } from './processing/processor.ts';
import { lookUpOffsets, type TimedPartition } from './offset-questions.ts';
import { Reader, type NextOptions } from './reader.ts';
import type { RebalanceListener } from './rebalance-listener.ts';
import { StartPositions } from './start-positions.ts';
import { subscribeTo } from './subscription.ts';
import { WantedTopics } from './wanted-topics.ts';

/** Key and value of its records are what the deserializers make of them; bytes without one. */
export class Consumer<Key = Uint8Array, Value = Uint8Array>
  implements AsyncIterable<ConsumedRecord<Key, Value>>
{
  readonly #core: ClientCore;
  readonly #config: GroupConfig;
  readonly #coordinator: GroupCoordinator;
  readonly #partitions = new PartitionSet();
  readonly #fetcher: Fetcher;
  readonly #reader: Reader<Key, Value>;
  readonly #committer: Committer;
  readonly #autoCommit: AutoCommit;
  readonly #handover: Handover;
  readonly #starts: StartPositions;
  readonly #reports: ConsumerReports;
  readonly #wanted: WantedTopics;
  readonly #departure: Departure;
  #listener: RebalanceListener = {};
  #member: ClassicMember | undefined;

  /** Connects with the first call. Throws a ConfigError for settings that cannot be used. */
  constructor(options: GroupConsumerOptions<Key, Value>) {
    const config = resolveGroupOptions(options);
    this.#config = config;
    this.#core = new ClientCore(config);
    this.#coordinator = new GroupCoordinator(this.#core, config.groupId);
    this.#fetcher = new Fetcher(this.#core, config, () => this.#partitions);
    this.#wanted = new WantedTopics({ core: this.#core, config, partitions: this.#partitions });
    this.#committer = new Committer(config, this.#coordinator, () => this.#member);
    this.#autoCommit = new AutoCommit({
      config,
      finished: () =>
        this.#partitions.all.flatMap((each) => this.#reader.delivery.finished(each) ?? []),
      commit: (offsets, timeoutMs) => this.#committer.commit(offsets, { timeoutMs }),
      mayCommit: () => this.#member === undefined || this.#member.committing !== undefined,
    });
    this.#handover = new Handover({
      config,
      partitions: this.#partitions,
      autoCommit: this.#autoCommit,
      listener: () => this.#listener,
      admits: (topic) => this.#wanted.admits(topic),
      startNew: () => this.#starts.lookUp(),
      wantRejoin: (reason) => this.#member?.wantRejoin(reason),
    });
    this.#starts = new StartPositions({
      core: this.#core,
      config,
      coordinator: this.#coordinator,
      partitions: this.#partitions,
      found: () => this.#fetcher.wake(),
      failed: (error) => this.#reader.fail(error),
    });
    this.#reader = new Reader({
      world: config.world,
      groupId: config.groupId,
      instruments: config.instruments,
      fetcher: this.#fetcher,
      partitions: this.#partitions,
      member: () => this.#member,
      isClosed: () => this.#departure.isClosed,
      check: () => this.#checkReadable(),
      failureTold: () => this.#starts.lookUp(),
    });
    this.#reports = this.#createReports();
    this.#departure = this.#createDeparture();
    this.#core.metadata.changes.add(() => {
      this.#reader.refused(this.#wanted.refusal());
      this.#member?.noticeMetadata();
    });
  }

  /**
   * Joins the group for these topics, or those that match, with the next ask for records. Called
   * again it changes the subscription, and the listener where one is given.
   */
  subscribe(topics: string | readonly string[] | RegExp, listener?: RebalanceListener): void {
    this.#checkFree();
    if (this.#wanted.subscription.kind === 'assigned') {
      throw new ClientError('subscribe and assign exclude each other: call unsubscribe before');
    }
    if (listener !== undefined) this.#listener = listener;
    this.#wanted.subscription = subscribeTo(topics);
    this.#reports.telemetry.start();
    this.#core.metadata.wantAll(this.#wanted.subscription.kind === 'pattern');
    this.#wanted.retain();
    this.#member ??= this.#createMember();
    this.#fetcher.arrivals.announce();
  }

  /** Takes these partitions without being a member; commits still go to the group. */
  assign(partitions: readonly Assignment[]): void {
    this.#checkFree();
    if (this.#member !== undefined) {
      throw new ClientError('subscribe and assign exclude each other: call unsubscribe before');
    }
    this.#wanted.subscription = { kind: 'assigned' };
    this.#reports.telemetry.start();
    // Of those that go nothing could be committed later.
    void this.#autoCommit.flush(this.#config.apiTimeoutMs);
    const assigned = partitions.map(({ topic, partition, from }) => {
      const kept = this.#partitions.find({ topic, partition });
      if (kept !== undefined && from === undefined) return kept;
      return new AssignedPartition(topic, partition, from);
    });
    this.#partitions.replace(assigned);
    this.#wanted.retain();
    this.#autoCommit.start();
    this.#starts.lookUp();
    this.#fetcher.wake();
  }

  /**
   * Commits, gives everything up and leaves the group; `subscribe` or `assign` may follow. A
   * rebalance listener may await it as well: nobody waits for that listener then. Rejects with a
   * TimeoutError after 30 s, which a listener may cause that does not settle; it leaves all the
   * same once that has, and nothing can be subscribed to before.
   */
  async unsubscribe(): Promise<void> {
    this.#checkOpen();
    // From here on nobody reads: one who waits for records is told, and joins nothing again.
    this.#wanted.subscription = { kind: 'none' };
    this.#fetcher.arrivals.announce();
    try {
      await this.#departure.unsubscribe();
    } finally {
      this.#core.metadata.wantAll(false);
      this.#wanted.retain();
    }
  }

  get assignment(): readonly TopicPartition[] {
    return named(this.#partitions.all);
  }

  /** Topics of the subscription; of a pattern those that match by now. */
  get subscription(): readonly string[] {
    return this.#wanted.subscribed ?? [];
  }

  get membership(): GroupMembership {
    const { groupId, groupInstanceId } = this.#config;
    const { memberId = '', generationId = -1 } = this.#member?.generation ?? {};
    return { groupId, groupInstanceId, memberId, generationId };
  }

  /** The next batch. What was handed out before counts as finished from now on. */
  next(options?: NextOptions): Promise<FetchedBatch<Key, Value>> {
    return this.#reader.next(options);
  }

  /** Batch by batch, until the signal, `close` (both end the loop) or an error (thrown). */
  batches(options?: ReadOptions): AsyncGenerator<FetchedBatch<Key, Value>, void, undefined> {
    return this.#reader.batches(options);
  }

  /** Record by record; `batches` costs less where there are many. */
  records(options?: ReadOptions): AsyncGenerator<ConsumedRecord<Key, Value>, void, undefined> {
    return this.#reader.records(options);
  }

  /**
   * Handles records several at a time, in order within each partition, or each key. Commits count
   * only what is finished with all before it. Resolves after the signal or `close`, once no handler
   * runs any more; rejects, then too, with what a handler failed with. Partitions change hands
   * while no handler runs: a rebalance waits for those that run.
   */
  process(
    handler: RecordHandler<Key, Value>,
    options: ProcessOptions<Key, Value> = {},
  ): Promise<void> {
    return this.#reader.process(handler, options);
  }

  /** Ends the wait for records that is under way, or the next one, with a WakeupError. */
  wakeup(): void {
    this.#reader.wakeup();
  }

  [Symbol.asyncIterator](): AsyncGenerator<ConsumedRecord<Key, Value>, void, undefined> {
    return this.records();
  }

  /**
   * Stores these offsets for the group; without any, the positions of all assigned partitions: all
   * that was handed out counts as finished, what is in hand included.
   */
  commit(offsets?: readonly OffsetToCommit[], options?: CommitOptions): Promise<void> {
    if (this.#core.isClosed) return Promise.reject(new ClosedError('the consumer is closed'));
    const { delivery } = this.#reader;
    const all = offsets ?? this.#partitions.all.flatMap((each) => delivery.done(each) ?? []);
    delivery.committed(all);
    return this.#committer.commit(all, options);
  }

  /** What the group has committed, in the order asked for; undefined where there is nothing. */
  async committed(
    partitions: readonly TopicPartition[],
    options: CommitOptions = {},
  ): Promise<(CommittedOffset | undefined)[]> {
    this.#checkOpen();
    const { world, retryBackoff: backoff, apiTimeoutMs, groupId } = this.#config;
    const { timeoutMs = apiTimeoutMs, signal } = options;
    const doing = `fetch the committed offsets of group ${groupId}`;
    const found = await retrying({ world, backoff, timeoutMs, doing, signal }, (leftMs) =>
      fetchCommitted(this.#coordinator, groupId, partitions, { timeoutMs: leftMs, signal }),
    );
    return partitions.map((each) => found.get(keyOf(each)));
  }

  /** The offset of the next record for the application; undefined until it was looked up. */
  position(where: TopicPartition): number | undefined {
    return this.#partitions.require(where).position;
  }

  seek(where: TopicPartition, to: StartPosition): void {
    this.#partitions.require(where).seek(to);
    this.#fetcher.wake();
  }

  seekToBeginning(partitions: readonly TopicPartition[] = this.assignment): void {
    for (const where of partitions) this.seek(where, 'earliest');
  }

  seekToEnd(partitions: readonly TopicPartition[] = this.assignment): void {
    for (const where of partitions) this.seek(where, 'latest');
  }

  /** Fetches no more of these, and hands out none of what waits, until `resume`. */
  pause(partitions: readonly TopicPartition[]): void {
    for (const where of partitions) this.#partitions.require(where).isPaused = true;
    // Others may be fetched in their place.
    this.#fetcher.wake();
  }

  resume(partitions: readonly TopicPartition[]): void {
    for (const where of partitions) this.#partitions.require(where).isPaused = false;
    this.#fetcher.wake();
    this.#fetcher.arrivals.announce();
  }

  get paused(): readonly TopicPartition[] {
    return named(this.#partitions.all.filter(({ isPaused }) => isPaused));
  }

  /** The leader's, as of the last fetch; -1 before it. */
  highWatermark(where: TopicPartition): number {
    return this.#partitions.require(where).highWatermark;
  }

  /** The first record not older than each time, by order; undefined where none is that young. */
  async offsetsForTimes(
    partitions: readonly TimedPartition[],
    options: CommitOptions = {},
  ): Promise<(FoundOffset | undefined)[]> {
    this.#checkOpen();
    const found = await lookUpOffsets(this.#core, this.#config, partitions, options);
    return found.map((each) => (each.offset < 0 ? undefined : each));
  }

  /** The first offset of each, by order. */
  beginningOffsets(
    partitions: readonly TopicPartition[],
    options: CommitOptions = {},
  ): Promise<number[]> {
    return this.#endsOf(partitions, 'earliest', options);
  }

  /** The offset after the last record that may be read of each, by order. */
  endOffsets(
    partitions: readonly TopicPartition[],
    options: CommitOptions = {},
  ): Promise<number[]> {
    return this.#endsOf(partitions, 'latest', options);
  }

  /** The partitions of a topic; waits until it is known. */
  partitionsFor(topic: string, options: ReadOptions = {}): Promise<TopicMetadata> {
    const { apiTimeoutMs: timeoutMs } = this.#config;
    return this.#core.metadata.topic(topic, { timeoutMs, signal: options.signal });
  }

  /** What it does and has done, as of now. */
  stats(): ConsumerStats {
    return this.#reports.stats();
  }

  /** Why records might not be flowing, by codes that stay. */
  health(): ConsumerHealth {
    return this.#reports.health();
  }

  /**
   * The id by which the cluster knows this client where it takes metrics (KIP-714), and which it
   * tells beside them; asks for it where it has none yet. Rejects with a ClientError where
   * `enableMetricsPush` is false, an UnsupportedVersionError where the brokers take no metrics.
   */
  async clientInstanceId(options?: InstanceIdOptions): Promise<Uuid> {
    this.#checkOpen();
    return this.#reports.telemetry.clientInstanceId(options);
  }

  /**
   * Commits what is finished, gives partitions up, leaves the group. Safe to call again, and from a
   * rebalance listener.
   */
  close(options: CloseOptions = {}): Promise<void> {
    const isFirst = !this.#departure.isClosed;
    const closing = this.#departure.close(options);
    // It is closed from here on: who waits for records is told, and does nothing for the group.
    if (isFirst) this.#fetcher.arrivals.announce();
    return closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #end(): Promise<void> {
    await this.#reports.telemetry.stop();
    this.#member?.stop();
    this.#autoCommit.stop();
    this.#fetcher.stop();
    this.#coordinator.close();
    this.#core.close();
  }

  #createReports(): ConsumerReports {
    return new ConsumerReports({
      core: this.#core,
      config: this.#config,
      coordinator: this.#coordinator,
      partitions: this.#partitions,
      handover: this.#handover,
      reader: this.#reader,
      member: () => this.#member,
      isClosed: () => this.#departure.isClosed,
      isSubscribed: () => this.#wanted.subscription.kind !== 'none',
      topics: () => this.subscription,
    });
  }

  #createDeparture(): Departure {
    return new Departure({
      config: this.#config,
      partitions: this.#partitions,
      autoCommit: this.#autoCommit,
      handover: this.#handover,
      member: () => this.#member,
      left: () => {
        this.#member = undefined;
      },
      end: () => this.#end(),
    });
  }

  #createMember(): ClassicMember {
    return new ClassicMember({
      core: this.#core,
      config: this.#config,
      coordinator: this.#coordinator,
      host: {
        subscribedTopics: () => this.#wanted.subscribed,
        ownedPartitions: () => this.assignment.toSorted(comparePartitions),
        prepare: (lost) => this.#handover.prepare(lost),
        complete: ({ partitions }, tell) => this.#handover.complete(partitions, tell),
        watchTopics: (topics) => this.#wanted.watch(topics),
        changed: () => this.#fetcher.arrivals.announce(),
      },
    });
  }

  async #endsOf(
    partitions: readonly TopicPartition[],
    at: 'earliest' | 'latest',
    options: CommitOptions,
  ): Promise<number[]> {
    this.#checkOpen();
    const asked = partitions.map((each) => ({ ...each, timestamp: at }));
    const found = await lookUpOffsets(this.#core, this.#config, asked, options);
    return found.map(({ offset }) => offset);
  }

  #checkReadable(): void {
    this.#checkOpen();
    if (this.#wanted.subscription.kind !== 'none') return;
    throw new ClientError('nothing to read: call subscribe or assign before');
  }

  #checkFree(): void {
    this.#checkOpen();
    if (!this.#departure.isUnsubscribing) return;
    throw new ClientError('the consumer is unsubscribing still: wait for it before');
  }

  #checkOpen(): void {
    if (this.#departure.isClosed) throw new ClosedError('the consumer is closed');
  }
}

function named(partitions: readonly TopicPartition[]): TopicPartition[] {
  return partitions.map(({ topic, partition }) => ({ topic, partition }));
}

// One replica on its way from one log directory to another (AlterReplicaLogDirs, KIP-113/858):
//
//   copying     until the future log has all of the log            → asking
//   asking      the controller is told; what comes is copied on    → promoting, once it agrees
//   promoting   the future log gets its final name, then the last
//               of the log, and is the replica's log from then on  → moved
//   any but promoting: cancelled, or a directory failed            → the future log goes
//
// Nothing that was acknowledged is ever in one place only that a failure could make the other:
// the old log goes when the new one is durable.

import type { Logger, World } from '@ottla/base';
import { KafkaStorageError, type LogDirectory, type LogServices, type PartitionLog } from '@ottla/log';
import type { Partition } from '../replica/partition.ts';
import type { ReplicaPlacement } from '../replica/replica-placement.ts';
import {
  type CopiedLogs,
  CopyError,
  copyNext,
  copyRestNow,
  cutToCommon,
  followOffsets,
} from './copy-log.ts';
import type { MovePace } from './move-pace.ts';
import type { ReplicaAssignments } from './replica-assignments.ts';

export interface ReplicaMoveOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly logServices: LogServices;
  readonly placement: ReplicaPlacement;
  readonly assignments: ReplicaAssignments;
  readonly pace: MovePace;
  readonly partition: Partition;
  readonly from: LogDirectory;
  readonly to: LogDirectory;
  /** In `to`. */
  readonly future: PartitionLog;
  /** Where the metadata say that the replica is; undefined where they do not tell directories. */
  readonly assignedTo: () => string | undefined;
}

/** What is copied while the event loop waits, at the very end. */
const REST_BYTES_MAX = 4 * 1024 * 1024;

export type MoveEnd = 'moved' | 'cancelled' | 'stopped' | 'failed';

export class ReplicaMove {
  readonly to: LogDirectory;
  /** Never rejects but for a bug. */
  readonly done: Promise<MoveEnd>;
  readonly #options: ReplicaMoveOptions;
  #future: PartitionLog;
  #stop: 'cancel' | 'leave' | undefined;
  readonly #stopped: Promise<void>;
  #tellStopped: () => void;
  #assignment: 'none' | 'asked' | 'accepted' = 'none';
  /** The copy has its final name. */
  #isRenamed = false;
  #copiedEpoch = -1;
  /** Resolves the wait for something to do. */
  #wake: () => void = () => undefined;
  #hasNews = false;

  constructor(options: ReplicaMoveOptions) {
    this.#options = options;
    this.to = options.to;
    this.#future = options.future;
    ({ promise: this.#stopped, resolve: this.#tellStopped } = Promise.withResolvers<void>());
    this.done = this.#run();
  }

  /** The copy. */
  get future(): PartitionLog {
    return this.#future;
  }

  /** The future log goes, unless the move is as good as done. */
  async cancel(): Promise<MoveEnd> {
    this.#end('cancel');
    return await this.done;
  }

  /** The node stops: the future log stays, and the move goes on after the next start. */
  async leave(): Promise<MoveEnd> {
    this.#end('leave');
    return await this.done;
  }

  #end(how: 'cancel' | 'leave'): void {
    this.#stop ??= how;
    this.#tellStopped();
    this.#news();
  }

  async #run(): Promise<MoveEnd> {
    const onNews = { onWritten: () => this.#news(), onFailed: () => this.#news() };
    const leaveSource = this.#options.partition.log.subscribe(onNews);
    const leaveFuture = this.#future.subscribe(onNews);
    try {
      if (!(await this.#copyUntilAgreed())) return await this.#stopNow();
      await this.#promote();
      return 'moved';
    } catch (error) {
      if (!(error instanceof KafkaStorageError) && !(error instanceof CopyError)) throw error;
      return this.#stop === undefined ? await this.#failed(error) : await this.#stopNow();
    } finally {
      leaveSource();
      leaveFuture();
    }
  }

  /** False where the move was stopped. */
  async #copyUntilAgreed(): Promise<boolean> {
    for (;;) {
      if (this.#stop !== undefined) return false;
      if (this.#future.failure !== undefined) throw this.#future.failure;
      if (!(await this.#copyOnce())) continue;
      if (this.#stop !== undefined) return false;
      if (this.#isAgreed()) return true;
      await this.#untilNews();
    }
  }

  /** Whether the copy has all that is written. */
  async #copyOnce(): Promise<boolean> {
    const { pace, partition } = this.#options;
    const logs = this.#logs;
    if (partition.leaderEpoch !== this.#copiedEpoch) {
      this.#copiedEpoch = partition.leaderEpoch;
      await cutToCommon(logs);
    }
    const copied = await pace.inTurn(() => copyNext(logs));
    if (copied.kind === 'copied') await pace.pay(copied.bytes, this.#stopped);
    return copied.kind === 'all';
  }

  get #logs(): CopiedLogs {
    const { world, logServices, partition } = this.#options;
    return { world, logServices, source: partition.log, future: this.#future };
  }

  /** Asks the controller where it has not been asked yet. */
  #isAgreed(): boolean {
    const { assignments, assignedTo, partition } = this.#options;
    const directoryId = this.to.meta?.directoryId;
    const assigned = assignedTo();
    if (directoryId === undefined || assigned === undefined) return true;
    if (this.#assignment === 'none' && assigned === directoryId) this.#assignment = 'accepted';
    if (this.#assignment === 'none') {
      this.#assignment = 'asked';
      const { topicId, index } = partition;
      const onAccepted = (): void => {
        if (this.#assignment === 'asked') this.#assignment = 'accepted';
        this.#news();
      };
      assignments.assign({ topicId, index, directoryId, onAccepted });
    }
    return this.#assignment === 'accepted';
  }

  async #promote(): Promise<void> {
    const { placement, partition, from, logger } = this.#options;
    const { topic, index } = partition;
    const source = partition.log;
    // A former topic of that name may be on its way out.
    await placement.waitFor(topic, index);
    if (source.cleanedOffset !== undefined) await this.#future.allowGaps();
    // Where the log starts is known there until the move has ended: it must not go before.
    await source.syncTopicId();
    this.#future = await this.to.futures.promote(this.#future);
    this.#isRenamed = true;
    while (!this.#swap(source)) {
      if (await this.#copyOnce()) await source.settled();
    }
    const end = source.logEndOffset;
    while (this.#future.flushedOffset < end) await this.#future.flush();
    await this.to.checkpoint('logStartOffsets');
    const way = { from: from.path, to: this.to.path };
    logger.info('a replica has moved', { topic, partition: index, ...way });
    placement.delete(source);
  }

  /** Within one turn: nothing is appended between the look and the change. */
  #swap(source: PartitionLog): boolean {
    const { partition } = this.#options;
    if (source.failure !== undefined) throw source.failure;
    source.flushAppends();
    if (source.writtenOffset !== source.logEndOffset) return false;
    if (!copyRestNow(this.#logs, REST_BYTES_MAX)) return false;
    followOffsets(this.#logs);
    this.to.futures.adopt(this.#future);
    partition.replaceLog(this.#future);
    this.#isRenamed = false;
    this.#assignment = 'none';
    return true;
  }

  async #stopNow(): Promise<MoveEnd> {
    await this.#future.settled();
    if (this.#stop === 'leave') return 'stopped';
    this.#takeBack();
    this.#options.placement.dropFuture(this.#future, this.to, 'delete');
    return 'cancelled';
  }

  async #failed(error: Error): Promise<MoveEnd> {
    const { logger, partition, placement } = this.#options;
    const { topic, index } = partition;
    logger.error('a replica cannot move', { topic, partition: index, error: error.message });
    this.#takeBack();
    await this.#takeNameBack();
    // Where a directory has failed the copy may still be wanted, after a start without it.
    if (error instanceof CopyError) placement.dropFuture(this.#future, this.to, 'delete');
    return 'failed';
  }

  /** The copy must not pass for the replica's log after the next start. */
  async #takeNameBack(): Promise<void> {
    if (!this.#isRenamed || this.to.isOffline) return;
    try {
      this.#future = await this.to.futures.demote(this.#future);
    } catch (error) {
      if (!(error instanceof KafkaStorageError)) throw error;
    }
  }

  /** What the controller was told, or is about to be, is not so. */
  #takeBack(): void {
    const { assignments, partition, from } = this.#options;
    const directoryId = from.meta?.directoryId;
    if (this.#assignment === 'none' || directoryId === undefined) return;
    this.#assignment = 'none';
    const { topicId, index } = partition;
    assignments.assign({ topicId, index, directoryId });
  }

  #news(): void {
    this.#hasNews = true;
    this.#wake();
  }

  async #untilNews(): Promise<void> {
    if (!this.#hasNews) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#hasNews = false;
  }
}

// One partition's log: the surface. It keeps the order of operations that do not mix (cutting while
// writing, closing while flushing) and leaves each operation to the file that is named after it.

import { assert } from '@ottla/base';

import { cleanPartition, rangeOf, stopCleaning } from '../cleaner/clean-partition.ts';
import type { CleaningMeans, CleaningOutcome } from '../cleaner/clean-partition.ts';
import type { CleanableRange } from '../cleaner/cleanable-range.ts';
import { RangeMemory } from '../cleaner/range-memory.ts';
import type { CleaningLimits } from '../cleaner/clean-log.ts';
import type { EpochEndOffset } from '../epoch/leader-epochs.ts';
import { DirectoryNames } from '../files/directory-names.ts';
import { parentOf, PARTITION_METADATA_FILE } from '../files/file-names.ts';
import type { LogConfig } from '../log-config.ts';
import { SnapshotFiles } from '../producer/snapshot-files.ts';
import type { VerificationRequest } from '../producer/verification.ts';
import type { TimestampedOffset } from '../read/lookup.ts';
import { OffsetLookup } from '../read/offset-lookup.ts';
import { findAborted, readLog, readQuickly } from '../read/read-log.ts';
import type { AbortedTransaction, ColdPlace, ReadOptions, ReadOutcome } from '../read/read-plan.ts';
import {
  chooseOldSegments,
  deleteOldSegmentsNow,
  dropOldSegments,
  moveLogStart,
} from '../retention/delete-segments.ts';
import type { OldSegments } from '../retention/delete-segments.ts';
import { InconsistentTopicIdError, OffsetOutOfRangeError } from '../storage-errors.ts';
import type { KafkaStorageError } from '../storage-errors.ts';
import { appendGiven } from './append-given.ts';
import type {
  AppendOptions,
  AppendOutcome,
  LengthyAppend,
  VerificationGuard,
} from './append-outcome.ts';
import { appendAssigned, appendQuickly } from './append.ts';
import { describeProducers } from './describe-log.ts';
import type { ProducerDescription, SegmentDescription } from './describe-log.ts';
import { loadLog } from './load-log.ts';
import type { LoadOptions } from './load-log.ts';
import { LogCore } from './log-core.ts';
import type { LogCoreOptions } from './log-core.ts';
import { LogFlusher } from './log-flusher.ts';
import type { LogListener } from './log-listener.ts';
import { readTopicId, writeTopicId } from './partition-metadata.ts';
import { takeSnapshot } from './producer-snapshots.ts';
import { rollTo } from './roll-log.ts';
import { truncateFully, truncateTo } from './truncate.ts';

export interface OpenLogOptions extends Omit<LogCoreOptions, 'snapshots'>, LoadOptions {
  /** Written to `partition.metadata` where there is none; a different one there is an error. */
  readonly topicId?: string | undefined;
  /** The directory is there: it need not be looked for. */
  readonly isThere?: boolean;
  /** The names beside this log's: one sync makes those of many new logs durable. */
  readonly names?: DirectoryNames | undefined;
}

export class PartitionLog {
  readonly #core: LogCore;
  readonly #flusher: LogFlusher;
  readonly #rangeMemory = new RangeMemory();

  private constructor(core: LogCore, flusher: LogFlusher) {
    this.#core = core;
    this.#flusher = flusher;
  }

  /**
   * Opens the log in `path`, or makes it. Recovers it unless `wasClean`. Throws DiskError,
   * CorruptFileError, CorruptBatchError, InconsistentTopicIdError.
   */
  static open(options: OpenLogOptions): PartitionLog {
    const { services, path } = options;
    const { disk } = services.world;
    const isNew = options.isThere !== true && disk.stat(path) === undefined;
    if (isNew) disk.makeDirectory(path);
    const found = isNew ? [] : disk.list(path).filter(({ kind }) => kind === 'file');
    const names = found.map(({ name }) => name);
    const snapshots = new SnapshotFiles(disk, path, { logger: services.logger, names });
    const core = new LogCore({ ...options, snapshots });
    const known = names.includes(PARTITION_METADATA_FILE) ? readTopicId(disk, path) : undefined;
    if (known !== undefined) {
      core.topicId = known;
      // The first flush makes it durable. An orderly end does not, of a log that was found empty.
      core.topicIdState = options.recoveryPoint > 0 ? 'durable' : 'found';
    }
    loadLog(core, new Set(names), options);
    // An empty segment is no change that would have to become durable.
    if (isNew) core.isChanged = false;
    for (const segment of core.segments.all) segment.file.rest();
    const log = new PartitionLog(core, new LogFlusher(core, isNew ? ownName(options) : undefined));
    if (options.topicId !== undefined) log.assignTopicId(options.topicId);
    core.askForFlush();
    return log;
  }

  get topic(): string {
    return this.#core.topic;
  }

  get partition(): number {
    return this.#core.partition;
  }

  /** `<topic>-<partition>`. */
  get name(): string {
    return this.#core.name;
  }

  /** The directory. */
  get path(): string {
    return this.#core.path;
  }

  get topicId(): string | undefined {
    return this.#core.topicId;
  }

  get config(): LogConfig {
    return this.#core.config;
  }

  updateConfig(config: LogConfig): void {
    this.#core.config = config;
  }

  get logStartOffset(): number {
    return this.#core.logStartOffset;
  }

  /** The same as `logStartOffset` until segments can lie in another tier. */
  get localLogStartOffset(): number {
    return this.#core.logStartOffset;
  }

  /** The offset that the next batch gets. */
  get logEndOffset(): number {
    return this.#core.logEndOffset;
  }

  /** Everything below is in the file. */
  get writtenOffset(): number {
    return this.#core.writtenOffset;
  }

  /** Everything below is durable: the recovery point. */
  get flushedOffset(): number {
    return this.#core.recoveryPoint;
  }

  get highWatermark(): number {
    return this.#core.highWatermark;
  }

  /** Where read_committed ends. Never above the high watermark. */
  get lastStableOffset(): number {
    return this.#core.lastStableOffset;
  }

  /** Undefined where no batch and no leader has named one. */
  get latestEpoch(): number | undefined {
    return this.#core.epochs.latest?.epoch;
  }

  /** All below is compacted; undefined where the cleaner was never here. */
  get cleanedOffset(): number | undefined {
    return this.#core.cleanedOffset;
  }

  /** The error that took the log offline. */
  get failure(): KafkaStorageError | undefined {
    return this.#core.failure;
  }

  get isOffline(): boolean {
    return this.#core.failure !== undefined;
  }

  /** Bytes of all segments, those still queued included. */
  get sizeBytes(): number {
    return this.#core.segments.sizeBytes;
  }

  /** Bytes that wait to be written: the measure for back-pressure. */
  get queuedBytes(): number {
    return this.#core.queue.queuedBytes;
  }

  /** Oldest first; the last one is active. */
  get segments(): readonly SegmentDescription[] {
    return this.#core.segments.all;
  }

  /** Returns the way to unsubscribe. */
  subscribe(listener: LogListener): () => void {
    return this.#core.subscribe(listener);
  }

  /**
   * Checks batches, assigns offsets in place where the origin asks for it, and queues them; they
   * are in the file when `onWritten` says so. Never throws for what was sent, nor for a disk that
   * fails.
   */
  append(records: Uint8Array, options: AppendOptions): AppendOutcome {
    const target = { core: this.#core, flusher: this.#flusher };
    const { origin } = options;
    return origin === 'client' || origin === 'coordinator'
      ? appendAssigned(target, records, options)
      : appendGiven(target, records, options);
  }

  /**
   * As `append` of a client's batch, unless its check would take long: so that it can be examined
   * elsewhere. It is decompressed to at most `bytesMax`.
   */
  appendQuickly(
    records: Uint8Array,
    options: AppendOptions,
    bytesMax: number,
  ): AppendOutcome | LengthyAppend {
    const target = { core: this.#core, flusher: this.#flusher };
    return appendQuickly(target, records, options, bytesMax);
  }

  /** Writes what is queued, or goes on writing it in the background. For the end of each turn. */
  flushAppends(): void {
    this.#core.queue.flush();
  }

  /** Resolves when nothing is queued or being written. */
  settled(): Promise<void> {
    return this.#core.queue.settled();
  }

  /** Resolves when all that was appended so far is durable. Rejects with KafkaStorageError. */
  async flush(): Promise<void> {
    const { logEndOffset } = this.#core;
    this.flushAppends();
    await this.#flusher.flush(logEndOffset);
  }

  /** Clamped to the log start offset and to what is written. */
  setHighWatermark(offset: number): void {
    this.#core.setHighWatermark(offset);
  }

  /** Never throws for a disk that fails: it answers KAFKA_STORAGE_ERROR. Release the plan. */
  read(startOffset: number, options: ReadOptions): ReadOutcome {
    return readLog(this.#core, startOffset, options);
  }

  /** As `read`, unless the disk may have to be waited for. */
  readQuickly(startOffset: number, options: ReadOptions): ReadOutcome | ColdPlace {
    return readQuickly(this.#core, startOffset, options);
  }

  /** The aborted transactions that touch [startOffset, upperBound). Throws KafkaStorageError. */
  abortedTransactions(startOffset: number, upperBound: number): AbortedTransaction[] {
    return this.#guard('reading', () => findAborted(this.#core, startOffset, upperBound));
  }

  /**
   * The first record at or after `timestamp`, or the place that a negative number names
   * (read/lookup.ts). Undefined for none. Throws KafkaStorageError, UnreadableBatchError.
   */
  offsetForTimestamp(timestamp: number): TimestampedOffset | undefined {
    return this.lookUp(timestamp).now();
  }

  /** As `offsetForTimestamp`, for who must not keep others waiting. */
  lookUp(timestamp: number): OffsetLookup {
    return new OffsetLookup(this.#core, timestamp);
  }

  /** Where `epoch` ends here; undefined where it is not known. */
  offsetForLeaderEpoch(epoch: number): EpochEndOffset | undefined {
    return this.#core.epochs.endOffsetFor(epoch, this.#core.logEndOffset);
  }

  /** The leader epoch of the batch at `offset`. */
  epochForOffset(offset: number): number | undefined {
    return this.#core.epochs.epochForOffset(offset);
  }

  /** A leader's term begins at `startOffset`, whether or not it will write anything. */
  assignLeaderEpoch(epoch: number, startOffset: number): void {
    if (this.#core.epochs.assign(epoch, startOffset)) this.#core.areEpochsDirty = true;
  }

  activeProducers(): ProducerDescription[] {
    return describeProducers(this.#core);
  }

  /** Whether the producer has a transaction open here, in this epoch. */
  hasOpenTransaction(producerId: number, epoch: number): boolean {
    return this.#core.producers.hasOpenTransaction(producerId, epoch);
  }

  /**
   * Before a transaction's first batch: the guard to bring along once the coordinator has agreed.
   * Undefined where the transaction is open here already, so that none is needed.
   */
  startVerification(request: VerificationRequest): VerificationGuard | undefined {
    if (this.hasOpenTransaction(request.producerId, request.epoch)) return undefined;
    return this.#core.producers.verifications.start(request, this.#core.nowMs);
  }

  /**
   * DeleteRecords: nothing below `offset` is part of the log any more. Returns whether that was
   * news. Throws OffsetOutOfRangeError above the high watermark.
   */
  incrementLogStartOffset(offset: number): boolean {
    const core = this.#core;
    core.ensureOnline();
    if (offset > core.highWatermark) {
      const problem = `offset ${offset} is above the high watermark ${core.highWatermark}`;
      throw new OffsetOutOfRangeError(`${core.name} cannot start there: ${problem}`);
    }
    if (offset <= core.logStartOffset) return false;
    moveLogStart(core, offset);
    return true;
  }

  /** Cuts whole batches off, so that the log ends at `offset`. Rejects with KafkaStorageError. */
  async truncateTo(offset: number): Promise<boolean> {
    await stopCleaning(this.#core);
    await this.settled();
    return this.#guard('truncating', () => truncateTo(this.#core, this.#flusher, offset));
  }

  /** Empties the log; the next batch gets `offset`. Rejects with KafkaStorageError. */
  async truncateFullyAndStartAt(offset: number, logStartOffset = offset): Promise<void> {
    await stopCleaning(this.#core);
    await this.settled();
    const empty = { offset, logStartOffset };
    this.#guard('truncating', () => truncateFully(this.#core, this.#flusher, empty));
  }

  /** Starts a new segment after what was appended so far. Throws KafkaStorageError. */
  roll(): void {
    const core = this.#core;
    this.#guard('rolling', () => rollTo(core, this.#flusher, core.logEndOffset));
  }

  /**
   * Applies retention once and at once: for a log whose start is in no checkpoint; of others their
   * directory takes care. Returns how many segments went. Throws KafkaStorageError.
   */
  deleteOldSegments(nowMs: number): number {
    const core = this.#core;
    return this.#guard('deleting from', () => deleteOldSegmentsNow(core, this.#flusher, nowMs));
  }

  /**
   * The first half of it: what retention lets go now, undefined for nothing. Rejects with
   * KafkaStorageError.
   */
  chooseOldSegments(nowMs: number): Promise<OldSegments | undefined> {
    return chooseOldSegments(this.#core, this.#flusher, nowMs);
  }

  /** The second half; the log start offset must be durable by now. Resolves with how many went. */
  dropOldSegments(old: OldSegments): Promise<number> {
    return dropOldSegments(this.#core, old);
  }

  /**
   * What compaction could clean now. What is rolled, but not durable, is asked to become so. Throws
   * KafkaStorageError.
   */
  cleanableRange(nowMs: number): CleanableRange {
    const core = this.#core;
    const { baseOffset } = core.segments.active;
    if (core.recoveryPoint < baseOffset) this.#flusher.request(baseOffset);
    const look = (): CleanableRange => this.#guard('looking at', () => rangeOf(core, nowMs));
    return this.#rangeMemory.of(core, nowMs, look);
  }

  /** Compacts; `range` is of this turn. One cleaning at a time, whatever else is done meanwhile. */
  async clean(
    range: CleanableRange,
    limits: CleaningLimits,
    means: CleaningMeans,
  ): Promise<CleaningOutcome> {
    assert(this.#core.cleaning === undefined, `${this.name} is being cleaned already`);
    return await cleanPartition(this.#core, range, limits, means);
  }

  /**
   * Offsets may be missing from now on, as where the cleaner was: for a copy of such a log.
   * Resolves when that is durable.
   */
  async allowGaps(): Promise<void> {
    if (this.#core.cleanedOffset === undefined) await this.#core.setCleanedOffset(0);
  }

  /** Resolves when nothing is being cleaned. */
  stopCleaning(): Promise<void> {
    return stopCleaning(this.#core);
  }

  /** For when `onFlushDue` has asked for it. */
  tick(nowMs: number): void {
    const core = this.#core;
    if (!core.isUsable) return;
    core.flushLookedAt();
    const dueMs = core.flushDueMs;
    if (dueMs !== undefined && dueMs <= nowMs) this.#flusher.request(core.logEndOffset);
    else core.askForFlush();
  }

  /** Forgets producers that have been silent for `producer.id.expiration.ms`. */
  removeExpiredProducers(nowMs: number): void {
    const core = this.#core;
    core.producers.removeExpired(nowMs, core.config.producerIdExpirationMs);
  }

  /** Whether the topic id was written by this process, and is not durable yet. */
  get hasFreshTopicId(): boolean {
    return this.#core.topicIdState === 'written';
  }

  /** Resolves when topic id and directory are durable, or the log is not usable any more. */
  syncTopicId(): Promise<void> {
    return this.#flusher.syncTopicId();
  }

  /** Throws InconsistentTopicIdError where the log is another topic's. */
  assignTopicId(topicId: string): void {
    const core = this.#core;
    if (core.topicId === topicId) return;
    if (core.topicId !== undefined) {
      const problem = `it belongs to topic id ${core.topicId}, not ${topicId}`;
      throw new InconsistentTopicIdError(`${core.name} in ${core.path}: ${problem}`);
    }
    this.#guard('writing the topic id of', () => writeTopicId(core.disk, core.path, topicId));
    core.topicId = topicId;
    core.topicIdState = 'written';
  }

  /** The log is offline on account of another log of its directory. */
  goOffline(error: KafkaStorageError): void {
    this.#core.goOffline(error);
  }

  /** Writes all that is in memory and makes it durable. Rejects with KafkaStorageError. */
  async close(): Promise<void> {
    const core = this.#core;
    if (core.isClosed) return;
    await stopCleaning(core);
    await this.settled();
    await this.#flusher.settled();
    if (core.isUsable) await this.#closeFiles();
    this.#discard();
  }

  /** The directory has a new name; only `LogDirectory` calls it, on a log that is about to go. */
  async abandon(rename: (path: string) => string): Promise<void> {
    const core = this.#core;
    await stopCleaning(core);
    await this.settled();
    this.#discard();
    core.path = rename(core.path);
  }

  async #closeFiles(): Promise<void> {
    const core = this.#core;
    // A log that nobody touched is on disk as it was found.
    const isAsFound = !core.isChanged && !core.areEpochsDue && !this.hasFreshTopicId;
    if (isAsFound && !core.lacksIndexFiles) return;
    try {
      core.segments.active.seal();
      takeSnapshot(core);
      await this.#flusher.flushForClose();
    } catch (cause) {
      throw core.fail('closing', cause);
    }
  }

  #discard(): void {
    const core = this.#core;
    core.isClosed = true;
    core.tail.clear();
    for (const segment of core.segments.all) segment.file.close();
  }

  #guard<Result>(doing: string, operation: () => Result): Result {
    assert(!this.#core.isClosed, `${this.#core.name} was used after it was closed`);
    return this.#core.guard(doing, operation);
  }
}

/** The new directory of a log becomes durable with the names beside it. */
function ownName({ path, services, names }: OpenLogOptions): () => Promise<void> {
  const beside = names ?? new DirectoryNames(services.world.disk, parentOf(path));
  const made = beside.made();
  return () => beside.durable(made);
}

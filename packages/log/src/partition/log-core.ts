// The state of one partition's log that its operations share. Each operation is a file beside this
// one; PartitionLog is the surface. Holds offsets and parts, and decides only what follows from
// them directly.

import type { Disk, Logger, Slab } from '@ottla/base';
import { assert } from '@ottla/base';
import { RecordBatch } from '@ottla/protocol';

import { LeaderEpochs } from '../epoch/leader-epochs.ts';
import type { EpochEntry } from '../files/checkpoint-text.ts';
import type { LogConfig } from '../log-config.ts';
import type { LogServices } from '../log-services.ts';
import { ProducerState } from '../producer/producer-state.ts';
import type { SnapshotFiles } from '../producer/snapshot-files.ts';
import { SegmentList } from '../segment/segment-list.ts';
import { isDiskFailure, KafkaStorageError } from '../storage-errors.ts';
import type { TailIndex } from '../tail/tail-index.ts';
import { AppendQueue } from './append-queue.ts';
import type { LogListener } from './log-listener.ts';
import { produceRulesOf } from './produce-rules.ts';
import type { RulesByOrigin } from './produce-rules.ts';

const SLOW_WRITE_MS = 50;
/** A `flush.ms` from here on is Kafka's way to say never. */
const FLUSH_MS_NEVER = Number.MAX_SAFE_INTEGER;

export interface LogCoreOptions {
  readonly services: LogServices;
  readonly topic: string;
  readonly partition: number;
  /** The partition's directory. */
  readonly path: string;
  readonly config: LogConfig;
  readonly snapshots: SnapshotFiles;
  /** Told of the first failure: it concerns the whole log directory. */
  readonly onFailed?: ((error: KafkaStorageError) => void) | undefined;
  /** Makes a lower recovery point durable, before the bytes above it are cut off. */
  readonly onRecoveryPointLowered?: (() => void) | undefined;
  /** `flush.ms` wants the log to be looked at then. */
  readonly onFlushDue?: ((dueMs: number) => void) | undefined;
  /** Makes the recovery point durable, before the cleaner leaves gaps below it. */
  readonly onGapsComing?: (() => Promise<void>) | undefined;
  /** Makes the cleaned offset durable; at once where it moved back. */
  readonly onCleanedOffsetMoved?: ((how: 'forward' | 'back') => Promise<void>) | undefined;
}

export class LogCore {
  readonly services: LogServices;
  readonly disk: Disk;
  readonly logger: Logger;
  readonly topic: string;
  readonly partition: number;
  path: string;
  topicId: string | undefined;
  /** `found`: before a flush nobody knows whether it would survive a power failure. */
  topicIdState: 'durable' | 'written' | 'found' = 'durable';
  readonly segments = new SegmentList();
  epochs = new LeaderEpochs();
  /** The epochs may differ from their file. */
  areEpochsDirty = false;
  /** What the file of the epochs holds; undefined where it is missing or damaged. */
  epochsInFile: readonly EpochEntry[] | undefined = [];
  readonly producers = new ProducerState();
  readonly snapshots: SnapshotFiles;
  /** Offset of the newest snapshot that was taken or loaded. */
  snapshotOffset = 0;
  readonly tail: TailIndex;
  readonly queue: AppendQueue;
  /** A view for the batch at hand; nobody keeps it. */
  readonly view = new RecordBatch();
  logStartOffset = 0;
  /** The next offset to assign. */
  logEndOffset = 0;
  /** All below is in the file. */
  writtenOffset = 0;
  /** All below is durable. */
  recoveryPoint = 0;
  highWatermark = 0;
  /** All below is compacted; undefined where the cleaner was never here. */
  cleanedOffset: number | undefined;
  /** The cleaning that is under way. */
  cleaning: { stop(): void; readonly done: Promise<void> } | undefined;
  /** Moves when bytes are cut off, so that a flush in flight does not count them. */
  truncationCount = 0;
  lastFlushMs: number;
  failure: KafkaStorageError | undefined;
  isClosed = false;
  /** Files were written or cut since the log was opened; making an empty log is not enough. */
  isChanged = false;
  /** The active segment may have no index files, which a clean end leaves. */
  lacksIndexFiles = false;
  #isFlushAskedFor = false;
  readonly #options: LogCoreOptions;
  #config: LogConfig;
  #produceRules: RulesByOrigin;
  #listeners: readonly LogListener[] = [];

  constructor(options: LogCoreOptions) {
    const { services } = options;
    this.#options = options;
    this.services = services;
    this.disk = services.world.disk;
    this.logger = services.logger;
    this.topic = options.topic;
    this.partition = options.partition;
    this.path = options.path;
    this.#config = options.config;
    this.#produceRules = produceRulesOf(options.config);
    this.snapshots = options.snapshots;
    this.tail = services.tailCache.open();
    this.lastFlushMs = services.world.clock.wallMs();
    this.queue = new AppendQueue({
      clock: services.world.clock,
      slowWriteMs: services.slowWriteMs ?? SLOW_WRITE_MS,
      onWritten: (nextOffset) => this.#written(nextOffset),
      onFailed: (cause) => this.fail('writing', cause),
    });
  }

  get config(): LogConfig {
    return this.#config;
  }

  set config(config: LogConfig) {
    this.#config = config;
    this.#produceRules = produceRulesOf(config);
    this.#isFlushAskedFor = false;
    this.askForFlush();
  }

  get produceRules(): RulesByOrigin {
    return this.#produceRules;
  }

  get name(): string {
    return `${this.topic}-${this.partition}`;
  }

  get nowMs(): number {
    return this.services.world.clock.wallMs();
  }

  /**
   * Whether the epochs differ from their file in what matters. An epoch that no batch was written
   * in does not: loading a log forgets it, and the next leader begins its own.
   */
  get areEpochsDue(): boolean {
    if (!this.areEpochsDirty) return false;
    const { epochsInFile } = this;
    if (epochsInFile === undefined) return true;
    const now = this.#epochsWithBatches(this.epochs.entries);
    const then = this.#epochsWithBatches(epochsInFile);
    return now.length !== then.length || now.some((entry, index) => !isSame(entry, then[index]));
  }

  /** When `flush.ms` wants what is written to be durable; undefined where it wants nothing. */
  get flushDueMs(): number | undefined {
    const { flushMs } = this.#config;
    if (flushMs >= FLUSH_MS_NEVER || this.recoveryPoint >= this.writtenOffset) return undefined;
    return this.lastFlushMs + flushMs;
  }

  /** Has the log looked at when `flush.ms` is over; once, until `flushLookedAt`. */
  askForFlush(): void {
    if (this.#isFlushAskedFor) return;
    const dueMs = this.flushDueMs;
    if (dueMs === undefined) return;
    this.#isFlushAskedFor = true;
    this.#options.onFlushDue?.(dueMs);
  }

  flushLookedAt(): void {
    this.#isFlushAskedFor = false;
  }

  /** Where read_committed ends: before the first undecided transaction. */
  get lastStableOffset(): number {
    const unstable = this.producers.firstUnstableOffset;
    if (unstable === undefined) return this.highWatermark;
    return Math.min(Math.max(unstable, this.logStartOffset), this.highWatermark);
  }

  /**
   * Takes the log offline when the disk, or what it holds, is at fault; throws any other error on.
   * Returns the error that stands for the log from now on.
   */
  fail(doing: string, cause: unknown): KafkaStorageError {
    if (!isDiskFailure(cause)) throw cause;
    if (this.failure !== undefined) return this.failure;
    const message = `${doing} ${this.name} in ${this.path}: ${cause.message}`;
    const error = new KafkaStorageError(message, { cause });
    this.goOffline(error);
    this.#options.onFailed?.(error);
    return error;
  }

  /** As `fail`, on account of another log of the same directory. */
  goOffline(error: KafkaStorageError): void {
    if (this.failure !== undefined) return;
    this.failure = error;
    this.queue.abandon();
    this.tail.clear();
    for (const listener of this.#listeners) listener.onFailed?.(error);
  }

  get isUsable(): boolean {
    return this.failure === undefined && !this.isClosed;
  }

  /** Throws where the log is offline. */
  ensureOnline(): void {
    assert(!this.isClosed, `${this.name} was used after it was closed`);
    if (this.failure !== undefined) throw this.failure;
  }

  setHighWatermark(offset: number): void {
    const clamped = Math.min(Math.max(offset, this.logStartOffset), this.writtenOffset);
    this.highWatermark = clamped;
    this.producers.forgetDecidedBelow(clamped);
  }

  setLogStartOffset(offset: number): void {
    this.logStartOffset = offset;
    // The recovery point stays: what is above the new start is no more durable than it was.
    if (this.highWatermark < offset) this.setHighWatermark(offset);
  }

  /** Everything from `offset` on is gone. */
  setLogEndOffset(offset: number): void {
    assert(this.queue.isEmpty, `${this.name}: the end moved back with writes queued`);
    this.logEndOffset = offset;
    this.writtenOffset = offset;
    this.truncationCount += 1;
    this.isChanged = true;
  }

  /** Before bytes from `offset` on are cut off: they must not count as durable any more. */
  lowerRecoveryPoint(offset: number): void {
    if (this.recoveryPoint <= offset) return;
    this.recoveryPoint = offset;
    this.#options.onRecoveryPointLowered?.();
  }

  /** Before the cleaner leaves gaps: a restart takes one above the recovery point for a loss. */
  async persistRecoveryPoint(): Promise<void> {
    await this.#options.onGapsComing?.();
  }

  /** Resolves when it is durable. */
  async setCleanedOffset(offset: number): Promise<void> {
    const how = offset < (this.cleanedOffset ?? 0) ? 'back' : 'forward';
    this.cleanedOffset = offset;
    await this.#options.onCleanedOffsetMoved?.(how);
  }

  flushed(offset: number): void {
    this.lastFlushMs = this.nowMs;
    if (offset <= this.recoveryPoint) return;
    this.recoveryPoint = offset;
    for (const listener of this.#listeners) listener.onFlushed?.(offset);
  }

  subscribe(listener: LogListener): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener);
    };
  }

  /** Makes a queued batch readable from memory. */
  addToTail(batch: RecordBatch, bytes: Uint8Array, slab: Slab | undefined): void {
    this.tail.add(batch.baseOffset, batch.lastOffset, bytes, slab);
  }

  /** Lends a large buffer for the length of a call. */
  withBuffer<Result>(use: (buffer: Uint8Array) => Result): Result {
    const slab = this.services.readPool.take();
    try {
      return use(slab.bytes);
    } finally {
      slab.release();
    }
  }

  /** Makes the names of all segments durable. Throws DiskError. */
  syncDirectory(): void {
    this.disk.syncDirectory(this.path);
    for (const segment of this.segments.all) segment.isEntryDurable = true;
  }

  /** As `syncDirectory`, on the thread pool, for the names that are there now. */
  async syncNames(): Promise<void> {
    const { all } = this.segments;
    const fresh = all.filter((segment) => !segment.isEntryDurable);
    await this.disk.syncDirectoryAsync(this.path);
    for (const segment of fresh) segment.isEntryDurable = true;
  }

  /** Runs an operation on files; a failure of the disk takes the log offline. */
  guard<Result>(doing: string, operation: () => Result): Result {
    this.ensureOnline();
    try {
      return operation();
    } catch (cause) {
      throw this.fail(doing, cause);
    }
  }

  #written(nextOffset: number): void {
    this.writtenOffset = nextOffset;
    this.isChanged = true;
    this.askForFlush();
    for (const listener of this.#listeners) listener.onWritten?.(nextOffset);
  }

  #epochsWithBatches(entries: readonly EpochEntry[]): EpochEntry[] {
    return entries.filter(({ startOffset }) => startOffset < this.logEndOffset);
  }
}

function isSame(one: EpochEntry, other: EpochEntry | undefined): boolean {
  return one.epoch === other?.epoch && one.startOffset === other.startOffset;
}

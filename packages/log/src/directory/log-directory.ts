// One entry of `log.dirs`: its lock, its identity, its checkpoints and the logs in it. When one
// log's disk call fails, the whole directory goes offline. Which partitions belong here is the
// caller's to know.

import { DiskError } from '@ottla/base';
import type { Disk, DiskLock } from '@ottla/base';

import { joinPath, nameOf, partitionDirectory, setAsideDirectory } from '../files/file-names.ts';
import { DirectoryNames } from '../files/directory-names.ts';
import { replaceFile } from '../files/durable-file.ts';
import type { LogConfig } from '../log-config.ts';
import type { LogServices } from '../log-services.ts';
import { PartitionLog } from '../partition/partition-log.ts';
import { readTopicIdIfThere } from '../partition/partition-metadata.ts';
import { deleteOldSegments } from '../retention/retention-look.ts';
import { KafkaStorageError, LogDirectoryError } from '../storage-errors.ts';
import type { CheckpointKind } from './checkpoints.ts';
import { CHECKPOINT_KINDS, Checkpoints } from './checkpoints.ts';
import { markCleanShutdown, takeCleanShutdown } from './clean-shutdown.ts';
import type { CleanShutdown } from './clean-shutdown.ts';
import { DirectoryHealth } from './directory-health.ts';
import { DueLogs } from './due-logs.ts';
import { FreshLogs } from './fresh-logs.ts';
import { FutureLogs } from './future-logs.ts';
import { isDamage, listPartitions, METADATA_TOPIC } from './load-directory.ts';
import type { DamagedPartition, PartitionDirectory } from './load-directory.ts';
import { LogStarts } from './log-starts.ts';
import { formatMetaProperties } from './meta-properties.ts';
import type { MetaProperties, MetaPropertiesV1 } from './meta-properties.ts';
import { removeDirectoryAsync, Removals } from './removals.ts';
import { lockDirectory, makeDurableDirectory, META_PROPERTIES, readMeta } from './own-directory.ts';

/** How often idle producers are forgotten: Kafka's producer.id.expiration.check.interval.ms. */
const PRODUCER_EXPIRATION_CHECK_MS = 600_000;
/** Each with its syncs at once: enough for any thread pool, and for few descriptors. */
const LOGS_CLOSED_AT_ONCE = 16;

export interface LogDirectoryOptions {
  readonly services: LogServices;
  readonly path: string;
  /** Told once, of the first failure. */
  readonly onOffline?: (error: KafkaStorageError) => void;
}

export interface LoadReport {
  readonly opened: readonly PartitionLog[];
  /** Set aside for an operator: their files were left as they are. */
  readonly damaged: readonly DamagedPartition[];
}

export interface NewLog {
  readonly topic: string;
  readonly partition: number;
  readonly topicId?: string | undefined;
  readonly config: LogConfig;
}

export class LogDirectory {
  readonly path: string;
  /** Logs that are to take the place of one in another directory. */
  readonly futures: FutureLogs;
  /** Where they start, for who deletes records. */
  readonly starts = new LogStarts(
    () => this.checkpoint('logStartOffsets'),
    (log) => this.#logs.get(log.name) === log,
  );
  readonly #services: LogServices;
  readonly #disk: Disk;
  readonly #lock: DiskLock | undefined;
  readonly #checkpoints: Checkpoints;
  readonly #health: DirectoryHealth;
  readonly #logs = new Map<string, PartitionLog>();
  readonly #dueLogs = new DueLogs();
  readonly #freshLogs = new FreshLogs();
  readonly #removals: Removals;
  readonly #names: DirectoryNames;
  #producersCheckedMs: number;
  /** The topic ids, where they are known, of those that could not be opened; by name. */
  readonly #damaged = new Map<string, string | undefined>();
  #metadataLog: PartitionLog | undefined;
  #meta: MetaProperties | undefined;
  #lastShutdown: CleanShutdown = { wasClean: false, brokerEpoch: -1 };
  #isLoaded = false;
  #isClosed = false;

  private constructor(options: LogDirectoryOptions, lock: DiskLock | undefined) {
    this.path = options.path;
    this.#services = options.services;
    this.#disk = options.services.world.disk;
    this.#health = new DirectoryHealth(options.path, (error) => {
      this.#wentOffline(error);
      options.onOffline?.(error);
    });
    this.#lock = lock;
    this.#checkpoints = new Checkpoints(this.#disk, options.path, this.starts);
    this.#names = new DirectoryNames(this.#disk, options.path);
    this.#removals = new Removals(options.services.world, (path) => this.#remove(path));
    this.#producersCheckedMs = options.services.world.clock.wallMs();
    this.futures = new FutureLogs({
      disk: this.#disk,
      random: options.services.world.random,
      path: options.path,
      open: (opening) => this.#openLog(opening),
      guard: (doing, operation) => this.#guard(doing, operation),
      forgetFormer: (name) => this.#checkpoints.forgetFormer(name, this.#checkpointed),
      checkpoint: () => this.#checkpointNow('logStartOffsets'),
      current: this.#logs,
    });
  }

  /**
   * Makes the directory where there is none, and locks it. Throws LogDirectoryError where another
   * process has it, or `meta.properties` is malformed; DiskError.
   */
  static open(options: LogDirectoryOptions): LogDirectory {
    const { disk } = options.services.world;
    makeDurableDirectory(disk, options.path);
    const directory = new LogDirectory(options, lockDirectory(disk, options.path));
    try {
      directory.#meta = readMeta(disk, options.path);
    } catch (error) {
      directory.#lock?.release();
      throw error;
    }
    return directory;
  }

  /** Stands for a directory that cannot even be opened: it is offline from the beginning. */
  static offline(options: LogDirectoryOptions, cause: Error): LogDirectory {
    const directory = new LogDirectory(options, undefined);
    directory.#health.neverWas(new KafkaStorageError(cause.message, { cause }));
    return directory;
  }

  /** Undefined where the directory is not formatted. */
  get meta(): MetaProperties | undefined {
    return this.#meta;
  }

  /** Formats the directory, or gives it the directory id that it lacked. Throws DiskError. */
  writeMeta(properties: MetaPropertiesV1): void {
    replaceFile(this.#disk, this.#pathOf(META_PROPERTIES), formatMetaProperties(properties));
    this.#meta = { ...properties, version: 1 };
  }

  /** How the last owner ended; known once the directory is loaded. */
  get lastShutdown(): CleanShutdown {
    return this.#lastShutdown;
  }

  get failure(): KafkaStorageError | undefined {
    return this.#health.failure;
  }

  get isOffline(): boolean {
    return this.failure !== undefined;
  }

  get logs(): Iterable<PartitionLog> {
    return this.#logs.values();
  }

  get logCount(): number {
    return this.#logs.size;
  }

  log(topic: string, partition: number): PartitionLog | undefined {
    return this.#logs.get(partitionDirectory(topic, partition));
  }

  /** Whether the partition of that topic is here, be it that its log could not be opened. */
  holds(topic: string, partition: number, topicId: string): boolean {
    const name = partitionDirectory(topic, partition);
    const log = this.#logs.get(name);
    if (log === undefined && !this.#damaged.has(name)) return false;
    const known = log === undefined ? this.#damaged.get(name) : log.topicId;
    return known === undefined || known === topicId;
  }

  /**
   * Opens all partitions, but the metadata log; once. Recovers them unless the last shutdown was
   * clean, and goes on removing what was being deleted. Throws KafkaStorageError,
   * LogDirectoryError.
   */
  load(configFor: (topic: string) => LogConfig): LoadReport {
    return this.#guard('loading the logs in', () => this.#load(configFor));
  }

  #load(configFor: (topic: string) => LogConfig): LoadReport {
    const { logger } = this.#services;
    this.#lastShutdown = takeCleanShutdown(this.#disk, this.path);
    const { wasClean } = this.#lastShutdown;
    // After a kill nobody knows which names would survive a power failure.
    if (!wasClean) this.#disk.syncDirectory(this.path);
    this.#checkpoints.read((reason) => logger.warn('ignoring a checkpoint', { reason }));
    const opened: PartitionLog[] = [];
    const damaged: DamagedPartition[] = [];
    for (const found of listPartitions(this.#disk, this.path)) {
      if (found.kind === 'delete') {
        this.#removals.after(configFor(found.topic).fileDeleteDelayMs, found.path);
      }
      if (found.kind !== 'current' && found.kind !== 'future') continue;
      try {
        const log = this.#openExisting(found, configFor(found.topic), wasClean);
        if (found.kind === 'current') opened.push(log);
      } catch (error) {
        if (!isDamage(error)) throw error;
        const { topic, partition, path } = found;
        logger.error('a partition cannot be opened', { path, reason: error.message });
        if (found.kind === 'future') continue;
        damaged.push({ topic, partition, path, error });
        this.#damaged.set(nameOf(path), readTopicIdIfThere(this.#disk, path));
        this.#checkpoints.keep({ topic, partition });
      }
    }
    this.#checkpoints.claim(this.#checkpointed);
    this.#isLoaded = true;
    return { opened, damaged };
  }

  /**
   * Makes the log of a new partition. Throws KafkaStorageError, InconsistentTopicIdError; and
   * LogDirectoryError where a damaged one has the name, whose files nobody but an operator touches.
   */
  createLog({ topic, partition, topicId, config }: NewLog): PartitionLog {
    const name = partitionDirectory(topic, partition);
    const known = this.#logs.get(name);
    if (known !== undefined) {
      if (topicId !== undefined) known.assignTopicId(topicId);
      if (known.hasFreshTopicId) this.#freshLogs.add(known);
      return known;
    }
    if (this.#damaged.has(name)) {
      const problem = 'a damaged partition has this name';
      throw new LogDirectoryError('DAMAGED', this.#pathOf(name), problem);
    }
    return this.#guard('making a log in', () => {
      this.#checkpoints.forgetFormer(name, this.#checkpointed);
      const path = this.#pathOf(name);
      const fresh = { logStartOffset: 0, recoveryPoint: 0, wasClean: false };
      const log = this.#openLog({ topic, partition, path, topicId, config, ...fresh });
      this.#logs.set(name, log);
      if (log.hasFreshTopicId) this.#freshLogs.add(log);
      return log;
    });
  }

  /**
   * Opens `__cluster_metadata-0`, or makes it. It is read in full at each start and is in no
   * checkpoint. Throws KafkaStorageError, CorruptFileError.
   */
  openMetadataLog(config: LogConfig): PartitionLog {
    return this.#guard('opening the metadata log in', () => {
      const path = this.#pathOf(partitionDirectory(METADATA_TOPIC, 0));
      const fromStart = { logStartOffset: 0, recoveryPoint: 0, wasClean: false };
      const topic = METADATA_TOPIC;
      this.#metadataLog = this.#openLog({ topic, partition: 0, path, config, ...fromStart });
      return this.#metadataLog;
    });
  }

  /** The replica goes: its directory is renamed now, and removed after `file.delete.delay.ms`. */
  async deleteLog(log: PartitionLog): Promise<void> {
    const path = await this.#setAside(log, 'delete');
    if (!this.isOffline) this.#removals.after(log.config.fileDeleteDelayMs, path);
  }

  /** The replica should not be here: its directory is renamed, and left for an operator. */
  async markStray(log: PartitionLog): Promise<void> {
    const path = await this.#setAside(log, 'stray');
    this.#services.logger.warn('set a stray replica aside', { path });
  }

  /**
   * Writes one checkpoint of all logs, on the thread pool. Rejects with KafkaStorageError, and
   * takes the directory offline, where the disk fails.
   */
  checkpoint(kind: CheckpointKind): Promise<void> {
    const write = () => this.#checkpoints.write(kind, this.#checkpointed);
    return this.#health.guardSoon('checkpointing', write);
  }

  /**
   * Applies retention to all logs, or those that `isWanted`, with one checkpoint for all. Resolves
   * with how many segments went. Rejects with KafkaStorageError.
   */
  deleteOldSegments(
    nowMs: number,
    isWanted: (log: PartitionLog) => boolean = () => true,
  ): Promise<number> {
    const { starts } = this;
    const logs = [...this.#logs.values()].filter(isWanted);
    const mayGoOn = (): boolean => !this.isOffline && !this.#isClosed;
    return deleteOldSegments({ world: this.#services.world, logs, starts, nowMs, mayGoOn });
  }

  /**
   * What is due by the clock: flushes that `flush.ms` asks for, topic ids of new logs, silent
   * producers. It looks at those logs only that have asked for it, but once in ten minutes.
   */
  tick(nowMs: number): void {
    if (this.isOffline || this.#isClosed) return;
    for (const name of this.#dueLogs.take(nowMs)) this.#logs.get(name)?.tick(nowMs);
    this.#freshLogs.tick();
    if (nowMs - this.#producersCheckedMs < PRODUCER_EXPIRATION_CHECK_MS) return;
    this.#producersCheckedMs = nowMs;
    for (const log of this.#logs.values()) log.removeExpiredProducers(nowMs);
  }

  freeBytes(): number {
    return this.#disk.freeBytes(this.path);
  }

  /** Of the file system. */
  totalBytes(): number {
    return this.#disk.totalBytes(this.path);
  }

  /**
   * Closes all logs, writes the checkpoints and, where all went well, the mark of a clean shutdown.
   * The lock is released in any case.
   */
  async close({ brokerEpoch }: { brokerEpoch: number }): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      await this.#closeLogs();
      await this.#checkpoints.settled();
      // A directory that was not loaded holds logs of which nothing is known here: that they were
      // recovered, or where they start. What the last owner wrote of them stays.
      if (this.isOffline || !this.#isLoaded) return;
      for (const kind of CHECKPOINT_KINDS) this.#checkpoints.writeNow(kind, this.#checkpointed);
      markCleanShutdown(this.#disk, this.path, brokerEpoch);
    } catch (cause) {
      if (!(cause instanceof KafkaStorageError) && !(cause instanceof DiskError)) throw cause;
      const reason = cause.message;
      this.#services.logger.error('no clean shutdown', { path: this.path, reason });
    } finally {
      this.#lock?.release();
    }
  }

  /** Several at a time: their syncs wait for each other's less than one after the other. */
  async #closeLogs(): Promise<void> {
    const waiting = [...this.#logs.values(), ...this.futures];
    if (this.#metadataLog !== undefined) waiting.push(this.#metadataLog);
    const closeNext = async (): Promise<void> => {
      for (let log = waiting.pop(); log !== undefined; log = waiting.pop()) await log.close();
    };
    await Promise.all(Array.from({ length: LOGS_CLOSED_AT_ONCE }, closeNext));
  }

  /** Of a future log of a partition that has a log here too nothing is written down. */
  get #checkpointed(): PartitionLog[] {
    const futures = [...this.futures].filter(({ name }) => !this.#logs.has(name));
    return [...this.#logs.values(), ...futures];
  }

  #openExisting(
    { topic, partition, path, kind }: PartitionDirectory,
    config: LogConfig,
    wasClean: boolean,
  ): PartitionLog {
    const name = partitionDirectory(topic, partition);
    const checkpoints = this.#checkpoints.of(name);
    const found = { ...checkpoints, wasClean, isThere: true };
    const log = this.#openLog({ topic, partition, path, config, ...found });
    log.setHighWatermark(checkpoints.highWatermark);
    if (kind === 'current') this.#logs.set(name, log);
    else this.#foundFuture(log);
    return log;
  }

  /** Nobody knows why there are two: the one that has less is left for an operator. */
  #foundFuture(log: PartitionLog): void {
    const other = this.futures.found(log);
    if (other === undefined) return;
    this.markStray(other).catch((error: unknown) => {
      // The directory is offline by now, and has said so.
      if (!(error instanceof KafkaStorageError)) throw error;
    });
  }

  #openLog(options: OpenOptions): PartitionLog {
    const { topic } = options;
    const name = nameOf(options.path);
    return PartitionLog.open({
      ...options,
      services: this.#services,
      names: this.#names,
      onFlushDue: (dueMs) => this.#dueLogs.ask(name, dueMs),
      onFailed: (error) => this.#health.fail(error),
      onRecoveryPointLowered: () => {
        if (topic !== METADATA_TOPIC) this.#checkpointNow('recoveryPoints');
      },
      onGapsComing: () => this.checkpoint('recoveryPoints'),
      onCleanedOffsetMoved: (how) => this.#cleanedOffsetMoved(how),
    });
  }

  /** For what may only follow when the checkpoint is durable. */
  #checkpointNow(kind: CheckpointKind): void {
    this.#guard('checkpointing', () => this.#checkpoints.writeNow(kind, this.#checkpointed));
  }

  async #cleanedOffsetMoved(how: 'forward' | 'back'): Promise<void> {
    const doing = 'checkpointing';
    const logs = this.#checkpointed;
    if (how === 'back') this.#guard(doing, () => this.#checkpoints.writeCleanedNow(logs));
    else await this.#health.guardSoon(doing, () => this.#checkpoints.writeCleaned(logs));
  }

  async #setAside(log: PartitionLog, kind: 'delete' | 'stray'): Promise<string> {
    if (!this.futures.forget(log)) this.#logs.delete(log.name);
    const uniqueId = Buffer.from(this.#services.world.random.bytes(16)).toString('hex');
    const path = this.#pathOf(setAsideDirectory(log, kind, uniqueId));
    const rename = async (): Promise<void> => {
      await log.abandon((from) => {
        this.#guard('renaming in', () => this.#disk.rename(from, path));
        return path;
      });
      await this.#syncNames();
    };
    // A few at a time: thousands may go at once, and others want the disk, and the loop, too.
    await this.#services.openFiles.flushes.take(rename, false).done;
    return path;
  }

  /** Resolves when the names as they are now are durable. Rejects with KafkaStorageError. */
  async #syncNames(): Promise<void> {
    await this.#health.guardSoon('renaming in', () => this.#names.durable(this.#names.made()));
  }

  async #remove(path: string): Promise<void> {
    const mayGoOn = (): boolean => !this.isOffline && !this.#isClosed;
    try {
      await removeDirectoryAsync(this.#disk, path, mayGoOn);
    } catch (cause) {
      if (!(cause instanceof DiskError)) throw cause;
      const message = `removing from ${this.path}: ${cause.message}`;
      if (mayGoOn()) this.#health.fail(new KafkaStorageError(message, { cause }));
    }
  }

  #wentOffline(error: KafkaStorageError): void {
    this.#services.logger.error('a log directory is offline', {
      path: this.path,
      reason: error.message,
    });
    for (const log of [...this.#logs.values(), ...this.futures]) log.goOffline(error);
    this.#metadataLog?.goOffline(error);
  }

  #guard<Result>(doing: string, operation: () => Result): Result {
    return this.#health.guard(doing, operation);
  }

  #pathOf(name: string): string {
    return joinPath(this.path, name);
  }
}

interface OpenOptions extends NewLog {
  readonly path: string;
  readonly recoveryPoint: number;
  readonly logStartOffset: number;
  readonly wasClean: boolean;
  readonly isThere?: boolean;
  readonly wasCompacted?: boolean;
  readonly cleanedOffset?: number | undefined;
}

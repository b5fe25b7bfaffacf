// One segment: the `.log` file from a base offset on, with its three indexes. It knows where
// batches lie and how far the file is written; what may be appended, and when to roll, is decided
// outside.

import type { Disk } from '@ottla/base';
import { assert } from '@ottla/base';
import type { RecordBatch } from '@ottla/protocol';

import {
  CLEANED_SUFFIX,
  joinPath,
  LOG_SUFFIX,
  OFFSET_INDEX_SUFFIX,
  offsetName,
  SEGMENT_SUFFIXES,
  TIME_INDEX_SUFFIX,
  TRANSACTION_INDEX_SUFFIX,
} from '../files/file-names.ts';
import { allSettled } from '../files/all-settled.ts';
import { removeIfThere } from '../files/durable-file.ts';
import type { OpenFiles } from '../files/open-files.ts';
import { BatchScanner } from './batch-scanner.ts';
import { FoundBytes } from './found-bytes.ts';
import type { IndexOptions } from './offset-index.ts';
import { OffsetIndex } from './offset-index.ts';
import { SegmentFile } from './segment-file.ts';
import { TimeIndex } from './time-index.ts';
import { TransactionIndex } from './transaction-index.ts';

/** Bytes read at once by a look-up: an index interval and the batch after it, mostly. */
const LOOKUP_READ_BYTES = 16_384;
const NO_TIMESTAMP = -1;
const UNKNOWN = -2;
const INDEX_SUFFIXES = [OFFSET_INDEX_SUFFIX, TIME_INDEX_SUFFIX, TRANSACTION_INDEX_SUFFIX] as const;

export interface SegmentOptions {
  /** Whose descriptors the `.log` files share. */
  readonly openFiles: OpenFiles;
  readonly directory: string;
  readonly baseOffset: number;
  readonly nowMs: number;
  /** Taken off `segment.ms`, so that segments of one age do not all roll at once. */
  readonly rollJitterMs: number;
  /** The files in the directory, where they are known: no other is looked for. */
  readonly names?: ReadonlySet<string> | undefined;
}

export interface BatchPosition {
  readonly position: number;
  readonly sizeBytes: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
}

export class Segment {
  readonly baseOffset: number;
  readonly rollJitterMs: number;
  readonly file: SegmentFile;
  readonly offsetIndex: OffsetIndex;
  readonly timeIndex: TimeIndex;
  readonly transactionIndex: TransactionIndex;
  /** Bytes with a place in the file, written or still queued. */
  sizeBytes: number;
  /** Bytes in the file. */
  writtenBytes: number;
  createdMs: number;
  /** Whether the directory's entry for the file survives a power failure. */
  isEntryDurable: boolean;
  /** The size at which all of it, with its indexes and their names, was made durable. */
  securedBytes = -1;
  readonly #disk: Disk;
  /** Of the file; nothing but what recovery says. */
  readonly #found = new FoundBytes();
  #maxTimestamp = UNKNOWN;
  #offsetOfMaxTimestamp: number;
  /** maxTimestamp of the first batch, which segment.ms counts from. */
  #firstTimestamp = UNKNOWN;
  #bytesSinceIndexEntry = 0;

  private constructor(disk: Disk, options: SegmentOptions, sizeBytes: number | undefined) {
    const { directory, baseOffset } = options;
    const isNew = sizeBytes === undefined;
    const name = offsetName(baseOffset);
    const path = (suffix: string): string => joinPath(directory, name + suffix);
    this.#disk = disk;
    this.baseOffset = baseOffset;
    this.rollJitterMs = options.rollJitterMs;
    this.createdMs = options.nowMs;
    this.sizeBytes = sizeBytes ?? 0;
    this.writtenBytes = this.sizeBytes;
    this.isEntryDurable = !isNew;
    this.#offsetOfMaxTimestamp = baseOffset;
    const { openFiles } = options;
    const onClosed = (): void => this.#dropIndexes();
    this.file = new SegmentFile(disk, path(LOG_SUFFIX), { openFiles, onClosed });
    const index = (suffix: string): IndexOptions => {
      const isMissing = options.names?.has(name + suffix) === false;
      return { baseOffset, isNew: isNew || isMissing };
    };
    const [offsets, times, transactions] = INDEX_SUFFIXES;
    this.offsetIndex = new OffsetIndex(disk, path(offsets), index(offsets));
    this.timeIndex = new TimeIndex(disk, path(times), index(times));
    this.transactionIndex = new TransactionIndex(disk, path(transactions), index(transactions));
  }

  /**
   * Makes an empty segment; files of that name that are left from before go first. The indexes get
   * their files when they are first persisted: a kill before that has them rebuilt anyway.
   */
  static create(disk: Disk, options: SegmentOptions): Segment {
    for (const suffix of SEGMENT_SUFFIXES) {
      removeIfThere(disk, joinPath(options.directory, offsetName(options.baseOffset) + suffix));
    }
    const segment = new Segment(disk, options, undefined);
    disk.open(segment.file.path, 'create').close();
    return segment;
  }

  /** As `create`, beside the log: the cleaner's output, with `.cleaned` after each suffix. */
  static createCleaned(disk: Disk, options: SegmentOptions): Segment {
    for (const suffix of SEGMENT_SUFFIXES) {
      const name = offsetName(options.baseOffset) + suffix + CLEANED_SUFFIX;
      removeIfThere(disk, joinPath(options.directory, name));
    }
    const segment = new Segment(disk, options, undefined);
    for (const file of segment.#files) file.moveTo(file.path + CLEANED_SUFFIX);
    disk.open(segment.file.path, 'create').close();
    return segment;
  }

  /** Takes a segment that is on disk; nothing is read yet. */
  static existing(disk: Disk, options: SegmentOptions): Segment {
    const path = joinPath(options.directory, offsetName(options.baseOffset) + LOG_SUFFIX);
    return new Segment(disk, options, disk.stat(path)?.sizeBytes ?? 0);
  }

  /**
   * Gives a batch its place at the end, and the indexes their entries. Returns its position. The
   * bytes are written by others; recovery uses it for batches that are there already.
   */
  place(batch: RecordBatch, indexIntervalBytes: number): number {
    const position = this.sizeBytes;
    const { sizeBytes, maxTimestamp } = batch;
    if (position === 0) this.#firstTimestamp = maxTimestamp;
    if (maxTimestamp > this.maxTimestamp) {
      this.#maxTimestamp = maxTimestamp;
      this.#offsetOfMaxTimestamp = batch.lastOffset;
    }
    if (this.#bytesSinceIndexEntry > indexIntervalBytes) {
      this.offsetIndex.append(batch.lastOffset, position);
      this.timeIndex.maybeAppend(this.#maxTimestamp, this.#offsetOfMaxTimestamp);
      this.#bytesSinceIndexEntry = 0;
    }
    this.#bytesSinceIndexEntry += sizeBytes;
    this.sizeBytes = position + sizeBytes;
    return position;
  }

  /** Largest timestamp of the records; -1 for none. */
  get maxTimestamp(): number {
    if (this.#maxTimestamp === UNKNOWN) this.#loadMaxTimestamp();
    return this.#maxTimestamp;
  }

  /** Last offset of the batch with the largest timestamp; the base offset for none. */
  get offsetOfMaxTimestamp(): number {
    if (this.#maxTimestamp === UNKNOWN) this.#loadMaxTimestamp();
    return this.#offsetOfMaxTimestamp;
  }

  get isMaxTimestampKnown(): boolean {
    return this.#maxTimestamp !== UNKNOWN;
  }

  /** Reads the largest timestamp off the event loop. Rejects with DiskError. */
  async learnMaxTimestamp(): Promise<void> {
    const entry = await this.timeIndex.lastEntrySoon();
    if (this.isMaxTimestampKnown) return;
    this.#maxTimestamp = entry.timestamp;
    this.#offsetOfMaxTimestamp = entry.offset;
  }

  /** Whether offsets and times are looked up without the disk. */
  get areIndexesLoaded(): boolean {
    return this.offsetIndex.file.isLoaded && this.timeIndex.file.isLoaded;
  }

  /** Brings the indexes of offsets and times into memory, off the event loop. */
  async loadIndexes(): Promise<void> {
    await this.offsetIndex.file.loadSoon();
    await this.timeIndex.file.loadSoon();
  }

  /** What retention by time looks at: the file's age stands in where records have no timestamp. */
  largestTimestamp(): number {
    if (this.maxTimestamp >= 0) return this.maxTimestamp;
    return this.#disk.stat(this.file.path)?.modifiedMs ?? NO_TIMESTAMP;
  }

  /** maxTimestamp of the first batch, where it was met already. */
  get knownFirstTimestamp(): number | undefined {
    return this.#firstTimestamp === UNKNOWN ? undefined : this.#firstTimestamp;
  }

  /** maxTimestamp of the first batch; -1 where there is none, or it has none. */
  firstTimestamp(buffer: Uint8Array): number {
    if (this.#firstTimestamp === UNKNOWN) {
      const scanner = this.scan(buffer, { start: 0, readBytes: LOOKUP_READ_BYTES });
      // An empty segment stays unknown: its first batch is still to come.
      if (!scanner.next()) return NO_TIMESTAMP;
      this.#firstTimestamp = scanner.batch.maxTimestamp;
    }
    return this.#firstTimestamp;
  }

  /** A walk over the written batches from the one at `start`. */
  scan(buffer: Uint8Array, options: { start: number; readBytes?: number }): BatchScanner {
    const { start, readBytes = buffer.length } = options;
    return new BatchScanner(this.file.open(), { start, end: this.writtenBytes, buffer, readBytes });
  }

  /** The first written batch whose last offset is at or after `offset`; undefined for none. */
  positionOf(offset: number, buffer: Uint8Array): BatchPosition | undefined {
    const start = Math.min(this.offsetIndex.positionBefore(offset), this.writtenBytes);
    const scanner = this.scan(buffer, { start, readBytes: LOOKUP_READ_BYTES });
    while (scanner.next()) {
      const { lastOffset, baseOffset } = scanner.batch;
      const { position, sizeBytes } = scanner;
      if (lastOffset >= offset) return { position, sizeBytes, baseOffset, lastOffset };
    }
    return undefined;
  }

  /** The offset after the last written batch; the base offset where there is none. */
  nextOffset(buffer: Uint8Array): number {
    const { sizeBytes, writtenBytes } = this;
    assert(sizeBytes === writtenBytes, `${this.file.path}: asked with writes queued`);
    if (writtenBytes === 0) return this.baseOffset;
    if (writtenBytes <= LOOKUP_READ_BYTES) return this.#walkAll(buffer);
    const start = Math.min(this.offsetIndex.lastPosition(), writtenBytes);
    const scanner = this.scan(buffer, { start, readBytes: LOOKUP_READ_BYTES });
    let next = this.baseOffset;
    while (scanner.next()) next = scanner.batch.nextOffset;
    return next;
  }

  /** No more batches follow: the time index gets the segment's maximum as its last entry. */
  seal(): void {
    this.timeIndex.maybeAppend(this.maxTimestamp, this.offsetOfMaxTimestamp);
  }

  persistIndexes(): void {
    for (const { file } of this.#indexes) file.persist();
  }

  /** Makes the written bytes and, with `indexes`, the indexes durable, off the event loop. */
  async sync(indexes: boolean): Promise<void> {
    const files = indexes ? this.#indexes.map(({ file }) => file.sync()) : [];
    await allSettled([this.#syncFile(), ...files]);
  }

  /** As `sync`, at once. */
  syncNow(indexes: boolean): void {
    this.#found.writeAgainNow(this.file);
    this.file.syncNow();
    if (!indexes) return;
    for (const index of this.#indexes) index.file.syncNow();
  }

  /**
   * What the file holds from `position` on may be in the system's memory only, whatever a sync says
   * (found-bytes.ts): the next one writes it again first.
   */
  distrustFrom(position: number): void {
    this.#found.set(position, this.writtenBytes);
  }

  /** Keeps the batches that lie wholly below `offset`. Nothing may be queued. */
  truncateTo(offset: number, options: { buffer: Uint8Array; nowMs: number }): void {
    assert(this.sizeBytes === this.writtenBytes, `${this.file.path}: cut with writes queued`);
    const found = this.positionOf(offset, options.buffer);
    this.offsetIndex.truncateTo(offset);
    this.timeIndex.truncateTo(offset);
    this.transactionIndex.truncateTo(offset);
    if (found !== undefined) this.cutFile(found.position);
    if (this.sizeBytes === 0) {
      this.createdMs = options.nowMs;
      this.#firstTimestamp = UNKNOWN;
    }
    this.#bytesSinceIndexEntry = 0;
    this.#rescanMaxTimestamp(options.buffer);
  }

  /** Whether all of it, with its indexes and their names, was made durable ahead. */
  get isSecured(): boolean {
    return this.securedBytes === this.sizeBytes;
  }

  /** Cuts the file itself; the indexes are the caller's business. */
  cutFile(sizeBytes: number): void {
    this.securedBytes = -1;
    this.file.openToWrite().truncate(sizeBytes);
    this.#found.cut(sizeBytes);
    this.sizeBytes = sizeBytes;
    this.writtenBytes = sizeBytes;
  }

  /** Whether the files of the indexes hold anything. */
  get hasIndexEntries(): boolean {
    return this.#indexes.some(({ file }) => file.fileBytes() > 0);
  }

  /** Empties the indexes, before they are built anew from the batches. */
  resetIndexes(): void {
    for (const { file } of this.#indexes) file.reset();
    this.sizeBytes = 0;
    this.#maxTimestamp = NO_TIMESTAMP;
    this.#offsetOfMaxTimestamp = this.baseOffset;
    this.#firstTimestamp = UNKNOWN;
    this.#bytesSinceIndexEntry = 0;
  }

  /** The directory was renamed. */
  moveTo(directory: string): void {
    const path = (suffix: string): string =>
      joinPath(directory, offsetName(this.baseOffset) + suffix);
    this.file.moveTo(path(LOG_SUFFIX));
    this.offsetIndex.file.moveTo(path(OFFSET_INDEX_SUFFIX));
    this.timeIndex.file.moveTo(path(TIME_INDEX_SUFFIX));
    this.transactionIndex.file.moveTo(path(TRANSACTION_INDEX_SUFFIX));
  }

  /** Renames files, by default all: `from`, which they end with, becomes `to`. */
  changeSuffix(from: string, to: string, which: 'all' | 'log' | 'indexes' = 'all'): void {
    for (const file of this.#files) {
      const kind = file === this.file ? 'log' : 'indexes';
      if (which !== 'all' && which !== kind) continue;
      const { path } = file;
      const renamed = path.slice(0, path.length - from.length) + to;
      if (this.#disk.stat(path) !== undefined) this.#disk.rename(path, renamed);
      file.moveTo(renamed);
    }
  }

  /** Renames the files so that a restart removes them; whoever reads goes on reading. */
  markDeleted(): void {
    this.file.markDeleted();
    for (const { file } of this.#indexes) file.markDeleted();
  }

  /** Removes the files, after `markDeleted`. */
  removeFiles(): void {
    removeIfThere(this.#disk, this.file.path);
    for (const { file } of this.#indexes) removeIfThere(this.#disk, file.path);
  }

  /** As `removeFiles`, on the thread pool. Rejects with DiskError. */
  async removeFilesAsync(): Promise<void> {
    for (const { path } of this.#files) await this.#disk.removeAsync(path);
  }

  #syncFile(): Promise<void> {
    return this.#found.sizeBytes === 0 ? this.file.sync() : this.#syncFound();
  }

  /** The file stays open for both, even when it is removed meanwhile. */
  async #syncFound(): Promise<void> {
    this.file.hold();
    try {
      await this.#found.writeAgain(this.file);
      await this.file.sync();
    } finally {
      this.file.letGo();
    }
  }

  get #files() {
    return [this.file, ...this.#indexes.map(({ file }) => file)];
  }

  get #indexes(): readonly [OffsetIndex, TimeIndex, TransactionIndex] {
    return [this.offsetIndex, this.timeIndex, this.transactionIndex];
  }

  /** One read brings them all: then the indexes need not be looked at, neither now nor later. */
  #walkAll(buffer: Uint8Array): number {
    const scanner = this.scan(buffer, { start: 0, readBytes: LOOKUP_READ_BYTES });
    let next = this.baseOffset;
    let newest = { timestamp: NO_TIMESTAMP, offset: this.baseOffset };
    while (scanner.next()) {
      const { nextOffset, lastOffset: offset, maxTimestamp: timestamp } = scanner.batch;
      if (scanner.position === 0) this.#firstTimestamp = timestamp;
      if (timestamp > newest.timestamp) newest = { timestamp, offset };
      next = nextOffset;
    }
    this.#maxTimestamp = newest.timestamp;
    this.#offsetOfMaxTimestamp = newest.offset;
    return next;
  }

  /** Nobody reads the segment: what its index files hold need not be in memory. */
  #dropIndexes(): void {
    for (const { file } of this.#indexes) file.unload();
  }

  #loadMaxTimestamp(): void {
    const { timestamp, offset } = this.timeIndex.lastEntry();
    this.#maxTimestamp = timestamp;
    this.#offsetOfMaxTimestamp = offset;
  }

  /** The index's last entry may be older than the last batches that are left. */
  #rescanMaxTimestamp(buffer: Uint8Array): void {
    this.#loadMaxTimestamp();
    const start = this.offsetIndex.positionBefore(this.#offsetOfMaxTimestamp);
    const scanner = this.scan(buffer, { start });
    while (scanner.next()) {
      const { maxTimestamp, lastOffset } = scanner.batch;
      if (maxTimestamp <= this.#maxTimestamp) continue;
      this.#maxTimestamp = maxTimestamp;
      this.#offsetOfMaxTimestamp = lastOffset;
    }
  }
}

// Writes what is left of a group of neighbouring segments into new ones beside them (`.cleaned`),
// one as a rule, durable when it resolves. The log is not touched.

import { BatchWalk, RecordBatch } from '@ottla/protocol';

import type { LogCore } from '../partition/log-core.ts';
import { RELATIVE_OFFSET_MAX } from '../segment/offset-index.ts';
import { Segment } from '../segment/segment.ts';
import type { AbortedEntry } from '../segment/transaction-index.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { CleanedTransactions } from './cleaned-transactions.ts';
import type { CleaningPace } from './cleaning-pace.ts';
import type { TimeRules } from './jobs/filter-batch.ts';
import {
  filterChunkJob,
  IS_DISCARDABLE,
  KEEPS_EMPTY,
  NUMBERS_PER_BATCH,
} from './jobs/filter-chunk.ts';
import type { FilteredChunk } from './jobs/filter-chunk.ts';
import type { OffsetMapMemory } from './offset-map.ts';

/** Positions in a segment are int32. */
const SEGMENT_BYTES_MAX = 0x7fff_ffff;

export interface CleaningWork {
  readonly reader: ChunkReader;
  readonly pace: CleaningPace;
  readonly map: OffsetMapMemory;
  readonly times: Omit<TimeRules, 'keepsLegacyTombstones'>;
  /** Tombstones of old formats in segments changed before it may go. */
  readonly legacyHorizonMs: number;
  readonly readStats: { bytesRead: number; bytesWritten: number };
}

/** Bytes that wait to be written. */
interface Piece {
  readonly bytes: Uint8Array;
  readonly start: number;
  end: number;
}

export class GroupCleaner {
  /** The cleaned segments so far. */
  readonly outputs: Segment[] = [];
  /** One for all groups of a log: transactions may reach over several. */
  readonly transactions: CleanedTransactions;
  readonly #core: LogCore;
  readonly #work: CleaningWork;
  readonly #view = new RecordBatch();
  #lastOf: ReadonlyMap<number, { readonly lastDataOffset: number; readonly epoch: number }>;
  #pending: Piece[] = [];

  constructor(core: LogCore, work: CleaningWork) {
    this.#core = core;
    this.#work = work;
    this.#lastOf = core.producers.entries;
    this.transactions = new CleanedTransactions((entry) =>
      this.#output.transactionIndex.append(entry),
    );
  }

  /** Rejects with DiskError, CorruptBatchError and the like, CleaningAborted. */
  async clean(group: readonly Segment[]): Promise<readonly Segment[]> {
    this.outputs.length = 0;
    this.#lastOf = this.#core.producers.entries;
    const { disk } = this.#core;
    let modifiedMs = 0;
    for (const [index, segment] of group.entries()) {
      modifiedMs = disk.stat(segment.file.path)?.modifiedMs ?? 0;
      if (index === 0) this.#begin(segment.baseOffset);
      await this.#cleanSegment(segment, modifiedMs);
    }
    await this.#finish(modifiedMs);
    return [...this.outputs];
  }

  /**
   * The files of an unfinished group go; of a log that has failed, the next start removes them.
   * Rejects with DiskError.
   */
  async discard(): Promise<void> {
    this.#pending = [];
    const outputs = this.outputs.splice(0);
    for (const { file } of outputs) file.close();
    for (const segment of outputs) if (this.#core.isUsable) await segment.removeFilesAsync();
  }

  get #output(): Segment {
    // `clean` begins one before anything else.
    return this.outputs.at(-1) as Segment;
  }

  async #cleanSegment(segment: Segment, modifiedMs: number): Promise<void> {
    const { reader, pace, map, legacyHorizonMs, readStats } = this.#work;
    const from = segment.baseOffset;
    const end = this.#core.segments.after(segment)?.baseOffset ?? this.#core.logEndOffset;
    this.transactions.add(abortedFrom(this.#core, segment, { from, end }));
    const times = { ...this.#work.times, keepsLegacyTombstones: modifiedMs > legacyHorizonMs };
    let position = 0;
    for (;;) {
      const read = await reader.read(segment, position);
      if (read === undefined) return;
      const { chunk, fates } = await this.#meetBatches(read);
      for (let start = 0, first = 0; start < chunk.length;) {
        const rest = { chunk: chunk.subarray(start), fates: fates.subarray(first) };
        const left = await pace.work(filterChunkJob, { ...rest, times, map });
        await this.#placeAll(rest.chunk, left, modifiedMs);
        await this.#write();
        start += left.bytesMet;
        first += left.batchesMet;
      }
      position += chunk.length;
      readStats.bytesRead += chunk.length;
    }
  }

  async #meetBatches(read: Uint8Array): Promise<{ chunk: Uint8Array; fates: Uint8Array }> {
    const { pace } = this.#work;
    const walk = new BatchWalk(read);
    const fates: number[] = [];
    while (walk.next()) {
      const isDiscardable = this.transactions.meet(walk.batch);
      const keepsEmpty = this.#keeps(walk.batch);
      fates.push((isDiscardable ? IS_DISCARDABLE : 0) | (keepsEmpty ? KEEPS_EMPTY : 0));
      if (pace.isDue) await pace.rest();
    }
    return { chunk: read.subarray(0, walk.position), fates: Uint8Array.from(fates) };
  }

  /** The last batch of each known producer stays, and the one that ends at the high watermark. */
  #keeps(batch: RecordBatch): boolean {
    if (batch.magic < 2) return false;
    if (batch.nextOffset === this.#core.highWatermark) return true;
    const last = batch.hasProducerId ? this.#lastOf.get(batch.producerId) : undefined;
    if (last === undefined) return false;
    if (last.lastDataOffset >= 0) return batch.lastOffset === last.lastDataOffset;
    return batch.isControl && batch.producerEpoch === last.epoch;
  }

  async #placeAll(
    chunk: Uint8Array,
    { batches, made }: FilteredChunk,
    modifiedMs: number,
  ): Promise<void> {
    const { pace } = this.#work;
    for (let at = 0; at < batches.length; at += NUMBERS_PER_BATCH) {
      const [isMade = 0, start = 0, end = 0] = batches.subarray(at, at + NUMBERS_PER_BATCH);
      const piece = { bytes: isMade === 1 ? made : chunk, start, end };
      await this.#place(piece, modifiedMs);
      if (pace.isDue) await pace.rest();
    }
  }

  async #place(piece: Piece, modifiedMs: number): Promise<void> {
    const view = this.#view.at(piece.bytes, piece.start);
    const { sizeBytes, baseOffset } = this.#output;
    const isTooLarge = sizeBytes > SEGMENT_BYTES_MAX - (piece.end - piece.start);
    if (sizeBytes > 0 && (isTooLarge || view.lastOffset - baseOffset > RELATIVE_OFFSET_MAX)) {
      await this.#write();
      await this.#finish(modifiedMs);
      this.#begin(view.baseOffset);
    }
    this.#output.place(view, this.#core.config.indexIntervalBytes);
    this.#queue(piece);
  }

  /** Batches that stay as they are lie behind each other in the buffer: one piece to write. */
  #queue({ bytes, start, end }: Piece): void {
    const last = this.#pending.at(-1);
    if (last?.bytes === bytes && last.end === start) last.end = end;
    else this.#pending.push({ bytes, start, end });
  }

  async #write(): Promise<void> {
    if (this.#pending.length === 0) return;
    const chunks = this.#pending.map(({ bytes, start, end }) => bytes.subarray(start, end));
    this.#pending = [];
    const segment = this.#output;
    const file = segment.file.holdToWrite();
    try {
      await file.writeAsync(chunks, segment.writtenBytes);
    } finally {
      segment.file.letGo();
    }
    const bytes = segment.sizeBytes - segment.writtenBytes;
    segment.writtenBytes = segment.sizeBytes;
    this.#work.readStats.bytesWritten += bytes;
    await this.#work.pace.moved(bytes);
  }

  #begin(baseOffset: number): void {
    const { disk, services, path: directory, nowMs } = this.#core;
    const { openFiles } = services;
    const options = { openFiles, directory, baseOffset, nowMs, rollJitterMs: 0 };
    this.outputs.push(Segment.createCleaned(disk, options));
  }

  /** With the age of what it replaces, which retention may look at. */
  async #finish(modifiedMs: number): Promise<void> {
    const segment = this.#output;
    segment.seal();
    await segment.sync(true);
    this.#work.pace.check();
    this.#core.disk.setModified(segment.file.path, modifiedMs);
  }
}

/** The aborted transactions that touch [from, end), of which `from` lies in `first`. */
export function abortedFrom(
  core: LogCore,
  first: Segment,
  { from, end }: { readonly from: number; readonly end: number },
): AbortedEntry[] {
  const found: AbortedEntry[] = [];
  let segment: Segment | undefined = first;
  for (; segment !== undefined; segment = core.segments.after(segment)) {
    if (segment.transactionIndex.collect(from, end, found)) break;
  }
  return found;
}

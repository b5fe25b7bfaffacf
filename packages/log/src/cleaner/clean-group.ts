// Writes what is left of a group of neighbouring segments into new ones beside them (`.cleaned`),
// one as a rule, durable when it resolves. The log is not touched.

import { CorruptBatchError, RecordBatch } from '@ottla/protocol';
import type { BatchWalk } from '@ottla/protocol';

import type { LogCore } from '../partition/log-core.ts';
import { RELATIVE_OFFSET_MAX } from '../segment/offset-index.ts';
import { Segment } from '../segment/segment.ts';
import type { AbortedEntry } from '../segment/transaction-index.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { CleanedTransactions } from './cleaned-transactions.ts';
import type { CleaningPace } from './cleaning-pace.ts';
import { filterBatch } from './filter-batch.ts';
import type { FilterRules } from './filter-batch.ts';

/** Positions in a segment are int32. */
const SEGMENT_BYTES_MAX = 0x7fff_ffff;

export interface CleaningWork {
  readonly reader: ChunkReader;
  readonly pace: CleaningPace;
  readonly rules: Omit<FilterRules, 'keepsLegacyTombstones'>;
  /** Tombstones of old formats in segments changed before it may go. */
  readonly legacyHorizonMs: number;
  readonly readStats: { bytesRead: number; bytesWritten: number };
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
  #pending: Uint8Array[] = [];

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

  /** The files of an unfinished group go; of a log that has failed, the next start removes them. */
  discard(): void {
    for (const segment of this.outputs) {
      segment.file.close();
      if (this.#core.isUsable) segment.removeFiles();
    }
    this.outputs.length = 0;
    this.#pending = [];
  }

  get #output(): Segment {
    // `clean` begins one before anything else.
    return this.outputs.at(-1) as Segment;
  }

  async #cleanSegment(segment: Segment, modifiedMs: number): Promise<void> {
    const { reader, rules, legacyHorizonMs, readStats } = this.#work;
    const from = segment.baseOffset;
    const end = this.#core.segments.after(segment)?.baseOffset ?? this.#core.logEndOffset;
    this.transactions.add(abortedFrom(this.#core, segment, { from, end }));
    const keepsLegacyTombstones = modifiedMs > legacyHorizonMs;
    let position = 0;
    for (;;) {
      const walk = await reader.read(segment, position);
      if (walk === undefined) return;
      await this.#cleanChunk(walk, { ...rules, keepsLegacyTombstones }, modifiedMs);
      await this.#write();
      position += walk.position;
      readStats.bytesRead += walk.position;
    }
  }

  async #cleanChunk(walk: BatchWalk, rules: FilterRules, modifiedMs: number): Promise<void> {
    const { pace } = this.#work;
    while (walk.next()) {
      const { batch } = walk;
      if (!batch.isCrcValid()) {
        // Written anew it would look sound.
        const problem = { got: batch.crc, expected: 'the checksum of its bytes' };
        throw new CorruptBatchError('checksum', batch.baseOffset, problem);
      }
      const isDiscardable = this.transactions.meet(batch);
      const fate = { isDiscardable, keepsEmpty: this.#keeps(batch) };
      const bytes = await filterBatch(batch, fate, rules, pace);
      if (bytes !== undefined) await this.#place(bytes, modifiedMs);
      if (pace.isDue) await pace.rest();
    }
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

  async #place(bytes: Uint8Array, modifiedMs: number): Promise<void> {
    const view = this.#view.at(bytes, 0);
    const { sizeBytes, baseOffset } = this.#output;
    const isTooLarge = sizeBytes > SEGMENT_BYTES_MAX - bytes.length;
    if (sizeBytes > 0 && (isTooLarge || view.lastOffset - baseOffset > RELATIVE_OFFSET_MAX)) {
      await this.#write();
      await this.#finish(modifiedMs);
      this.#begin(view.baseOffset);
    }
    this.#output.place(view, this.#core.config.indexIntervalBytes);
    this.#queue(bytes);
  }

  /** Batches that stay as they are lie behind each other in the buffer: one piece to write. */
  #queue(bytes: Uint8Array): void {
    const last = this.#pending.at(-1);
    const isBehind = last?.buffer === bytes.buffer && endOf(last) === bytes.byteOffset;
    if (last === undefined || !isBehind) {
      this.#pending.push(bytes);
      return;
    }
    const sizeBytes = last.length + bytes.length;
    this.#pending[this.#pending.length - 1] = Buffer.from(last.buffer, last.byteOffset, sizeBytes);
  }

  async #write(): Promise<void> {
    const chunks = this.#pending;
    if (chunks.length === 0) return;
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

/** Where the next view of the same memory would begin. */
function endOf(view: Uint8Array): number {
  return view.byteOffset + view.length;
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

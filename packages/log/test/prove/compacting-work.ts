// Random work on one log that is compacted meanwhile, and what it promises after a crash: that of
// what was appended is left what the rules of compaction leave, and all that was durable above.

import assert from 'node:assert/strict';

import { Prng } from '@ottla/base';
import type { SimulatedUniverse } from '@ottla/base';

import { CleanerMemory, Throttle } from '../../src/index.ts';
import type { CleaningMeans, LogDirectory, LogServices, PartitionLog } from '../../src/index.ts';
import { readBytes } from '../simulated-log.ts';
import { checkCommittedView, checkCompacted, checkProducersOf } from './compaction-rules.ts';
import { batchesOf, decodeLog } from './decoded-log.ts';
import type { DecodedBatch, DecodedRecord } from './decoded-log.ts';
import type { KeyedHistory } from './keyed-history.ts';
import { KeyedWork } from './keyed-work.ts';
import { checkIndexes } from './log-invariants.ts';
import type { Durable } from './random-work.ts';

const LIMITS = { dedupeBufferBytes: 24 * 8, loadFactor: 0.9, ioBufferBytes: 2_048 };
const DELETE_RETENTION_MS = 50;

export class CompactingWorker {
  static readonly config = {
    cleanupPolicy: { compact: true, delete: false },
    deleteRetentionMs: DELETE_RETENTION_MS,
    segmentBytes: 1_200,
  };

  readonly #universe: SimulatedUniverse;
  readonly #prng: Prng;
  readonly #work: KeyedWork;
  /** The log's; set before it lives. */
  directory!: LogDirectory;
  #means!: CleaningMeans;
  #log!: PartitionLog;
  #nowMs: () => number = () => 0;
  /** Branches of the log's history: a truncation begins a new one. */
  #histories: KeyedHistory[] = [];
  /** By offset of a tombstone: when the first cleaning that may have met it began. */
  readonly #metMs = new Map<number, number>();
  #untouchedFrom = 0;
  #isCleaning = false;
  #problem: Error | undefined;
  /** What cleanings took for decided lies below. */
  #settledTo = 0;
  #deletedTo = 0;

  constructor(universe: SimulatedUniverse) {
    this.#universe = universe;
    this.#prng = Prng.labelled(universe.seed, 'compacting work');
    this.#work = new KeyedWork(this.#prng, { keys: 6, producerShare: 0.4, compressedShare: 0.05 });
  }

  /** A new process: a new leader epoch, and what is left is the truth from now on. */
  lives(log: PartitionLog, services: LogServices): void {
    this.#log = log;
    this.#means = { throttle: new Throttle(Infinity), memory: new CleanerMemory() };
    this.#nowMs = () => services.world.clock.wallMs();
    this.#isCleaning = false;
    this.#begins();
  }

  /** Another leader's term begins. */
  #begins(): void {
    // Whose records were all deleted is not known any more, and begins anew.
    if (this.#deletedTo > 0) this.#work.history.adopt(this.#log.activeProducers());
    this.#work.leaderEpoch += 1;
  }

  async step(): Promise<void> {
    const [log, prng] = [this.#log, this.#prng];
    const dice = prng.float();
    if (this.#problem !== undefined) throw this.#problem;
    if (dice < 0.6) this.#work.append(log, this.#nowMs());
    else if (dice < 0.72) await this.#universe.resolve(log.flush());
    else if (dice < 0.76) void log.flush().catch(() => {});
    else if (dice < 0.78) await this.#truncate();
    else if (dice < 0.81) log.roll();
    else if (dice < 0.82) await this.#deleteRecords();
    else if (dice < 0.92) await this.#clean();
    else await this.#universe.advance(prng.below(100));
    log.flushAppends();
    log.setHighWatermark(log.writtenOffset - prng.below(3));
    if (prng.chance(0.2)) await this.#universe.advance(prng.float());
  }

  dies({ isClosed }: { isClosed: boolean }): Durable {
    this.#histories.push(this.#work.history);
    return { offset: this.#log.flushedOffset, isClosed };
  }

  /** Returns all bytes of the log. */
  verify(log: PartitionLog, services: LogServices, durable: Durable): Buffer {
    const found = batchesOf(decodeLog(log, services));
    const end = log.logEndOffset;
    assert.ok(end >= durable.offset, `${durable.offset} offsets were durable, ${end} are left`);
    const last = this.#work.history;
    if (durable.isClosed) assert.equal(end, last.end, 'a log that was closed has lost its end');
    const durablePart = found.filter(({ lastOffset }) => lastOffset < durable.offset);
    this.#claim(durablePart, last.upTo(durable.offset));
    this.#work.history = this.#branchOf(found, end);
    this.#histories = [];
    return this.contentOf({ log, services });
  }

  check(log: PartitionLog, services: LogServices): void {
    checkCommittedView(log, batchesOf(decodeLog(log, services)), this.#work.history);
    checkIndexes(log, services, this.#deletedTo);
    // What retention removed may have been part of a producer's story.
    if (this.#deletedTo === 0) checkProducersOf(log, this.#work.history);
  }

  contentOf(opened: { log: PartitionLog; services: LogServices }): Buffer {
    return readBytes(opened);
  }

  /** The history that what is left is of. */
  #branchOf(found: readonly DecodedBatch[], end: number): KeyedHistory {
    let problem: unknown;
    for (const history of this.#histories.toReversed()) {
      const branch = history.upTo(end);
      try {
        this.#claim(found, branch);
        // Below a log start that was moved there may be nothing.
        assert.ok(branch.end === end || end === this.#log.logStartOffset, `it ends at ${end}`);
        return branch;
      } catch (error) {
        problem ??= error;
      }
    }
    throw problem;
  }

  #claim(found: readonly DecodedBatch[], history: KeyedHistory): void {
    const mayBeGone = ({ offset }: DecodedRecord): boolean =>
      (this.#metMs.get(offset) ?? Infinity) + DELETE_RETENTION_MS <= this.#nowMs();
    const untouchedFrom = this.#untouchedFrom;
    checkCompacted(found, { history, untouchedFrom, mayBeGone, startOffset: this.#deletedTo });
  }

  /** Begun, and left to itself: the crash may come while it is under way. */
  async #clean(): Promise<void> {
    const log = this.#log;
    if (this.#isCleaning) return;
    const range = log.cleanableRange(this.#nowMs());
    if (range.cleanableBytes === 0) return;
    this.#untouchedFrom = Math.max(this.#untouchedFrom, range.firstUncleanableOffset);
    this.#settledTo = Math.max(this.#settledTo, log.highWatermark, log.flushedOffset);
    for (const { records } of this.#work.history.batches) {
      for (const { offset, value } of records) {
        const isMet = value === null && offset < this.#untouchedFrom;
        if (isMet && !this.#metMs.has(offset)) this.#metMs.set(offset, this.#nowMs());
      }
    }
    this.#isCleaning = true;
    const cleaning = log.clean(range, LIMITS, this.#means).then((outcome) => {
      this.#isCleaning = false;
      assert.ok(['cleaned', 'aborted'].includes(outcome.kind), JSON.stringify(outcome));
    });
    // What a dead process meets is of no interest.
    const settled = cleaning.catch((error: unknown) => {
      if (error instanceof assert.AssertionError) this.#problem = error;
    });
    if (this.#prng.chance(0.3)) await this.#universe.resolve(settled);
  }

  /** Never below what a cleaning could see: no leader cuts below its high watermark. */
  async #truncate(): Promise<void> {
    const log = this.#log;
    const from = Math.max(
      log.logStartOffset,
      this.#settledTo,
      log.logEndOffset - this.#prng.below(30),
    );
    const before = this.#work.history;
    const cut = before.batches.find(({ lastOffset }) => lastOffset >= from);
    const boundary = cut === undefined ? before.end : Math.max(cut.baseOffset, from);
    if (cut !== undefined && cut.baseOffset < from) return;
    await this.#universe.resolve(log.truncateTo(boundary));
    this.#histories.push(before);
    this.#work.history = before.upTo(boundary);
    this.#begins();
  }

  async #deleteRecords(): Promise<void> {
    const log = this.#log;
    const range = log.highWatermark - log.logStartOffset;
    if (range <= 0) return;
    const wanted = log.logStartOffset + this.#prng.below(range + 1);
    const batch = this.#work.history.batches.findLast(({ baseOffset }) => baseOffset <= wanted);
    const offset = Math.max(log.logStartOffset, batch?.baseOffset ?? 0);
    if (offset > log.highWatermark) return;
    log.incrementLogStartOffset(offset);
    this.#deletedTo = Math.max(this.#deletedTo, offset);
    const deleting = this.directory.deleteOldSegments(this.#nowMs());
    // Left to itself: the crash may come while it is under way.
    if (this.#prng.chance(0.5)) await this.#universe.resolve(deleting);
    else deleting.catch(() => undefined);
  }
}

// Random work on one log, and what it promises: every batch that was ever appended, what was
// durable at the moment of death, and whether a log that was opened again agrees with it.

import assert from 'node:assert/strict';

import type { SimulatedUniverse } from '@ottla/base';
import { BatchBuilder, batchesIn, transactionMarkerBatch } from '@ottla/protocol';

import type { AppendOptions, LogDirectory, LogServices, PartitionLog } from '../../src/index.ts';
import { readBytes } from '../simulated-log.ts';
import { checkAgainstBatches } from './log-invariants.ts';

interface History {
  /** Offset → the batch that begins there, as appended last. */
  readonly batches: Map<number, Buffer>;
  end: number;
}

export interface Durable {
  /** Everything below was durable. */
  readonly offset: number;
  /** The log ended in order, so that all of it must be there. */
  readonly isClosed: boolean;
}

const PRODUCERS = 3;

export class Worker {
  readonly #universe: SimulatedUniverse;
  #log: PartitionLog;
  /** The log's; set before it lives. */
  directory!: LogDirectory;
  #epoch = 0;
  /** Records below were deleted; a crash may bring them back. */
  deletedTo = 0;
  /** Branches of the log's history: a truncation begins a new one. */
  #histories: History[] = [{ batches: new Map(), end: 0 }];
  #producers = new Map<number, { epoch: number; sequence: number; isOpen: boolean }>();

  constructor(universe: SimulatedUniverse, log: PartitionLog) {
    this.#universe = universe;
    this.#log = log;
  }

  /** A new process: a new leader epoch, producers as the log knows them. */
  lives(log: PartitionLog): void {
    this.#log = log;
    this.#epoch += 1;
    this.#producers = new Map(
      log.activeProducers().map((known) => [
        known.producerId,
        {
          epoch: known.producerEpoch,
          sequence: known.lastSequence + 1,
          isOpen: known.currentTransactionStartOffset >= 0,
        },
      ]),
    );
  }

  async step(): Promise<void> {
    const { prng } = this.#universe;
    const log = this.#log;
    const dice = prng.float();
    if (dice < 0.55) this.#append();
    else if (dice < 0.7) this.#appendOfProducer();
    else if (dice < 0.8) await this.#universe.resolve(log.flush());
    else if (dice < 0.86) void log.flush().catch(() => {});
    else if (dice < 0.9) await this.#truncate();
    else if (dice < 0.93) log.roll();
    else if (dice < 0.96) await this.#deleteRecords();
    else await this.#universe.advance(prng.below(100));
    log.flushAppends();
    log.setHighWatermark(log.writtenOffset - prng.below(3));
    if (prng.chance(0.2)) await this.#universe.advance(prng.float());
  }

  dies({ isClosed }: { isClosed: boolean }): Durable {
    return { offset: this.#log.flushedOffset, isClosed };
  }

  /** Returns all bytes of the log. */
  verify(log: PartitionLog, services: LogServices, durable: Durable): Buffer {
    const content = this.contentOf({ log, services });
    const end = log.logEndOffset;
    assert.ok(end >= durable.offset, `${durable.offset} offsets were durable, ${end} are left`);
    assert.ok(
      this.#histories.some((history) => isPartOf(content, log.logStartOffset, end, history)),
      `what is left, ${log.logStartOffset} to ${end}, was never there`,
    );
    const last = this.#histories.at(-1);
    assert.ok(last !== undefined);
    if (durable.isClosed) assert.equal(end, last.end, 'a log that was closed has lost its end');
    const durableContent = [...batchesIn(content)].filter((b) => b.lastOffset < durable.offset);
    for (const batch of durableContent) {
      const wanted = last.batches.get(batch.baseOffset);
      const isSame = wanted?.equals(batch.bytes.subarray(batch.start, batch.end)) === true;
      assert.ok(
        isSame,
        `the durable batch at ${batch.baseOffset} is not the one that was appended`,
      );
    }
    // From now on this is the truth.
    const batches = new Map<number, Buffer>();
    for (const batch of batchesIn(content)) {
      batches.set(batch.baseOffset, Buffer.from(batch.bytes.subarray(batch.start, batch.end)));
    }
    this.#histories = [{ batches, end }];
    return content;
  }

  check(log: PartitionLog, services: LogServices): void {
    checkAgainstBatches(log, services, this.deletedTo);
  }

  contentOf(opened: { log: PartitionLog; services: LogServices }): Buffer {
    return readBytes(opened);
  }

  #append(): void {
    const { prng } = this.#universe;
    const builder = new BatchBuilder();
    const records = 1 + prng.below(4);
    for (let n = 0; n < records; n++) {
      builder.append(
        1_000 + prng.below(1_000),
        null,
        Buffer.alloc(prng.below(200), prng.below(256)),
      );
    }
    this.#put(builder.finish(), 'client');
  }

  #appendOfProducer(): void {
    const { prng } = this.#universe;
    const producerId = 1 + prng.below(PRODUCERS);
    const known = this.#producers.get(producerId) ?? { epoch: 0, sequence: 0, isOpen: false };
    this.#producers.set(producerId, known);
    if (known.isOpen && prng.chance(0.4)) {
      const type = prng.chance(0.5) ? 'ABORT' : 'COMMIT';
      const marker = { type, producerId, producerEpoch: known.epoch, coordinatorEpoch: 0 } as const;
      const batch = transactionMarkerBatch(marker, { partitionLeaderEpoch: -1, timestamp: 1_000 });
      this.#put(batch, 'coordinator');
      known.isOpen = false;
      return;
    }
    const isTransactional = known.isOpen || prng.chance(0.5);
    const baseSequence = known.sequence;
    const builder = new BatchBuilder({
      producer: { producerId, producerEpoch: known.epoch, baseSequence, isTransactional },
    });
    const records = 1 + prng.below(3);
    for (let n = 0; n < records; n++) builder.append(1_500, null, Buffer.alloc(prng.below(60), 7));
    known.sequence += records;
    known.isOpen = isTransactional;
    this.#put(builder.finish(), 'client');
  }

  #put(batch: Uint8Array, origin: 'client' | 'coordinator'): void {
    const options: AppendOptions = { origin, leaderEpoch: this.#epoch, nowMs: 2_000 };
    const outcome = this.#log.append(batch, options);
    assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
    if (outcome.kind !== 'appended') return;
    const history = this.#current();
    history.batches.set(outcome.firstOffset, Buffer.from(batch));
    history.end = outcome.lastOffset + 1;
  }

  async #truncate(): Promise<void> {
    const log = this.#log;
    const { prng } = this.#universe;
    const from = Math.max(log.logStartOffset, log.logEndOffset - prng.below(30));
    const boundary = this.#boundaryAt(from);
    const cut = log.truncateTo(boundary);
    await this.#universe.resolve(cut);
    const before = this.#current();
    const kept = [...before.batches].filter(([offset]) => offset < boundary);
    this.#histories.push({ batches: new Map(kept), end: boundary });
    // Another leader's term begins, and the producers go on from what is left.
    this.lives(log);
  }

  async #deleteRecords(): Promise<void> {
    const log = this.#log;
    const { prng } = this.#universe;
    const range = log.highWatermark - log.logStartOffset;
    if (range <= 0) return;
    const offset = this.#boundaryAt(log.logStartOffset + prng.below(range + 1));
    log.incrementLogStartOffset(offset);
    this.deletedTo = Math.max(this.deletedTo, offset);
    const deleting = this.directory.deleteOldSegments(2_000);
    // Left to itself: the crash may come while it is under way.
    if (prng.chance(0.5)) await this.#universe.resolve(deleting);
    else deleting.catch(() => undefined);
  }

  /** The first offset of a batch, at or before `offset`. */
  #boundaryAt(offset: number): number {
    const { batches, end } = this.#current();
    if (offset >= end) return end;
    let boundary = offset;
    while (boundary > this.#log.logStartOffset && !batches.has(boundary)) boundary -= 1;
    return boundary;
  }

  #current(): History {
    const current = this.#histories.at(-1);
    assert.ok(current !== undefined);
    return current;
  }
}

/** Whether `content` is what `history` has from `start` to `end`. */
function isPartOf(content: Buffer, start: number, end: number, history: History): boolean {
  let next: number | undefined;
  for (const batch of batchesIn(content)) {
    const wanted = history.batches.get(batch.baseOffset);
    if (wanted?.equals(batch.bytes.subarray(batch.start, batch.end)) !== true) return false;
    if (next !== undefined && batch.baseOffset !== next) return false;
    if (next === undefined && batch.baseOffset > start) return false;
    next = batch.nextOffset;
  }
  return (next ?? end) === end && end <= Math.max(history.end, start);
}

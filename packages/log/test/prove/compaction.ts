// `npm run prove -- compaction [COUNT [FIRST_SEED]]`: random logs are cleaned several times, each
// time compared with a naive model; then the same cleaning dies at its first call that changes the
// disk, at its second, and so on to its last, by a kill or a loss of power, and the log that is
// opened next is held to the rules of compaction, and to the model when it is cleaned again.
//
// Calls that change nothing (a read; for a kill, a sync) are not counted: dying at one leaves the
// disk as dying at the next call that does.

import assert from 'node:assert/strict';

import { Prng } from '@ottla/base';

import type { CleanableRange } from '../../src/index.ts';
import { CompactedNode, randomPlan } from './compacted-node.ts';
import type { Plan } from './compacted-node.ts';
import { cleanNaively } from './compaction-model.ts';
import {
  checkCommittedView,
  checkCompacted,
  checkLastBatches,
  checkProducersOf,
} from './compaction-rules.ts';
import { batchesOf, decodeLog } from './decoded-log.ts';
import type { DecodedBatch, DecodedRecord } from './decoded-log.ts';
import type { ImageFile } from './disk-image.ts';
import { imageOf } from './disk-image.ts';
import { KeyedWork } from './keyed-work.ts';
import { checkIndexes } from './log-invariants.ts';

/** A cleaning begins within so much of the moment at which it was asked for. */
const BEGINS_WITHIN_MS = 50;
/** Cleanings after each death, each compared with the model. */
const CLEANINGS_AFTER_DEATH = 1;

export interface Covered {
  logs: number;
  cleanings: number;
  deaths: number;
}

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const count = Number(args[0] ?? 10_000);
  const first = Number(args[1] ?? 1);
  const { logs, cleanings, deaths } = await proveCompaction(first, count);
  const seeds = `seeds ${first} to ${first + count - 1}`;
  return { covered: `${logs} logs, ${seeds}, ${cleanings} cleanings, ${deaths} deaths` };
}

/** Throws, naming the seed, where one log is not as it should be. */
export async function proveCompaction(firstSeed: number, count: number): Promise<Covered> {
  const covered: Covered = { logs: 0, cleanings: 0, deaths: 0 };
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    try {
      await new CompactionProof(seed, covered).run();
    } catch (error) {
      throw new Error(`compaction of seed ${seed}: ${String(error)}`, { cause: error });
    }
    covered.logs += 1;
  }
  return covered;
}

class Died extends Error {}

/** Thrown thousands of times: its stack tells nothing. */
const DEATH = new Died();

class CompactionProof {
  readonly #seed: number;
  readonly #prng: Prng;
  readonly #plan: Plan;
  readonly #work: KeyedWork;
  readonly #covered: Covered;
  /** By offset of a tombstone: when the first cleaning that may have met it began. */
  readonly #metMs = new Map<number, number>();
  #untouchedFrom = 0;

  constructor(seed: number, covered: Covered) {
    this.#seed = seed;
    this.#covered = covered;
    this.#prng = Prng.labelled(seed, 'compaction');
    this.#plan = randomPlan(this.#prng);
    this.#work = new KeyedWork(this.#prng, {
      keys: this.#prng.pick([3, 6, 20]),
      producerShare: this.#prng.pick([0, 0.3, 0.8]),
      compressedShare: this.#prng.pick([0, 0.3]),
    });
  }

  async run(): Promise<void> {
    const node = CompactedNode.create(this.#seed, this.#plan);
    const rounds = this.#prng.below(2);
    for (let round = 0; round < rounds; round++) {
      await this.#fill(node);
      for (let times = this.#prng.below(3); times > 0; times--) await this.#cleanOnce(node);
    }
    await this.#fill(node);
    await this.#settle(node);
    const { universe } = node;
    await universe.resolve(node.directory.close({ brokerEpoch: 1 }));
    await this.#dieEverywhere(imageOf(node.world.disk, '/data'), universe.nowMs);
  }

  async #fill(node: CompactedNode): Promise<void> {
    const { log, universe } = node;
    const batches = 3 + this.#prng.below(12);
    for (let n = 0; n < batches; n++) {
      this.#work.append(log, node.nowMs);
      if (this.#prng.chance(0.1)) await universe.advance(this.#prng.below(400));
    }
    log.flushAppends();
    if (this.#prng.chance(0.7)) log.roll();
    await universe.resolve(log.flush());
    const isBehind = this.#prng.chance(0.1);
    log.setHighWatermark(log.writtenOffset - (isBehind ? this.#prng.below(5) : 0));
    await universe.advance(this.#prng.pick([1, 600]));
  }

  /** So that there is something to clean, mostly: open transactions end, and a segment does. */
  async #settle(node: CompactedNode): Promise<void> {
    const { log, universe } = node;
    if (this.#prng.chance(0.1)) return;
    this.#work.endTransactions(log, node.nowMs);
    log.roll();
    await universe.resolve(log.flush());
    log.setHighWatermark(log.writtenOffset);
    await universe.advance(600);
  }

  /** Returns false where there was nothing to clean. */
  async #cleanOnce(node: CompactedNode): Promise<boolean> {
    await this.#passHorizons(node);
    const range = node.range();
    if (range.cleanableBytes === 0) return false;
    this.#touches(node, range);
    const { log, services } = node;
    const before = decodeLog(log, services);
    const atMs = node.nowMs;
    const outcome = await node.universe.resolve(node.clean(range));
    assert.equal(outcome.kind, 'cleaned', JSON.stringify(outcome));
    const { deleteRetentionMs } = this.#plan.config;
    const { dedupeBufferBytes, loadFactor } = this.#plan.limits;
    const expected = cleanNaively(before, {
      ...range,
      history: this.#work.history,
      capacity: Math.floor((dedupeBufferBytes / 24) * loadFactor),
      nowMs: atMs,
      deleteRetentionMs,
      highWatermark: log.highWatermark,
    });
    const found = batchesOf(decodeLog(log, services));
    const setMs = atMs + deleteRetentionMs;
    assert.deepEqual(sameHorizons(found, setMs), expected.batches, 'what cleaning has left');
    assert.equal(log.cleanedOffset, expected.cleanedOffset, 'the cleaned offset');
    this.#check(node);
    this.#covered.cleanings += 1;
    return true;
  }

  /** No horizon passes while a cleaning is about to begin: the model has one time for it. */
  async #passHorizons(node: CompactedNode): Promise<void> {
    const horizons = batchesOf(decodeLog(node.log, node.services)).map(({ horizonMs = 0 }) => {
      return horizonMs;
    });
    const isNear = (ms: number): boolean => ms > node.nowMs && ms <= node.nowMs + BEGINS_WITHIN_MS;
    while (horizons.some(isNear)) await node.universe.advance(BEGINS_WITHIN_MS);
  }

  #touches(node: CompactedNode, range: CleanableRange): void {
    this.#untouchedFrom = Math.max(this.#untouchedFrom, range.firstUncleanableOffset);
    for (const { records } of this.#work.history.batches) {
      for (const { offset, value } of records) {
        const isMet = value === null && offset < this.#untouchedFrom;
        if (isMet && !this.#metMs.has(offset)) this.#metMs.set(offset, node.nowMs);
      }
    }
  }

  #check(node: CompactedNode): void {
    const { log, services } = node;
    const { history } = this.#work;
    const { deleteRetentionMs } = this.#plan.config;
    const mayBeGone = ({ offset }: DecodedRecord): boolean =>
      (this.#metMs.get(offset) ?? Infinity) + deleteRetentionMs <= node.nowMs;
    const untouchedFrom = this.#untouchedFrom;
    const found = batchesOf(decodeLog(log, services));
    checkCompacted(found, { history, untouchedFrom, mayBeGone, startOffset: log.logStartOffset });
    checkLastBatches(found, history);
    checkCommittedView(log, found, history);
    assert.equal(log.logEndOffset, history.end, 'the log end offset');
    checkProducersOf(log, history);
    checkIndexes(log, services);
  }

  async #dieEverywhere(image: readonly ImageFile[], wallOffsetMs: number): Promise<void> {
    const touched = { from: this.#untouchedFrom, met: new Map(this.#metMs) };
    for (let fatal = 1; ; fatal++) {
      this.#untouchedFrom = touched.from;
      this.#metMs.clear();
      for (const [offset, ms] of touched.met) this.#metMs.set(offset, ms);
      const seed = `${this.#seed}/${fatal}`;
      const node = CompactedNode.from(image, { seed, plan: this.#plan, wallOffsetMs });
      if (!(await this.#dieOnce(node, fatal))) return;
      this.#covered.deaths += 1;
    }
  }

  /** False where the cleaning came to its end before the disk was called so often. */
  async #dieOnce(node: CompactedNode, fatal: number): Promise<boolean> {
    const range = node.range();
    if (range.cleanableBytes === 0) return false;
    this.#touches(node, range);
    let calls = 0;
    const death = this.#seed % 2 === 0 ? 'power' : 'process';
    node.faults.failure = (operation, path) => {
      if (node.changesDisk(operation, path, death)) calls += 1;
      if (calls >= fatal) throw DEATH;
      return undefined;
    };
    let hasDied = false;
    try {
      await node.universe.resolve(node.clean(range));
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      hasDied = true;
    }
    node.die(death);
    this.#check(node);
    let left = CLEANINGS_AFTER_DEATH;
    while (left > 0 && (await this.#cleanOnce(node))) left -= 1;
    return hasDied;
  }
}

/** A cleaning that began a little later set its horizons a little later. */
function sameHorizons(found: readonly DecodedBatch[], setMs: number): DecodedBatch[] {
  return found.map((batch) => {
    const { horizonMs = 0 } = batch;
    const isSetNow = horizonMs >= setMs && horizonMs <= setMs + BEGINS_WITHIN_MS;
    return isSetNow ? { ...batch, horizonMs: setMs } : batch;
  });
}

// The producers that wrote to a log, and their transactions: what is open, and what was decided by
// a marker that is not yet below the high watermark. Changed only by batches that are appended or
// replayed; whether a batch may be appended is asked elsewhere (producer-checks.ts), and the files
// are snapshot-files.ts.

import { assert } from '@ottla/base';

import { NONE, ProducerEntry } from './producer-entry.ts';
import { Verifications } from './verification.ts';

export interface DataBatch {
  readonly producerId: number;
  readonly epoch: number;
  readonly lastSequence: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly maxTimestamp: number;
  readonly isTransactional: boolean;
}

export interface MarkerBatch {
  readonly producerId: number;
  readonly epoch: number;
  readonly coordinatorEpoch: number;
  readonly offset: number;
  readonly timestamp: number;
}

/** A transaction that a marker has ended. */
export interface CompletedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
  /** The marker's. */
  readonly lastOffset: number;
}

export class ProducerState {
  readonly verifications = new Verifications();
  #entries = new Map<number, ProducerEntry>();
  /** Producer ids by the first offset of their open transaction, ascending. */
  #ongoing = new Map<number, number>();
  /** Decided, but the marker is not below the high watermark; ascending by first offset. */
  #unreplicated: CompletedTransaction[] = [];
  /** The state holds all batches below this. */
  endOffset = 0;

  get entries(): ReadonlyMap<number, ProducerEntry> {
    return this.#entries;
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0 && this.#unreplicated.length === 0;
  }

  entry(producerId: number): ProducerEntry | undefined {
    return this.#entries.get(producerId);
  }

  hasOpenTransaction(producerId: number, epoch: number): boolean {
    const entry = this.#entries.get(producerId);
    return entry !== undefined && entry.hasOpenTransaction && entry.epoch === epoch;
  }

  /** First offset that read_committed may not pass; undefined where all is decided. */
  get firstUnstableOffset(): number | undefined {
    const undecided = firstKey(this.#ongoing);
    const unreplicated = this.#unreplicated[0]?.firstOffset;
    if (undecided === undefined) return unreplicated;
    return unreplicated === undefined ? undecided : Math.min(undecided, unreplicated);
  }

  addData(batch: DataBatch): void {
    const entry = this.#entryFor(batch.producerId);
    entry.enterEpoch(batch.epoch);
    entry.addBatch({
      lastSequence: batch.lastSequence,
      lastOffset: batch.lastOffset,
      offsetDelta: batch.lastOffset - batch.baseOffset,
      timestamp: batch.maxTimestamp,
    });
    if (!batch.isTransactional) return;
    if (!entry.hasOpenTransaction) {
      entry.transactionFirstOffset = batch.baseOffset;
      this.#ongoing.set(batch.baseOffset, batch.producerId);
    }
    this.verifications.settle(batch.producerId, { epoch: batch.epoch, isMarker: false });
  }

  /** Returns the transaction that the marker ends; undefined where none was open. */
  addMarker(marker: MarkerBatch): CompletedTransaction | undefined {
    const entry = this.#entryFor(marker.producerId);
    const firstOffset = entry.transactionFirstOffset;
    entry.enterEpoch(marker.epoch);
    entry.coordinatorEpoch = marker.coordinatorEpoch;
    entry.transactionFirstOffset = NONE;
    entry.lastTimestampMs = marker.timestamp;
    this.verifications.settle(marker.producerId, { epoch: marker.epoch, isMarker: true });
    if (firstOffset === NONE) return undefined;
    return { producerId: marker.producerId, firstOffset, lastOffset: marker.offset };
  }

  /** The last stable offset as it is once `completed` counts as decided. */
  stableOffsetAfter(completed: CompletedTransaction): number {
    for (const [firstOffset, producerId] of this.#ongoing) {
      if (producerId !== completed.producerId) return firstOffset;
    }
    return completed.lastOffset + 1;
  }

  complete(completed: CompletedTransaction): void {
    const wasOngoing = this.#ongoing.delete(completed.firstOffset);
    assert(wasOngoing, `transaction at ${completed.firstOffset} ended without having begun`);
    const slot = this.#unreplicated.findIndex((one) => one.firstOffset > completed.firstOffset);
    this.#unreplicated.splice(slot < 0 ? this.#unreplicated.length : slot, 0, completed);
  }

  /** Decided transactions whose marker lies below `offset` hold nobody back any more. */
  forgetDecidedBelow(offset: number): void {
    if (this.#unreplicated.length === 0) return;
    this.#unreplicated = this.#unreplicated.filter(({ lastOffset }) => lastOffset >= offset);
  }

  removeExpired(nowMs: number, expirationMs: number): void {
    for (const entry of this.#entries.values()) {
      if (isExpired(entry, nowMs, expirationMs)) this.#entries.delete(entry.producerId);
    }
    this.verifications.removeExpired(nowMs, expirationMs);
  }

  /** Starts over, knowing nothing. */
  clear(endOffset: number): void {
    this.#entries = new Map();
    this.#ongoing = new Map();
    this.#unreplicated = [];
    this.endOffset = endOffset;
  }

  /** Starts over from a snapshot; Kafka's hold no more than the last batch of each producer. */
  load(entries: readonly ProducerEntry[], endOffset: number): void {
    this.clear(endOffset);
    for (const entry of entries) this.#entries.set(entry.producerId, entry);
    const open = entries.filter((entry) => entry.hasOpenTransaction);
    open.sort((a, b) => a.transactionFirstOffset - b.transactionFirstOffset);
    for (const entry of open) this.#ongoing.set(entry.transactionFirstOffset, entry.producerId);
  }

  #entryFor(producerId: number): ProducerEntry {
    const known = this.#entries.get(producerId);
    if (known !== undefined) return known;
    const entry = new ProducerEntry(producerId);
    this.#entries.set(producerId, entry);
    return entry;
  }
}

/** Whether a producer has been silent for so long that nothing of it is remembered. */
export function isExpired(entry: ProducerEntry, nowMs: number, expirationMs: number): boolean {
  return !entry.hasOpenTransaction && nowMs - entry.lastTimestampMs >= expirationMs;
}

function firstKey(map: ReadonlyMap<number, unknown>): number | undefined {
  for (const key of map.keys()) return key;
  return undefined;
}

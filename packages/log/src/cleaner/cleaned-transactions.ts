// The transactions that the cleaner meets on its way through a log: which data batches were aborted
// and go, and which markers have nothing left to decide. Aborted ones come from the transaction
// indexes; what is still worth an entry goes into the cleaned segment's.

import type { RecordBatch } from '@ottla/protocol';

import { readMarker } from '../producer/replay-batch.ts';
import type { AbortedEntry } from '../segment/transaction-index.ts';
import { ComingAborts } from './coming-aborts.ts';

interface OngoingAbort {
  readonly entry: AbortedEntry;
  /** A batch of it is still in the log. */
  wasSeen: boolean;
}

export class CleanedTransactions {
  /** Not met yet. */
  readonly #coming = new ComingAborts();
  readonly #known = new Set<number>();
  readonly #aborting = new Map<number, OngoingAbort>();
  readonly #committing = new Set<number>();
  readonly #onKept: (entry: AbortedEntry) => void;

  /** `onKept`: an aborted transaction of which something is left, at its marker. */
  constructor(onKept: (entry: AbortedEntry) => void = () => undefined) {
    this.#onKept = onKept;
  }

  /** Told again of what it knows, it does nothing. */
  add(entries: readonly AbortedEntry[]): void {
    for (const entry of entries) {
      if (this.#known.has(entry.lastOffset)) continue;
      this.#known.add(entry.lastOffset);
      this.#coming.add(entry);
    }
  }

  /** The next batch of the log, wholly loaded. True where it may be discarded. */
  meet(batch: RecordBatch): boolean {
    this.#begin(batch.lastOffset);
    if (batch.isControl) return this.#meetMarker(batch);
    if (!batch.isTransactional) return false;
    const abort = this.#aborting.get(batch.producerId);
    if (abort === undefined) {
      this.#committing.add(batch.producerId);
      return false;
    }
    abort.wasSeen = true;
    return true;
  }

  #meetMarker(batch: RecordBatch): boolean {
    if (batch.recordCount === 0) return true;
    const marker = readMarker(batch);
    // Of a raft quorum: never discarded.
    if (marker === undefined) return false;
    const { producerId } = batch;
    if (!marker.isAbort) return !this.#committing.delete(producerId);
    const abort = this.#aborting.get(producerId);
    this.#aborting.delete(producerId);
    if (abort === undefined || !abort.wasSeen) return true;
    this.#onKept(abort.entry);
    return false;
  }

  #begin(offset: number): void {
    for (let next = this.#coming.first; next !== undefined; next = this.#coming.first) {
      if (next.firstOffset > offset) return;
      this.#coming.takeFirst();
      if (!this.#aborting.has(next.producerId)) {
        this.#aborting.set(next.producerId, { entry: next, wasSeen: false });
      }
    }
  }
}

// Which batches a read_committed consumer must not see: those of transactions that were aborted.
// The broker names them with the first offset of each; the markers in the log end them. Pure.

import { controlTypeOf, controlTypes, RecordCursor, type RecordBatch } from '@ottla/protocol';

export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

export class AbortedTransactions {
  /** By first offset; those before #next have begun. */
  readonly #transactions: readonly AbortedTransaction[];
  #next = 0;
  readonly #open = new Set<number>();

  constructor(transactions: readonly AbortedTransaction[]) {
    this.#transactions = transactions.toSorted((a, b) => a.firstOffset - b.firstOffset);
  }

  /** Call for every batch, in order. True: the batch belongs to an aborted transaction. */
  isAborted(batch: RecordBatch): boolean {
    if (!batch.hasProducerId) return false;
    this.#begin(batch.lastOffset);
    if (batch.isControl) {
      if (isAbortMarker(batch)) this.#open.delete(batch.producerId);
      return false;
    }
    return batch.isTransactional && this.#open.has(batch.producerId);
  }

  #begin(lastOffset: number): void {
    for (;;) {
      const transaction = this.#transactions[this.#next];
      if (transaction === undefined || transaction.firstOffset > lastOffset) return;
      this.#open.add(transaction.producerId);
      this.#next += 1;
    }
  }
}

function isAbortMarker(batch: RecordBatch): boolean {
  const cursor = new RecordCursor().open(batch);
  if (!cursor.next()) return false;
  const { key } = cursor;
  return key !== null && controlTypeOf(key) === controlTypes.ABORT;
}

// A worker that writes batches into a store: one write for many records, and a commit when the
// store has them. After a crash the last batch may come again, so the store is told each record's
// place and takes it once.

import { type ClientOptions, Consumer } from '@ottla/client';

export interface StoredRow {
  /** `topic-partition@offset`: the same record has the same place, however often it comes. */
  readonly place: string;
  readonly text: string;
}

export interface Store {
  /** Rows whose place it has already are left out. */
  insert(rows: readonly StoredRow[]): Promise<void>;
}

export async function runBatchWorker(
  options: ClientOptions,
  store: Store,
  signal: AbortSignal,
): Promise<void> {
  await using consumer = new Consumer({
    ...options,
    groupId: 'batch-worker',
    autoOffsetReset: 'earliest',
    enableAutoCommit: false,
  });
  consumer.subscribe('events');
  for await (const batch of consumer.batches({ signal })) {
    const rows = [...batch].map(({ topic, partition, offset, value }) => ({
      place: `${topic}-${partition}@${offset}`,
      text: Buffer.from(value ?? []).toString(),
    }));
    await store.insert(rows);
    // Only now: what was committed and not stored would be lost.
    await consumer.commit();
  }
}

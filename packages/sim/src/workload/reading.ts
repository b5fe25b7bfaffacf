// What consumers of both kinds have in common: batches go into the history, by stints.

import type { FetchedBatch, TopicPartition } from '@ottla/client';

import type { ConsumerSession } from '../history/history.ts';
import type { Stage } from './stage.ts';

export class Reading {
  readonly session: ConsumerSession;
  readonly #stage: Stage;
  readonly #stints = new Map<string, number>();
  #lastStint = 0;

  constructor(stage: Stage, session: ConsumerSession) {
    this.#stage = stage;
    this.session = session;
  }

  /** An assignment or a seek: what comes now owes nothing to what came before. */
  begin(partitions: readonly TopicPartition[]): void {
    for (const { topic, partition } of partitions) {
      this.#lastStint += 1;
      this.#stints.set(`${topic}-${partition}`, this.#lastStint);
    }
  }

  /** Throws a CorruptBatchError. */
  take(batch: FetchedBatch): void {
    const { history, counters } = this.#stage;
    const { topic, partition, nextOffset, highWatermark, logStartOffset } = batch;
    const records = Array.from(batch, (record) => history.seen(record));
    counters.add('batches read');
    counters.add('records read', records.length);
    history.polls.push({
      session: this.session,
      topic,
      partition,
      atMs: history.nowMs,
      stint: this.#stints.get(`${topic}-${partition}`) ?? 0,
      records,
      nextOffset,
      highWatermark,
      logStartOffset,
    });
  }
}

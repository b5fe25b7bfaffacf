// Kafka's raft-metrics of times and rates: how long elections took, and how long records took from
// the end of the log until they were committed. A batch's time is told by its number of records, as
// in Kafka.

import { RecentSamples } from './recent-samples.ts';

interface Appended {
  readonly endOffset: number;
  readonly records: number;
  readonly atMs: number;
}

export class QuorumStats {
  readonly elections: RecentSamples;
  readonly commits: RecentSamples;
  readonly appends: RecentSamples;
  readonly #nowMs: () => number;
  /** Appended as the leader and not committed, in order. */
  #waiting: Appended[] = [];
  #electionSinceMs: number | undefined;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.elections = new RecentSamples(nowMs());
    this.commits = new RecentSamples(nowMs());
    this.appends = new RecentSamples(nowMs());
  }

  /** Nobody leads, as far as is known. */
  electionBegan(): void {
    this.#electionSinceMs = this.#nowMs();
  }

  electionEnded(): void {
    if (this.#electionSinceMs === undefined) return;
    const nowMs = this.#nowMs();
    this.elections.record(nowMs - this.#electionSinceMs, nowMs);
    this.#electionSinceMs = undefined;
  }

  appended(baseOffset: number, endOffset: number): void {
    const atMs = this.#nowMs();
    const records = endOffset - baseOffset;
    this.appends.record(records, atMs);
    this.#waiting.push({ endOffset, records, atMs });
  }

  /** All below it is. */
  committed(offset: number): void {
    const nowMs = this.#nowMs();
    const done = this.#waiting.filter(({ endOffset }) => endOffset <= offset);
    this.#waiting = this.#waiting.slice(done.length);
    for (const { records, atMs } of done) this.commits.record((nowMs - atMs) / records, nowMs);
  }
}

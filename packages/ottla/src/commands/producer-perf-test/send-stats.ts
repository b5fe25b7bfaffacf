// What `producer-perf-test` measures and how it says it: one window after the other, and a summary.
// Pure: times come from the caller.

import { fixed, MEGABYTE } from '../java-manner/number-text.ts';

/** Latencies that are kept for the percentiles; of more records, every n-th one's. */
const SAMPLES_MAX = 500_000;
const PERCENTILES = [0.5, 0.95, 0.99, 0.999];

export interface SendStatsOptions {
  /** How many records will come. */
  readonly recordCount: number;
  readonly startMs: number;
  readonly reportingMs: number;
  /** Counts only what came after the warm-up. */
  readonly isSteadyState: boolean;
  readonly print: (line: string) => void;
}

export class SendStats {
  readonly #options: SendStatsOptions;
  readonly #sampling: number;
  readonly #latencies: Int32Array;
  #sampleCount = 0;
  #count = 0;
  #bytes = 0;
  #latencySum = 0;
  #latencyMax = 0;
  #window: ReturnType<typeof emptyWindow>;
  #isQuiet = false;

  constructor(options: SendStatsOptions) {
    this.#options = options;
    const { recordCount } = options;
    this.#sampling = Math.floor(recordCount / Math.min(recordCount, SAMPLES_MAX));
    this.#latencies = new Int32Array(Math.floor(recordCount / this.#sampling) + 1);
    this.#window = emptyWindow(options.startMs);
  }

  /** One record was acknowledged. */
  record(latencyMs: number, bytes: number, nowMs: number): void {
    if (this.#count % this.#sampling === 0) this.#latencies[this.#sampleCount++] = latencyMs;
    this.#count += 1;
    this.#bytes += bytes;
    this.#latencySum += latencyMs;
    this.#latencyMax = Math.max(this.#latencyMax, latencyMs);
    const window = this.#window;
    window.count += 1;
    window.bytes += bytes;
    window.latencySum += latencyMs;
    window.latencyMax = Math.max(window.latencyMax, latencyMs);
    if (nowMs - window.startMs >= this.#options.reportingMs) this.#endWindow(nowMs);
  }

  /** Windows are no longer told of: the steady state's statistics are. */
  suppressPrinting(): void {
    this.#isQuiet = true;
  }

  printTotal(nowMs: number): void {
    const seconds = (nowMs - this.#options.startMs) / 1_000;
    const [median, p95, p99, p999] = this.#percentiles();
    this.#options.print(
      `${this.#count}${this.#options.isSteadyState ? ' steady state' : ''} records sent, ` +
        `${fixed(this.#count / seconds, 6)} records/sec ` +
        `(${fixed(this.#bytes / seconds / MEGABYTE, 2)} MB/sec), ` +
        `${fixed(this.#latencySum / this.#count, 2)} ms avg latency, ` +
        `${fixed(this.#latencyMax, 2)} ms max latency, ` +
        `${median} ms 50th, ${p95} ms 95th, ${p99} ms 99th, ${p999} ms 99.9th.`,
    );
  }

  #endWindow(nowMs: number): void {
    const { startMs, count, bytes, latencySum, latencyMax } = this.#window;
    if (this.#options.isSteadyState && this.#count === count) {
      this.#options.print('In steady state.');
    }
    if (!this.#isQuiet) {
      const seconds = (nowMs - startMs) / 1_000;
      this.#options.print(
        `${count} records sent, ${fixed(count / seconds, 1)} records/sec ` +
          `(${fixed(bytes / seconds / MEGABYTE, 2)} MB/sec), ` +
          `${fixed(latencySum / count, 1)} ms avg latency, ` +
          `${fixed(latencyMax, 1)} ms max latency.`,
      );
    }
    this.#window = emptyWindow(nowMs);
  }

  #percentiles(): number[] {
    const sorted = this.#latencies.slice(0, this.#sampleCount).sort();
    return PERCENTILES.map((part) => sorted[Math.floor(part * sorted.length)] ?? 0);
  }
}

function emptyWindow(startMs: number) {
  return { startMs, count: 0, bytes: 0, latencySum: 0, latencyMax: 0 };
}

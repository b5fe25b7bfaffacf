// What Kafka's own sensors make of values: average, greatest and sum a second, of the last thirty
// to sixty seconds, which are two windows. The clock is the caller's.

const WINDOW_MS = 30_000;

interface Window {
  readonly startMs: number;
  count: number;
  sum: number;
  max: number;
}

export class RecentSamples {
  #current: Window;
  #before: Window | undefined;

  constructor(nowMs: number) {
    this.#current = windowAt(nowMs);
  }

  record(value: number, nowMs: number): void {
    this.#turn(nowMs);
    const window = this.#current;
    window.count += 1;
    window.sum += value;
    window.max = Math.max(window.max, value);
  }

  /** NaN without values, as in Kafka. */
  average(nowMs: number): number {
    this.#turn(nowMs);
    const { count, sum } = this.#total();
    return sum / count;
  }

  /** NaN without values. */
  max(nowMs: number): number {
    this.#turn(nowMs);
    const { count, max } = this.#total();
    return count === 0 ? NaN : max;
  }

  /** The sum, by the time that its windows have lasted; the first of them counts in full. */
  perSecond(nowMs: number): number {
    this.#turn(nowMs);
    const sinceMs = nowMs - (this.#before ?? this.#current).startMs;
    const lastedMs = this.#before === undefined ? sinceMs + WINDOW_MS : sinceMs;
    return (this.#total().sum * 1_000) / lastedMs;
  }

  #total(): Window {
    const { startMs, count, sum, max } = this.#current;
    const before = this.#before ?? windowAt(startMs);
    return {
      startMs,
      count: count + before.count,
      sum: sum + before.sum,
      max: Math.max(max, before.max),
    };
  }

  #turn(nowMs: number): void {
    const windows = Math.floor((nowMs - this.#current.startMs) / WINDOW_MS);
    if (windows <= 0) return;
    this.#before = windows === 1 ? this.#current : windowAt(nowMs - WINDOW_MS);
    this.#current = windowAt(this.#current.startMs + windows * WINDOW_MS);
  }
}

function windowAt(startMs: number): Window {
  return { startMs, count: 0, sum: 0, max: -Infinity };
}

// How many connections are accepted a second, and how long the next must wait: the arithmetic of
// Kafka's Rate over samples and of its quotas. Pure.
//
// Samples follow each other, each a window long; those older than all windows are forgotten. The
// rate is the sum of the samples over the time since the oldest began, which counts as all windows
// but one at least: so a listener that was idle takes a burst. What is over the limit waits until
// the average would be down to it, but no longer than a window.

export interface RateWindows {
  /** quota.window.num */
  readonly count: number;
  /** quota.window.size.seconds, in milliseconds */
  readonly sizeMs: number;
}

interface Sample {
  readonly startMs: number;
  count: number;
}

const SECOND_MS = 1000;

export class ConnectionRate {
  readonly #windows: RateWindows;
  readonly #samples: Sample[] = [];

  constructor(windows: RateWindows) {
    this.#windows = windows;
  }

  /** Counts one more, and tells how many milliseconds it must wait under the limit. */
  record(perSecondMax: number, nowMs: number): number {
    this.#forget(nowMs);
    this.#current(nowMs).count += 1;
    const spanMs = this.#spanMs(nowMs);
    const total = this.#samples.reduce((sum, { count }) => sum + count, 0);
    const perSecond = (total * SECOND_MS) / spanMs;
    if (perSecond <= perSecondMax) return 0;
    // A limit of 0 lets one through in each window.
    const excess = perSecondMax === 0 ? Infinity : (perSecond - perSecondMax) / perSecondMax;
    return Math.min(Math.round(excess * spanMs), this.#windows.sizeMs);
  }

  #forget(nowMs: number): void {
    const { count, sizeMs } = this.#windows;
    while ((this.#samples[0]?.startMs ?? Infinity) <= nowMs - count * sizeMs) this.#samples.shift();
  }

  #current(nowMs: number): Sample {
    const last = this.#samples.at(-1);
    if (last !== undefined && nowMs - last.startMs < this.#windows.sizeMs) return last;
    const next = { startMs: nowMs, count: 0 };
    this.#samples.push(next);
    return next;
  }

  #spanMs(nowMs: number): number {
    const { count, sizeMs } = this.#windows;
    const elapsedMs = nowMs - (this.#samples[0]?.startMs ?? nowMs);
    const missing = Math.max(0, count - 1 - Math.floor(elapsedMs / sizeMs));
    return Math.max(elapsedMs + missing * sizeMs, 1);
  }
}

// Events a second, averaged with a weight that falls by 1/e in a minute, as Kafka's meters have it:
// in steps of five seconds, the first of which counts in full. No timer: steps that are due are
// made up for when somebody looks or adds.

const STEP_MS = 5_000;
const WEIGHT = 1 - Math.exp(-STEP_MS / 60_000);
/** After so many steps without events nothing is left that could be told from 0. */
const STEPS_MAX = 1_000;

export class OneMinuteRate {
  #perSecond: number | undefined;
  #count = 0;
  #steppedMs: number;

  constructor(nowMs: number) {
    this.#steppedMs = nowMs;
  }

  mark(nowMs: number): void {
    this.#step(nowMs);
    this.#count += 1;
  }

  perSecond(nowMs: number): number {
    this.#step(nowMs);
    return this.#perSecond ?? 0;
  }

  #step(nowMs: number): void {
    const due = Math.floor((nowMs - this.#steppedMs) / STEP_MS);
    this.#steppedMs += due * STEP_MS;
    for (let step = Math.min(due, STEPS_MAX); step > 0; step--) {
      const instant = this.#count / (STEP_MS / 1_000);
      const before = this.#perSecond ?? instant;
      this.#perSecond = before + WEIGHT * (instant - before);
      this.#count = 0;
    }
  }
}

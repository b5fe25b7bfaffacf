// How long the cleaner has to wait so that it moves no more bytes a second than it may. Pure.

/** Waits shorter than this are saved up. */
const WAIT_MS_MIN = 10;

export class Throttle {
  bytesPerSecond: number;
  #paidUntilMs = 0;

  constructor(bytesPerSecond: number) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Accounts for bytes read or written; returns the wait in ms, 0 for none. */
  spend(bytes: number, nowMs: number): number {
    const from = Math.max(this.#paidUntilMs, nowMs);
    this.#paidUntilMs = from + (bytes / this.bytesPerSecond) * 1000;
    const waitMs = this.#paidUntilMs - nowMs;
    return waitMs < WAIT_MS_MIN ? 0 : waitMs;
  }
}

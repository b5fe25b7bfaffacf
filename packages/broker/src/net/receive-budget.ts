// What requests that are not done with may hold of a node's memory, over all its connections. Pure:
// it counts and decides. Who asks:
//
//   small   a request of up to a read (64 KB) begins without being asked for, and is counted
//   large   a request that is larger claims its whole size before it is read on, in the order of
//           coming: one that has its room can always be read to its end, so that beginnings alone
//           never hold all memory and wait for each other
//
// While it is exhausted, connections that hold part of it may not add to that; others may begin.

import { type Clock } from '@ottla/base';

/** A connection with a large request: one at a time. */
export interface Claimant {
  /** The room that it waited for is there. */
  roomGranted(): void;
}

interface Claim {
  readonly bytes: number;
  readonly sinceMs: number;
}

export class ReceiveBudget {
  readonly #clock: Clock;
  #limitBytes: number;
  #usedBytes = 0;
  #wasExhausted = false;
  #exhaustedSinceMs = 0;
  #exhaustedMs = 0;
  /** Both in the order of coming. */
  readonly #waiting = new Map<Claimant, number>();
  readonly #granted = new Map<Claimant, Claim>();
  readonly #relieved: (() => void)[] = [];

  /** `limitBytes` of Infinity: no limit. */
  constructor(clock: Clock, limitBytes: number) {
    this.#clock = clock;
    this.#limitBytes = limitBytes;
  }

  /** Has `relieved` called each time that there is room again after there was none. */
  onRelief(relieved: () => void): void {
    this.#relieved.push(relieved);
  }

  get limitBytes(): number {
    return this.#limitBytes;
  }

  set limitBytes(limitBytes: number) {
    this.#limitBytes = limitBytes;
    this.#settle();
  }

  /** Of requests that wait, are being handled or read; a large one counts whole. */
  get usedBytes(): number {
    return this.#usedBytes;
  }

  get isExhausted(): boolean {
    return this.#waiting.size > 0 || this.#usedBytes >= this.#limitBytes;
  }

  /** Large requests that wait for room. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Milliseconds for which it was exhausted, in all. */
  get exhaustedMs(): number {
    const ongoing = this.#wasExhausted ? this.#clock.monotonicMs() - this.#exhaustedSinceMs : 0;
    return this.#exhaustedMs + ongoing;
  }

  /** What connections hold, large requests that are being read apart, is now this much more. */
  holds(bytes: number): void {
    this.#usedBytes += bytes;
    this.#settle();
  }

  /** Whether a large request may be read on at once; otherwise `roomGranted` comes later. */
  claim(claimant: Claimant, bytes: number): boolean {
    // One that is larger than all there is takes all there is.
    const wanted = Math.min(bytes, this.#limitBytes);
    const fits = this.#waiting.size === 0 && this.#fits(wanted);
    if (fits) this.#grant(claimant, wanted);
    else this.#waiting.set(claimant, wanted);
    this.#settle();
    return fits;
  }

  /** The large request is here, or its connection is gone. */
  unclaim(claimant: Claimant): void {
    this.#waiting.delete(claimant);
    const claim = this.#granted.get(claimant);
    if (claim !== undefined) {
      this.#granted.delete(claimant);
      this.#usedBytes -= claim.bytes;
    }
    this.#settle();
  }

  /** Since when a claim has its room, on the monotonic clock; undefined where it has none. */
  grantedSince(claimant: Claimant): number | undefined {
    return this.#granted.get(claimant)?.sinceMs;
  }

  #fits(bytes: number): boolean {
    return this.#usedBytes + bytes <= this.#limitBytes;
  }

  #grant(claimant: Claimant, bytes: number): void {
    this.#usedBytes += bytes;
    this.#granted.set(claimant, { bytes, sinceMs: this.#clock.monotonicMs() });
  }

  #settle(): void {
    for (const [claimant, bytes] of this.#waiting) {
      if (!this.#fits(bytes)) break;
      this.#waiting.delete(claimant);
      this.#grant(claimant, bytes);
      claimant.roomGranted();
    }
    const { isExhausted } = this;
    if (isExhausted === this.#wasExhausted) return;
    this.#wasExhausted = isExhausted;
    const nowMs = this.#clock.monotonicMs();
    if (isExhausted) {
      this.#exhaustedSinceMs = nowMs;
      return;
    }
    this.#exhaustedMs += nowMs - this.#exhaustedSinceMs;
    for (const relieved of this.#relieved) relieved();
  }
}

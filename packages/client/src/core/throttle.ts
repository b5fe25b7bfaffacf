// For how long a broker has asked this client to send it nothing. Every supported version of every
// API means that: the answer is there, what comes next is to wait.

import type { Timer, World } from '@ottla/base';

export class Throttle {
  readonly #world: World;
  readonly #over: () => void;
  #timer: Timer | undefined;
  #untilMs = 0;

  /** `over` is called whenever the client may send again. */
  constructor(world: World, over: () => void) {
    this.#world = world;
    this.#over = over;
  }

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  /** An answer that asks for less does not shorten what another one has asked for. */
  extend(throttleMs: number): void {
    const { clock, timers } = this.#world;
    const untilMs = clock.monotonicMs() + throttleMs;
    if (this.#timer !== undefined && untilMs <= this.#untilMs) return;
    this.#untilMs = untilMs;
    this.#timer?.cancel();
    this.#timer = timers.after(throttleMs, () => {
      this.#timer = undefined;
      this.#over();
    });
  }

  end(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}

/** 0 where the API has no throttle time. */
export function throttleTimeOf(response: unknown): number {
  if (typeof response !== 'object' || response === null) return 0;
  if (!('throttleTimeMs' in response)) return 0;
  return typeof response.throttleTimeMs === 'number' ? response.throttleTimeMs : 0;
}

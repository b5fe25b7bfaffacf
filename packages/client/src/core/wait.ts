// Waiting on the World's clock: with a deadline, with an AbortSignal, and for a change that
// somebody else will announce. The only place of the client where promises meet timers.

import type { World } from '@ottla/base';

import { TimeoutError } from '../errors.ts';

export interface WaitOptions {
  readonly timeoutMs: number;
  /** What the TimeoutError says was waited for, for example `metadata of topic orders`. */
  readonly waitingFor: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Settle<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

/**
 * Settles by what `start` does, by the deadline (TimeoutError) or by the signal (its reason),
 * whichever is first. `start` may return what is to be undone when it was not the first.
 */
export function waitFor<T>(
  world: World,
  options: WaitOptions,
  start: (settle: Settle<T>) => (() => void) | undefined,
): Promise<T> {
  const { timeoutMs, waitingFor, signal } = options;
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    let undo: (() => void) | undefined;
    let settled = false;
    const settle = (finish: () => void): void => {
      if (settled) return;
      settled = true;
      timer.cancel();
      signal?.removeEventListener('abort', aborted);
      finish();
    };
    const abandon = (error: unknown): void => {
      settle(() => {
        undo?.();
        reject(error);
      });
    };
    const aborted = (): void => abandon(signal?.reason);
    const timer = world.timers.after(timeoutMs, () => {
      const waited = `Timed out after ${Math.round(timeoutMs)} ms waiting for`;
      abandon(new TimeoutError(`${waited} ${waitingFor}`));
    });
    signal?.addEventListener('abort', aborted, { once: true });
    undo = start({
      resolve: (value) => settle(() => resolve(value)),
      reject: (error) => settle(() => reject(error)),
    });
  });
}

/** Resolves after `delayMs`, or rejects with the signal's reason. */
export function sleep(world: World, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const aborted = (): void => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = world.timers.after(delayMs, () => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    });
    signal?.addEventListener('abort', aborted, { once: true });
  });
}

/**
 * Those who wait for a state to change: each is called at the next change, and again until it
 * leaves.
 */
export class Listeners {
  readonly #listeners = new Set<() => void>();

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  announce(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Waits until `read` gives a value; it is asked now and at each announced change. */
export function waitUntil<T>(
  world: World,
  listeners: Listeners,
  options: WaitOptions,
  read: () => T | undefined,
): Promise<T> {
  return waitFor<T>(world, options, (settle) => {
    const look = (): void => {
      try {
        const value = read();
        if (value === undefined) return;
        leave();
        settle.resolve(value);
      } catch (error) {
        leave();
        settle.reject(error);
      }
    };
    const leave = listeners.add(look);
    look();
    return leave;
  });
}

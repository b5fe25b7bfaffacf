// Waiting on the World's clock: with a deadline, with an AbortSignal, and for a change that
// somebody else will announce. The only place of the client where promises meet timers.

import type { World } from '@ottla/base';

import { TimeoutError } from '../errors.ts';

export interface WaitOptions {
  /** Infinity: without a limit, and without a timer. */
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
      timer?.cancel();
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
    const timedOut = (): void => {
      const waited = `Timed out after ${Math.round(timeoutMs)} ms waiting for`;
      abandon(new TimeoutError(`${waited} ${waitingFor}`));
    };
    // However long a process lives, a timer would have to end some day.
    const timer = timeoutMs === Infinity ? undefined : world.timers.after(timeoutMs, timedOut);
    signal?.addEventListener('abort', aborted, { once: true });
    try {
      undo = start({
        resolve: (value) => settle(() => resolve(value)),
        reject: (error) => settle(() => reject(error)),
      });
    } catch (error) {
      settle(() => reject(error));
    }
  });
}

/** Resolves after `delayMs`, or rejects with the reason of the signal that aborts first. */
export function sleep(
  world: World,
  delayMs: number,
  ...signals: readonly (AbortSignal | undefined)[]
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const aborted = signals.find((signal) => signal?.aborted);
    if (aborted !== undefined) {
      reject(aborted.reason);
      return;
    }
    const listeners = signals.map((signal) => {
      const abort = (): void => {
        end();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      return () => signal?.removeEventListener('abort', abort);
    });
    const timer = world.timers.after(delayMs, () => {
      end();
      resolve();
    });
    const end = (): void => {
      timer.cancel();
      for (const leave of listeners) leave();
    };
  });
}

/**
 * Those who wait for a state to change: each is called at the next change, and again until it
 * leaves.
 */
export class Listeners {
  readonly #listeners = new Set<() => void>();
  #endedBy: Error | undefined;

  /** Why no change will come any more; undefined while one may. */
  get endedBy(): Error | undefined {
    return this.#endedBy;
  }

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  announce(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** The last change: who waits for another one is told why it will not come. */
  end(reason: Error): void {
    this.#endedBy = reason;
    this.announce();
  }
}

/**
 * Waits until `read` gives a value; it is asked now and at each announced change. Rejects with what
 * it throws, and with the listeners' end.
 */
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
        if (value === undefined && listeners.endedBy === undefined) return;
        if (value === undefined) throw listeners.endedBy;
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

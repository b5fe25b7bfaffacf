// Real timers over Node's. Two things differ from setTimeout: a timer never fires early (Node
// counts whole milliseconds, so that one of 1 ms may fire after a tenth of it) and a delay may be
// of any length (Node's end at 2^31 - 1 ms, and it turns longer ones into 1 ms).

import { assert } from '../../assert.ts';
import type { Timer, Timers } from '../timers.ts';
import {
  clearImmediate,
  clearTimeout,
  monotonicMs,
  setImmediate,
  setTimeout,
} from './native-time.ts';

/** The longest delay that setTimeout takes. Longer ones are waited for in steps. */
const stepMsMax = 2 ** 31 - 1;

class NodeTimer implements Timer {
  readonly #task: () => void;
  readonly #dueMs: number;
  #timeout: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;

  constructor(delayMs: number, task: () => void) {
    this.#task = task;
    this.#dueMs = monotonicMs() + delayMs;
    if (delayMs <= 0) this.#immediate = setImmediate(task);
    else this.#arm(delayMs);
  }

  cancel(): void {
    if (this.#timeout !== undefined) clearTimeout(this.#timeout);
    if (this.#immediate !== undefined) clearImmediate(this.#immediate);
  }

  #arm(delayMs: number): void {
    this.#timeout = setTimeout(() => this.#fire(), Math.min(Math.ceil(delayMs), stepMsMax));
  }

  #fire(): void {
    const leftMs = this.#dueMs - monotonicMs();
    if (leftMs > 0) this.#arm(leftMs);
    else this.#task();
  }
}

class NodeTimers implements Timers {
  #queued: (() => void)[] = [];

  after(delayMs: number, task: () => void): Timer {
    assert(!Number.isNaN(delayMs), 'a timer was set with a delay that is not a number');
    return new NodeTimer(delayMs, task);
  }

  endOfTurn(task: () => void): void {
    // The check phase comes after all sockets that had bytes were polled: one immediate per turn.
    if (this.#queued.length === 0) setImmediate(() => this.#runQueued());
    this.#queued.push(task);
  }

  #runQueued(): void {
    const tasks = this.#queued;
    // What a task queues belongs to the next turn, so that sockets are read in between.
    this.#queued = [];
    let next = 0;
    try {
      for (; next < tasks.length; next++) tasks[next]?.();
    } finally {
      // Only after a task threw (a bug, which usually ends the process): the others still run.
      for (const task of tasks.slice(next + 1)) this.endOfTurn(task);
    }
  }
}

export function createNodeTimers(): Timers {
  return new NodeTimers();
}

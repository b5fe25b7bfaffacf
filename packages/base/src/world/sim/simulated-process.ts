// One run of one simulated node: from its start to its death. It carries what dies with a process
// (timers, connections, its view of time) and gives the code its clock, timers, chance and offload.
// A node that is restarted gets a new one.

import { assert } from '../../assert.ts';
import { Prng } from '../../prng/prng.ts';
import type { Clock } from '../clock.ts';
import type { Offload, OffloadJob } from '../offload.ts';
import type { Timer, Timers } from '../timers.ts';
import type { EventOptions, EventOwner, ScheduledEvent, Scheduler } from './scheduler.ts';

/** By name: in a test runner's own realm it costs more to look a global up than to call it. */
const { floor, max } = Math;
const { isNaN } = Number;

/** 2026-01-01T00:00:00Z: where the wall clocks of all universes start. */
export const wallStartMs = 1_767_225_600_000;
/**
 * What a task waits at least, as any clock's ticks have a length: a circle of tasks "as soon as
 * possible", or of timers for what rounding left of a delay, moves time on.
 */
const soonMs = 0.01;
/** A job on a worker takes this long, in virtual time. */
const offloadMsMin = 0.05;
const offloadMsMax = 2;

/** Thrown into code whose simulated process was killed while it ran. Nothing should catch it. */
export class SimulatedDeath extends Error {
  override readonly name = 'SimulatedDeath';
}

export interface ProcessClockOptions {
  /** How far the wall clock is from true time. */
  readonly wallOffsetMs: number;
  /** How fast both clocks run: 1 is true. */
  readonly clockRate: number;
  /** What waits for no more than its turn, or for a thread, takes no time. */
  readonly isPrompt?: boolean;
}

export class SimulatedProcess implements EventOwner, Clock, Timers, Offload {
  readonly name: string;
  readonly prng: Prng;
  readonly #scheduler: Scheduler;
  readonly #startMs: number;
  readonly #clockRate: number;
  readonly #isPrompt: boolean;
  #wallOffsetMs: number;
  #alive = true;
  #busyUntilMs = 0;
  #endOfTurn: (() => void)[] = [];

  constructor(name: string, scheduler: Scheduler, prng: Prng, clock: ProcessClockOptions) {
    assert(clock.clockRate > 0, `clockRate is ${clock.clockRate}`);
    this.name = name;
    this.prng = prng;
    this.#scheduler = scheduler;
    this.#startMs = scheduler.nowMs;
    this.#clockRate = clock.clockRate;
    this.#isPrompt = clock.isPrompt ?? false;
    this.#wallOffsetMs = clock.wallOffsetMs;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get busyUntilMs(): number {
    return this.#busyUntilMs;
  }

  /** True time as this process lives it: ahead of the universe while it is stalled in a call. */
  get nowMs(): number {
    return max(this.#scheduler.nowMs, this.#busyUntilMs);
  }

  die(): void {
    this.#alive = false;
  }

  /** Nothing of this process happens for so long: a slow call, a stop signal, a long collection. */
  stall(durationMs: number): void {
    this.#busyUntilMs = this.nowMs + durationMs;
  }

  /** The wall clock jumps, as when it is set by hand. */
  stepWallClock(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }

  /** Throws in the name of a process that is no more. */
  assertAlive(): void {
    if (!this.#alive) throw new SimulatedDeath(`${this.name} is dead`);
  }

  /** An event of this process, `delayMs` of true time from its now. */
  schedule(delayMs: number, options: Omit<EventOptions, 'owner'>, run: () => void): ScheduledEvent {
    return this.#scheduler.at(this.nowMs + delayMs, { ...options, owner: this }, run);
  }

  // Clock

  wallMs(): number {
    return floor(wallStartMs + this.#wallOffsetMs + this.nowMs * this.#clockRate);
  }

  monotonicMs(): number {
    return (this.nowMs - this.#startMs) * this.#clockRate;
  }

  // Timers

  after(delayMs: number, task: () => void): Timer {
    assert(!isNaN(delayMs), 'a timer was set with a delay that is not a number');
    const dueMs = this.monotonicMs() + delayMs;
    const fire = () => {
      // Where rounding made it early by a hair; a timer never is.
      if (this.monotonicMs() < dueMs) event = this.schedule(soonMs, { kind: 'timer' }, fire);
      else task();
    };
    const leastMs = this.#isPrompt ? 0 : soonMs;
    const trueDelayMs = max(leastMs, delayMs / this.#clockRate);
    let event = this.schedule(trueDelayMs, { kind: 'timer' }, fire);
    return {
      cancel: () => {
        event.cancelled = true;
      },
    };
  }

  endOfTurn(task: () => void): void {
    if (this.#endOfTurn.length === 0) {
      this.schedule(0, { kind: 'end of turn', phase: 1 }, () => this.#runEndOfTurn());
    }
    this.#endOfTurn.push(task);
  }

  #runEndOfTurn(): void {
    const tasks = this.#endOfTurn;
    // What a task queues belongs to the next turn.
    this.#endOfTurn = [];
    for (const task of tasks) {
      if (!this.#alive) return;
      task();
    }
  }

  // Offload

  run<Input, Output>(job: OffloadJob<Input, Output>, input: Input): Promise<Output> {
    const sent = structuredClone(input);
    const delayMs = this.#isPrompt ? 0 : this.prng.between(offloadMsMin, offloadMsMax);
    return new Promise((resolve, reject) => {
      this.schedule(delayMs, { kind: `offload ${job.name}` }, () => {
        try {
          resolve(structuredClone(job.run(sent)));
        } catch (error) {
          reject(error);
        }
      });
    });
  }
}

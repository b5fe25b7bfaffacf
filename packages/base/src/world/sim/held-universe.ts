// A universe whose time stands still until somebody moves it. What is due happens by itself, in
// turns of the real event loop, so that a test awaits those in it as it would in life. Links have
// no delay, threads take no time, and events of one moment run in the order in which they were
// queued. It is for tests of applications; what a distributed system must survive is the business
// of SimulatedUniverse, which stands on the same parts.
//
//   due now            → runs, one event a turn
//   nothing is due     → rests, or, while somebody moves time: the next event's moment comes

import { assert } from '../../assert.ts';
import { Prng } from '../../prng/prng.ts';
import { runInTurns } from '../node/turns.ts';
import type { World } from '../world.ts';
import { SimulatedDisk } from './disk/simulated-disk.ts';
import { SimulatedStorage } from './disk/simulated-storage.ts';
import { ProcessNetwork } from './network/process-network.ts';
import { SimulatedNetwork } from './network/simulated-network.ts';
import { type ScheduledEvent, Scheduler } from './scheduler.ts';
import { SimulatedDeath, SimulatedProcess, wallStartMs } from './simulated-process.ts';
import type { TraceSink } from './trace.ts';

export interface HeldUniverseOptions {
  /** Of all chance in it. */
  readonly seed: number | string;
  /** Where the wall clock stands at first, in ms since 1970. */
  readonly startMs: number;
}

/** Somebody moves time: for so long, or until something holds. */
interface Goal {
  readonly durationMs: number;
  /** Known once it is its turn. */
  endMs: number | undefined;
  isReached(): boolean;
  /** Reached, or the time is over. */
  done(): void;
  failed(error: unknown): void;
}

/** All processes are on one machine. */
const MACHINE = 'machine';
const NO_TRACE: TraceSink = { add: () => undefined };
/** What `until` takes of virtual time at most, where the caller names no other limit. */
const LIMIT_MS_DEFAULT = 3_600_000;

export class HeldUniverse {
  readonly network: SimulatedNetwork;
  /**
   * Turns without an event that time waits for before it moves. None are needed for promises, whose
   * reactions run between two turns; some where others than its processes have something to say.
   */
  restTurns = 0;
  readonly #seed: number | string;
  readonly #startMs: number;
  readonly #scheduler: Scheduler;
  readonly #goals: Goal[] = [];
  #isRunning = false;
  #rested = 0;

  constructor({ seed, startMs }: HeldUniverseOptions) {
    this.#seed = seed;
    this.#startMs = startMs;
    this.#scheduler = new Scheduler(
      // In the order in which they were queued.
      { uint32: () => 0 },
      { eventsPerMomentMax: Infinity, queued: () => this.#wake() },
    );
    const prng = Prng.labelled(seed, 'network');
    this.network = new SimulatedNetwork(this.#scheduler, prng, NO_TRACE);
    Object.assign(this.network.defaults, { delayMsMin: 0, delayMsMax: 0, cutChance: 0 });
  }

  /** Virtual milliseconds since the start. */
  get nowMs(): number {
    return this.#scheduler.nowMs;
  }

  /** A process with a disk of its own; others reach it at any of the loopback's names. */
  createProcess(name: string): World {
    const prng = Prng.labelled(this.#seed, name);
    const process = new SimulatedProcess(name, this.#scheduler, prng, {
      wallOffsetMs: this.#startMs - wallStartMs,
      clockRate: 1,
      isPrompt: true,
    });
    this.network.hostStarted(MACHINE, name);
    const storage = new SimulatedStorage(Prng.labelled(this.#seed, `disk of ${name}`));
    const disk = new SimulatedDisk(storage, {
      wallMs: () => process.wallMs(),
      assertAlive: () => process.assertAlive(),
      stall: () => undefined,
      later: (_delayMs, task) => void process.schedule(0, { kind: 'disk' }, task),
      note: () => undefined,
    });
    const { network } = this;
    return {
      clock: process,
      timers: process,
      random: prng,
      offload: process,
      disk,
      network: new ProcessNetwork({ process, host: MACHINE, network, trace: NO_TRACE }),
      poisonsMemory: false,
      exit: () => process.die(),
    };
  }

  /**
   * Moves time on, from timer to timer, and lets all that each brings about happen before the next.
   * Several at once come one after the other.
   */
  advance(durationMs: number): Promise<void> {
    assert(durationMs >= 0, `time cannot be moved by ${durationMs} ms`);
    return new Promise((resolve, reject) => {
      const isReached = (): boolean => false;
      this.#pursue({ durationMs, endMs: undefined, isReached, done: resolve, failed: reject });
    });
  }

  /** Moves time on until the promise settles, and gives what it gives; fails after `limitMs`. */
  async until<Result>(promise: Promise<Result>, limitMs = LIMIT_MS_DEFAULT): Promise<Result> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    await new Promise<void>((resolve, reject) => {
      const isReached = (): boolean => isSettled;
      const goal = { durationMs: limitMs, endMs: undefined, isReached, failed: reject };
      this.#pursue({ ...goal, done: resolve });
    });
    if (!isSettled) throw new Error(`the awaited did not happen in ${limitMs} ms of virtual time`);
    return promise;
  }

  #pursue(goal: Goal): void {
    this.#goals.push(goal);
    this.#run();
  }

  /** An event was queued. */
  #wake(): void {
    if (!this.#isRunning && this.#due() !== undefined) this.#run();
  }

  #run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#rested = 0;
    runInTurns(() => this.#step()).catch((bug: unknown) => {
      this.#isRunning = false;
      const goals = this.#goals.splice(0);
      // Where nobody waits it surfaces where it ends the process.
      if (goals.length === 0) throw bug;
      for (const goal of goals) goal.failed(bug);
      this.#wake();
    });
  }

  /** One turn; false where there is nothing left to do. */
  #step(): boolean {
    const due = this.#due();
    if (due !== undefined) return this.#perform(due);
    const [goal] = this.#goals;
    if (goal === undefined) {
      this.#isRunning = false;
      return false;
    }
    if (this.#rested < this.restTurns) {
      this.#rested += 1;
      return true;
    }
    return this.#move(goal);
  }

  /** To the next moment in which something happens, or to the goal. */
  #move(goal: Goal): boolean {
    const endMs = (goal.endMs ??= this.nowMs + goal.durationMs);
    const isReached = goal.isReached();
    const next = isReached ? undefined : this.#scheduler.peek();
    if (next !== undefined && next.atMs <= endMs) return this.#perform(next);
    if (!isReached && endMs > this.nowMs) this.#scheduler.skipTo(endMs);
    this.#goals.shift();
    goal.done();
    return true;
  }

  #due(): ScheduledEvent | undefined {
    const next = this.#scheduler.peek();
    return next !== undefined && next.atMs <= this.nowMs ? next : undefined;
  }

  #perform(event: ScheduledEvent): boolean {
    this.#rested = 0;
    this.#scheduler.take(event);
    try {
      event.run();
    } catch (error) {
      if (!(error instanceof SimulatedDeath)) throw error;
    }
    return true;
  }
}

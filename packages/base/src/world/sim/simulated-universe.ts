// A universe in one thread: nodes with their clocks, disks and connections, under virtual time. The
// seed decides everything; two universes with one seed, doing the same, have equal traces. Real
// promises run between events, so that the code under test is the code that runs in life.

import { assert } from '../../assert.ts';
import { Prng } from '../../prng/prng.ts';
import { runInTurns } from '../node/turns.ts';
import type { World } from '../world.ts';
import type { DiskUser } from './disk/disk-calls.ts';
import { SimulatedDisk } from './disk/simulated-disk.ts';
import { SimulatedStorage } from './disk/simulated-storage.ts';
import { ProcessNetwork } from './network/process-network.ts';
import { SimulatedNetwork } from './network/simulated-network.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedDeath, SimulatedProcess } from './simulated-process.ts';
import { Trace } from './trace.ts';

export interface UniverseOptions {
  readonly seed: number | string;
  /** Keeps every entry of the trace as a line, for reading. */
  readonly traceLines?: boolean;
}

export interface NodeOptions {
  /** The machine it runs on, by which others reach it: its own name where not given. */
  readonly host?: string;
  /** Shares another node's disk, as processes of one machine do. */
  readonly diskOf?: string;
  readonly wallOffsetMs?: number;
  /** How fast its clocks run; 1 is true. */
  readonly clockRate?: number;
}

/**
 * `process`: as kill -9, the system lives on and keeps what was written. `power`: all of it goes.
 */
export type Death = 'process' | 'power';

interface SimulatedNode {
  readonly options: NodeOptions;
  readonly host: string;
  readonly storage: SimulatedStorage;
  process: SimulatedProcess;
  diskUser: DiskUser;
  starts: number;
  exitCode: number | undefined;
}

/**
 * Virtual time that `resolve` and `runUntil` take at most, where the caller names no other limit.
 */
const limitMsDefault = 600_000;

export class SimulatedUniverse {
  readonly seed: number | string;
  readonly network: SimulatedNetwork;
  readonly trace: Trace;
  /** For what a test itself leaves to chance. */
  readonly prng: Prng;
  readonly #scheduler: Scheduler;
  readonly #nodes = new Map<string, SimulatedNode>();
  #isRunning = false;

  constructor(options: UniverseOptions) {
    this.seed = options.seed;
    this.trace = new Trace(options.traceLines ?? false);
    this.prng = Prng.labelled(this.seed, 'test');
    this.#scheduler = new Scheduler(Prng.labelled(this.seed, 'scheduler'));
    const prng = Prng.labelled(this.seed, 'network');
    this.network = new SimulatedNetwork(this.#scheduler, prng, this.trace);
  }

  /** Virtual milliseconds since the start. */
  get nowMs(): number {
    return this.#scheduler.nowMs;
  }

  /** Adds a node and starts it; the World is that of its first process. */
  createNode(name: string, options: NodeOptions = {}): World {
    assert(!this.#nodes.has(name), `there is a node ${name} already`);
    const storage =
      options.diskOf === undefined
        ? new SimulatedStorage(Prng.labelled(this.seed, `disk of ${name}`))
        : this.#node(options.diskOf).storage;
    const process = this.#newProcess(name, options, 0);
    const node: SimulatedNode = {
      options,
      host: options.host ?? name,
      storage,
      process,
      diskUser: diskUserOf(process, this.trace),
      starts: 0,
      exitCode: undefined,
    };
    this.#nodes.set(name, node);
    return this.#worldOf(node);
  }

  /** Ends a node's process at once; a loss of power ends all that run on the same host. */
  kill(name: string, death: Death): void {
    const node = this.#node(name);
    this.#note(`${name} dies: ${death}`);
    const isPower = death === 'power';
    const dying = [...this.#nodes.values()].filter((other) =>
      isPower ? other.host === node.host : other === node,
    );
    for (const { process, host, storage, diskUser } of dying) {
      if (!process.alive) continue;
      process.die();
      storage.releaseLocksOf(diskUser);
      this.network.processDied(process, host, isPower);
    }
    if (!isPower) return;
    for (const storage of new Set(dying.map((other) => other.storage))) storage.losePower();
  }

  /** Starts a node that is dead; the World is that of its new process, over the same disk. */
  restart(name: string): World {
    const node = this.#node(name);
    assert(!node.process.alive, `${name} is alive`);
    this.#note(`${name} starts again`);
    node.starts += 1;
    node.exitCode = undefined;
    node.process = this.#newProcess(name, node.options, node.starts);
    node.diskUser = diskUserOf(node.process, this.trace);
    return this.#worldOf(node);
  }

  isAlive(name: string): boolean {
    return this.#node(name).process.alive;
  }

  /** What the node's code gave to `World.exit`, where it did. */
  exitCode(name: string): number | undefined {
    return this.#node(name).exitCode;
  }

  /** The node's disk as a thing: faults, bit flips. */
  storage(name: string): SimulatedStorage {
    return this.#node(name).storage;
  }

  /** The node's present process: stalls and jumps of its clock. */
  process(name: string): SimulatedProcess {
    return this.#node(name).process;
  }

  /** Runs until the predicate holds, which is asked after each event; fails after `limitMs`. */
  async runUntil(predicate: () => boolean, limitMs = limitMsDefault): Promise<void> {
    const endMs = this.nowMs + limitMs;
    let isReached = false;
    // A turn without an event first: for reactions of promises that wait already.
    await this.#run(() => {
      isReached = predicate();
      return !isReached && this.#runNext(endMs);
    });
    if (isReached) return;
    const reason = this.#scheduler.peek() === undefined ? 'nothing is left to do' : 'time is up';
    throw new Error(`seed ${this.seed}: the awaited did not happen in ${limitMs} ms: ${reason}`);
  }

  /** Runs what happens in the next `durationMs`. */
  async advance(durationMs: number): Promise<void> {
    const endMs = this.nowMs + durationMs;
    await this.#run(() => this.#runNext(endMs));
    if (endMs > this.nowMs) this.#scheduler.skipTo(endMs);
  }

  /**
   * Runs until nothing is left to happen; fails after `limitMs`, for example where a timer repeats.
   */
  async drain(limitMs = limitMsDefault): Promise<void> {
    const endMs = this.nowMs + limitMs;
    await this.#run(() => this.#runNext(endMs));
    const next = this.#scheduler.peek();
    if (next === undefined || next.atMs === Infinity) return;
    throw new Error(`seed ${this.seed}: after ${limitMs} ms there is still ${next.kind} to come`);
  }

  /** Runs until the promise settles, and gives what it gives. */
  async resolve<Result>(promise: Promise<Result>, limitMs = limitMsDefault): Promise<Result> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    promise.then(settle, settle);
    await this.runUntil(() => isSettled, limitMs);
    return promise;
  }

  async #run(step: () => boolean): Promise<void> {
    assert(!this.#isRunning, 'a universe runs once at a time');
    this.#isRunning = true;
    try {
      await runInTurns(step);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Runs one event; false where none is left until `endMs`. */
  #runNext(endMs: number): boolean {
    const event = this.#scheduler.peek();
    if (event === undefined || event.atMs > endMs) return false;
    this.#scheduler.take(event);
    this.trace.add(event.atMs, `${event.owner?.name ?? '-'} ${event.kind}`);
    try {
      event.run();
    } catch (error) {
      if (!(error instanceof SimulatedDeath)) throw error;
    }
    return true;
  }

  #newProcess(name: string, options: NodeOptions, starts: number): SimulatedProcess {
    const prng = Prng.labelled(this.seed, `${name} ${starts}`);
    this.network.hostStarted(options.host ?? name, name);
    return new SimulatedProcess(name, this.#scheduler, prng, {
      wallOffsetMs: options.wallOffsetMs ?? 0,
      clockRate: options.clockRate ?? 1,
    });
  }

  #worldOf(node: SimulatedNode): World {
    const { host, process, storage, diskUser } = node;
    const { trace, network } = this;
    return {
      clock: process,
      timers: process,
      random: process.prng,
      offload: process,
      disk: new SimulatedDisk(storage, diskUser),
      network: new ProcessNetwork({ process, host, network, trace }),
      poisonsMemory: true,
      exit: (code) => {
        if (!process.alive) return;
        node.exitCode = code;
        this.kill(process.name, 'process');
      },
    };
  }

  #node(name: string): SimulatedNode {
    const node = this.#nodes.get(name);
    assert(node !== undefined, `there is no node ${name}`);
    return node;
  }

  #note(text: string): void {
    this.trace.add(this.nowMs, text);
  }
}

function diskUserOf(process: SimulatedProcess, trace: Trace): DiskUser {
  return {
    wallMs: () => process.wallMs(),
    assertAlive: () => process.assertAlive(),
    stall: (durationMs) => process.stall(durationMs),
    later: (delayMs, task) => process.schedule(delayMs, { kind: 'disk' }, task),
    note: (text, content) => trace.add(process.nowMs, `${process.name} ${text}`, content),
  };
}

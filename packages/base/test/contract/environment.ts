// What a contract suite needs of the implementation under test: two processes of one World, and a
// way to let time pass until something has happened. Not a test.

import { createNodeWorld, HeldUniverse, SimulatedUniverse, type World } from '../../src/index.ts';

export interface Environment {
  /** Two processes on one machine; they share a disk. */
  readonly a: World;
  readonly b: World;
  /** A directory of its own on that disk, which exists. */
  readonly directory: string;
  /** Waits for a promise. */
  settle<Result>(promise: Promise<Result>): Promise<Result>;
  /** Waits until a condition holds; fails when it takes far too long. */
  until(condition: () => boolean): Promise<void>;
  /** Lets something happen, but not much. */
  turn(): Promise<void>;
  /** Waits until all that was under way has happened, as far as one can know. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export interface Implementation {
  readonly name: string;
  create(): Promise<Environment>;
}

/** Real time that anything in a contract may take: far more than it ever does. */
const patienceMs = 10_000;

function realImplementation(receivePath: 'targeted' | 'data'): Implementation {
  return {
    name: `node (${receivePath})`,
    create: async () => {
      const { mkdtempSync, rmSync } = await import('node:fs');
      const { tmpdir } = await import('node:os');
      const directory = mkdtempSync(`${tmpdir()}/ottla-contract-`);
      const a = createNodeWorld({ receivePath });
      const b = createNodeWorld({ receivePath });
      const turn = () => new Promise<void>((resolve) => a.timers.after(0, resolve));
      return {
        a,
        b,
        directory,
        settle: (promise) => promise,
        turn,
        until: async (condition) => {
          const endMs = a.clock.monotonicMs() + patienceMs;
          while (!condition()) {
            if (a.clock.monotonicMs() > endMs) throw new Error(`not in ${patienceMs} ms`);
            await turn();
          }
        },
        // Loopback delivers within a turn or two; this many are enough by orders of magnitude.
        quiet: async () => {
          for (let i = 0; i < 200; i++) await turn();
        },
        close: async () => rmSync(directory, { recursive: true, force: true }),
      };
    },
  };
}

const simulated: Implementation = {
  name: 'simulated',
  create: async () => {
    const universe = new SimulatedUniverse({ seed: 7 });
    const a = universe.createNode('a', { host: 'machine' });
    const b = universe.createNode('b', { host: 'machine', diskOf: 'a' });
    a.disk.makeDirectory('/contract');
    return {
      a,
      b,
      directory: '/contract',
      settle: (promise) => universe.resolve(promise),
      until: (condition) => universe.runUntil(condition),
      turn: () => universe.advance(0.1),
      quiet: () => universe.advance(1000),
      close: async () => {},
    };
  },
};

const held: Implementation = {
  name: 'held',
  create: async () => {
    const universe = new HeldUniverse({ seed: 7, startMs: 0 });
    return {
      a: universe.createProcess('a'),
      b: universe.createProcess('b'),
      directory: '/none',
      settle: (promise) => universe.until(promise),
      until: async (condition) => {
        for (let turn = 0; !condition(); turn++) {
          if (turn > patienceMs) throw new Error(`not in ${patienceMs} ms of virtual time`);
          await universe.advance(1);
        }
      },
      turn: () => universe.advance(0),
      quiet: () => universe.advance(1000),
      close: async () => {},
    };
  },
};

/** All that implement `Network`: both receive paths of the real one, and the simulated ones. */
export const implementations: readonly Implementation[] = [
  realImplementation('targeted'),
  realImplementation('data'),
  simulated,
  held,
];

/** All that implement `Disk`. */
export const diskImplementations: readonly Implementation[] = [
  realImplementation('targeted'),
  simulated,
];

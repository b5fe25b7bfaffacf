// `npm run prove -- sim-one-broker COUNT [FIRST [MINUTES [PROCESSES [SECONDS]]]]`: runs distinct
// seeds of the simulation of one broker, of so many virtual minutes, in several processes, and
// counts what happened in them. Every hundredth seed runs twice and must give one trace. A seed
// that fails does not end the proof: all that fail are told in the end. After so many seconds no
// seed is begun any more: a long job can go in legs.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { Counters, describeCounts, faultNames } from '../../src/index.ts';
import type { SeedVerdict, SeedWork } from './seed-worker.ts';

const WORKER = fileURLToPath(new URL('./seed-worker.ts', import.meta.url));
/** Runs make much garbage, and no two of them share anything. */
const WORKER_FLAGS: readonly string[] = ['--max-semi-space-size=64'];
const REPORT_EVERY = 50;
/** From so many seeds on every fault must have come about. */
const COVERING_SEEDS = 200;
const FAILURES_SHOWN = 10;

class Tally {
  readonly counters = new Counters();
  readonly failures: string[] = [];
  done = 0;
  virtualMs = 0;
  readonly #count: number;
  readonly #startMs = performance.now();

  constructor(count: number) {
    this.#count = count;
  }

  add({ seed, failure, counts, virtualMs }: SeedVerdict): void {
    this.done += 1;
    this.virtualMs += virtualMs;
    this.counters.addAll(counts);
    if (failure !== undefined) {
      this.failures.push(`seed ${seed}: ${failure}`);
      console.log(this.failures.at(-1));
    }
    if (this.done % REPORT_EVERY === 0) this.#report();
  }

  #report(): void {
    const minutes = (performance.now() - this.#startMs) / 60_000;
    const rate = (this.done / minutes).toFixed(1);
    console.log(`${this.done} of ${this.#count}, ${rate} a minute, ${this.failures.length} failed`);
  }
}

/** Resolves when all seeds are run, or time is up; a child that dies fails its seed. */
async function runSeeds({ seeds, ...terms }: SeedWork, tally: Tally): Promise<void> {
  const left = [...seeds];
  while (left.length > 0) {
    const child = fork(WORKER, { execArgv: [...process.execArgv, ...WORKER_FLAGS] });
    const code = await new Promise<number | null>((resolve) => {
      child.on('message', (message) => {
        tally.add(message as SeedVerdict);
        left.shift();
      });
      child.on('exit', resolve);
      const work: SeedWork = { seeds: left, ...terms };
      child.send(work);
    });
    const seed = left[0];
    if (seed === undefined || code === 0) return;
    left.shift();
    tally.add({ seed, failure: `the process ended with ${code}`, counts: {}, virtualMs: 0 });
  }
}

const OPERATIONS: readonly string[] = [
  'sends ok',
  'records read',
  'commits ok',
  'assignments',
  'admin acts ok',
];

/** The operations that tell most, and every fault. */
function sumUp({ counters }: Tally): string {
  const operations = OPERATIONS.map((name) => `${name} ${counters.get(name)}`);
  const faults = faultNames.map((name) => `${name} ${counters.get(`fault ${name}`)}`);
  return `${operations.join(', ')}; faults: ${faults.join(', ')}`;
}

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const [count = 100, first = 1, minutes = 10, processes = 2, seconds = Infinity] =
    args.map(Number);
  const tally = new Tally(count);
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  const shares = Array.from({ length: processes }, (_, share) =>
    seeds.filter((_seed, index) => index % processes === share),
  );
  const terms = { minutes, lastBeginMs: Date.now() + seconds * 1000 };
  await Promise.all(shares.map((share) => runSeeds({ seeds: share, ...terms }, tally)));
  console.log(describeCounts(tally.counters.asRecord()));
  const hours = (tally.virtualMs / 3_600_000).toFixed(1);
  const range = `${tally.done} distinct seeds of ${first} to ${first + count - 1}`;
  const covered = `${range}, ${hours} virtual hours: ${sumUp(tally)}`;
  if (tally.failures.length > 0) {
    const some = tally.failures.slice(0, FAILURES_SHOWN).join('; ');
    throw new Error(`${tally.failures.length} of ${tally.done} seeds failed: ${some}`);
  }
  const missing = faultNames.filter((name) => tally.counters.get(`fault ${name}`) === 0);
  if (tally.done >= COVERING_SEEDS && missing.length > 0) {
    throw new Error(`never came about: ${missing.join(', ')}`);
  }
  return { covered };
}

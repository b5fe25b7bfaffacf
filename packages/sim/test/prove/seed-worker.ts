// A process that runs the seeds it is sent, one after the other, and tells the verdict of each.

import { runSimulation } from '../../src/index.ts';

export interface SeedWork {
  readonly seeds: readonly number[];
  readonly minutes: number;
  /** No seed is begun later; wall time. Infinity does not survive being sent: null is no limit. */
  readonly lastBeginMs: number | null;
}

export interface SeedVerdict {
  readonly seed: number;
  /** In a line; undefined where all holds. */
  readonly failure: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
  readonly virtualMs: number;
}

const TWICE_EVERY = 100;
/** Clients make errors by the thousand, and each writes down its stack. */
const STACK_FRAMES = 4;
Error.stackTraceLimit = STACK_FRAMES;

async function judge(seed: number, minutes: number): Promise<SeedVerdict> {
  const { anomalies, counts, digest, virtualMs } = await runSimulation({ seed, minutes });
  const [first] = anomalies;
  let failure = first === undefined ? undefined : `${first.checker}: ${first.text.split('\n')[0]}`;
  if (seed % TWICE_EVERY === 0) {
    const again = await runSimulation({ seed, minutes });
    if (again.digest !== digest) failure ??= `two traces: ${digest} and ${again.digest}`;
  }
  return { seed, failure, counts, virtualMs };
}

process.once('message', async (message) => {
  const { seeds, minutes, lastBeginMs } = message as SeedWork;
  for (const seed of seeds) {
    if (lastBeginMs !== null && Date.now() > lastBeginMs) break;
    const verdict = await judge(seed, minutes);
    await new Promise((resolve) => process.send?.(verdict, resolve));
  }
  process.disconnect();
});

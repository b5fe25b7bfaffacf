// Runs seeds over a planted bug until each checker that is to find it has named it, or time is up.
// A seed counts only where it is clean without the bug: else nobody knows what was found.

import { runSimulation } from '../run/run-simulation.ts';
import type { ScenarioOptions } from '../scenario/draw-scenario.ts';
import type { PlantedBug } from './planted-bug.ts';

export interface SearchOptions {
  readonly bug: PlantedBug;
  readonly firstSeed: number;
  /** Virtual minutes of each run. */
  readonly minutes: number;
  /** Whether another seed may be tried. */
  readonly mayGoOn: (finding: Finding) => boolean;
  /** The same without the bug, where another process has to do that. */
  readonly runClean?: (options: ScenarioOptions) => Promise<readonly { readonly text: string }[]>;
}

export interface Finding {
  /** So many seeds were run. */
  readonly seeds: number;
  /** What the checkers named, in how many of the seeds. */
  readonly tally: ReadonlyMap<string, number>;
  /** Of the bug's own checkers, what the first of them said, and in which seed; none: ''. */
  readonly text: string;
  /** Those of the bug's own checkers that never spoke. */
  readonly missing: readonly string[];
}

/** Throws an Error where a seed has findings without the bug. */
export async function findPlanted(options: SearchOptions): Promise<Finding> {
  const { bug, firstSeed, minutes, mayGoOn, runClean = runUnplanted } = options;
  const tally = new Map<string, number>();
  let text = '';
  for (let seeds = 1; ; seeds += 1) {
    const seed = firstSeed + seeds - 1;
    const { anomalies } = await runSimulation({ seed, minutes, planted: bug });
    const named = new Set(anomalies.map(({ checker }) => checker));
    for (const checker of named) tally.set(checker, (tally.get(checker) ?? 0) + 1);
    const own = anomalies.find(({ checker }) => bug.foundBy.includes(checker));
    if (own !== undefined) {
      const [dirt] = await runClean({ seed, minutes, ...bug.needs });
      if (dirt !== undefined) throw new Error(`seed ${seed} without ${bug.name}: ${dirt.text}`);
      if (text === '') text = `seed ${seed}: ${own.text}`;
    }
    const missing = bug.foundBy.filter((checker) => !tally.has(checker));
    const finding = { seeds, tally, text, missing };
    if (missing.length === 0 || !mayGoOn(finding)) return finding;
  }
}

async function runUnplanted(options: ScenarioOptions) {
  const { anomalies } = await runSimulation(options);
  return anomalies;
}

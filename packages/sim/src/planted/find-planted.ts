// Runs seeds over a planted bug until a checker names it, or time is up.

import { runSimulation } from '../run/run-simulation.ts';
import type { PlantedBug } from './planted-bug.ts';

export interface SearchOptions {
  readonly bug: PlantedBug;
  readonly firstSeed: number;
  /** Virtual minutes of each run. */
  readonly minutes: number;
  /** Whether another seed may be tried. */
  readonly mayGoOn: () => boolean;
}

export interface Finding {
  readonly seed: number;
  /** What the checkers named, each once. */
  readonly checkers: readonly string[];
  /** One that the bug was to be found by; undefined where there is none. */
  readonly text: string | undefined;
}

/** The first run in which the right checker spoke, or the last run. */
export async function findPlanted(options: SearchOptions): Promise<Finding> {
  const { bug, firstSeed, minutes, mayGoOn } = options;
  for (let seed = firstSeed; ; seed += 1) {
    const { anomalies } = await runSimulation({ seed, minutes, planted: bug });
    const right = anomalies.find(({ checker }) => bug.foundBy.includes(checker));
    const checkers = [...new Set(anomalies.map(({ checker }) => checker))];
    if (right !== undefined || !mayGoOn()) return { seed, checkers, text: right?.text };
  }
}

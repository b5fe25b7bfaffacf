// The list of all planted bugs.

import { consumerBugs } from './consumer-bugs.ts';
import { diskBugs } from './disk-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';
import { producerBugs } from './producer-bugs.ts';

export const allPlanted: readonly PlantedBug[] = [...producerBugs, ...consumerBugs, ...diskBugs];

/** Throws where there is none of that name. */
export function plantedNamed(name: string): PlantedBug {
  const bug = allPlanted.find((each) => each.name === name);
  if (bug !== undefined) return bug;
  const names = allPlanted.map((each) => each.name).join(', ');
  throw new Error(`no planted bug is called ${name}: there are ${names}`);
}

// A mutation of the system under test that lives outside of it: it stands between the broker, or a
// client, and its World. The checkers must find each.

import type { Prng, World } from '@ottla/base';

import type { ScenarioOptions } from '../scenario/draw-scenario.ts';

/** `name` is the client's: `producer-0`, `group-0-1`, `reader-0`, `admin`, `auditor`. */
export type WrapClient = (world: World, prng: Prng, name: string) => World;

export interface PlantedBug {
  readonly name: string;
  /** What it pretends, in a sentence. */
  readonly pretends: string;
  /** Each of these checkers must name it, in one seed or another. */
  readonly foundBy: readonly string[];
  /** What a scenario must have for the bug to do harm. */
  readonly needs?: Partial<Pick<ScenarioOptions, 'families' | 'isDurable'>>;
  readonly wrapBroker?: (world: World, prng: Prng) => World;
  readonly wrapClient?: WrapClient;
}

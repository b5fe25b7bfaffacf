// What a fault is: it strikes, lasts for a while, and is over. Everything that it may touch is on
// the battlefield; chance comes from there too.

import type { Prng, SimulatedUniverse, World } from '@ottla/base';

import type { ClientProcess } from '../run/client-process.ts';
import type { SimulatedBroker } from '../run/simulated-broker.ts';
import type { FaultFamily } from '../scenario/scenario.ts';
import type { Cuts } from './cuts.ts';
import type { DiskTrouble } from './disk-trouble.ts';

export interface Battlefield {
  readonly universe: SimulatedUniverse;
  readonly prng: Prng;
  /** A World that no fault touches. */
  readonly operator: World;
  readonly broker: SimulatedBroker;
  readonly clients: readonly ClientProcess[];
  readonly cuts: Cuts;
  readonly disk: DiskTrouble;
}

export interface Fault {
  /** As it is counted. */
  readonly name: string;
  readonly family: FaultFamily;
  /** How long it lasts, in virtual ms; none for what is over at once. */
  readonly lastsMs?: readonly [min: number, max: number];
  /** Gives what ends it; undefined where there was nothing to strike. */
  readonly strike: (field: Battlefield) => (() => void) | undefined;
}

export const NOTHING = (): void => {};

/** Some of the clients, at least one. */
export function someClients({ prng, clients }: Battlefield): readonly ClientProcess[] {
  const chance = prng.pick([0.2, 0.5, 1]);
  const some = clients.filter(() => prng.chance(chance));
  return some.length > 0 || clients.length === 0 ? some : [prng.pick(clients)];
}

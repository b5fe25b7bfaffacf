// Processes that die, stand still or are started anew: the broker's and the clients'.

import type { Death } from '@ottla/base';

import { BROKER } from '../run/simulated-broker.ts';
import { type Battlefield, type Fault, NOTHING, someClients } from './fault.ts';

const DOWN_MS = [50, 8_000] as const;

function killBroker({ broker }: Battlefield, death: Death): (() => void) | undefined {
  if (!broker.isAlive) return undefined;
  broker.kill(death);
  return () => broker.start();
}

function stall(field: Battlefield, name: string): void {
  field.universe.process(name).stall(field.prng.between(100, field.prng.pick([1_000, 15_000])));
}

export const processFaults: readonly Fault[] = [
  {
    name: 'broker killed',
    family: 'process',
    lastsMs: DOWN_MS,
    strike: (field) => killBroker(field, 'process'),
  },
  {
    name: 'broker restarted',
    family: 'process',
    strike: ({ broker }) => {
      if (!broker.isServing) return undefined;
      void broker.stop().then(() => broker.start());
      return NOTHING;
    },
  },
  {
    name: 'broker stalls',
    family: 'process',
    strike: (field) => {
      if (!field.broker.isAlive) return undefined;
      stall(field, BROKER);
      return NOTHING;
    },
  },
  {
    name: 'power loss',
    family: 'power',
    lastsMs: DOWN_MS,
    strike: (field) => killBroker(field, 'power'),
  },
  {
    name: 'client killed',
    family: 'client',
    lastsMs: [100, 10_000],
    strike: (field) => {
      const victims = someClients(field).filter(({ isAlive, isDone }) => isAlive && !isDone);
      if (victims.length === 0) return undefined;
      for (const victim of victims) victim.kill();
      return () => {
        for (const victim of victims) victim.start();
      };
    },
  },
  {
    name: 'client stalls',
    family: 'client',
    strike: (field) => {
      const [victim] = someClients(field).filter(({ isAlive }) => isAlive);
      if (victim === undefined) return undefined;
      stall(field, victim.name);
      return NOTHING;
    },
  },
];

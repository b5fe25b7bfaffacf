// Wall clocks that jump, of the broker or of a client: to an offset of at most an hour from true
// time. A process that starts again has the right time.

import type { SimulatedProcess } from '@ottla/base';

import { BROKER } from '../run/simulated-broker.ts';
import { type Battlefield, type Fault, NOTHING, someClients } from './fault.ts';

const OFFSETS_MS: readonly number[] = [0, 100, -100, 5_000, -5_000, 60_000, -60_000, 3.6e6, -3.6e6];

function jump({ universe, prng }: Battlefield, name: string): void {
  stepTo(universe.process(name), prng.pick(OFFSETS_MS));
}

function stepTo(process: SimulatedProcess, offsetMs: number): void {
  const nowOffsetMs = process.wallMs() - TRUE_START_MS - process.nowMs;
  process.stepWallClock(Math.round(offsetMs - nowOffsetMs));
}

/** Sets all wall clocks right, as a time server does in the end. */
export function setClocksRight({ universe, broker, clients }: Battlefield): void {
  const alive = [...clients.filter(({ isAlive }) => isAlive).map(({ name }) => name)];
  if (broker.isAlive) alive.push(BROKER);
  for (const name of alive) stepTo(universe.process(name), 0);
}

/** Where true time starts: 2026-01-01T00:00:00Z, as in every universe. */
const TRUE_START_MS = 1_767_225_600_000;

export const clockFaults: readonly Fault[] = [
  {
    name: 'broker clock jumps',
    family: 'clock',
    strike: (field) => {
      if (!field.broker.isAlive) return undefined;
      jump(field, BROKER);
      return NOTHING;
    },
  },
  {
    name: 'client clock jumps',
    family: 'clock',
    strike: (field) => {
      const [client] = someClients(field).filter(({ isAlive }) => isAlive);
      if (client === undefined) return undefined;
      jump(field, client.name);
      return NOTHING;
    },
  },
];

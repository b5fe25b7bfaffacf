// Lets faults strike while a run goes on, several at once where it happens so, and ends them all
// when it is told to.

import type { FaultPlan } from '../scenario/scenario.ts';
import type { Counters } from '../run/counters.ts';
import { pause } from '../run/pause.ts';
import { clockFaults, setClocksRight } from './clock-faults.ts';
import { diskFaults, failingSync } from './disk-faults.ts';
import type { Battlefield, Fault } from './fault.ts';
import { networkFaults } from './network-faults.ts';
import { trapNames } from './power-traps.ts';
import { processFaults } from './process-faults.ts';

const FAULTS: readonly Fault[] = [
  ...networkFaults,
  ...diskFaults,
  ...clockFaults,
  ...processFaults,
];
const PAUSE_MS_MIN = 500;
/** How often the next fault follows at once, so that they meet. */
const TOGETHER_CHANCE = 0.3;

/** The names of all faults, as they are counted. */
export const faultNames: readonly string[] = [
  ...[...FAULTS, failingSync].map(({ name }) => name),
  ...trapNames,
];

export class Nemesis {
  readonly #field: Battlefield;
  readonly #plan: FaultPlan;
  readonly #counters: Counters;
  readonly #faults: readonly Fault[];
  readonly #ends = new Set<() => void>();
  #isOver = false;

  constructor(field: Battlefield, plan: FaultPlan, counters: Counters) {
    this.#field = field;
    this.#plan = plan;
    this.#counters = counters;
    const all = plan.families.includes('power') ? FAULTS : [...FAULTS, failingSync];
    this.#faults = all.filter(({ family }) => plan.families.includes(family));
  }

  async rage(): Promise<void> {
    const { operator, prng } = this.#field;
    while (!this.#isOver && this.#faults.length > 0) {
      await pause(operator, prng.between(PAUSE_MS_MIN, this.#plan.pauseMsMax));
      do {
        if (this.#isOver) return;
        this.#strike();
      } while (prng.chance(TOGETHER_CHANCE));
    }
  }

  /** All faults are over, those under way included; what died is started again. */
  end(): void {
    this.#isOver = true;
    for (const end of this.#ends) end();
    this.#ends.clear();
    const { broker, clients } = this.#field;
    broker.start();
    for (const client of clients) client.start();
    setClocksRight(this.#field);
  }

  #strike(): void {
    const { operator, prng, universe } = this.#field;
    const fault = this.#faults[prng.below(this.#faults.length)];
    const end = fault?.strike(this.#field);
    if (fault === undefined || end === undefined) return;
    this.#counters.add(`fault ${fault.name}`);
    universe.trace.add(universe.nowMs, `fault ${fault.name}`);
    if (fault.lastsMs === undefined) return;
    const [minMs, maxMs] = fault.lastsMs;
    this.#ends.add(end);
    operator.timers.after(prng.between(minMs, maxMs), () => {
      if (this.#ends.delete(end)) end();
    });
  }
}

// Losses of power at moments that chance alone hardly ever meets: right at a call of the broker's
// disk, or when an acknowledgement reaches a client. A trap is set, and syncs take long meanwhile,
// so that what was written is not durable yet; power fails when the moment comes, and is back after
// a while. A trap whose moment does not come in time is taken away.
//
// waiting → set → sprung → (power is back) waiting
//              ↘ given up → waiting
//
// Traps have a thread and a chance of their own: they leave what the other faults do alone.

import type { DiskOperation } from '@ottla/base';

import type { Counters } from '../run/counters.ts';
import { pause } from '../run/pause.ts';
import type { Watched } from '../run/watched.ts';
import type { FaultPlan } from '../scenario/scenario.ts';
import type { Battlefield } from './fault.ts';

/** Gives what takes the trap away; `spring` is called when its moment comes. */
type SetTrap = (field: TrapField, spring: () => void) => () => void;

export interface TrapField extends Battlefield {
  /** A client was told that its record is there. */
  readonly acknowledged: Watched<void>;
}

interface Trap {
  /** As it is counted, when it springs. */
  readonly name: string;
  readonly set: SetTrap;
}

const OPERATIONS: readonly DiskOperation[] = ['write', 'write', 'sync', 'rename', 'sync directory'];
/** How many moments of its kind a trap lets pass, and springs at the next. */
const PASSING: readonly number[] = [0, 0, 1, 5, 20];

const TRAPS: readonly Trap[] = [
  {
    name: 'power loss at a disk call',
    set: ({ disk, prng, operator }, spring) => {
      const operation = prng.pick(OPERATIONS);
      let passing = prng.pick(PASSING);
      return disk.called.watch((called) => {
        if (called !== operation || passing-- > 0) return;
        // The call itself comes to its end; what it leads to does not.
        operator.timers.after(0, spring);
      });
    },
  },
  {
    name: 'power loss at an acknowledgement',
    set: ({ acknowledged, prng }, spring) => {
      let passing = prng.pick(PASSING);
      return acknowledged.watch(() => {
        if (passing-- <= 0) spring();
      });
    },
  },
];

/** The names of all traps, as they are counted. */
export const trapNames: readonly string[] = TRAPS.map(({ name }) => name);

const PAUSE_MS_MIN = 500;
const GIVEN_UP_MS = 20_000;
const DOWN_MS = [50, 8_000] as const;
const SYNC_DELAYS_MS: readonly number[] = [5, 100, 1_000];

export class PowerTraps {
  readonly #field: TrapField;
  readonly #pauseMsMax: number;
  readonly #counters: Counters;
  #takeAway = (): void => {};
  #isOver = false;

  constructor(field: TrapField, { pauseMsMax }: FaultPlan, counters: Counters) {
    this.#field = field;
    this.#pauseMsMax = pauseMsMax;
    this.#counters = counters;
  }

  async rage(): Promise<void> {
    const { operator, prng, broker } = this.#field;
    while (!this.#isOver) {
      await pause(operator, prng.between(PAUSE_MS_MIN, this.#pauseMsMax));
      if (this.#isOver) return;
      if (!(await this.#spring(prng.pick(TRAPS)))) continue;
      await pause(operator, prng.between(...DOWN_MS));
      if (!this.#isOver) broker.start();
    }
  }

  /** No trap springs any more. Whoever ends all faults starts the broker. */
  end(): void {
    this.#isOver = true;
    this.#takeAway();
  }

  /** Sets a trap; resolves to whether it sprang. */
  #spring(trap: Trap): Promise<boolean> {
    const field = this.#field;
    const { disk, prng, operator } = field;
    const delayMsMax = prng.pick(SYNC_DELAYS_MS);
    return new Promise((resolve) => {
      let isSet = true;
      const takeAway = (hasSprung: boolean): void => {
        if (!isSet) return;
        isSet = false;
        unwatch();
        quicken();
        resolve(hasSprung);
      };
      const unwatch = trap.set(field, () => {
        if (!isSet || !field.broker.isAlive) return;
        this.#losePower(trap);
        takeAway(true);
      });
      const quicken = disk.slowDown({ operations: ['sync'], chance: 1, delayMsMax });
      this.#takeAway = () => takeAway(false);
      operator.timers.after(GIVEN_UP_MS, () => takeAway(false));
    });
  }

  #losePower({ name }: Trap): void {
    const { universe, broker } = this.#field;
    this.#counters.add(`fault ${name}`);
    universe.trace.add(universe.nowMs, `fault ${name}`);
    broker.kill('power');
  }
}

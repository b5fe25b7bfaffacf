// The World: everything a program can learn from, or do to, the outside. All code that decides runs
// on either of two Worlds, world/node (real) and world/sim (simulated); nothing else in the house
// may read a clock, draw a random number, open a file or open a socket (DESIGN.md §3).

import type { Clock } from './clock.ts';
import type { Disk } from './disk.ts';
import type { Network } from './network.ts';
import type { Offload } from './offload.ts';
import type { Random } from './random.ts';
import type { Timers } from './timers.ts';

export interface World {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly disk: Disk;
  readonly network: Network;
  readonly offload: Offload;
  /**
   * Memory that is given back is overwritten, so that views kept too long show: in the simulation.
   */
  readonly poisonsMemory: boolean;
  /** Ends this node: the process in the real World, the simulated process in the other. */
  exit(code: number): void;
}

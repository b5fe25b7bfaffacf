// A disk in memory without faults, for those who need a Disk and no universe. Its asynchronous
// calls run soon, in the order in which they were made.

import { Prng } from '../../../prng/prng.ts';
import type { Clock } from '../../clock.ts';
import type { Disk } from '../../disk.ts';
import { SimulatedDisk } from './simulated-disk.ts';
import { SimulatedStorage } from './simulated-storage.ts';

/** Files carry the clock's times; without one all are of 1970. */
export function createMemoryDisk(clock?: Pick<Clock, 'wallMs'>): Disk {
  return new SimulatedDisk(new SimulatedStorage(new Prng(0)), {
    wallMs: () => clock?.wallMs() ?? 0,
    assertAlive: () => {},
    stall: () => {},
    later: (_delayMs, task) => queueMicrotask(task),
    note: () => {},
  });
}

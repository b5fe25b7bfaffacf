// A disk in memory without faults, for tests that need a Disk and no universe. Its asynchronous
// calls run soon, in the order in which they were made.

import { Prng } from '../../../prng/prng.ts';
import type { Disk } from '../../disk.ts';
import { SimulatedDisk } from './simulated-disk.ts';
import { SimulatedStorage } from './simulated-storage.ts';

export function createMemoryDisk(): Disk {
  return new SimulatedDisk(new SimulatedStorage(new Prng(0)), {
    wallMs: () => 0,
    assertAlive: () => {},
    stall: () => {},
    later: (_delayMs, task) => queueMicrotask(task),
    note: () => {},
  });
}

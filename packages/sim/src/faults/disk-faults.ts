// Faults of the broker's disk. A directory that fails ends the node, which is started again.

import type { DiskOperation } from '@ottla/base';

import type { Fault } from './fault.ts';

const FAILING_OPERATIONS: readonly DiskOperation[] = [
  'write',
  'write',
  'open',
  'rename',
  'sync directory',
];

export const diskFaults: readonly Fault[] = [
  {
    name: 'slow disk',
    family: 'disk',
    lastsMs: [1_000, 15_000],
    strike: ({ disk, prng }) => {
      const chance = prng.pick([0.02, 0.2, 1]);
      const delayMsMax = prng.pick([5, 100, 1_000]);
      return disk.slowDown({ operations: ['write', 'sync'], chance, delayMsMax });
    },
  },
  {
    name: 'failing disk',
    family: 'disk',
    lastsMs: [500, 5_000],
    strike: ({ disk, prng }) => {
      const operation = prng.pick(FAILING_OPERATIONS);
      disk.fail({ operation, code: 'EIO', count: prng.pick([1, 1, 5]) });
      return () => disk.fail(undefined);
    },
  },
  {
    name: 'full disk',
    family: 'disk',
    lastsMs: [500, 8_000],
    strike: ({ disk, prng }) => {
      disk.leaveFree(prng.pick([0, 1_000, 20_000]));
      return () => disk.leaveFree(undefined);
    },
  },
  {
    name: 'no descriptors',
    family: 'disk',
    lastsMs: [500, 5_000],
    strike: ({ disk, prng }) => {
      disk.leaveFiles(prng.pick([0, 10]));
      return () => disk.leaveFiles(undefined);
    },
  },
];

/**
 * Not in runs that lose power: what a failed sync forsook is shown by the system on, and no later
 * sync saves it, so that a loss of power takes what a reader has seen.
 */
export const failingSync: Fault = {
  name: 'failing sync',
  family: 'disk',
  lastsMs: [500, 5_000],
  strike: ({ disk, prng }) => {
    disk.fail({ operation: 'sync', code: 'EIO', count: prng.pick([1, 1, 5]) });
    return () => disk.fail(undefined);
  },
};

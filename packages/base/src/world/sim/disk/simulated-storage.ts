// A simulated disk as a thing: what is on it, what is wrong with it, and what a power loss does to
// it. It outlives the processes that use it, each through a SimulatedDisk of its own.

import type { Prng } from '../../../prng/prng.ts';
import { TreeImage } from './directory-image.ts';

export type DiskOperation =
  | 'open'
  | 'read'
  | 'write'
  | 'sync'
  | 'truncate'
  | 'list'
  | 'stat'
  | 'rename'
  | 'remove'
  | 'make directory'
  | 'sync directory'
  | 'lock';

/** What may go wrong. Change it at any time; nothing does by default. */
export interface DiskFaults {
  /** What fits in all; beyond it writes fail with ENOSPC after a part. */
  capacityBytes: number;
  /** Files that one process may have open; one more fails with EMFILE. */
  openFilesMax: number;
  /** The code with which a call fails, for example EIO; undefined: it does not. */
  failure: (operation: DiskOperation, path: string) => string | undefined;
  /** How long a call takes, in virtual milliseconds: a synchronous one stalls its whole process. */
  delayMs: (operation: DiskOperation, path: string) => number;
}

/** A terabyte: more than a simulation writes. */
const capacityBytesDefault = 2 ** 40;
/** As on a Linux machine of today. */
const openFilesMaxDefault = 2 ** 20;

export class SimulatedStorage {
  readonly prng: Prng;
  readonly faults: DiskFaults = {
    capacityBytes: capacityBytesDefault,
    openFilesMax: openFilesMaxDefault,
    failure: () => undefined,
    delayMs: () => 0,
  };
  /** Who holds the lock on a path. */
  readonly locks = new Map<string, object>();
  #tree = new TreeImage();

  constructor(prng: Prng) {
    this.prng = prng;
  }

  get tree(): TreeImage {
    return this.#tree;
  }

  /**
   * A power loss: of what was not synced any part may be gone. Open files lead nowhere afterwards.
   */
  losePower(): void {
    this.#tree = this.#tree.afterPowerLoss(this.prng);
    this.locks.clear();
  }

  /** Flips one bit of a file: what was written is no longer what will be read. */
  flipBit(path: string, position: number, bit: number): void {
    this.tree.file(path, 'flip a bit of').corrupt(position, (byte) => byte ^ (1 << bit));
  }

  /** The process behind this user is dead; its system lets its locks go. */
  releaseLocksOf(user: object): void {
    for (const [path, holder] of [...this.locks]) {
      if (holder === user) this.locks.delete(path);
    }
  }

  freeBytes(): number {
    return Math.max(0, this.faults.capacityBytes - this.tree.usedBytes());
  }

  /** Whether a write is limited at all: else nobody needs to add up all files. */
  get isLimited(): boolean {
    return this.faults.capacityBytes !== capacityBytesDefault;
  }
}

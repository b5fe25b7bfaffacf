// A node that dies in the middle of what it does: at one of its calls to the disk.

import type { DiskOperation, SimulatedUniverse } from '@ottla/base';

type Storage = ReturnType<SimulatedUniverse['storage']>;
type Failure = Storage['faults']['failure'];

/** What the call throws; nothing should take it for a failure of the disk. */
export class Died extends Error {
  override readonly name = 'Died';
}

/**
 * From now on `count` calls go well, of one operation or of any; the next one and all after it do
 * not reach the disk.
 */
export class FatalCall {
  hasCome = false;
  readonly #storage: Storage;
  readonly #failure: Failure;

  constructor(storage: Storage, count: number, counted?: DiskOperation) {
    this.#storage = storage;
    this.#failure = storage.faults.failure;
    let left = count;
    storage.faults.failure = (operation) => {
      if (counted === undefined || counted === operation) left -= 1;
      if (left >= 0) return undefined;
      this.hasCome = true;
      throw new Died('the node died in this call');
    };
  }

  /** The disk is for the next process. */
  end(): void {
    this.#storage.faults.failure = this.#failure;
  }
}

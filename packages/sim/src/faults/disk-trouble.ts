// What is wrong with the broker's disk at present: the one owner of the storage's faults.

import type { DiskOperation, Prng, SimulatedStorage } from '@ottla/base';

import { Watched } from '../run/watched.ts';

export interface Failing {
  readonly operation: DiskOperation;
  readonly code: string;
  /** How many calls fail. */
  count: number;
}

export interface Slowness {
  /** Calls that may be slow. */
  readonly operations: readonly DiskOperation[];
  readonly chance: number;
  readonly delayMsMax: number;
}

export class DiskTrouble {
  /** Each call, when it has its effect or fails. */
  readonly called = new Watched<DiskOperation>();
  readonly #storage: SimulatedStorage;
  readonly #prng: Prng;
  readonly #hit: (name: string) => void;
  readonly #capacityBytes: number;
  readonly #openFilesMax: number;
  #failing: Failing | undefined;
  readonly #slownesses = new Set<Slowness>();

  /** `hit` is told of each call that failed or was slow. */
  constructor(storage: SimulatedStorage, prng: Prng, hit: (name: string) => void) {
    this.#storage = storage;
    this.#prng = prng;
    this.#hit = hit;
    const { faults } = storage;
    this.#capacityBytes = faults.capacityBytes;
    this.#openFilesMax = faults.openFilesMax;
    faults.failure = (operation) => this.#failureOf(operation);
    faults.delayMs = (operation) => this.#delayOf(operation);
  }

  fail(failing: Failing | undefined): void {
    this.#failing = failing;
  }

  /** Gives what ends it; several add up. */
  slowDown(slowness: Slowness): () => void {
    const own = { ...slowness };
    this.#slownesses.add(own);
    return () => {
      this.#slownesses.delete(own);
    };
  }

  /** What is free is no more than this; undefined ends it. */
  leaveFree(bytes: number | undefined): void {
    const { faults, tree } = this.#storage;
    faults.capacityBytes = bytes === undefined ? this.#capacityBytes : tree.usedBytes() + bytes;
  }

  leaveFiles(openFilesMax: number | undefined): void {
    this.#storage.faults.openFilesMax = openFilesMax ?? this.#openFilesMax;
  }

  #failureOf(operation: DiskOperation): string | undefined {
    this.called.tell(operation);
    const failing = this.#failing;
    if (failing === undefined || failing.operation !== operation) return undefined;
    failing.count -= 1;
    if (failing.count <= 0) this.#failing = undefined;
    this.#hit(`${operation} failed`);
    return failing.code;
  }

  #delayOf(operation: DiskOperation): number {
    let delayMs = 0;
    for (const { operations, chance, delayMsMax } of this.#slownesses) {
      if (!operations.includes(operation) || !this.#prng.chance(chance)) continue;
      this.#hit(`${operation} slow`);
      delayMs += this.#prng.between(0, delayMsMax);
    }
    return delayMs;
  }
}

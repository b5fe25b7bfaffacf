// What is wrong with the broker's disk at present: the one owner of the storage's faults.

import type { DiskOperation, Prng, SimulatedStorage } from '@ottla/base';

export interface Failing {
  readonly operation: DiskOperation;
  readonly code: string;
  /** How many calls fail. */
  count: number;
}

export interface Slowness {
  readonly chance: number;
  readonly delayMsMax: number;
}

export class DiskTrouble {
  readonly #storage: SimulatedStorage;
  readonly #prng: Prng;
  readonly #hit: (name: string) => void;
  readonly #capacityBytes: number;
  readonly #openFilesMax: number;
  #failing: Failing | undefined;
  #slowness: Slowness | undefined;

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

  slowDown(slowness: Slowness | undefined): void {
    this.#slowness = slowness;
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
    const failing = this.#failing;
    if (failing === undefined || failing.operation !== operation) return undefined;
    failing.count -= 1;
    if (failing.count <= 0) this.#failing = undefined;
    this.#hit(`${operation} failed`);
    return failing.code;
  }

  #delayOf(operation: DiskOperation): number {
    const slowness = this.#slowness;
    if (slowness === undefined || (operation !== 'write' && operation !== 'sync')) return 0;
    if (!this.#prng.chance(slowness.chance)) return 0;
    this.#hit(`${operation} slow`);
    return this.#prng.between(0, slowness.delayMsMax);
  }
}

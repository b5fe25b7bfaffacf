// A pool of equal slabs. Taking a slab that was used before costs no page faults, which is the
// largest single saving on the receive path (DESIGN.md §5.1). Each node owns its pools; none is
// shared through a module. The pool bounds what it keeps for reuse; who takes slabs bounds how many
// are out.

import { assert, assertionFailed } from '../assert.ts';
import { Slab } from './slab.ts';

/** What returned slabs are filled with when `poison` is on, so that a stale view shows at once. */
export const poisonByte = 0xdd;

/** Slabs kept for reuse by default: 16 of 4 MB are 64 MB at most. */
const keptSlabsMaxDefault = 16;

export interface SlabPoolOptions {
  readonly slabBytes: number;
  /** Slabs kept for reuse at most; what is returned beyond it is left to the garbage collector. */
  readonly keptSlabsMax?: number;
  /** Slabs made at once, so that the first requests meet no page faults. */
  readonly preparedSlabs?: number;
  /** Fills a returned slab with `poisonByte`: for tests and the simulation. */
  readonly poison?: boolean;
}

export class SlabPool {
  readonly slabBytes: number;
  readonly #keptSlabsMax: number;
  readonly #poison: boolean;
  readonly #free: Buffer[] = [];
  #leasedSlabs = 0;

  constructor(options: SlabPoolOptions) {
    const { slabBytes, keptSlabsMax = keptSlabsMaxDefault, preparedSlabs = 0 } = options;
    assert(Number.isSafeInteger(slabBytes) && slabBytes > 0, `slabBytes is ${slabBytes}`);
    assert(keptSlabsMax >= 0, `keptSlabsMax is ${keptSlabsMax}`);
    assert(preparedSlabs <= keptSlabsMax, `${preparedSlabs} prepared, ${keptSlabsMax} kept slabs`);
    this.slabBytes = slabBytes;
    this.#keptSlabsMax = keptSlabsMax;
    this.#poison = options.poison ?? false;
    for (let i = 0; i < preparedSlabs; i++) this.#free.push(touchedBuffer(slabBytes));
  }

  /** Slabs that somebody holds. Zero after everything was released: what leak tests look at. */
  get leasedSlabs(): number {
    return this.#leasedSlabs;
  }

  /** Slabs that wait for reuse. */
  get freeSlabs(): number {
    return this.#free.length;
  }

  /** A slab with one reference, the caller's; its contents are undefined. */
  take(): Slab {
    this.#leasedSlabs += 1;
    // A new Slab each time: a stale holder of the previous one then fails instead of freeing ours.
    return new Slab(this.#free.pop() ?? touchedBuffer(this.slabBytes), this);
  }

  /** Called by a slab at its last release; not for anybody else. */
  returned(bytes: Buffer): void {
    if (bytes.length !== this.slabBytes) {
      assertionFailed(`a slab of ${bytes.length} bytes came back`);
    }
    assert(this.#leasedSlabs > 0, 'a slab came back that was not taken');
    this.#leasedSlabs -= 1;
    if (this.#poison) bytes.fill(poisonByte);
    if (this.#free.length < this.#keptSlabsMax) this.#free.push(bytes);
  }

  /** Drops what waits for reuse, for example when a node has been idle for long. */
  trim(): void {
    this.#free.length = 0;
  }
}

/** Memory whose pages are all present: writing to each page once takes the page faults now. */
function touchedBuffer(sizeBytes: number): Buffer {
  return Buffer.allocUnsafeSlow(sizeBytes).fill(0);
}

// The memory of one node into which its connections read. Three places, by how much a connection
// sends:
//
//   shared    one small buffer for all quiet connections. Reads are synchronous (bytes land, and
//             are taken out before the next connection reads): an idle connection costs no memory.
//   staging   one slab into which the complete frames from `shared` are copied, so that a handler
//             may keep them: the next read overwrites `shared`.
//   slabs     one for each busy connection, in which frames stay where the kernel wrote them.
//
// It lends memory and parses nothing.

import { assert, poisonByte, type Slab, type SlabPool } from '@ottla/base';

/** As much as Node reads at once by default; copying it costs less than a tenth of reading it. */
const sharedBytesDefault = 64 * 1024;
/**
 * Largest single read into a slab; above this the copy out of the kernel falls out of the cache.
 */
const readBytesMaxDefault = 512 * 1024;
/** Busy connections beyond this many share memory like quiet ones, at the price of a copy. */
const busyConnectionsMaxDefault = 32;

export interface ReceiveMemoryOptions {
  /** Slabs should hold the largest usual frame several times: 4 MB for requests of up to 1 MB. */
  readonly pool: SlabPool;
  readonly sharedBytes?: number;
  readonly readBytesMax?: number;
  readonly busyConnectionsMax?: number;
  /** Overwrites `shared` after each read, so that a view kept too long shows: for tests. */
  readonly poison?: boolean;
}

/** Where `stage` put bytes: in the slab, from this position. */
export interface Staged {
  readonly slab: Slab;
  readonly position: number;
}

export class ReceiveMemory {
  readonly shared: Buffer;
  readonly slabBytes: number;
  readonly readBytesMax: number;
  readonly #pool: SlabPool;
  readonly #busyConnectionsMax: number;
  readonly #poison: boolean;
  #busyConnections = 0;
  #staging: Slab | undefined;
  #stagedBytes = 0;

  constructor(options: ReceiveMemoryOptions) {
    const { pool, sharedBytes = sharedBytesDefault } = options;
    assert(sharedBytes > 0 && sharedBytes <= pool.slabBytes, `sharedBytes is ${sharedBytes}`);
    this.#pool = pool;
    this.shared = Buffer.allocUnsafeSlow(sharedBytes).fill(0);
    this.slabBytes = pool.slabBytes;
    this.readBytesMax = options.readBytesMax ?? readBytesMaxDefault;
    assert(this.readBytesMax > 0, `readBytesMax is ${this.readBytesMax}`);
    this.#busyConnectionsMax = options.busyConnectionsMax ?? busyConnectionsMaxDefault;
    this.#poison = options.poison ?? false;
  }

  /** How many connections hold a slab of their own. */
  get busyConnections(): number {
    return this.#busyConnections;
  }

  /** Copies bytes to where they can be retained; they stay valid until `unstage` at least. */
  stage(bytes: Buffer, start: number, end: number): Staged {
    const length = end - start;
    assert(length <= this.slabBytes, `${length} bytes to stage, slabs hold ${this.slabBytes}`);
    let slab = this.#staging;
    if (slab === undefined || this.#stagedBytes + length > slab.bytes.length) {
      slab?.release();
      slab = this.#pool.take();
      this.#staging = slab;
      this.#stagedBytes = 0;
    }
    const position = this.#stagedBytes;
    bytes.copy(slab.bytes, position, start, end);
    this.#stagedBytes += length;
    return { slab, position };
  }

  /** The last staged bytes were handled; where nobody kept any, their place is used again. */
  unstage(): void {
    if (this.#staging?.references === 1) this.#stagedBytes = 0;
  }

  /** `shared` was emptied. */
  sharedEmptied(length: number): void {
    if (this.#poison) this.shared.fill(poisonByte, 0, length);
  }

  /** A slab for a connection that became busy; undefined where there are too many of them. */
  lendSlab(): Slab | undefined {
    if (this.#busyConnections >= this.#busyConnectionsMax) return undefined;
    this.#busyConnections += 1;
    return this.#pool.take();
  }

  /** The next slab for a busy connection, whose present one is full. */
  exchangeSlab(full: Slab): Slab {
    const next = this.#pool.take();
    full.release();
    return next;
  }

  /** A connection is busy no more. */
  takeBackSlab(slab: Slab): void {
    assert(this.#busyConnections > 0, 'more slabs came back than were lent');
    this.#busyConnections -= 1;
    slab.release();
  }

  /** Gives the staging slab back, when the node stops. Connections give back their own. */
  close(): void {
    this.#staging?.release();
    this.#staging = undefined;
  }
}

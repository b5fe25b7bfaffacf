// The memory of one node into which its connections read. Three places, by how much a connection
// sends:
//
//   shared    one small buffer for all quiet connections. Reads are synchronous (bytes land, and
//             are taken out before the next connection reads): an idle connection costs no memory.
//   staging   one slab into which the complete frames from `shared` are copied, so that a handler
//             may keep them: the next read overwrites `shared`.
//   slabs     one for each busy connection, in which frames stay where the kernel wrote them. Of
//             two sizes: small ones come back soon and are used again while they are in the
//             processor's cache; large ones are for connections whose frames need the room.
//
// It lends memory and parses nothing.

import { assert, poisonByte, type Slab, type SlabPool } from '@ottla/base';

/** As much as Node reads at once by default; copying it costs less than a tenth of reading it. */
const sharedBytesDefault = 64 * 1024;
/**
 * A single read takes this part of a slab at most: of 1 MB, as much as stays in the processor's
 * cache until it is checked and written.
 */
const READS_PER_SLAB = 2;
/** Frames of up to this part of a slab make good use of it; larger ones get a large slab. */
const FRAMES_PER_SLAB_MIN = 4;
/** Busy connections beyond this many share memory like quiet ones, at the price of a copy. */
const busyConnectionsMaxDefault = 32;

export interface ReceiveMemoryOptions {
  /** Slabs that hold usual frames several times: 1 MB for batches of up to 128 KB. */
  readonly pool: SlabPool;
  /** For connections with larger frames: 4 MB for requests of up to 1 MB. Default: `pool`. */
  readonly largePool?: SlabPool;
  readonly sharedBytes?: number;
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
  /** The largest frame that a slab can hold. */
  readonly slabBytesMax: number;
  readonly #pool: SlabPool;
  readonly #largePool: SlabPool;
  readonly #busyConnectionsMax: number;
  readonly #poison: boolean;
  #busyConnections = 0;
  #staging: Slab | undefined;
  #stagedBytes = 0;

  constructor(options: ReceiveMemoryOptions) {
    const { pool, sharedBytes = sharedBytesDefault } = options;
    assert(sharedBytes > 0 && sharedBytes <= pool.slabBytes, `sharedBytes is ${sharedBytes}`);
    this.#pool = pool;
    this.#largePool = options.largePool ?? pool;
    assert(this.#largePool.slabBytes >= pool.slabBytes, 'large slabs are the smaller ones');
    this.shared = Buffer.allocUnsafeSlow(sharedBytes).fill(0);
    this.slabBytesMax = this.#largePool.slabBytes;
    this.#busyConnectionsMax = options.busyConnectionsMax ?? busyConnectionsMaxDefault;
    this.#poison = options.poison ?? false;
  }

  /** How many connections hold a slab of their own. */
  get busyConnections(): number {
    return this.#busyConnections;
  }

  /** Bytes of all slabs that somebody holds: connections, requests, logs' tails, answers. */
  get leasedBytes(): number {
    const pools = new Set([this.#pool, this.#largePool]);
    let bytes = 0;
    for (const { leasedSlabs, slabBytes } of pools) bytes += leasedSlabs * slabBytes;
    return bytes;
  }

  /** Copies bytes to where they can be retained; they stay valid until `unstage` at least. */
  stage(bytes: Buffer, start: number, end: number): Staged {
    const length = end - start;
    assert(length <= this.#pool.slabBytes, `${length} bytes to stage are more than a slab holds`);
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

  /**
   * A slab for a connection that became busy, whose largest frame lately has `frameBytes`;
   * undefined where there are too many of them.
   */
  lendSlab(frameBytes: number): Slab | undefined {
    if (this.#busyConnections >= this.#busyConnectionsMax) return undefined;
    this.#busyConnections += 1;
    return this.#poolFor(frameBytes).take();
  }

  /** The next slab for a busy connection, whose present one is full or too small. */
  exchangeSlab(full: Slab, frameBytes: number): Slab {
    const next = this.#poolFor(frameBytes).take();
    full.release();
    return next;
  }

  /** The largest single read into a slab. */
  readBytesMax(slab: Slab): number {
    return Math.max(1, Math.floor(slab.bytes.length / READS_PER_SLAB));
  }

  /** A connection is busy no more. */
  takeBackSlab(slab: Slab): void {
    assert(this.#busyConnections > 0, 'more slabs came back than were lent');
    this.#busyConnections -= 1;
    slab.release();
  }

  #poolFor(frameBytes: number): SlabPool {
    return frameBytes * FRAMES_PER_SLAB_MIN > this.#pool.slabBytes ? this.#largePool : this.#pool;
  }

  /** Gives the staging slab back, when the node stops. Connections give back their own. */
  close(): void {
    this.#staging?.release();
    this.#staging = undefined;
  }
}

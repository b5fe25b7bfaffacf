// The slabs that hold the newest batches of a node's logs, kept up to a budget, so that consumers
// and followers at the tail are served from memory (DESIGN.md §5.3). Whole slabs leave, the longest
// kept first. What lies in no slab, such as the batches that this node makes itself, or in a small
// one, such as a request's that waited for its turn, is gathered in slabs of the cache's own: their
// memory is what the budget counts, whatever buffer they were made in, and there are never so many
// slabs that finding the oldest takes time. One per node.

import type { Slab } from '@ottla/base';
import { assert, unpooledSlab } from '@ottla/base';

import type { PlacedBatch, SlabKeeper } from './tail-index.ts';
import { TailIndex } from './tail-index.ts';

/** A single slab may take this part of the budget; a larger one is not worth all the others. */
const SLAB_SHARE_MAX = 1 / 4;
/** Size of the cache's own slabs: hundreds of usual batches of coordinators and of metadata. */
const OWN_SLAB_BYTES = 64 * 1024;
/** A batch of up to this part of an own slab is copied there; a larger one keeps its memory. */
const COPIED_SHARE_MAX = 1 / 4;
/** A slab of which more would fit is small: of 64 MB, one of less than 16 KB. */
const SLABS_MAX = 4_096;

export interface TailCacheOptions {
  /** Bytes of slabs kept. 0 switches the cache off. */
  readonly bytesMax: number;
}

export class TailCache implements SlabKeeper {
  readonly bytesMax: number;
  /** In the order in which they came, with the logs that have batches in them. */
  readonly #slabs = new Map<Slab, Set<TailIndex>>();
  #bytes = 0;
  /** The slab last used, and for which log: the next batch is mostly there again. */
  #lastSlab: Slab | undefined;
  #lastIndex: TailIndex | undefined;
  /** The cache's own slab that has room, and how much of it is taken. */
  #filling: Slab | undefined;
  #filledBytes = 0;

  constructor({ bytesMax }: TailCacheOptions) {
    assert(bytesMax >= 0, `bytesMax is ${bytesMax}`);
    this.bytesMax = bytesMax;
  }

  /** Bytes of the slabs that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  open(): TailIndex {
    return new TailIndex(this);
  }

  /** Called by an index for each batch. False where the slab is too large to be kept. */
  use(slab: Slab, index: TailIndex): boolean {
    if (slab === this.#lastSlab && index === this.#lastIndex) return true;
    if (slab.bytes.length > this.bytesMax * SLAB_SHARE_MAX) return false;
    const users = this.#slabs.get(slab) ?? this.#keep(slab);
    users.add(index);
    this.#lastSlab = slab;
    this.#lastIndex = index;
    return true;
  }

  /** Asked by an index, which then places the batch. */
  isSmall(slab: Slab): boolean {
    return slab.bytes.length * SLABS_MAX < this.bytesMax;
  }

  /**
   * Called by an index for a batch that lies in no slab, or in a small one; `use` keeps what this
   * returns. The memory belongs to no pool: the garbage collector takes it when nobody looks at it
   * any more.
   */
  place(bytes: Uint8Array): PlacedBatch {
    const slabBytes = Math.min(OWN_SLAB_BYTES, Math.floor(this.bytesMax * SLAB_SHARE_MAX));
    if (bytes.length > slabBytes * COPIED_SHARE_MAX) {
      // All of the buffer that it lies in stays in memory with it, and counts.
      return { slab: unpooledSlab(Buffer.from(bytes.buffer)), bytes };
    }
    const isFull = this.#filledBytes + bytes.length > slabBytes;
    if (this.#filling === undefined || isFull) {
      this.#filling = unpooledSlab(Buffer.allocUnsafeSlow(slabBytes));
      this.#filledBytes = 0;
    }
    const start = this.#filledBytes;
    this.#filledBytes += bytes.length;
    const copy = this.#filling.bytes.subarray(start, this.#filledBytes);
    copy.set(bytes);
    return { slab: this.#filling, bytes: copy };
  }

  /** Called by an index that holds nothing any more. */
  forget(index: TailIndex): void {
    for (const [slab, users] of this.#slabs) {
      if (users.delete(index) && users.size === 0) this.#drop(slab);
    }
    if (this.#lastIndex === index) this.#lastSlab = this.#lastIndex = undefined;
  }

  /** Releases everything, at the end of the node. */
  clear(): void {
    for (const [slab, users] of this.#slabs) this.#evict(slab, users);
  }

  #keep(slab: Slab): Set<TailIndex> {
    slab.retain();
    this.#bytes += slab.bytes.length;
    const users = new Set<TailIndex>();
    this.#slabs.set(slab, users);
    for (const [oldest, itsUsers] of this.#slabs) {
      if (this.#bytes <= this.bytesMax || oldest === slab) break;
      this.#evict(oldest, itsUsers);
    }
    return users;
  }

  #evict(slab: Slab, users: ReadonlySet<TailIndex>): void {
    for (const index of users) index.dropThrough(slab);
    this.#drop(slab);
  }

  #drop(slab: Slab): void {
    this.#slabs.delete(slab);
    this.#bytes -= slab.bytes.length;
    if (this.#lastSlab === slab) this.#lastSlab = this.#lastIndex = undefined;
    if (this.#filling === slab) this.#filling = undefined;
    slab.release();
  }
}

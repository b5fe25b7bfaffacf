// Where the newest batches of one log lie in memory: a ring of (first offset, last offset, slab,
// position, size). It always covers a suffix of the log without holes; what leaves, leaves from the
// front. A log that nobody reads is not kept: once a whole budget's worth of its batches went by
// unread, its slabs return to their pool as soon as they are written, still in the processor's
// cache, until somebody reads near its end again.

import type { Slab } from '@ottla/base';
import { assertionFailed } from '@ottla/base';

const SLOTS_FIRST = 16;
/** What thousands of logs begin with, each typed array of which would take a hundred bytes. */
const NO_OFFSETS = new Float64Array(0);
const NO_PLACES = new Int32Array(0);

/** The cache that the slabs of all indexes are kept by. */
export interface SlabKeeper {
  /** What is kept of all logs at most: a log of which so much went by unread is not kept. */
  readonly bytesMax: number;
  /** A batch of `index` lies in `slab`. False where the slab is too large to be kept. */
  use(slab: Slab, index: TailIndex): boolean;
  /** Whether a slab is so small that what is kept of it is better copied. */
  isSmall(slab: Slab): boolean;
  /** Memory of the cache's own that holds a batch that lies in no slab, or in a small one. */
  place(bytes: Uint8Array): PlacedBatch;
  /** `index` holds nothing any more. */
  forget(index: TailIndex): void;
}

export interface PlacedBatch {
  readonly slab: Slab;
  readonly bytes: Uint8Array;
}

/** The newest batches of a log; made by `TailCache.open`. */
export class TailIndex {
  readonly #cache: SlabKeeper;
  #baseOffsets = NO_OFFSETS;
  #lastOffsets = NO_OFFSETS;
  #starts = NO_PLACES;
  #sizes = NO_PLACES;
  #slabs: (Slab | undefined)[] = [];
  /** Of each slab with entries the newest of them; that of the newest slab is `#end - 1`. */
  readonly #newest = new Map<Slab, number>();
  #newestSlab: Slab | undefined;
  /** Number of the oldest entry; entry n lies in slot n mod capacity. */
  #first = 0;
  #end = 0;
  /** Bytes added since somebody last read near the end. */
  #unreadBytes = 0;

  constructor(cache: SlabKeeper) {
    this.#cache = cache;
  }

  get count(): number {
    return this.#end - this.#first;
  }

  /** Number of the oldest entry. */
  get first(): number {
    return this.#first;
  }

  /** Number that the next entry will get. */
  get end(): number {
    return this.#end;
  }

  /** Whether batches are kept: somebody reads them, or it is too early to tell. */
  get isWanted(): boolean {
    return this.#unreadBytes < this.#cache.bytesMax;
  }

  /** Somebody reads near the end of the log: what comes next is worth keeping. */
  wasRead(): void {
    this.#unreadBytes = 0;
  }

  /**
   * Adds the batch that follows the newest one; the cache takes its own lease on the slab. A batch
   * that lies in no slab, or in a small one, is copied, where it is kept.
   */
  add(baseOffset: number, lastOffset: number, bytes: Uint8Array, slab: Slab | undefined): void {
    if (this.isWanted && (slab === undefined || this.#cache.isSmall(slab))) {
      const placed = this.#cache.place(bytes);
      this.#add(baseOffset, lastOffset, placed.bytes, placed.slab);
    } else {
      this.#add(baseOffset, lastOffset, bytes, slab);
    }
  }

  #add(baseOffset: number, lastOffset: number, bytes: Uint8Array, slab: Slab | undefined): void {
    if (this.count > 0 && baseOffset <= this.lastOffsetOf(this.#end - 1)) {
      const last = this.lastOffsetOf(this.#end - 1);
      assertionFailed(`batch at ${baseOffset} does not follow ${last} in the tail`);
    }
    const isWanted = this.isWanted;
    this.#unreadBytes += bytes.length;
    if (!isWanted || slab === undefined || !this.#cache.use(slab, this)) {
      if (this.count > 0) this.clear();
      return;
    }
    if (this.count === this.#slabs.length) this.#grow();
    const slot = this.#slot(this.#end);
    this.#baseOffsets[slot] = baseOffset;
    this.#lastOffsets[slot] = lastOffset;
    this.#starts[slot] = bytes.byteOffset - slab.bytes.byteOffset;
    this.#sizes[slot] = bytes.length;
    this.#slabs[slot] = slab;
    if (slab !== this.#newestSlab) {
      if (this.#newestSlab !== undefined) this.#newest.set(this.#newestSlab, this.#end - 1);
      this.#newestSlab = slab;
    }
    this.#end += 1;
  }

  /**
   * Number of the first entry whose last offset is at or after `offset`; undefined where the tail
   * does not reach back so far, or not so far ahead.
   */
  find(offset: number): number | undefined {
    if (this.count === 0 || offset < this.baseOffsetOf(this.#first)) return undefined;
    let low = this.#first;
    let high = this.#end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.lastOffsetOf(middle) >= offset) high = middle;
      else low = middle + 1;
    }
    return low === this.#end ? undefined : low;
  }

  baseOffsetOf(entry: number): number {
    return this.#baseOffsets[this.#slot(entry)] ?? 0;
  }

  lastOffsetOf(entry: number): number {
    return this.#lastOffsets[this.#slot(entry)] ?? 0;
  }

  sizeOf(entry: number): number {
    return this.#sizes[this.#slot(entry)] ?? 0;
  }

  slabOf(entry: number): Slab {
    const slab = this.#slabs[this.#slot(entry)];
    return slab ?? assertionFailed(`the tail has no entry ${entry}`);
  }

  /** A view of the batch. Who keeps it beyond this turn retains its slab. */
  bytesOf(entry: number): Uint8Array {
    const slot = this.#slot(entry);
    const start = this.#starts[slot] ?? 0;
    return this.slabOf(entry).bytes.subarray(start, start + (this.#sizes[slot] ?? 0));
  }

  /** Forgets everything up to the newest entry that lies in `slab`. */
  dropThrough(slab: Slab): void {
    const isNewest = slab === this.#newestSlab;
    const last = isNewest ? this.#end - 1 : (this.#newest.get(slab) ?? -1);
    if (isNewest) this.#newestSlab = undefined;
    this.#newest.delete(slab);
    while (this.#first <= last) {
      this.#slabs[this.#slot(this.#first)] = undefined;
      this.#first += 1;
    }
  }

  /** Forgets everything: the log was truncated, or is gone. */
  clear(): void {
    this.#slabs.fill(undefined);
    this.#newest.clear();
    this.#newestSlab = undefined;
    this.#first = this.#end;
    this.#cache.forget(this);
  }

  #slot(entry: number): number {
    // The capacity is a power of two, at least one slot where there are entries.
    return entry & (this.#slabs.length - 1);
  }

  #grow(): void {
    const capacity = Math.max(SLOTS_FIRST, this.#slabs.length * 2);
    const next = {
      baseOffsets: new Float64Array(capacity),
      lastOffsets: new Float64Array(capacity),
      starts: new Int32Array(capacity),
      sizes: new Int32Array(capacity),
      slabs: new Array<Slab | undefined>(capacity).fill(undefined),
    };
    for (let entry = this.#first; entry < this.#end; entry++) {
      const from = this.#slot(entry);
      const to = entry & (capacity - 1);
      next.baseOffsets[to] = this.#baseOffsets[from] ?? 0;
      next.lastOffsets[to] = this.#lastOffsets[from] ?? 0;
      next.starts[to] = this.#starts[from] ?? 0;
      next.sizes[to] = this.#sizes[from] ?? 0;
      next.slabs[to] = this.#slabs[from];
    }
    this.#baseOffsets = next.baseOffsets;
    this.#lastOffsets = next.lastOffsets;
    this.#starts = next.starts;
    this.#sizes = next.sizes;
    this.#slabs = next.slabs;
  }
}

// The newest offset of each key of a log's dirty part, in 24 bytes a key: its hash and the offset,
// open addressing in typed arrays. Keys themselves are not kept, so two keys of one hash would be
// one; with 128 bits that does not happen by chance (Kafka relies on the same). Its memory may be
// shared by threads that take turns; a map is one's view of it.

import { assert } from '@ottla/base';

import { KEY_HASH_WORDS as WORDS, KeyHash } from './key-hash.ts';

export const BYTES_PER_KEY = 24;
const NOWHERE = -1;
/** In `progress`. */
const COUNT = 0;
const LATEST_OFFSET = 1;
const PROGRESS_BYTES = 16;

export interface OffsetMapOptions {
  /** The memory bound: `log.cleaner.dedupe.buffer.size`. */
  readonly bytesMax: number;
  /** How full it may get: `log.cleaner.io.buffer.load.factor`. */
  readonly loadFactor: number;
  /** More keys than that cannot come, so that small logs take little memory. */
  readonly keysExpected?: number;
}

export interface OffsetMapSize {
  readonly slots: number;
  /** How many keys fit. */
  readonly capacity: number;
}

/** What goes to another thread: the arrays lie in shared memory. */
export interface OffsetMapMemory extends OffsetMapSize {
  /** 16 bytes by chance, for the hashes. */
  readonly secret: Uint8Array;
  readonly hashes: Int32Array;
  /** Offset plus one; 0 marks a free slot. */
  readonly offsets: Float64Array;
  /** How many keys are in; the latest offset, plus one. */
  readonly progress: Float64Array;
}

export class OffsetMap {
  readonly capacity: number;
  readonly #slots: number;
  readonly #hashes: Int32Array;
  readonly #offsets: Float64Array;
  readonly #progress: Float64Array;
  readonly #hash: KeyHash;

  constructor({ slots, capacity, secret, hashes, offsets, progress }: OffsetMapMemory) {
    this.capacity = capacity;
    this.#slots = slots;
    this.#hashes = hashes;
    this.#offsets = offsets;
    this.#progress = progress;
    this.#hash = new KeyHash(secret);
  }

  static sizeOf(options: OffsetMapOptions): OffsetMapSize {
    const { bytesMax, loadFactor, keysExpected = Infinity } = options;
    const bounded = Math.floor(bytesMax / BYTES_PER_KEY);
    const needed = Math.ceil(Math.max(keysExpected, 1) / loadFactor) + 1;
    const slots = Math.min(bounded, needed);
    const capacity = Math.floor(slots * loadFactor);
    assert(capacity > 0, `an offset map of ${bytesMax} bytes holds no key`);
    return { slots, capacity };
  }

  static bytesOf({ slots }: OffsetMapSize): number {
    return PROGRESS_BYTES + slots * BYTES_PER_KEY;
  }

  /** A map of this size at the beginning of `shared`, which has room for it. */
  static layOut(
    shared: SharedArrayBuffer,
    { slots, capacity }: OffsetMapSize,
    secret: Uint8Array,
  ): OffsetMapMemory {
    const progress = new Float64Array(shared, 0, PROGRESS_BYTES / 8);
    const offsets = new Float64Array(shared, PROGRESS_BYTES, slots);
    const hashes = new Int32Array(shared, PROGRESS_BYTES + slots * 8, slots * WORDS);
    return { slots, capacity, secret, hashes, offsets, progress };
  }

  get count(): number {
    return this.#progress[COUNT] ?? 0;
  }

  /** All records up to this offset are in the map; -1 for none. */
  get latestOffset(): number {
    return (this.#progress[LATEST_OFFSET] ?? 0) - 1;
  }

  set latestOffset(offset: number) {
    this.#progress[LATEST_OFFSET] = offset + 1;
  }

  get isFull(): boolean {
    return this.count >= this.capacity;
  }

  /** Empties memory that was used before. */
  clear(): void {
    this.#progress.fill(0);
    this.#offsets.fill(0);
  }

  /** Of the key bytes[start, end). Offsets come in ascending order. The map must not be full. */
  put(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const slot = this.#find(bytes, start, end);
    if (slot === NOWHERE || this.#offsets[slot] === 0) {
      assert(!this.isFull, 'the offset map is full');
      this.#hashes.set(this.#hash.words, slot * WORDS);
      this.#progress[COUNT] = this.count + 1;
    }
    this.#offsets[slot] = offset + 1;
    this.latestOffset = offset;
  }

  /** The newest offset of the key bytes[start, end); -1 where it is not known. */
  get(bytes: Uint8Array, start: number, end: number): number {
    return (this.#offsets[this.#find(bytes, start, end)] ?? 0) - 1;
  }

  /** The slot that holds the key, or the free one where it belongs; NOWHERE in a full map. */
  #find(bytes: Uint8Array, start: number, end: number): number {
    const hash = this.#hash;
    hash.hash(bytes, start, end);
    const [w0, w1, w2, w3] = [hash.words[0], hash.words[1], hash.words[2], hash.words[3]];
    const hashes = this.#hashes;
    const offsets = this.#offsets;
    let slot = ((w0 ?? 0) >>> 0) % this.#slots;
    // With a load factor of 1 every slot may be taken.
    for (let probes = 0; probes < this.#slots; probes++) {
      if (offsets[slot] === 0) return slot;
      const at = slot * WORDS;
      const isFirst = hashes[at] === w0 && hashes[at + 1] === w1;
      if (isFirst && hashes[at + 2] === w2 && hashes[at + 3] === w3) return slot;
      slot = slot + 1 === this.#slots ? 0 : slot + 1;
    }
    return NOWHERE;
  }
}

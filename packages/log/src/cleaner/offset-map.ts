// The newest offset of each key of a log's dirty part, in 24 bytes a key: its MD5 and the offset,
// open addressing in typed arrays. Keys themselves are not kept, so two keys of one hash would be
// one; with 128 bits that does not happen by chance (Kafka relies on the same).

import { hash } from 'node:crypto';

import { assert } from '@ottla/base';

const WORDS = 4;
const NOWHERE = -1;
export const BYTES_PER_KEY = 24;

export interface OffsetMapOptions {
  /** The memory bound: `log.cleaner.dedupe.buffer.size`. */
  readonly bytesMax: number;
  /** How full it may get: `log.cleaner.io.buffer.load.factor`. */
  readonly loadFactor: number;
  /** More keys than that cannot come, so that small logs take little memory. */
  readonly keysExpected?: number;
}

export class OffsetMap {
  /** How many keys fit. */
  readonly capacity: number;
  /** All records up to this offset are in the map; -1 for none. */
  latestOffset = -1;
  #count = 0;
  readonly #slots: number;
  readonly #hashes: Int32Array;
  /** Offset plus one; 0 marks a free slot. */
  readonly #offsets: Float64Array;
  readonly #key = new Int32Array(WORDS);

  constructor({ bytesMax, loadFactor, keysExpected = Infinity }: OffsetMapOptions) {
    const bounded = Math.floor(bytesMax / BYTES_PER_KEY);
    const needed = Math.ceil(keysExpected / loadFactor) + 1;
    this.#slots = Math.min(bounded, needed);
    this.capacity = Math.floor(this.#slots * loadFactor);
    assert(this.capacity > 0, `an offset map of ${bytesMax} bytes holds no key`);
    this.#hashes = new Int32Array(this.#slots * WORDS);
    this.#offsets = new Float64Array(this.#slots);
  }

  get count(): number {
    return this.#count;
  }

  get sizeBytes(): number {
    return this.#slots * BYTES_PER_KEY;
  }

  get isFull(): boolean {
    return this.#count >= this.capacity;
  }

  /** Offsets come in ascending order. The map must not be full. */
  put(key: Uint8Array, offset: number): void {
    const slot = this.#find(key);
    if (slot === NOWHERE || this.#offsets[slot] === 0) {
      assert(!this.isFull, 'the offset map is full');
      this.#hashes.set(this.#key, slot * WORDS);
      this.#count += 1;
    }
    this.#offsets[slot] = offset + 1;
    this.latestOffset = offset;
  }

  /** The newest offset of the key; -1 where it is not known. */
  get(key: Uint8Array): number {
    return (this.#offsets[this.#find(key)] ?? 0) - 1;
  }

  /** The slot that holds the key, or the free one where it belongs; NOWHERE in a full map. */
  #find(key: Uint8Array): number {
    const digest = hash('md5', key, 'buffer');
    for (let word = 0; word < WORDS; word++) this.#key[word] = digest.readInt32LE(word * 4);
    let slot = digest.readUIntLE(0, 6) % this.#slots;
    // With a load factor of 1 every slot may be taken.
    for (let probes = 0; probes < this.#slots; probes++) {
      if (this.#offsets[slot] === 0 || this.#holds(slot)) return slot;
      slot = slot + 1 === this.#slots ? 0 : slot + 1;
    }
    return NOWHERE;
  }

  #holds(slot: number): boolean {
    const at = slot * WORDS;
    for (let word = 0; word < WORDS; word++) {
      if (this.#hashes[at + word] !== this.#key[word]) return false;
    }
    return true;
  }
}

// The newest offset of each key of a log's dirty part, in 24 bytes a key: its hash and the offset,
// open addressing in typed arrays. Keys themselves are not kept, so two keys of one hash would be
// one; with 128 bits that does not happen by chance (Kafka relies on the same).

import { assert } from '@ottla/base';

import { KEY_HASH_WORDS as WORDS, KeyHash } from './key-hash.ts';

export const BYTES_PER_KEY = 24;
const NOWHERE = -1;

export interface OffsetMapOptions {
  /** The memory bound: `log.cleaner.dedupe.buffer.size`. */
  readonly bytesMax: number;
  /** How full it may get: `log.cleaner.io.buffer.load.factor`. */
  readonly loadFactor: number;
  /** More keys than that cannot come, so that small logs take little memory. */
  readonly keysExpected?: number;
  /** 16 bytes by chance, for the hashes. */
  readonly secret: Uint8Array;
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
  readonly #hash: KeyHash;

  constructor({ bytesMax, loadFactor, keysExpected = Infinity, secret }: OffsetMapOptions) {
    const bounded = Math.floor(bytesMax / BYTES_PER_KEY);
    const needed = Math.ceil(Math.max(keysExpected, 1) / loadFactor) + 1;
    this.#slots = Math.min(bounded, needed);
    this.capacity = Math.floor(this.#slots * loadFactor);
    assert(this.capacity > 0, `an offset map of ${bytesMax} bytes holds no key`);
    this.#hashes = new Int32Array(this.#slots * WORDS);
    this.#offsets = new Float64Array(this.#slots);
    this.#hash = new KeyHash(secret);
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

  /** Of the key bytes[start, end). Offsets come in ascending order. The map must not be full. */
  put(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const slot = this.#find(bytes, start, end);
    if (slot === NOWHERE || this.#offsets[slot] === 0) {
      assert(!this.isFull, 'the offset map is full');
      this.#hashes.set(this.#hash.words, slot * WORDS);
      this.#count += 1;
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

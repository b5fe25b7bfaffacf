// A small, fast pseudo-random generator (xoshiro128** by Blackman and Vigna) that gives the same
// numbers for the same seed on every machine. The simulation's only source of chance; never for
// secrets.

import { assert } from '../assert.ts';
import type { Random } from '../world/random.ts';

export class Prng implements Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** A number or text; equal seeds give equal sequences. */
  constructor(seed: number | string) {
    const next = spread(String(seed));
    this.#a = next();
    this.#b = next();
    this.#c = next();
    // The state must not be all zeros.
    this.#d = next() | 1;
  }

  /**
   * From a state of the algorithm itself, not all zeros: to compare with others' implementations.
   */
  static withState(state: readonly [number, number, number, number]): Prng {
    const prng = new Prng(0);
    [prng.#a, prng.#b, prng.#c, prng.#d] = state;
    return prng;
  }

  uint32(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  float(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i++) bytes[i] = this.uint32() >>> 24;
    return bytes;
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    assert(count >= 1 && count <= 2 ** 32, `a choice among ${count}`);
    // The bias is below 2^-32 × count, far less than a simulation could notice.
    return Math.floor((this.uint32() / 2 ** 32) * count);
  }

  /** A number from `min` to `max`, not whole. */
  between(min: number, max: number): number {
    return min + (max - min) * this.float();
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.float() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    assert(items.length > 0, 'a choice among nothing');
    // `below` gives an index of the list.
    return items[this.below(items.length)] as Item;
  }

  /** In place, every order equally likely; returns the same array. */
  shuffle<Item>(items: Item[]): Item[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      // Both are indexes of the list.
      [items[i], items[j]] = [items[j] as Item, items[i] as Item];
    }
    return items;
  }

  /**
   * Another generator, which depends on this one's seed and the label, not on what it drew since.
   */
  static labelled(seed: number | string, label: string): Prng {
    return new Prng(`${seed}/${label}`);
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/**
 * Spreads a text over 32-bit numbers (FNV-1a, then splitmix32), so that similar seeds differ
 * widely.
 */
function spread(text: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
}

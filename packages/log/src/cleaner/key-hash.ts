// Hashes keys to 128 bits under a secret of its own: Chaskey-12, a MAC made for 32-bit arithmetic,
// some ten times as fast here as a call for an MD5. Whoever writes keys cannot aim at two of one
// hash without the secret, which each map draws anew. The hashes never leave memory, so that they
// need not be Kafka's.

const ROUNDS = 12;
const BLOCK_BYTES = 16;
export const KEY_HASH_WORDS = 4;

export class KeyHash {
  /** The last hash. */
  readonly words = new Int32Array(KEY_HASH_WORDS);
  readonly #secret: Int32Array;
  /** What is added before and after the last permutation: where the last block is whole, or not. */
  readonly #whole: Int32Array;
  readonly #padded: Int32Array;

  /** 16 bytes by chance. */
  constructor(secret: Uint8Array) {
    const words = new Int32Array(KEY_HASH_WORDS);
    for (let word = 0; word < KEY_HASH_WORDS; word++) words[word] = wordAt(secret, word * 4);
    this.#secret = words;
    this.#whole = doubled(words);
    this.#padded = doubled(this.#whole);
  }

  /** Of bytes[start, end); the result is in `words`. */
  hash(bytes: Uint8Array, start: number, end: number): void {
    const { words } = this;
    words.set(this.#secret);
    let at = start;
    for (; end - at > BLOCK_BYTES; at += BLOCK_BYTES) {
      add(words, bytes, at);
      permute(words);
    }
    const isWhole = end - at === BLOCK_BYTES;
    if (isWhole) add(words, bytes, at);
    else addPadded(words, bytes, at, end);
    const last = isWhole ? this.#whole : this.#padded;
    mix(words, last);
    permute(words);
    mix(words, last);
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  const [b0, b1] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  return b0 | (b1 << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

function add(words: Int32Array, bytes: Uint8Array, at: number): void {
  for (let word = 0; word < KEY_HASH_WORDS; word++) {
    words[word] = (words[word] ?? 0) ^ wordAt(bytes, at + word * 4);
  }
}

/** A block that is not whole ends with a 1. */
function addPadded(words: Int32Array, bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at <= end; at++) {
    const index = at - start;
    const byte = at < end ? (bytes[at] ?? 0) : 1;
    words[index >>> 2] = (words[index >>> 2] ?? 0) ^ (byte << ((index & 3) * 8));
  }
}

function mix(words: Int32Array, other: Int32Array): void {
  for (let word = 0; word < KEY_HASH_WORDS; word++) {
    words[word] = (words[word] ?? 0) ^ (other[word] ?? 0);
  }
}

/** Times x in GF(2^128). */
function doubled(words: Int32Array): Int32Array {
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = words;
  const carry = w3 < 0 ? 0x87 : 0;
  return Int32Array.of(
    (w0 << 1) ^ carry,
    (w1 << 1) | (w0 >>> 31),
    (w2 << 1) | (w1 >>> 31),
    (w3 << 1) | (w2 >>> 31),
  );
}

function permute(words: Int32Array): void {
  let v0 = words[0] ?? 0;
  let v1 = words[1] ?? 0;
  let v2 = words[2] ?? 0;
  let v3 = words[3] ?? 0;
  for (let round = 0; round < ROUNDS; round++) {
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 13) | (v3 >>> 19)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 7) | (v1 >>> 25)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
  }
  words[0] = v0;
  words[1] = v1;
  words[2] = v2;
  words[3] = v3;
}

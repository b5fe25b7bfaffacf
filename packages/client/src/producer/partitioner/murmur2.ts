// murmur2 (32 bit) with Kafka's seed: keys map to the same partitions as with Kafka's Java clients.

const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;
const SHIFT = 24;

/** Signed 32-bit hash of `bytes`. */
export function murmur2(bytes: Uint8Array): number {
  return murmur2OfFirst(bytes, bytes.length);
}

/** Of the first `length` bytes. */
export function murmur2OfFirst(bytes: Uint8Array, length: number): number {
  const wholeEnd = length & ~3;
  let hash = SEED ^ length;
  for (let at = 0; at < wholeEnd; at += 4) {
    let word = wordAt(bytes, at);
    word = Math.imul(word, MULTIPLIER);
    word ^= word >>> SHIFT;
    word = Math.imul(word, MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ word;
  }
  const tail = length - wholeEnd;
  if (tail > 0) {
    if (tail === 3) hash ^= byteAt(bytes, wholeEnd + 2) << 16;
    if (tail >= 2) hash ^= byteAt(bytes, wholeEnd + 1) << 8;
    hash = Math.imul(hash ^ byteAt(bytes, wholeEnd), MULTIPLIER);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return hash ^ (hash >>> 15);
}

/**
 * The partition of a key among all `partitionCount` partitions of its topic, with or without
 * leader.
 */
export function partitionOfKey(key: Uint8Array, partitionCount: number): number {
  return partitionOfHash(murmur2(key), partitionCount);
}

/** As `partitionOfKey`, of a key's `murmur2`. */
export function partitionOfHash(hash: number, partitionCount: number): number {
  return (hash & 0x7fffffff) % partitionCount;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    byteAt(bytes, at) |
    (byteAt(bytes, at + 1) << 8) |
    (byteAt(bytes, at + 2) << 16) |
    (byteAt(bytes, at + 3) << 24)
  );
}

// Real chance, from the operating system. Small draws come out of a pool, so that jitter on a timer
// does not cost a system call.

import type { Random } from '../random.ts';

const poolBytes = 4096;

/** Loaded with the first draw: it takes longer to load than all else of a World. */
function fill<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  return process.getBuiltinModule('node:crypto').randomFillSync(bytes);
}

class NodeRandom implements Random {
  readonly #pool = Buffer.allocUnsafeSlow(poolBytes);
  #next = poolBytes;

  uint32(): number {
    if (this.#next + 4 > poolBytes) {
      fill(this.#pool);
      this.#next = 0;
    }
    const value = this.#pool.readUInt32LE(this.#next);
    this.#next += 4;
    return value;
  }

  float(): number {
    // 53 bits, as many as a number in [0, 1) can hold evenly.
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  bytes(length: number): Uint8Array {
    // Never from the pool: secrets must not lie in memory that other draws share.
    return fill(new Uint8Array(length));
  }
}

export function createNodeRandom(): Random {
  return new NodeRandom();
}

// Memory for what is expanded, read once and forgotten: a broker looks into thousands of compressed
// batches a second and keeps nothing of them. New memory for each is garbage outside the engine's
// heap, on whose account it then collects all of its heap about once a second.

/** More than this is not kept between uses: it would be held for one large batch a day. */
const KEPT_BYTES_MAX = 1024 * 1024;
const KEPT_BYTES_MIN = 16 * 1024;

/** For one use at a time: what was put into it before is gone with the next `take`. */
export class ScratchMemory {
  #kept: Uint8Array = new Uint8Array(0);

  /** A plain view of exactly `sizeBytes` bytes; they hold whatever was left there. */
  take(sizeBytes: number): Uint8Array {
    if (sizeBytes > KEPT_BYTES_MAX) return newMemory(sizeBytes);
    if (sizeBytes > this.#kept.length) {
      const kept = 2 ** Math.ceil(Math.log2(sizeBytes));
      this.#kept = newMemory(Math.max(KEPT_BYTES_MIN, kept));
    }
    return this.#kept.subarray(0, sizeBytes);
  }
}

/** Not filled with zeros, and not from a pool. */
export function newMemory(sizeBytes: number): Uint8Array {
  return new Uint8Array(Buffer.allocUnsafeSlow(sizeBytes).buffer);
}

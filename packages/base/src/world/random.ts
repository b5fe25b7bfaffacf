// Chance. The real World draws from the operating system, the simulated one from its seed.

export interface Random {
  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number;
  /** A number in [0, 1). */
  float(): number;
  /** `length` new random bytes, fit for identifiers and secrets in the real World. */
  bytes(length: number): Uint8Array;
}

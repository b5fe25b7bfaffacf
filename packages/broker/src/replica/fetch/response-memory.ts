// How much memory responses to Fetch hold while clients read them: a node's worth of slow readers
// must not fill it. The nearer the limit, the less a single response may bring; one batch it
// always may.

import type { Lease } from '../../handlers/handler.ts';

/** What one response may take of what is left. */
const SHARE = 1 / 4;

export class ResponseMemory {
  readonly #heldBytesMax: number;
  #heldBytes = 0;

  /** `heldBytesMax`: bytes of responses that are being sent, over all connections. */
  constructor(heldBytesMax: number) {
    this.#heldBytesMax = heldBytesMax;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** How many bytes the next response may bring, of the `wantedBytes` that its client takes. */
  allow(wantedBytes: number): number {
    const leftBytes = Math.max(0, this.#heldBytesMax - this.#heldBytes);
    return Math.min(wantedBytes, Math.floor(leftBytes * SHARE));
  }

  /** Holds bytes, with their leases, until the lease that it gives ends. */
  hold(sizeBytes: number, leases: readonly Lease[]): Lease {
    this.#heldBytes += sizeBytes;
    return new HeldResponse(this, sizeBytes, leases);
  }

  /** For the lease: its bytes are gone. */
  letGo(sizeBytes: number): void {
    this.#heldBytes -= sizeBytes;
  }
}

class HeldResponse implements Lease {
  readonly #memory: ResponseMemory;
  readonly #sizeBytes: number;
  readonly #leases: readonly Lease[];

  constructor(memory: ResponseMemory, sizeBytes: number, leases: readonly Lease[]) {
    this.#memory = memory;
    this.#sizeBytes = sizeBytes;
    this.#leases = leases;
  }

  release(): void {
    this.#memory.letGo(this.#sizeBytes);
    for (const lease of this.#leases) lease.release();
  }
}

// A slab: a large piece of memory that is shared by reference count. Bytes received from a socket
// lie in it while they are parsed, appended, served to consumers and sent, without being copied; it
// goes back to its pool when the last of these has released it. Not a Buffer allocator for general
// use.

import { assert } from '../assert.ts';

/** What takes a slab back when nobody holds it any more. */
export interface SlabOwner {
  returned(bytes: Buffer): void;
}

export class Slab {
  readonly bytes: Buffer;
  #references = 1;
  readonly #owner: SlabOwner | undefined;

  /** Starts with one reference, the caller's. Get one from `SlabPool.take` or `unpooledSlab`. */
  constructor(bytes: Buffer, owner?: SlabOwner) {
    this.bytes = bytes;
    this.#owner = owner;
  }

  /** How many holders there are: 1 means that the caller who took it holds it alone. */
  get references(): number {
    return this.#references;
  }

  /** One more holder. Only somebody for whom it is still held may retain it. */
  retain(): void {
    assert(this.#references > 0, 'a slab was retained after its last release');
    this.#references += 1;
  }

  /** One holder fewer; at zero the memory is returned and must not be touched through this slab. */
  release(): void {
    assert(this.#references > 0, 'a slab was released more often than it was retained');
    this.#references -= 1;
    if (this.#references === 0) this.#owner?.returned(this.bytes);
  }
}

/**
 * Wraps memory that belongs to no pool (the garbage collector takes it), for example one large
 * frame.
 */
export function unpooledSlab(bytes: Buffer): Slab {
  return new Slab(bytes);
}

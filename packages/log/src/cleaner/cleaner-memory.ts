// The memory that the cleanings of a node work in, one after the other. A worker shares it, so that
// nothing is copied on the way there. It is kept from one cleaning to the next: what a worker has
// seen is given back only when its garbage is collected next, and two offset maps would be more
// than the setting allows.

import { OffsetMap } from './offset-map.ts';
import type { OffsetMapMemory, OffsetMapSize } from './offset-map.ts';

export interface FreshMap {
  readonly memory: OffsetMapMemory;
  /** An earlier cleaning has left its keys there: they have to be cleared first. */
  readonly isUsed: boolean;
}

export class CleanerMemory {
  #map: SharedArrayBuffer | undefined;
  #buffer: Buffer | undefined;

  /** For a map of this size. Valid until the next call. */
  mapOf(size: OffsetMapSize, secret: Uint8Array): FreshMap {
    const bytes = OffsetMap.bytesOf(size);
    const kept = this.#map;
    const isUsed = kept !== undefined && kept.byteLength >= bytes;
    const shared = isUsed ? kept : new SharedArrayBuffer(bytes);
    this.#map = shared;
    return { memory: OffsetMap.layOut(shared, size, secret), isUsed };
  }

  /** A buffer of this many bytes for what is read. Valid until the next call. */
  bufferOf(bytes: number): Buffer {
    if (this.#buffer?.length !== bytes) {
      this.#buffer = Buffer.from(new SharedArrayBuffer(bytes));
    }
    return this.#buffer;
  }
}

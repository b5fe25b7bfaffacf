// The memory that the cleanings of a node work in, one after the other. A worker shares it, so that
// nothing is copied on the way there. It is kept from one cleaning to the next: what a worker has
// seen is given back only when the garbage of both is collected next, so that it grows by doubling.

import { OffsetMap } from './offset-map.ts';
import type { OffsetMapMemory, OffsetMapOptions } from './offset-map.ts';

export interface FreshMap {
  readonly memory: OffsetMapMemory;
  /** An earlier cleaning has left its keys there: they have to be cleared first. */
  readonly isUsed: boolean;
}

export class CleanerMemory {
  #map: SharedArrayBuffer | undefined;
  #buffer: Buffer | undefined;

  /** `secret`: see `OffsetMapMemory`. Valid until the next call. */
  mapOf(options: OffsetMapOptions, secret: Uint8Array): FreshMap {
    const size = OffsetMap.sizeOf(options);
    const bytes = OffsetMap.bytesOf(size);
    const most = OffsetMap.bytesOf(OffsetMap.sizeOf({ ...options, keysExpected: Infinity }));
    const kept = this.#map;
    // The setting may have been made less.
    const isUsed = kept !== undefined && kept.byteLength >= bytes && kept.byteLength <= most;
    const grown = Math.min(Math.max(bytes, 2 * (kept?.byteLength ?? 0)), most);
    const shared = isUsed ? kept : new SharedArrayBuffer(grown);
    this.#map = shared;
    return { memory: OffsetMap.layOut(shared, size, secret), isUsed };
  }

  /** A buffer of so many bytes, or more, for what is read. Valid until the next call. */
  bufferOf(bytes: number): Buffer {
    const kept = this.#buffer;
    if (kept !== undefined && kept.length >= bytes) return kept;
    const grown = Math.max(bytes, 2 * (kept?.length ?? 0));
    this.#buffer = Buffer.from(new SharedArrayBuffer(grown));
    return this.#buffer;
  }

  /** What was more than a cleaning needs as a rule is not kept for the next one. */
  shrink(bufferBytes: number): void {
    if (this.#buffer !== undefined && this.#buffer.length > bufferBytes) this.#buffer = undefined;
  }
}

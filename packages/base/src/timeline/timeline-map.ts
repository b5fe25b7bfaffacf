// A map that can be read as of a snapshot of its registry, and goes back with it. The present state
// is a plain Map; each snapshot holds, for the keys changed after it, what they were. The order of
// entries is that of a Map, except that a key which a revert brought back comes last.

import type { TimelineRegistry, Undo } from './timeline-registry.ts';

/** Stands for "the key was not there". */
const absent = Symbol('absent');

class MapChange<Key, Value> implements Undo {
  readonly before = new Map<Key, Value | typeof absent>();
  readonly sizeBefore: number;
  readonly #map: Map<Key, Value>;

  constructor(map: Map<Key, Value>) {
    this.#map = map;
    this.sizeBefore = map.size;
  }

  undo(): void {
    for (const [key, value] of this.before) {
      if (value === absent) this.#map.delete(key);
      else this.#map.set(key, value);
    }
  }
}

export class TimelineMap<Key, Value> {
  readonly #registry: TimelineRegistry;
  readonly #map = new Map<Key, Value>();

  constructor(registry: TimelineRegistry) {
    this.#registry = registry;
  }

  /** Reads take the offset of a snapshot; without one they see the last written state. */
  get(key: Key, offset?: number): Value | undefined {
    if (offset === undefined) return this.#map.get(key);
    const before = this.#beforeOf(key, offset);
    if (before === undefined) return this.#map.get(key);
    return before.value === absent ? undefined : before.value;
  }

  has(key: Key, offset?: number): boolean {
    if (offset === undefined) return this.#map.has(key);
    const before = this.#beforeOf(key, offset);
    return before === undefined ? this.#map.has(key) : before.value !== absent;
  }

  size(offset?: number): number {
    if (offset === undefined) return this.#map.size;
    return this.#changesSince(offset)[0]?.sizeBefore ?? this.#map.size;
  }

  set(key: Key, value: Value): void {
    this.#remember(key);
    this.#map.set(key, value);
  }

  /** Whether the key was there. */
  delete(key: Key): boolean {
    if (!this.#map.has(key)) return false;
    this.#remember(key);
    return this.#map.delete(key);
  }

  clear(): void {
    for (const key of [...this.#map.keys()]) this.delete(key);
  }

  /** Do not change the map while going through it. */
  *entries(offset?: number): IterableIterator<[Key, Value]> {
    if (offset === undefined) {
      yield* this.#map.entries();
      return;
    }
    const before = new Map<Key, Value | typeof absent>();
    for (const change of this.#changesSince(offset).reverse()) {
      for (const [key, value] of change.before) before.set(key, value);
    }
    for (const entry of this.#map) {
      if (!before.has(entry[0])) yield entry;
    }
    for (const [key, value] of before) {
      if (value !== absent) yield [key, value];
    }
  }

  *keys(offset?: number): IterableIterator<Key> {
    for (const [key] of this.entries(offset)) yield key;
  }

  *values(offset?: number): IterableIterator<Value> {
    for (const [, value] of this.entries(offset)) yield value;
  }

  [Symbol.iterator](): IterableIterator<[Key, Value]> {
    return this.entries();
  }

  #remember(key: Key): void {
    const change = this.#registry.changeOf(this, () => new MapChange(this.#map));
    if (change === undefined || change.before.has(key)) return;
    const value = this.#map.get(key);
    const isThere = value !== undefined || this.#map.has(key);
    // Where the key is there, so is its value, though it may be the value undefined.
    change.before.set(key, isThere ? (value as Value) : absent);
  }

  /** What the key was at the snapshot, where it changed since. */
  #beforeOf(key: Key, offset: number): { value: Value | typeof absent } | undefined {
    for (const { before } of this.#changesSince(offset)) {
      const value = before.get(key);
      if (value !== undefined) return { value };
      // As above: a value that is undefined.
      if (before.has(key)) return { value: value as Value };
    }
    return undefined;
  }

  #changesSince(offset: number): MapChange<Key, Value>[] {
    return this.#registry.changesSince<MapChange<Key, Value>>(this, offset);
  }
}

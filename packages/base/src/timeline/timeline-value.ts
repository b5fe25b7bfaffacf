// One value that can be read as of a snapshot of its registry, and goes back with it.

import type { TimelineRegistry, Undo } from './timeline-registry.ts';

interface ValueChange<Value> extends Undo {
  readonly before: Value;
}

export class TimelineValue<Value> {
  readonly #registry: TimelineRegistry;
  #value: Value;

  /** `initial` is what it was at every snapshot so far. */
  constructor(registry: TimelineRegistry, initial: Value) {
    this.#registry = registry;
    this.#value = initial;
  }

  /** At the snapshot of that offset; without one the last written value. */
  get(offset?: number): Value {
    if (offset === undefined) return this.#value;
    const [change] = this.#registry.changesSince<ValueChange<Value>>(this, offset);
    return change === undefined ? this.#value : change.before;
  }

  set(value: Value): void {
    const before = this.#value;
    this.#registry.changeOf<ValueChange<Value>>(this, () => ({
      before,
      undo: () => {
        this.#value = before;
      },
    }));
    this.#value = value;
  }
}

// State that can be put back. A registry takes snapshots at log offsets; every map and value made
// with it can be read as of a snapshot, or be reverted to one with all others. Controllers and
// coordinators use it: they write ahead of the commit, and a failed append reverts (DESIGN.md §3).
// The idea is that of Kafka's timeline package; times are offsets, and taking a snapshot costs
// nothing until something changes.

import { assert } from '../assert.ts';

/** What a snapshot remembers of one changed structure, to be undone. */
export interface Undo {
  undo(): void;
}

interface Snapshot {
  readonly offset: number;
  /** By structure: only those that changed after this snapshot and before the next. */
  readonly changes: Map<object, Undo>;
}

export class TimelineRegistry {
  /** Oldest first, offsets ascending. */
  readonly #snapshots: Snapshot[] = [];

  /** The offsets of all snapshots, ascending. */
  get offsets(): readonly number[] {
    return this.#snapshots.map((snapshot) => snapshot.offset);
  }

  has(offset: number): boolean {
    return this.#indexOf(offset) !== undefined;
  }

  /**
   * Remembers the present state as that of `offset`, which must lie after the last snapshot; the
   * last snapshot's own offset again is allowed where nothing has changed since.
   */
  snapshot(offset: number): void {
    const last = this.#snapshots.at(-1);
    if (last?.offset === offset) {
      assert(last.changes.size === 0, `the state of offset ${offset} has changed since`);
      return;
    }
    assert(last === undefined || offset > last.offset, `snapshot ${offset} after ${last?.offset}`);
    this.#snapshots.push({ offset, changes: new Map() });
  }

  /** Puts everything back to the state of a snapshot. It stays, later ones are deleted. */
  revertTo(offset: number): void {
    const index = this.#mustIndexOf(offset);
    for (const { changes } of this.#snapshots.splice(index).reverse()) {
      for (const change of changes.values()) change.undo();
    }
    this.#snapshots.push({ offset, changes: new Map() });
  }

  /**
   * Deletes the snapshots before `offset`: nobody will ask for them, or revert to them, any more.
   */
  deleteBefore(offset: number): void {
    const kept = this.#snapshots.findIndex((snapshot) => snapshot.offset >= offset);
    this.#snapshots.splice(0, kept === -1 ? this.#snapshots.length : kept);
  }

  /** Deletes all snapshots; the present state stays. */
  clear(): void {
    this.#snapshots.length = 0;
  }

  // For the structures.

  /** What a structure did since the last snapshot; `make` when this is its first change since. */
  changeOf<Change extends Undo>(structure: object, make: () => Change): Change | undefined {
    const last = this.#snapshots.at(-1);
    if (last === undefined) return undefined;
    const known = last.changes.get(structure);
    // Only `structure` itself puts changes under its own key, all of its own kind.
    if (known !== undefined) return known as Change;
    const change = make();
    last.changes.set(structure, change);
    return change;
  }

  /** What a structure did since the snapshot at `offset`, oldest change first. */
  changesSince<Change extends Undo>(structure: object, offset: number): Change[] {
    const changes: Change[] = [];
    for (let i = this.#mustIndexOf(offset); i < this.#snapshots.length; i++) {
      const change = this.#snapshots[i]?.changes.get(structure);
      // As above.
      if (change !== undefined) changes.push(change as Change);
    }
    return changes;
  }

  #mustIndexOf(offset: number): number {
    const index = this.#indexOf(offset);
    assert(index !== undefined, `there is no snapshot at offset ${offset}`);
    return index;
  }

  #indexOf(offset: number): number | undefined {
    let low = 0;
    let high = this.#snapshots.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const at = this.#snapshots[middle]?.offset ?? 0;
      if (at === offset) return middle;
      if (at < offset) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}

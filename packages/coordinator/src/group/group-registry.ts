// All groups by id, whatever their kind: one id is one group. What the records say of a group is
// hard state; a classic group that is in use also has a machine, which is soft: it is made from the
// records when it is first asked for, runs ahead of them, and is lost with the leadership.

import { TimelineMap, type TimelineRegistry } from '@ottla/base';
import type { GroupMetadataValue } from '@ottla/protocol';
import type { ClassicGroup } from './classic/classic-group.ts';
import type { UnservedKind } from './records/unserved-kinds.ts';

export interface StoredClassicGroup {
  readonly kind: 'classic';
  /** Null for a simple group: one that is only there because it has offsets. */
  readonly metadata: GroupMetadataValue | null;
}

/** A group of a kind that is not served yet: kept out of reach, so that nothing destroys it. */
export interface UnservedGroup {
  readonly kind: UnservedKind;
}

export type StoredGroup = StoredClassicGroup | UnservedGroup;

type Restore = (groupId: string, metadata: GroupMetadataValue | null) => ClassicGroup;

export class GroupRegistry {
  readonly #stored: TimelineMap<string, StoredGroup>;
  readonly #machines = new Map<string, ClassicGroup>();
  readonly #restore: Restore;

  constructor(timeline: TimelineRegistry, restore: Restore) {
    this.#stored = new TimelineMap(timeline);
    this.#restore = restore;
  }

  // Hard state. The setters are for `replay` alone.

  stored(groupId: string, offset?: number): StoredGroup | undefined {
    return this.#stored.get(groupId, offset);
  }

  entries(offset?: number): IterableIterator<[string, StoredGroup]> {
    return this.#stored.entries(offset);
  }

  store(groupId: string, group: StoredGroup): void {
    this.#stored.set(groupId, group);
  }

  unstore(groupId: string): void {
    this.#stored.delete(groupId);
  }

  // Machines.

  /**
   * The classic group of that id, undefined where there is none. A machine whose record was undone
   * is not one: what waits in it is answered when its append is found to have failed, when its time
   * is over, or with those of the next join, which takes the machine over.
   */
  classic(groupId: string): ClassicGroup | undefined {
    const group = this.lookAt(groupId);
    if (group !== undefined) this.add(group);
    return group;
  }

  /** The same, to be read only: one that is not in use does not come into use by it. */
  lookAt(groupId: string): ClassicGroup | undefined {
    const stored = this.#stored.get(groupId);
    if (stored?.kind !== 'classic') return undefined;
    return this.#machines.get(groupId) ?? this.#restore(groupId, stored.metadata);
  }

  /** The machine, where the group is in use; also one whose record was undone. */
  machine(groupId: string): ClassicGroup | undefined {
    return this.#machines.get(groupId);
  }

  machines(): IterableIterator<ClassicGroup> {
    return this.#machines.values();
  }

  add(group: ClassicGroup): void {
    this.#machines.set(group.groupId, group);
  }

  drop(group: ClassicGroup): void {
    if (this.#machines.get(group.groupId) === group) this.#machines.delete(group.groupId);
  }
}

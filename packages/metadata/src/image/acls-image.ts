// Access control entries by id, as they were written. Who may do what is decided by the authorizer.

import type {
  AccessControlEntryRecord,
  RemoveAccessControlEntryRecord,
  Uuid,
} from '@ottla/protocol';
import { PersistentMap } from './persistent-map.ts';

export interface AclEntry {
  readonly id: Uuid;
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

export interface AclsImage {
  readonly byId: ReadonlyMap<Uuid, AclEntry>;
}

export const EMPTY_ACLS: AclsImage = { byId: PersistentMap.empty<Uuid, AclEntry>() };

export class AclsDelta {
  readonly image: AclsImage;
  /** undefined removes. */
  readonly changes = new Map<Uuid, AclEntry | undefined>();

  constructor(image: AclsImage) {
    this.image = image;
  }

  replayAccessControlEntry(record: AccessControlEntryRecord): void {
    this.changes.set(record.id, {
      id: record.id,
      resourceType: record.resourceType,
      resourceName: record.resourceName,
      patternType: record.patternType,
      principal: record.principal,
      host: record.host,
      operation: record.operation,
      permissionType: record.permissionType,
    });
  }

  replayRemoveAccessControlEntry(record: RemoveAccessControlEntryRecord): void {
    this.changes.set(record.id, undefined);
  }

  /** A snapshot names all that exists: what it has not named is gone. */
  finishSnapshot(): void {
    for (const id of this.image.byId.keys()) {
      if (!this.changes.has(id)) this.changes.set(id, undefined);
    }
  }

  apply(): AclsImage {
    const before = this.image.byId;
    let byId = before instanceof PersistentMap ? before : PersistentMap.from(before);
    for (const [id, entry] of this.changes) {
      byId = entry === undefined ? byId.delete(id) : byId.set(id, entry);
    }
    return { byId };
  }
}

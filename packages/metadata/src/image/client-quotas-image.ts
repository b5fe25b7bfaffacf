// Client quotas by entity (user, client id, ip and their defaults). Who is throttled is decided
// elsewhere.

import type { ClientQuotaRecord } from '@ottla/protocol';

/** Entity name by entity type (`user`, `client-id`, `ip`); null is that type's default entity. */
export type ClientQuotaEntity = ReadonlyMap<string, string | null>;

export interface ClientQuotas {
  readonly entity: ClientQuotaEntity;
  /** Values by quota name, for example `producer_byte_rate`. */
  readonly values: ReadonlyMap<string, number>;
}

export interface ClientQuotasImage {
  /** By `clientQuotaKey`. */
  readonly byEntity: ReadonlyMap<string, ClientQuotas>;
}

export const EMPTY_CLIENT_QUOTAS: ClientQuotasImage = { byEntity: new Map() };

/** One text for an entity, whatever the order in which its parts were named. */
export function clientQuotaKey(entity: ClientQuotaEntity): string {
  return JSON.stringify([...entity].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

interface ClientQuotasChange {
  readonly entity: ClientQuotaEntity;
  /** undefined removes. */
  readonly values: Map<string, number | undefined>;
}

export class ClientQuotasDelta {
  readonly image: ClientQuotasImage;
  readonly changes = new Map<string, ClientQuotasChange>();

  constructor(image: ClientQuotasImage) {
    this.image = image;
  }

  replayClientQuota(record: ClientQuotaRecord): void {
    const entity = new Map(record.entity.map((each) => [each.entityType, each.entityName]));
    this.#change(entity).values.set(record.key, record.remove ? undefined : record.value);
  }

  /** A snapshot names all that exists: what it has not named is gone. */
  finishSnapshot(): void {
    for (const { entity, values } of this.image.byEntity.values()) {
      const change = this.#change(entity);
      for (const key of values.keys()) {
        if (!change.values.has(key)) change.values.set(key, undefined);
      }
    }
  }

  apply(): ClientQuotasImage {
    const byEntity = new Map(this.image.byEntity);
    for (const [key, { entity, values: changed }] of this.changes) {
      const values = new Map(byEntity.get(key)?.values);
      for (const [name, value] of changed) {
        if (value === undefined) values.delete(name);
        else values.set(name, value);
      }
      if (values.size === 0) byEntity.delete(key);
      else byEntity.set(key, { entity, values });
    }
    return { byEntity };
  }

  #change(entity: ClientQuotaEntity): ClientQuotasChange {
    const key = clientQuotaKey(entity);
    const known = this.changes.get(key);
    if (known !== undefined) return known;
    const change = { entity, values: new Map<string, number | undefined>() };
    this.changes.set(key, change);
    return change;
  }
}

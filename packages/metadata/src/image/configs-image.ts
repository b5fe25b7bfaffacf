// Configs that were set through the controller, by resource: overrides only. Defaults, synonyms and
// what a broker's own file says are the business of config/ and of the broker.

import type { ConfigRecord } from '@ottla/protocol';
import { PersistentMap } from './persistent-map.ts';

/** Kafka's ConfigResource.Type. */
export const configResourceTypes = {
  TOPIC: 2,
  BROKER: 4,
  BROKER_LOGGER: 8,
  CLIENT_METRICS: 16,
  GROUP: 32,
} as const;

export interface ConfigResource {
  readonly type: number;
  /** Empty for the brokers' cluster-wide default. */
  readonly name: string;
}

export interface ResourceConfigs {
  readonly resource: ConfigResource;
  readonly values: ReadonlyMap<string, string>;
}

export interface ConfigsImage {
  /** By `configResourceKey`. Only resources that have at least one config. */
  readonly byResource: ReadonlyMap<string, ResourceConfigs>;
}

export const EMPTY_CONFIGS: ConfigsImage = {
  byResource: PersistentMap.empty<string, ResourceConfigs>(),
};

const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** One text for a resource: its type, a colon and its name. */
export function configResourceKey(type: number, name: string): string {
  return `${type}:${name}`;
}

/** The configs set on a resource; an empty map where none is. */
export function configsOf(
  image: ConfigsImage,
  type: number,
  name: string,
): ReadonlyMap<string, string> {
  return image.byResource.get(configResourceKey(type, name))?.values ?? NO_VALUES;
}

export interface ResourceConfigChange {
  readonly resource: ConfigResource;
  /** New values by config name; null removes. */
  readonly values: Map<string, string | null>;
}

export class ConfigsDelta {
  readonly image: ConfigsImage;
  /** By `configResourceKey`. */
  readonly changes = new Map<string, ResourceConfigChange>();

  constructor(image: ConfigsImage) {
    this.image = image;
  }

  replayConfig(record: ConfigRecord): void {
    const resource = { type: record.resourceType, name: record.resourceName };
    this.#change(resource).values.set(record.name, record.value);
  }

  /** The configs of a removed topic go with it. */
  replayRemoveTopic(topicName: string): void {
    this.#removeAll({ type: configResourceTypes.TOPIC, name: topicName });
  }

  /** A snapshot names all that exists: what it has not named is gone. */
  finishSnapshot(): void {
    for (const [key, { resource, values }] of this.image.byResource) {
      const change = this.changes.get(key);
      if (change === undefined) {
        this.#removeAll(resource);
        continue;
      }
      for (const name of values.keys()) {
        if (!change.values.has(name)) change.values.set(name, null);
      }
    }
  }

  apply(): ConfigsImage {
    const before = this.image.byResource;
    let byResource = before instanceof PersistentMap ? before : PersistentMap.from(before);
    for (const [key, { resource, values: changed }] of this.changes) {
      const values = new Map(byResource.get(key)?.values);
      for (const [name, value] of changed) {
        if (value === null) values.delete(name);
        else values.set(name, value);
      }
      const isEmpty = values.size === 0;
      byResource = isEmpty ? byResource.delete(key) : byResource.set(key, { resource, values });
    }
    return { byResource };
  }

  #change(resource: ConfigResource): ResourceConfigChange {
    const key = configResourceKey(resource.type, resource.name);
    const known = this.changes.get(key);
    if (known !== undefined) return known;
    const change = { resource, values: new Map<string, string | null>() };
    this.changes.set(key, change);
    return change;
  }

  #removeAll(resource: ConfigResource): void {
    const key = configResourceKey(resource.type, resource.name);
    const before = this.image.byResource.get(key)?.values ?? NO_VALUES;
    const changed = this.changes.get(key)?.values ?? NO_VALUES;
    for (const name of [...before.keys(), ...changed.keys()]) {
      this.#change(resource).values.set(name, null);
    }
  }
}

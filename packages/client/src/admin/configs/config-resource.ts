// What has configs: Kafka's resource types, and where the configs of each are read and changed.

import type { Place } from '../driver/operation.ts';
import { ANY, brokerPlace, CONTROLLER } from '../driver/operation.ts';

/** Kafka's resource types, by their protocol number. */
export const CONFIG_RESOURCE_TYPES = {
  topic: 2,
  broker: 4,
  'broker-logger': 8,
  'client-metrics': 16,
  group: 32,
} as const;

export type ConfigResourceType = keyof typeof CONFIG_RESOURCE_TYPES;

export interface ConfigResourceName {
  readonly type: ConfigResourceType;
  /** A topic, a group, a broker's id; `''` for what holds for all brokers. */
  readonly name: string;
}

/** The key of a resource in maps: `type:name`. */
export function configKey({ type, name }: ConfigResourceName): string {
  return `${type}:${name}`;
}

/** In messages: `topic orders`. */
export function resourceName({ type, name }: ConfigResourceName): string {
  return name === '' ? `${type} (default)` : `${type} ${name}`;
}

/** `configKey` of what a response names; undefined for a type that is not known here. */
export function configKeyIn(resource: {
  readonly resourceType: number;
  readonly resourceName: string;
}): string | undefined {
  const type = configTypeOf(resource.resourceType);
  return type === undefined ? undefined : configKey({ type, name: resource.resourceName });
}

export function configTypeOf(code: number): ConfigResourceType | undefined {
  const types = Object.keys(CONFIG_RESOURCE_TYPES) as ConfigResourceType[]; // these are its keys
  return types.find((type) => CONFIG_RESOURCE_TYPES[type] === code);
}

/** A broker answers for itself only; anything else any broker knows. */
export function placeToDescribe(resource: ConfigResourceName): Place {
  return ofBroker(resource) ?? ANY;
}

/** A broker's own configs are changed at that broker, all others by the controller. */
export function placeToAlter(resource: ConfigResourceName): Place {
  return ofBroker(resource) ?? CONTROLLER;
}

function ofBroker({ type, name }: ConfigResourceName): Place | undefined {
  const isOfBroker = type === 'broker' || type === 'broker-logger';
  // What is no number is left for a broker to refuse, in its own words.
  return isOfBroker && /^\d+$/.test(name) ? brokerPlace(Number(name)) : undefined;
}

// Where a broker config's value comes from, in Kafka's order: set for this broker while it runs,
// set for all brokers, set in its file, Kafka's default. Names that mean the same
// (log.retention.ms, .minutes, .hours) are one value: the strongest layer that has any of them
// decides, then their order.

import type { ConfigKey } from './config-key.ts';
import type { NodeConfig } from './node-config.ts';
import { canonicalText, textOf } from './parse-value.ts';
import { brokerKeyOf, topicDefinitions } from './definitions.ts';

/** DescribeConfigs' codes for the source of a value. */
export const configSources = {
  UNKNOWN: 0,
  DYNAMIC_TOPIC_CONFIG: 1,
  DYNAMIC_BROKER_CONFIG: 2,
  DYNAMIC_DEFAULT_BROKER_CONFIG: 3,
  STATIC_BROKER_CONFIG: 4,
  DEFAULT_CONFIG: 5,
  DYNAMIC_BROKER_LOGGER_CONFIG: 6,
  DYNAMIC_CLIENT_METRICS_CONFIG: 7,
  DYNAMIC_GROUP_CONFIG: 8,
} as const;

export interface ConfigLayers {
  readonly node: NodeConfig;
  /** ConfigRecords of this broker. */
  readonly thisBroker: ReadonlyMap<string, string>;
  /** ConfigRecords of all brokers (the resource with the empty name). */
  readonly allBrokers: ReadonlyMap<string, string>;
}

export interface SourcedValue {
  readonly name: string;
  readonly value: string | null;
  /** One of configSources. */
  readonly source: number;
}

/** Layers without anything dynamic. */
export function staticLayers(node: NodeConfig): ConfigLayers {
  return { node, thisBroker: new Map(), allBrokers: new Map() };
}

const FAMILIES: readonly (readonly string[])[] = ['segment.ms', 'segment.jitter.ms', 'retention.ms']
  .map((name) => topicDefinitions.get(name)?.brokerConfigs ?? []);
/** The second is the first one's default, but not the other way round. */
const FLUSH = ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms'] as const;

/** The broker configs that give one value together with this one, strongest first. */
export function equivalentNames(name: string): readonly string[] {
  if (name === FLUSH[0]) return FLUSH;
  return FAMILIES.find((names) => names.includes(name)) ?? [name];
}

/** Every value that some layer has under one of the names, strongest first; the default is last. */
export function sourcedValues(names: readonly string[], layers: ConfigLayers): SourcedValue[] {
  const found: SourcedValue[] = [];
  const add = (map: ReadonlyMap<string, string>, source: number): void => {
    for (const name of names) {
      const raw = map.get(name);
      if (raw !== undefined) found.push({ name, value: shownText(name, raw), source });
    }
  };
  add(layers.thisBroker, configSources.DYNAMIC_BROKER_CONFIG);
  add(layers.allBrokers, configSources.DYNAMIC_DEFAULT_BROKER_CONFIG);
  add(layers.node.originals, configSources.STATIC_BROKER_CONFIG);
  for (const name of names) {
    const key = brokerKeyOf(name);
    const isListed = key !== undefined && key.unlisted !== true;
    const value = isListed ? textOf(key, key.standard ?? null) : null;
    if (value !== null) found.push({ name, value, source: configSources.DEFAULT_CONFIG });
  }
  return found;
}

/** What DescribeConfigs says of a value: the text that was set; secrets are never shown. */
function shownText(name: string, raw: string): string | null {
  const key = brokerKeyOf(name);
  return key === undefined || key.type === 'password' ? null : raw;
}

/** The default that a topic config has on this broker, as text in the topic config's own unit. */
export function inheritedText(key: ConfigKey, layers: ConfigLayers): string | null {
  const own = textOf(key, key.standard ?? null);
  const names = key.brokerConfigs ?? [];
  for (const map of [layers.thisBroker, layers.allBrokers, layers.node.originals]) {
    for (const name of names) {
      const raw = map.get(name);
      if (raw !== undefined) return inTopicUnit(key, name, raw);
    }
  }
  return own;
}

const UNIT_MS: Readonly<Record<string, bigint>> = { hours: 3_600_000n, minutes: 60_000n };

function inTopicUnit(key: ConfigKey, name: string, raw: string): string {
  const brokerKey = brokerKeyOf(name);
  const text = brokerKey === undefined ? raw.trim() : canonicalText(brokerKey, raw);
  const unit = UNIT_MS[name.slice(name.lastIndexOf('.') + 1)];
  const converted = unit === undefined ? text : (BigInt(text) * unit).toString();
  // log.retention.* below zero all mean without limit.
  return key.name === 'retention.ms' && converted.startsWith('-') ? '-1' : converted;
}

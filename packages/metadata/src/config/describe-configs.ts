// Configs as DescribeConfigs and CreateTopics tell them: value, source, type, synonyms. Pure.
// Kafka's documentation texts are not carried: a request that includes them gets none.

import type { ConfigKey, ConfigType } from './config-key.ts';
import {
  type ConfigLayers,
  configSources,
  equivalentNames,
  inheritedText,
  type SourcedValue,
  sourcedValues,
} from './config-layers.ts';
import {
  brokerDefinitions,
  brokerKeyOf,
  clientMetricsDefinitions,
  type ConfigDefinitions,
  groupDefinitions,
  topicDefinitions,
} from './definitions.ts';
import { canonicalText, textOf } from './parse-value.ts';

export interface DescribedConfig {
  readonly name: string;
  /** Null for secrets and for what has no value. */
  readonly value: string | null;
  /** One of configSources. */
  readonly source: number;
  /** DescribeConfigs' code of the type; 0 for unknown. */
  readonly type: number;
  readonly isSensitive: boolean;
  readonly isReadOnly: boolean;
  /** Every value by source, strongest first. */
  readonly synonyms: readonly SourcedValue[];
}

const TYPE_CODES: Readonly<Record<ConfigType, number>> = {
  boolean: 1,
  string: 2,
  int: 3,
  short: 4,
  long: 5,
  double: 6,
  list: 7,
  class: 8,
  password: 9,
};

/** A topic's configs: its overrides over what it inherits from this broker. */
export function describeTopicConfigs(
  overrides: ReadonlyMap<string, string>,
  layers: ConfigLayers,
): DescribedConfig[] {
  return shown(topicDefinitions).map((key) => {
    const own = overrides.get(key.name);
    const raw = own ?? inheritedText(key, layers);
    const [brokerName] = key.brokerConfigs ?? [];
    const inherited = brokerName === undefined ? [] : brokerSynonyms(brokerName, layers);
    const override = withOverride(key, own, configSources.DYNAMIC_TOPIC_CONFIG);
    return described(key, raw, [...override, ...inherited]);
  });
}

/**
 * Everything a broker has: what its file says and what was set while it runs, names unknown to us
 * among it, and the rest's defaults.
 */
export function describeBrokerConfigs(layers: ConfigLayers): DescribedConfig[] {
  const names = new Set([
    ...layers.node.originals.keys(),
    ...layers.allBrokers.keys(),
    ...layers.thisBroker.keys(),
    ...shown(brokerDefinitions).map((key) => key.name),
  ]);
  return [...names].map((name) => describeBrokerConfig(name, layers));
}

/** What is set for all brokers while they run. */
export function describeBrokerDefaults(layers: ConfigLayers): DescribedConfig[] {
  return [...layers.allBrokers.keys()].map((name) => {
    const described = describeBrokerConfig(name, layers);
    const isDefault = (each: SourcedValue): boolean =>
      each.source === configSources.DYNAMIC_DEFAULT_BROKER_CONFIG;
    const synonyms = described.synonyms.filter(isDefault);
    const value = described.isSensitive ? null : (layers.allBrokers.get(name) ?? null);
    return { ...described, value, synonyms, source: sourceOf(synonyms) };
  });
}

/** A group's configs; what it does not override comes from the broker's `group.…` config. */
export function describeGroupConfigs(
  overrides: ReadonlyMap<string, string>,
  layers: ConfigLayers,
): DescribedConfig[] {
  return shown(groupDefinitions).map((key) => {
    const own = overrides.get(key.name);
    const brokerName = `group.${key.name}`;
    const isInherited = brokerDefinitions.has(brokerName);
    const synonyms = isInherited ? brokerSynonyms(brokerName, layers) : ownDefault(key);
    const raw = own ?? (isInherited ? strongest(brokerName, layers) : (synonyms[0]?.value ?? null));
    const override = withOverride(key, own, configSources.DYNAMIC_GROUP_CONFIG);
    return described(key, raw, [...override, ...synonyms]);
  });
}

export function describeClientMetricsConfigs(
  overrides: ReadonlyMap<string, string>,
): DescribedConfig[] {
  return shown(clientMetricsDefinitions).map((key) => {
    const own = overrides.get(key.name);
    const source = configSources.DYNAMIC_CLIENT_METRICS_CONFIG;
    return described(key, own ?? textOf(key, key.standard ?? null), withOverride(key, own, source));
  });
}

function ownDefault(key: ConfigKey): SourcedValue[] {
  const value = textOf(key, key.standard ?? null);
  return value === null ? [] : [{ name: key.name, value, source: configSources.DEFAULT_CONFIG }];
}

function shown(definitions: ConfigDefinitions): ConfigKey[] {
  return [...definitions.values()].filter((key) => key.internal !== true && key.unlisted !== true);
}

function withOverride(key: ConfigKey, own: string | undefined, source: number): SourcedValue[] {
  return own === undefined ? [] : [{ name: key.name, value: canonicalText(key, own), source }];
}

function described(
  key: ConfigKey,
  raw: string | null,
  synonyms: readonly SourcedValue[],
): DescribedConfig {
  const isSensitive = key.type === 'password';
  return {
    name: key.name,
    value: raw === null || isSensitive ? null : canonicalText(key, raw),
    source: sourceOf(synonyms),
    type: TYPE_CODES[key.type],
    isSensitive,
    isReadOnly: false,
    synonyms,
  };
}

function sourceOf(synonyms: readonly SourcedValue[]): number {
  return synonyms[0]?.source ?? configSources.DEFAULT_CONFIG;
}

function describeBrokerConfig(name: string, layers: ConfigLayers): DescribedConfig {
  const key = brokerKeyOf(name);
  const synonyms = brokerSynonyms(name, layers);
  // A name that nobody knows may well hold a secret.
  const isSensitive = key === undefined || key.type === 'password';
  return {
    name,
    value: isSensitive ? null : strongest(name, layers),
    source: sourceOf(synonyms),
    type: key === undefined ? 0 : TYPE_CODES[key.type],
    isSensitive,
    isReadOnly: key?.dynamic === undefined,
    synonyms,
  };
}

/** The text of the strongest layer that has exactly this name, else the default. */
function strongest(name: string, layers: ConfigLayers): string | null {
  const key = brokerKeyOf(name);
  const raw =
    layers.thisBroker.get(name) ?? layers.allBrokers.get(name) ?? layers.node.originals.get(name);
  if (raw !== undefined) return key === undefined ? raw : canonicalText(key, raw);
  return key === undefined ? null : textOf(key, key.standard ?? null);
}

/**
 * Kafka leaves out what other names say more strongly than the name itself is said: retention.ms
 * has no synonym log.retention.hours unless log.retention.ms is set too.
 */
function brokerSynonyms(name: string, layers: ConfigLayers): readonly SourcedValue[] {
  const all = sourcedValues(equivalentNames(name), layers);
  const first = all.findIndex((each) => each.name === name);
  return first < 0 ? [] : all.slice(first);
}

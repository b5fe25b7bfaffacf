// One config as a broker describes it: its value, where that comes from, and what it is.

import type { DescribeConfigsResponse } from '@ottla/protocol';

/** Kafka's config sources, by their protocol number. */
const SOURCES = [
  'UNKNOWN',
  'DYNAMIC_TOPIC_CONFIG',
  'DYNAMIC_BROKER_CONFIG',
  'DYNAMIC_DEFAULT_BROKER_CONFIG',
  'STATIC_BROKER_CONFIG',
  'DEFAULT_CONFIG',
  'DYNAMIC_BROKER_LOGGER_CONFIG',
  'DYNAMIC_CLIENT_METRICS_CONFIG',
  'DYNAMIC_GROUP_CONFIG',
] as const;

export type ConfigSource = (typeof SOURCES)[number];

/** Kafka's config types, by their protocol number. */
const TYPES = [
  'UNKNOWN',
  'BOOLEAN',
  'STRING',
  'INT',
  'SHORT',
  'LONG',
  'DOUBLE',
  'LIST',
  'CLASS',
  'PASSWORD',
] as const;

export type ConfigType = (typeof TYPES)[number];

export interface ConfigSynonym {
  readonly name: string;
  readonly value: string | null;
  readonly source: ConfigSource;
}

export interface ConfigEntry {
  readonly name: string;
  /** Null where it is sensitive. */
  readonly value: string | null;
  readonly source: ConfigSource;
  /** UNKNOWN where the broker is too old to tell. */
  readonly type: ConfigType;
  /** Null unless it was asked for. */
  readonly documentation: string | null;
  readonly isSensitive: boolean;
  readonly isReadOnly: boolean;
  /** Where the value may come from, in the order of precedence; empty unless asked for. */
  readonly synonyms: readonly ConfigSynonym[];
}

export function configEntryOf(
  config: DescribeConfigsResponse['results'][number]['configs'][number],
): ConfigEntry {
  const { name, value, isSensitive, readOnly: isReadOnly, documentation } = config;
  return {
    name,
    value,
    source: sourceOf(config.configSource),
    type: TYPES[config.configType] ?? 'UNKNOWN',
    documentation: documentation || null,
    isSensitive,
    isReadOnly,
    synonyms: config.synonyms.map((synonym) => ({
      name: synonym.name,
      value: synonym.value,
      source: sourceOf(synonym.source),
    })),
  };
}

function sourceOf(code: number): ConfigSource {
  return SOURCES[code] ?? 'UNKNOWN';
}

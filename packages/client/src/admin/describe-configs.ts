// DescribeConfigs (32).

import { describeConfigsApi, errorOf, type DescribeConfigsResponse } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { KafkaError } from '../errors.ts';
import { runItems, valuesOrThrow, type AdminOptions } from './item-operation.ts';

/** Kafka's resource types, by their protocol number. */
export const CONFIG_RESOURCE_TYPES = {
  topic: 2,
  broker: 4,
  'broker-logger': 8,
  'client-metrics': 16,
  group: 32,
} as const;

export type ConfigResourceType = keyof typeof CONFIG_RESOURCE_TYPES;

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

export interface ConfigResource {
  readonly type: ConfigResourceType;
  readonly name: string;
  /** Only these; all of them where it is left out. */
  readonly keys?: readonly string[] | undefined;
}

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
  readonly isSensitive: boolean;
  readonly isReadOnly: boolean;
  readonly synonyms: readonly ConfigSynonym[];
}

export interface DescribeConfigsOptions extends AdminOptions {
  readonly includeSynonyms?: boolean | undefined;
}

/** Keys are `type:name`; see `configKey`. Throws the first resource's KafkaError. */
export async function describeConfigs(
  core: ClientCore,
  resources: readonly ConfigResource[],
  options: DescribeConfigsOptions = {},
): Promise<Map<string, ConfigEntry[]>> {
  const described = new Map<string, ConfigEntry[]>();
  for (const [node, ofNode] of Map.groupBy(resources, nodeOf)) {
    const outcomes = await runItems(
      core,
      {
        doing: 'describe configs',
        api: describeConfigsApi,
        target: node,
        keyOf: configKey,
        request: (pending) => ({
          resources: pending.map(({ type, name, keys }) => ({
            resourceType: CONFIG_RESOURCE_TYPES[type],
            resourceName: name,
            configurationKeys: keys ?? null,
          })),
          includeSynonyms: options.includeSynonyms ?? false,
        }),
        outcomes: ({ results }) =>
          results.map((result) => [keyOfResult(result), outcomeOf(result)]),
        isPassing: ({ retriable }) => retriable,
      },
      ofNode,
      options,
    );
    for (const [key, entries] of valuesOrThrow(outcomes)) described.set(key, entries);
  }
  return described;
}

export function configKey({ type, name }: { type: ConfigResourceType; name: string }): string {
  return `${type}:${name}`;
}

/** A broker answers for itself only; anything else any broker knows. */
function nodeOf({ type, name }: ConfigResource): number | 'any' {
  const isOfBroker = type === 'broker' || type === 'broker-logger';
  return isOfBroker && name !== '' ? Number(name) : 'any';
}

type Result = DescribeConfigsResponse['results'][number];

function keyOfResult({ resourceType, resourceName }: Result): string {
  const type = Object.entries(CONFIG_RESOURCE_TYPES).find(([, code]) => code === resourceType);
  return `${type?.[0]}:${resourceName}`;
}

function outcomeOf(result: Result): ConfigEntry[] | KafkaError {
  const { errorCode, errorMessage, configs } = result;
  if (errorCode !== 0) return new KafkaError(errorOf(errorCode), errorMessage);
  return configs.map(({ name, value, configSource, isSensitive, readOnly, synonyms }) => ({
    name,
    value,
    source: SOURCES[configSource] ?? 'UNKNOWN',
    isSensitive,
    isReadOnly: readOnly,
    synonyms: synonyms.map((synonym) => ({
      name: synonym.name,
      value: synonym.value,
      source: SOURCES[synonym.source] ?? 'UNKNOWN',
    })),
  }));
}

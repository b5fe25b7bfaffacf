// Whether configs may be given to a topic: names, values, and values that contradict each other.
// The answer is Kafka's message for INVALID_CONFIG, or undefined where all is well.

import { checkValue } from './check-value.ts';
import { ConfigError } from './config-error.ts';
import { type ConfigLayers, inheritedText } from './config-layers.ts';
import { topicDefinitions } from './definitions.ts';
import { parseValue } from './parse-value.ts';

export type TopicOverrides = ReadonlyMap<string, string | null>;

/** One config by itself; null is for values that CreateTopics left out. */
export function validateTopicConfig(name: string, value: string | null): string | undefined {
  return validateNames(new Map([[name, value]])) ?? explain(() => check(name, value ?? ''));
}

/** All overrides that a topic is to have, beside each other and beside what it inherits. */
export function validateTopicConfigs(
  overrides: TopicOverrides,
  layers: ConfigLayers,
): string | undefined {
  return (
    validateNames(overrides) ??
    explain(() => {
      for (const [name, value] of overrides) check(name, value ?? '');
      checkTogether(overrides, layers);
    })
  );
}

function validateNames(overrides: TopicOverrides): string | undefined {
  const nulls = [...overrides].filter(([, value]) => value === null).map(([name]) => name);
  if (nulls.length > 0) return `Null value not supported for topic configs: ${nulls.join(',')}`;
  for (const name of overrides.keys()) {
    if (!topicDefinitions.has(name)) return `Unknown topic config name: ${name}`;
  }
  return undefined;
}

function explain(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

function check(name: string, raw: string): void {
  const key = topicDefinitions.get(name);
  if (key !== undefined) checkValue(key, parseValue(key, raw));
}

function checkTogether(overrides: TopicOverrides, layers: ConfigLayers): void {
  const number = (name: string): number => numberOf(name, overrides, layers);
  const [min, max] = [number('min.compaction.lag.ms'), number('max.compaction.lag.ms')];
  if (min > max) {
    throw new ConfigError(
      'conflict topic config setting min.compaction.lag.ms ' +
        `(${min}) > max.compaction.lag.ms (${max})`,
    );
  }
  if (overrides.get('remote.storage.enable')?.trim().toLowerCase() === 'true') {
    throw new ConfigError(
      'Tiered Storage functionality is disabled in the broker. ' +
        'Topic cannot be configured with remote log storage.',
    );
  }
}

function numberOf(name: string, overrides: TopicOverrides, layers: ConfigLayers): number {
  const key = topicDefinitions.get(name);
  if (key === undefined) return 0;
  const raw = overrides.get(name) ?? inheritedText(key, layers);
  const value = raw === null ? 0 : parseValue(key, raw);
  return typeof value === 'number' ? value : 0;
}

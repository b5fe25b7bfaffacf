// All configs of a new topic as CreateTopics tells them: name, value and where the value comes
// from.

import type { CreateTopicsResponse, Draft } from '@ottla/protocol';
import { type ConfigLayers, configSources, inheritedText } from '../config/config-layers.ts';
import type { ConfigKey } from '../config/config-key.ts';
import { topicDefinitions } from '../config/definitions.ts';

type TopicResult = CreateTopicsResponse['topics'][number];
type ConfigResult = Draft<NonNullable<TopicResult['configs']>[number]>;

/** Sorted by name; internal configs only where they were set. */
export function effectiveTopicConfigs(
  overrides: ReadonlyMap<string, string>,
  layers: ConfigLayers,
): ConfigResult[] {
  return [...topicDefinitions.values()]
    .filter((key) => key.internal !== true || overrides.has(key.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((key) => effective(key, overrides, layers));
}

function effective(
  key: ConfigKey,
  overrides: ReadonlyMap<string, string>,
  layers: ConfigLayers,
): ConfigResult {
  const isSensitive = key.type === 'password';
  const override = overrides.get(key.name);
  const value = override ?? inheritedText(key, layers);
  return {
    name: key.name,
    value: isSensitive ? null : value,
    readOnly: false,
    configSource:
      override === undefined ? inheritedSource(key, layers) : configSources.DYNAMIC_TOPIC_CONFIG,
    isSensitive,
  };
}

function inheritedSource(key: ConfigKey, { thisBroker, allBrokers, node }: ConfigLayers): number {
  const names = key.brokerConfigs ?? [];
  const isIn = (layer: ReadonlyMap<string, string>): boolean =>
    names.some((each) => layer.has(each));
  if (isIn(thisBroker)) return configSources.DYNAMIC_BROKER_CONFIG;
  if (isIn(allBrokers)) return configSources.DYNAMIC_DEFAULT_BROKER_CONFIG;
  return isIn(node.originals) ? configSources.STATIC_BROKER_CONFIG : configSources.DEFAULT_CONFIG;
}

// What the broker's parts ask of the newest image: effective topic configs, and where values come
// from.

import {
  type ConfigLayers,
  configResourceTypes,
  configsOf,
  type MetadataImage,
  type NodeConfig,
  type TopicConfig,
  topicConfigOf,
} from '@ottla/metadata';

/** Where this broker's config values come from, as of an image. */
export function layersOf(config: NodeConfig, image: MetadataImage): ConfigLayers {
  const nodeId = String(config.number('node.id'));
  return {
    node: config,
    thisBroker: configsOf(image.configs, configResourceTypes.BROKER, nodeId),
    allBrokers: configsOf(image.configs, configResourceTypes.BROKER, ''),
  };
}

/**
 * The configs that topics go by, on this broker. Thousands of partitions ask at each start, so they
 * are read once for each topic that has overrides and once for all others, until any config
 * changes.
 */
export class EffectiveTopicConfigs {
  readonly #config: NodeConfig;
  #of: MetadataImage['configs'] | undefined;
  readonly #known = new Map<string, TopicConfig>();

  constructor(config: NodeConfig) {
    this.#config = config;
  }

  of(image: MetadataImage, topic: string): TopicConfig {
    if (this.#of !== image.configs) {
      this.#of = image.configs;
      this.#known.clear();
    }
    const overrides = configsOf(image.configs, configResourceTypes.TOPIC, topic);
    // No topic has an empty name.
    const key = overrides.size === 0 ? '' : topic;
    const known = this.#known.get(key) ?? topicConfigOf(overrides, layersOf(this.#config, image));
    this.#known.set(key, known);
    return known;
  }
}

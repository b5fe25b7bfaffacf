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

export function effectiveTopicConfig(
  config: NodeConfig,
  image: MetadataImage,
  topic: string,
): TopicConfig {
  const overrides = configsOf(image.configs, configResourceTypes.TOPIC, topic);
  return topicConfigOf(overrides, layersOf(config, image));
}

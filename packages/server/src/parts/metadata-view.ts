// What the broker's parts ask of the newest image: effective topic configs, and where values come
// from.

import {
  type ConfigLayers,
  configResourceTypes,
  configsOf,
  effectiveNodeConfig,
  featureLevel,
  METADATA_VERSION,
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

/** The metadata.version that knows of them: 4.3-IV0. */
const CORDONED_DIRECTORIES = 30;

/** Whether no new partition is put into a log directory of this broker (KIP-1066). */
export function isCordoned(layers: ConfigLayers, image: MetadataImage, path: string): boolean {
  if (featureLevel(image.features, METADATA_VERSION) < CORDONED_DIRECTORIES) return false;
  const cordoned = effectiveNodeConfig(layers).list('cordoned.log.dirs');
  return cordoned.includes('*') || cordoned.includes(path);
}

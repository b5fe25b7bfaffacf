// What a topic's config is worth on this controller: its override, else what all brokers, this
// node's file or Kafka's default say.

import { inheritedText } from '../config/config-layers.ts';
import { topicDefinitions } from '../config/definitions.ts';
import { configResourceTypes, configsOf } from '../image/configs-image.ts';
import type { MetadataImage } from '../image/metadata-image.ts';
import { configLayers, type ControllerSettings } from './command.ts';

export function topicConfigText(
  image: MetadataImage,
  settings: ControllerSettings,
  topic: string,
  name: string,
): string | null {
  const override = configsOf(image.configs, configResourceTypes.TOPIC, topic).get(name);
  if (override !== undefined) return override;
  const key = topicDefinitions.get(name);
  return key === undefined ? null : inheritedText(key, configLayers(image, settings));
}

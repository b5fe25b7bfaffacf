// Tells the node of its configuration each time that a change of the controller's made it another
// one (KIP-226). What topics inherit is followed by the replicas themselves.

import type { Logger } from '@ottla/base';
import {
  type ConfigLayers,
  configResourceTypes,
  effectiveNodeConfig,
  type MetadataDelta,
  type MetadataImage,
  type NodeConfig,
} from '@ottla/metadata';
import type { MetadataPublisher } from '../metadata/metadata-publisher.ts';

export interface DynamicConfigOptions {
  readonly logger: Logger;
  readonly nodeId: number;
  /** Where this broker's values come from, as of an image. */
  readonly layers: (image: MetadataImage) => ConfigLayers;
  readonly apply: (config: NodeConfig) => void;
}

export class DynamicConfigPublisher implements MetadataPublisher {
  readonly name = 'dynamic configs';
  readonly #options: DynamicConfigOptions;

  constructor(options: DynamicConfigOptions) {
    this.#options = options;
  }

  onUpdate(delta: MetadataDelta, image: MetadataImage): void {
    if (!this.#concernsUs(delta)) return;
    const { layers, apply, logger } = this.#options;
    try {
      apply(effectiveNodeConfig(layers(image)));
    } catch (error) {
      // As Kafka: the configuration that was there goes on.
      const reason = error instanceof Error ? error.message : String(error);
      logger.error('the configuration set through the controller cannot be applied', { reason });
    }
  }

  #concernsUs(delta: MetadataDelta): boolean {
    const { nodeId } = this.#options;
    const resources = [...(delta.configs?.changes.values() ?? [])].map((each) => each.resource);
    return resources.some(
      ({ type, name }) =>
        type === configResourceTypes.BROKER && (name === '' || name === String(nodeId)),
    );
  }
}

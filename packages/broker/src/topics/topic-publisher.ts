// Hands every new image to the replicas, and says what an operator should know: topics that ask for
// compaction, which comes later.

import type { Logger } from '@ottla/base';
import { configResourceTypes, type MetadataDelta, type MetadataImage } from '@ottla/metadata';
import type { MetadataPublisher } from '../metadata/metadata-publisher.ts';
import type { FollowingReplicas } from '../replica/follow-topics.ts';
import { setStraysAside } from '../replica/set-strays-aside.ts';

/** The replicas of this broker, as the publisher needs them. */
export interface PublishedReplicas extends FollowingReplicas {
  applyTopics(delta: MetadataDelta, image: MetadataImage): void;
}

export class TopicPublisher implements MetadataPublisher {
  readonly name = 'topics';
  readonly #replicas: PublishedReplicas;
  readonly #logger: Logger;
  /** Topics that were warned of, so that each one is named once. */
  readonly #warned = new Set<string>();
  #isFirst = true;

  constructor(replicas: PublishedReplicas, logger: Logger) {
    this.#replicas = replicas;
    this.#logger = logger;
  }

  onUpdate(delta: MetadataDelta, image: MetadataImage): void {
    if (this.#isFirst) {
      // Until now nothing was known of any topic: what no topic claims is a stray.
      setStraysAside(this.#replicas, image);
      this.#isFirst = false;
    }
    this.#replicas.applyTopics(delta, image);
    this.#warnOfCompaction(delta, image);
  }

  #warnOfCompaction(delta: MetadataDelta, image: MetadataImage): void {
    for (const { resource } of delta.configs?.changes.values() ?? []) {
      const { type, name } = resource;
      if (type !== configResourceTypes.TOPIC || this.#warned.has(name)) continue;
      if (!image.topics.byName.has(name)) continue;
      if (!this.#replicas.topicConfig(image, name).cleanupPolicy.compact) continue;
      this.#warned.add(name);
      this.#logger.warn('the topic asks for compaction, which comes later: it keeps all records', {
        topic: name,
      });
    }
  }
}

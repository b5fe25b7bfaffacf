// Hands every new image to the replicas; with the first, what no topic claims is set aside.

import type { MetadataDelta, MetadataImage } from '@ottla/metadata';
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
  #isFirst = true;

  constructor(replicas: PublishedReplicas) {
    this.#replicas = replicas;
  }

  onUpdate(delta: MetadataDelta, image: MetadataImage): void {
    if (this.#isFirst) {
      // Until now nothing was known of any topic: what no topic claims is a stray.
      setStraysAside(this.#replicas, image);
      this.#isFirst = false;
    }
    this.#replicas.applyTopics(delta, image);
  }
}

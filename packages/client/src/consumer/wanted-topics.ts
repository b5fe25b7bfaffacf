// Which topics a consumer wants: those of its subscription, matched with the metadata where it is a
// pattern. Metadata is kept of them, of those that it has partitions of, and of those that it
// watches for its group.

import type { ClientCore } from '../core/client-core.ts';
import type { ClusterMetadata } from '../core/cluster-metadata.ts';
import { topicFailure } from '../core/metadata-refresh.ts';
import type { PartitionSet } from '../fetcher/partition-set.ts';
import type { GroupConfig } from './group-options.ts';
import { admits, topicsOf, type Subscription } from './subscription.ts';

export interface WantedTopicsParts {
  readonly core: ClientCore;
  readonly config: GroupConfig;
  readonly partitions: PartitionSet;
}

export class WantedTopics {
  readonly #parts: WantedTopicsParts;
  #watched: ReadonlySet<string> = new Set();
  #matched: readonly [Subscription, ClusterMetadata, readonly string[]] | undefined;
  /** Call `retain` once what the consumer has is in line with it. */
  subscription: Subscription = { kind: 'none' };

  constructor(parts: WantedTopicsParts) {
    this.#parts = parts;
  }

  /** Sorted; undefined while a pattern cannot be matched yet. Matched once for each metadata. */
  get subscribed(): readonly string[] | undefined {
    const { core, config } = this.#parts;
    const { current: metadata, knowsAll } = core.metadata;
    const [subscription, seen, topics] = this.#matched ?? [];
    if (subscription === this.subscription && seen === metadata) return topics;
    const known = { metadata, knowsAll };
    const matched = topicsOf(this.subscription, known, config.excludesInternalTopics);
    this.#matched = matched === undefined ? undefined : [this.subscription, metadata, matched];
    return matched;
  }

  /** Whether an assignment of this topic may come to this consumer. */
  admits(topic: string): boolean {
    return admits(this.subscription, topic);
  }

  /** All topics of the group, for its leader; none for others. */
  watch(topics: ReadonlySet<string>): void {
    this.#watched = topics;
    this.retain();
  }

  /** Asks for metadata of what is wanted, and of nothing else. */
  retain(): void {
    const { core, partitions } = this.#parts;
    const { metadata } = core;
    const topics = new Set([
      ...(this.subscribed ?? []),
      ...partitions.all.map(({ topic }) => topic),
      ...this.#watched,
    ]);
    metadata.retain(topics);
    for (const topic of topics) metadata.want(topic);
  }

  /** Why a topic cannot be had for good. Without it the group would just assign nothing of it. */
  refusal(): Error | undefined {
    const { topicErrors } = this.#parts.core.metadata.current;
    if (topicErrors.size === 0 || this.subscription.kind !== 'topics') return undefined;
    for (const topic of this.subscription.topics) {
      const error = topicErrors.get(topic);
      if (error?.retriable === false) return topicFailure(topic, error);
    }
    return undefined;
  }
}

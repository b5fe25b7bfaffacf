// What a consumer wants: topics by name or by pattern, or partitions that it named itself. Pure.

import type { ClusterMetadata } from '../core/cluster-metadata.ts';
import { compareText } from './assignors/assignor.ts';

export type Subscription =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'topics';
      /** Sorted. */
      readonly topics: readonly string[];
      readonly names: ReadonlySet<string>;
    }
  /** Without the state that `g` or `y` would keep. */
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  /** Partitions named by the application: no membership. */
  | { readonly kind: 'assigned' };

export interface KnownTopics {
  readonly metadata: ClusterMetadata;
  /** Whether `metadata` names all topics there are. */
  readonly knowsAll: boolean;
}

/** Sorted; undefined while a pattern cannot be matched yet. */
export function topicsOf(
  subscription: Subscription,
  known: KnownTopics,
  excludesInternal: boolean,
): readonly string[] | undefined {
  switch (subscription.kind) {
    case 'none':
    case 'assigned':
      return [];
    case 'topics':
      return subscription.topics;
    case 'pattern': {
      if (!known.knowsAll) return undefined;
      const { pattern } = subscription;
      return [...known.metadata.topics.values()]
        .filter(({ isInternal }) => !(isInternal && excludesInternal))
        .map(({ name }) => name)
        .filter((name) => pattern.test(name))
        .toSorted(compareText);
    }
  }
}

/** Whether an assignment of this topic may come to this consumer. */
export function admits(subscription: Subscription, topic: string): boolean {
  switch (subscription.kind) {
    case 'none':
    case 'assigned':
      return false;
    case 'topics':
      return subscription.names.has(topic);
    case 'pattern':
      return subscription.pattern.test(topic);
  }
}

export function subscribeTo(wanted: string | readonly string[] | RegExp): Subscription {
  if (wanted instanceof RegExp) {
    const pattern = new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, ''));
    return { kind: 'pattern', pattern };
  }
  const names = new Set(typeof wanted === 'string' ? [wanted] : wanted);
  return { kind: 'topics', topics: [...names].toSorted(compareText), names };
}

// The topics that the members of a group subscribe to, where its protocol is the consumer's: all
// that the coordinator understands of what members tell each other.

import { consumerProtocolSubscription, DecodeError, Reader } from '@ottla/protocol';

export const CONSUMER_PROTOCOL_TYPE = 'consumer';

/** More topics than a cluster has; each takes fifty times its two bytes here. */
const TOPICS_MAX = 100_000;

/** Undefined where one subscription cannot be read: then any topic may be subscribed to. */
export function subscribedTopics(
  subscriptions: readonly Uint8Array[],
): ReadonlySet<string> | undefined {
  try {
    return new Set(subscriptions.flatMap(topicsOf));
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** Every version begins with what version 0 has, and more is not needed. */
function topicsOf(subscription: Uint8Array): readonly string[] {
  const reader = new Reader(subscription);
  reader.itemsLeft = TOPICS_MAX;
  reader.int16('version');
  return consumerProtocolSubscription.read(reader, 0).topics;
}

// What operations on partitions share: each partition is asked for at its leader, all of one leader
// in one request, again with newer metadata where a leader has moved.

import { errorOf, errors } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { partitionOf } from '../core/cluster-metadata.ts';
import { KafkaError } from '../errors.ts';
import { isRetriable, retrying } from '../retry/retry-loop.ts';
import type { AdminOptions } from './item-operation.ts';

export interface PartitionItem {
  readonly topic: string;
  readonly partition: number;
}

/** Asks one leader for all its items; errors stay with their item. */
export type AskLeader<Item, Value> = (
  nodeId: number,
  items: readonly Item[],
  timeoutMs: number,
) => Promise<ReadonlyMap<Item, Value | KafkaError>>;

/** Each item's value or final error. */
export async function runAtLeaders<Item extends PartitionItem, Value>(
  core: ClientCore,
  items: readonly Item[],
  options: AdminOptions & { readonly doing: string },
  ask: AskLeader<Item, Value>,
): Promise<Map<Item, Value | KafkaError>> {
  const { world, retryBackoff: backoff, apiTimeoutMs } = core.config;
  const { timeoutMs = apiTimeoutMs, signal, doing } = options;
  const settled = new Map<Item, Value | KafkaError>();
  await retrying({ world, backoff, timeoutMs, doing, signal }, async (remainingMs) => {
    const pending = items.filter((item) => !settled.has(item));
    for (const topic of new Set(pending.map((item) => item.topic))) {
      await core.metadata.topic(topic, { timeoutMs: remainingMs, signal });
    }
    let passing: KafkaError | undefined;
    const byLeader = Map.groupBy(pending, (item) => leaderOf(core, item));
    for (const [leader, ofLeader] of byLeader) {
      const outcomes =
        typeof leader === 'number'
          ? await ask(leader, ofLeader, remainingMs)
          : new Map(ofLeader.map((item) => [item, leader]));
      for (const [item, outcome] of outcomes) {
        if (isRetriable(outcome) && outcome instanceof KafkaError) passing = outcome;
        else settled.set(item, outcome);
      }
    }
    if (passing === undefined) return;
    if (errorOf(passing.code).refreshMetadata) core.metadata.requestRefresh();
    throw passing;
  });
  return settled;
}

function leaderOf(core: ClientCore, { topic, partition }: PartitionItem): number | KafkaError {
  const known = partitionOf(core.metadata.current, topic, partition);
  if (known === undefined) return new KafkaError(errors.UNKNOWN_TOPIC_OR_PARTITION);
  return known.leader < 0 ? new KafkaError(errors.LEADER_NOT_AVAILABLE) : known.leader;
}

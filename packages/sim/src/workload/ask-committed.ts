// Asks what a group has committed, and writes the answer down.

import type { Admin } from '@ottla/client';

import type { Stage } from './stage.ts';

/** By `topic-partition`; throws what the client throws. */
export async function askCommitted(
  { history, counters }: Stage,
  admin: Admin,
  groupId: string,
): Promise<ReadonlyMap<string, number>> {
  const invokedMs = history.nowMs;
  const answers = await admin.listConsumerGroupOffsets([{ groupId }]);
  const told = answers.get(groupId);
  const found = new Map<string, number>();
  if (told instanceof Error || told === undefined) return found;
  const completedMs = history.nowMs;
  for (const { topic, partition, committed } of told) {
    const offset = committed?.offset ?? -1;
    history.committedReads.push({ groupId, topic, partition, offset, invokedMs, completedMs });
    found.set(`${topic}-${partition}`, offset);
  }
  counters.add('committed reads');
  return found;
}

// What `consumer-groups` asks of topics and partitions: do they exist, have they a leader, where do
// their logs begin and end.

import { valueOf, type OffsetSpec } from '@ottla/client';

import { hashOrder, textHash } from '../java-manner/hash-order.ts';
import type { GroupSession } from './group-session.ts';
import type { PartitionName, PartitionOffset } from './group-tables.ts';

export async function offsetsAt(
  { admin, call }: GroupSession,
  partitions: readonly PartitionName[],
  at: OffsetSpec,
): Promise<PartitionOffset[]> {
  if (partitions.length === 0) return [];
  const requests = partitions.map(({ topic, partition }) => ({ topic, partition, at }));
  const results = await admin.listOffsets(requests, call);
  return results.map(({ topic, partition, found }) => {
    const { offset } = valueOf(found);
    return { topic, partition, offset };
  });
}

export async function leaderlessPartitions(
  session: GroupSession,
  partitions: readonly PartitionName[],
): Promise<PartitionName[]> {
  const known = await knownPartitions(session, partitions);
  return partitions.filter((each) => known.get(keyOf(each)) === -1);
}

export async function missingPartitions(
  session: GroupSession,
  partitions: readonly PartitionName[],
): Promise<PartitionName[]> {
  const known = await knownPartitions(session, partitions);
  return partitions.filter((each) => !known.has(keyOf(each)));
}

/** All partitions of these topics, the topics in the order in which Java comes to them. */
export async function partitionsOf(
  { admin, call }: GroupSession,
  topics: readonly string[],
): Promise<PartitionName[]> {
  const described = await admin.describeTopics(topics, call);
  return hashOrder([...described.values()], ({ name }) => textHash(name)).flatMap(
    ({ name, partitions }) => partitions.map(({ partition }) => ({ topic: name, partition })),
  );
}

/** Leaders by partition, -1 for none. */
async function knownPartitions(
  { admin, call }: GroupSession,
  partitions: readonly PartitionName[],
): Promise<Map<string, number>> {
  const topics = [...new Set(partitions.map(({ topic }) => topic))];
  if (topics.length === 0) return new Map();
  const described = await admin.describeTopics(topics, call);
  return new Map(
    [...described.values()].flatMap(({ name, partitions: ofTopic }) =>
      ofTopic.map(({ partition, leader }) => [keyOf({ topic: name, partition }), leader] as const),
    ),
  );
}

function keyOf({ topic, partition }: PartitionName): string {
  return `${topic}-${partition}`;
}

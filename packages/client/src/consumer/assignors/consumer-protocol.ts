// The bytes that members of a classic consumer group send to each other through the coordinator:
// Kafka's ConsumerProtocol. Subscription: int16 version, topics, userData, v1 owned partitions, v2
// generation, v3 rack. Assignment: int16 version, partitions by topic, userData. Pure.

import {
  consumerProtocolAssignment,
  consumerProtocolSubscription,
  decodeVersioned,
  encodeVersioned,
} from '@ottla/protocol';

import type { TopicPartition } from '../../fetcher/topic-partition.ts';
import { compareText, type MemberAssignment, type MemberSubscription } from './assignor.ts';

/** Written always: readers of older versions ignore what they do not know. */
const SUBSCRIPTION_VERSION = 3;
const ASSIGNMENT_VERSION = 3;

export type OwnSubscription = Omit<MemberSubscription, 'memberId' | 'groupInstanceId'>;

export function encodeSubscription(subscription: OwnSubscription): Uint8Array {
  return encodeVersioned(
    consumerProtocolSubscription,
    {
      topics: subscription.topics.toSorted(compareText),
      userData: subscription.userData,
      ownedPartitions: byTopic(subscription.ownedPartitions, 'sorted'),
      generationId: subscription.generationId,
      rackId: subscription.rackId,
    },
    SUBSCRIPTION_VERSION,
  );
}

/** Throws a DecodeError. Versions after 3 are read as version 3. */
export function decodeSubscription(bytes: Uint8Array): OwnSubscription {
  const { message } = decodeVersioned(consumerProtocolSubscription, bytes, 'read');
  const { topics, userData, generationId, rackId } = message;
  return {
    topics,
    userData,
    ownedPartitions: flatten(message.ownedPartitions),
    generationId,
    // Java treats an empty rack as none.
    rackId: rackId === '' ? null : rackId,
  };
}

export function encodeAssignment({ partitions, userData }: MemberAssignment): Uint8Array {
  return encodeVersioned(
    consumerProtocolAssignment,
    { assignedPartitions: byTopic(partitions, 'as-given'), userData: userData ?? null },
    ASSIGNMENT_VERSION,
  );
}

/** No bytes at all mean no partitions. Throws a DecodeError. */
export function decodeAssignment(bytes: Uint8Array): MemberAssignment {
  if (bytes.length === 0) return { partitions: [], userData: null };
  const { message } = decodeVersioned(consumerProtocolAssignment, bytes, 'read');
  return { partitions: flatten(message.assignedPartitions), userData: message.userData };
}

interface OfTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}

function byTopic(partitions: readonly TopicPartition[], order: 'sorted' | 'as-given'): OfTopic[] {
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
    topic,
    partitions: ofTopic.map(({ partition }) => partition),
  }));
  if (order === 'as-given') return topics;
  return topics
    .toSorted((a, b) => compareText(a.topic, b.topic))
    .map(({ topic, partitions: each }) => ({ topic, partitions: each.toSorted((a, b) => a - b) }));
}

function flatten(topics: readonly OfTopic[]): TopicPartition[] {
  return topics.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}

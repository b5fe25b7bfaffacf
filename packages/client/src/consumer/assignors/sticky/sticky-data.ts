// What members of sticky groups remember of themselves, in the bytes of Java's assignors.
// sticky: [topic, [int32]] and, since v1, int32 generation; no version in front.
// cooperative-sticky: int32 generation; what is owned goes in the subscription. Pure.

import { Reader, Writer } from '@ottla/protocol';

import type { TopicPartition } from '../../../fetcher/topic-partition.ts';
import type { MemberSubscription, PreviousAssignment } from '../assignor.ts';

export interface Claim {
  readonly partitions: readonly TopicPartition[];
  /** Undefined where the member did not tell one. */
  readonly generationId: number | undefined;
}

const NO_GENERATION = -1;
const INITIAL_BYTES = 256;

/** Null before the first assignment. */
export function stickyUserData(previous: PreviousAssignment): Uint8Array | null {
  const { partitions, generationId } = previous;
  if (generationId === NO_GENERATION) return null;
  const topics = Map.groupBy(partitions, ({ topic }) => topic);
  const writer = new Writer(INITIAL_BYTES);
  writer.int32(topics.size, 'previous_assignment');
  for (const [topic, ofTopic] of topics) {
    writer.string(topic, 'topic', false);
    writer.int32(ofTopic.length, 'partitions');
    for (const { partition } of ofTopic) writer.int32(partition, 'partitions');
  }
  writer.int32(generationId, 'generation');
  return writer.finishOne();
}

/** What an eager member had. It has given that up by now, so that only its user data tells. */
export function stickyClaim({ userData }: MemberSubscription): Claim {
  if (userData === null || userData.length === 0) {
    return { partitions: [], generationId: undefined };
  }
  try {
    const reader = new Reader(userData);
    const partitions: TopicPartition[] = [];
    for (let topics = reader.int32('previous_assignment'); topics > 0; topics--) {
      const topic = reader.string('topic', false);
      for (let left = reader.int32('partitions'); left > 0; left--) {
        partitions.push({ topic, partition: reader.int32('partitions') });
      }
    }
    // Version 0 ends here.
    const generationId = reader.remainingBytes >= 4 ? reader.int32('generation') : undefined;
    return { partitions, generationId };
  } catch {
    // What cannot be read counts as nothing, as in Java: the group must not break on it.
    return { partitions: [], generationId: NO_GENERATION };
  }
}

export function cooperativeUserData({ generationId }: PreviousAssignment): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(generationId);
  return bytes;
}

/** What a cooperative member still has. */
export function cooperativeClaim(member: MemberSubscription): Claim {
  const { ownedPartitions: partitions, generationId, userData } = member;
  if (generationId >= 0) return { partitions, generationId };
  if (userData === null) return { partitions, generationId: undefined };
  const bytes = Buffer.from(userData);
  return { partitions, generationId: bytes.length >= 4 ? bytes.readInt32BE(0) : NO_GENERATION };
}

// Who had what: the claims of all members, with the quarrels decided. Of two that claim a partition
// the one of the later generation has it; in the same generation neither. Pure.

import { keyOf, type TopicPartition } from '../../../fetcher/topic-partition.ts';
import type { AssignorTopic, MemberSubscription } from '../assignor.ts';
import type { Claim } from './sticky-data.ts';

export interface Claims {
  /** Of partitions of topics that still exist, by member, in the order of the members. */
  readonly owned: ReadonlyMap<string, TopicPartition[]>;
  /** Keys of partitions that several members claimed in one generation. */
  readonly contested: ReadonlySet<string>;
  readonly maxGeneration: number;
  readonly told: ReadonlyMap<string, Claim>;
}

const NO_GENERATION = -1;

export function decideClaims(
  members: readonly MemberSubscription[],
  topics: ReadonlyMap<string, AssignorTopic>,
  claimOf: (member: MemberSubscription) => Claim,
): Claims {
  const told = new Map(members.map((member) => [member.memberId, claimOf(member)]));
  const generations = new Map(members.map((member) => [member.memberId, member.generationId]));
  const owned = new Map<string, TopicPartition[]>();
  const contested = new Set<string>();
  const owners = new Map<string, string>();
  let maxGeneration = NO_GENERATION;
  for (const [memberId, { partitions, generationId = NO_GENERATION }] of told) {
    maxGeneration = Math.max(maxGeneration, generationId);
    const own: TopicPartition[] = [];
    owned.set(memberId, own);
    for (const each of partitions) {
      if (!topics.has(each.topic)) continue;
      const key = keyOf(each);
      const other = owners.get(key);
      const otherGeneration = generations.get(other ?? '') ?? NO_GENERATION;
      if (other !== undefined && generationId < otherGeneration) continue;
      if (other !== undefined) remove(owned.get(other), key);
      if (other !== undefined && generationId === otherGeneration) contested.add(key);
      else own.push(each);
      owners.set(key, memberId);
    }
  }
  return { owned, contested, maxGeneration, told };
}

/** Whether all members want the same topics: then the simpler and stickier algorithm serves. */
export function wantTheSame(members: readonly MemberSubscription[]): boolean {
  // As in Java, a member that wants nothing does not set the measure, but is held against it.
  let wanted = new Set<string>();
  for (const { topics } of members) {
    if (wanted.size === 0) wanted = new Set(topics);
    else if (topics.length !== wanted.size || topics.some((topic) => !wanted.has(topic))) {
      return false;
    }
  }
  return true;
}

function remove(partitions: TopicPartition[] | undefined, key: string): void {
  const index = partitions?.findIndex((each) => keyOf(each) === key) ?? -1;
  if (index >= 0) partitions?.splice(index, 1);
}

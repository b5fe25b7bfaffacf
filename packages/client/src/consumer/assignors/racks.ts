// Whether an assignment should look at racks at all (KIP-881). Pure.

import type { AssignorTopic, MemberSubscription } from './assignor.ts';

export function racksOfMembers(members: readonly MemberSubscription[]): Set<string> {
  return new Set(members.flatMap(({ rackId }) => (rackId === null ? [] : [rackId])));
}

/**
 * Not where no member or no replica has a rack in common, nor where every partition is in all racks
 * anyway.
 */
export function shouldMatchRacks(
  memberRacks: ReadonlySet<string>,
  topics: Iterable<AssignorTopic>,
): boolean {
  if (memberRacks.size === 0) return false;
  const ofPartitions = [...topics].flatMap((topic) =>
    Array.from({ length: topic.partitionCount }, (_, index) => new Set(topic.racks[index] ?? [])),
  );
  const all = new Set(ofPartitions.flatMap((racks) => [...racks]));
  if (![...memberRacks].some((rack) => all.has(rack))) return false;
  return ofPartitions.some(({ size }) => size !== all.size);
}

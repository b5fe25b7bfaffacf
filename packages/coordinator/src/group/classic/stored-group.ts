// A classic group and its record: what is written of it, and how it comes back from there. A group
// is written when it has become empty, or when its assignment is known, so it is found as one of
// the two.

import type { Draft, GroupMetadataValue } from '@ottla/protocol';
import { NO_TIMESTAMP } from '../records/group-records.ts';
import { ClassicGroup } from './classic-group.ts';
import { classicMember, metadataFor } from './classic-member.ts';

const NO_TIMEOUT = -1;

export function newClassicGroup(groupId: string, wallMs: number): ClassicGroup {
  return new ClassicGroup({
    groupId,
    state: 'Empty',
    generationId: 0,
    protocolType: null,
    protocolName: null,
    leaderId: null,
    stateTimestampMs: wallMs,
  });
}

/** `metadata` is null for a simple group, which has no record of its own. */
export function restoreClassicGroup(
  groupId: string,
  metadata: GroupMetadataValue | null,
): ClassicGroup {
  if (metadata === null) return newClassicGroup(groupId, NO_TIMESTAMP);
  const { protocolType, protocol, members } = metadata;
  const group = new ClassicGroup({
    groupId,
    state: members.length === 0 ? 'Empty' : 'Stable',
    generationId: metadata.generation,
    protocolType: protocolType === '' ? null : protocolType,
    protocolName: protocol,
    leaderId: metadata.leader,
    stateTimestampMs: Number(metadata.currentStateTimestamp),
  });
  for (const each of members) {
    const { memberId, groupInstanceId, clientId, clientHost, rebalanceTimeout } = each;
    const { sessionTimeout: sessionTimeoutMs, subscription, assignment } = each;
    const member = classicMember({
      memberId,
      groupInstanceId,
      clientId,
      clientHost,
      // Version 0 has one timeout for both.
      rebalanceTimeoutMs: rebalanceTimeout === NO_TIMEOUT ? sessionTimeoutMs : rebalanceTimeout,
      sessionTimeoutMs,
      protocols: [{ name: protocol ?? '', metadata: subscription }],
    });
    member.assignment = assignment;
    group.add(member, protocolType);
  }
  group.noteSubscribedTopics();
  return group;
}

/** Members that `assignments` does not name have nothing assigned. */
export function groupMetadata(
  group: ClassicGroup,
  assignments: ReadonlyMap<string, Uint8Array>,
): Draft<GroupMetadataValue> {
  return {
    protocolType: group.protocolType ?? '',
    generation: group.generationId,
    protocol: group.protocolName,
    leader: group.leaderId,
    currentStateTimestamp: group.stateTimestampMs,
    members: [...group.members()].map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeout: member.rebalanceTimeoutMs,
      sessionTimeout: member.sessionTimeoutMs,
      subscription: metadataFor(member, group.protocolName),
      assignment: assignments.get(member.memberId),
    })),
  };
}

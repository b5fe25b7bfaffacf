// A member of a group as its coordinator describes it.

import {
  consumerProtocolAssignment,
  decodeVersioned,
  type ConsumerGroupDescribeResponse,
  type DescribeGroupsResponse,
} from '@ottla/protocol';

import type { PartitionItem } from '../driver/partition-items.ts';

export interface GroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  /** Null where the member or the protocol does not tell it. */
  readonly rackId: string | null;
  readonly clientId: string;
  /** With a slash before the address: `/127.0.0.1`. */
  readonly clientHost: string;
  /** Empty in a classic group whose protocol is not `consumer`. */
  readonly assignment: readonly PartitionItem[];
  /** What it is to have in the end; null in a classic group. */
  readonly targetAssignment: readonly PartitionItem[] | null;
  /** Null in a classic group. */
  readonly memberEpoch: number | null;
  /** Whether it speaks the new protocol; null where the broker does not tell. */
  readonly isUpgraded: boolean | null;
}

type ClassicMember = DescribeGroupsResponse['groups'][number]['members'][number];
type ConsumerMember = ConsumerGroupDescribeResponse['groups'][number]['members'][number];

/** Throws a DecodeError where a consumer's assignment is malformed. */
export function classicMemberOf(member: ClassicMember, isOfConsumers: boolean): GroupMember {
  return {
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    rackId: null,
    clientId: member.clientId,
    clientHost: member.clientHost,
    assignment: isOfConsumers ? decodedAssignment(member.memberAssignment) : [],
    targetAssignment: null,
    memberEpoch: null,
    isUpgraded: null,
  };
}

/** What an empty assignment means: the member has not got one yet. */
function decodedAssignment(bytes: Uint8Array): PartitionItem[] {
  if (bytes.length === 0) return [];
  const { message } = decodeVersioned(consumerProtocolAssignment, bytes, 'read');
  return message.assignedPartitions.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}

/** The protocol's number for a member that speaks the new protocol; -1 is: not told. */
const UPGRADED = 1;

export function consumerMemberOf(member: ConsumerMember): GroupMember {
  const { memberType } = member;
  return {
    memberId: member.memberId,
    groupInstanceId: member.instanceId,
    rackId: member.rackId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    assignment: assignmentOf(member.assignment),
    targetAssignment: assignmentOf(member.targetAssignment),
    memberEpoch: member.memberEpoch,
    isUpgraded: memberType < 0 ? null : memberType === UPGRADED,
  };
}

function assignmentOf({ topicPartitions }: ConsumerMember['assignment']): PartitionItem[] {
  return topicPartitions.flatMap(({ topicName: topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}

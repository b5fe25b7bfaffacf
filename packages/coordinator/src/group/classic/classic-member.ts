// One member of a classic group. What it waits for is the group's to change, which counts it.

import type { JoinGroupResponse, SyncGroupResponse } from '@ottla/protocol';
import type { Ticket } from '../../runtime/shard.ts';

export const emptyBytes = new Uint8Array(0);

/** A protocol that a member can use, for example `range`, with what it says of itself there. */
export interface MemberProtocol {
  readonly name: string;
  readonly metadata: Uint8Array;
}

/** What a join says anew each time. */
export interface MemberTerms {
  readonly protocols: readonly MemberProtocol[];
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
}

export interface ClassicMember extends MemberTerms {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  protocols: readonly MemberProtocol[];
  rebalanceTimeoutMs: number;
  sessionTimeoutMs: number;
  assignment: Uint8Array;
  /** It has not been through a rebalance yet, and so cannot send heartbeats. */
  isNew: boolean;
  readonly awaitingJoin: Ticket<JoinGroupResponse> | undefined;
  awaitingSync: Ticket<SyncGroupResponse> | undefined;
}

export type NewMember = Pick<
  ClassicMember,
  'memberId' | 'groupInstanceId' | 'clientId' | 'clientHost'
> &
  MemberTerms;

export function classicMember(member: NewMember): ClassicMember {
  return {
    ...member,
    assignment: emptyBytes,
    isNew: false,
    awaitingJoin: undefined,
    awaitingSync: undefined,
  };
}

export function metadataFor(member: ClassicMember, protocolName: string | null): Uint8Array {
  const protocol = member.protocols.find((each) => each.name === protocolName);
  return protocol?.metadata ?? emptyBytes;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Whether a join says what the member said before, in the same order. */
export function sameProtocols(
  left: readonly MemberProtocol[],
  right: readonly MemberProtocol[],
): boolean {
  if (left.length !== right.length) return false;
  return left.every((each, index) => {
    const other = right[index];
    return other?.name === each.name && sameBytes(each.metadata, other.metadata);
  });
}

/** A member that waits for the group shows by that alone that it lives; a new one cannot. */
export function isHeardOf(member: ClassicMember): boolean {
  if (member.isNew) return false;
  return member.awaitingJoin !== undefined || member.awaitingSync !== undefined;
}

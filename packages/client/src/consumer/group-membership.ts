// Who a member is in its group.

/** Who this member is in its group now; generation -1 and no member id outside of it. */
export interface GroupMembership {
  readonly groupId: string;
  readonly groupInstanceId: string | null;
  readonly memberId: string;
  readonly generationId: number;
}

// Who may commit offsets for a group: a member of the present generation; anybody, while the group
// has no members and the commit claims no generation (administrators, consumers that assign their
// partitions themselves).

import { errors, type OffsetCommitRequest, type ProtocolError } from '@ottla/protocol';
import type { ClassicGroup } from '../classic/classic-group.ts';
import { startSession } from '../classic/sessions.ts';
import type { GroupState } from '../group-state.ts';

export type Committer = Pick<
  OffsetCommitRequest,
  'groupId' | 'memberId' | 'groupInstanceId' | 'generationIdOrMemberEpoch'
>;

/** From here on OffsetCommit says GROUP_ID_NOT_FOUND. */
const GROUP_ID_NOT_FOUND_SINCE = 9;

/** Undefined where the commit is allowed. */
export function checkCommit(
  state: GroupState,
  committer: Committer,
  apiVersion: number,
): ProtocolError | undefined {
  const { groupId, generationIdOrMemberEpoch: generationId } = committer;
  const stored = state.groups.stored(groupId);
  if (stored === undefined) {
    // A simple group comes to be with the commit's record.
    if (generationId < 0) return undefined;
    const saysNotFound = apiVersion >= GROUP_ID_NOT_FOUND_SINCE;
    return saysNotFound ? errors.GROUP_ID_NOT_FOUND : errors.ILLEGAL_GENERATION;
  }
  const group = state.groups.classic(groupId);
  if (group === undefined) return errors.UNKNOWN_MEMBER_ID;
  return checkCommitToClassicGroup(state, group, committer);
}

function checkCommitToClassicGroup(
  state: GroupState,
  group: ClassicGroup,
  committer: Committer,
): ProtocolError | undefined {
  const { memberId, groupInstanceId, generationIdOrMemberEpoch: generationId } = committer;
  if (generationId < 0 && group.state === 'Empty') return undefined;
  // Without a member's id and generation this says that there is no such member.
  const member = group.identify(memberId, groupInstanceId);
  if ('code' in member) return member;
  if (generationId !== group.generationId) return errors.ILLEGAL_GENERATION;
  if (group.state === 'CompletingRebalance') return errors.REBALANCE_IN_PROGRESS;
  // A commit shows that the member lives.
  startSession(state, group, member);
  return undefined;
}

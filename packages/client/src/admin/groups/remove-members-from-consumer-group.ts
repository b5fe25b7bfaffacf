// LeaveGroup (13) in the name of members (KIP-345): static ones that will not come back, or all.

import { leaveGroupApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { allDone } from '../driver/call-outcomes.ts';
import { deadlineOf } from '../driver/deadline.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { doneOf, outcomeOf, valueOf, type Outcome } from '../driver/outcome.ts';
import { describeConsumerGroups } from './describe-consumer-groups.ts';
import { groupName, groupPlace, isPassingOfCoordinator } from './group-words.ts';

/** A static member by its `groupInstanceId`, any other by its `memberId`. */
export type MemberToRemove =
  | { readonly groupInstanceId: string; readonly memberId?: undefined }
  | { readonly memberId: string; readonly groupInstanceId?: undefined };

export interface RemovedMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  /** An error is for example UNKNOWN_MEMBER_ID. */
  readonly outcome: Outcome<true>;
}

export interface RemoveMembersOptions extends AdminOptions {
  /** For the coordinator's log; at most 255 characters of it are sent. */
  readonly reason?: string | undefined;
}

/** Of LeaveGroup: several members, static ones among them. */
const MEMBERS_VERSION = 3;
const REASON_VERSION = 5;
const REASON_LENGTH_MAX = 255;
const DEFAULT_REASON = 'member was removed by an admin';

/**
 * Where members fail, it throws as `valuesOf` does; also an error of the whole group, for example
 * GROUP_AUTHORIZATION_FAILED.
 */
export async function removeMembersFromConsumerGroup(
  core: ClientCore,
  groupId: string,
  members: readonly MemberToRemove[] | 'all',
  options: RemoveMembersOptions = {},
): Promise<RemovedMember[]> {
  const optionsLeft = deadlineOf(core, options);
  const named = members === 'all' ? await allMembers(core, groupId, optionsLeft()) : members;
  if (named.length === 0) return [];
  const reason = (options.reason || DEFAULT_REASON).slice(0, REASON_LENGTH_MAX);
  const told = await askOne(
    core,
    {
      doing: `remove members from group ${groupId}`,
      api: leaveGroupApi,
      place: groupPlace(groupId),
      limits: { min: MEMBERS_VERSION },
      request: ({ version }) => ({
        groupId,
        members: named.map(({ memberId = '', groupInstanceId = null }) => ({
          memberId,
          groupInstanceId,
          ...(version < REASON_VERSION ? {} : { reason }),
        })),
      }),
      outcomeOf: (response) =>
        outcomeOf(response, groupName(groupId), () =>
          response.members.map(({ memberId, groupInstanceId, errorCode }) => ({
            memberId,
            groupInstanceId,
            outcome: doneOf({ errorCode }, memberName({ memberId, groupInstanceId })),
          })),
        ),
      isPassing: isPassingOfCoordinator,
    },
    optionsLeft(),
  );
  return allDone(told, memberName, ({ outcome }) => outcome);
}

function memberName({ memberId, groupInstanceId }: Omit<RemovedMember, 'outcome'>): string {
  return `member ${groupInstanceId ?? memberId}`;
}

async function allMembers(
  core: ClientCore,
  groupId: string,
  options: AdminOptions,
): Promise<MemberToRemove[]> {
  const described = await describeConsumerGroups(core, [groupId], options);
  const members = [...described.values()].flatMap((outcome) => valueOf(outcome).members);
  return members.map(({ memberId, groupInstanceId }) =>
    groupInstanceId === null ? { memberId } : { groupInstanceId },
  );
}

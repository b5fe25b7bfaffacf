// DescribeGroups: classic groups with their members.
//
// Behaviour: a group is there once its record is committed; what is said of it is its present
// state. What members say of themselves is shown only of a stable group, when it is that by which
// they were assigned. Authorized operations are the edge's to add.
// Version notes: from v6 on a group that is not there has an error; before, it is dead.

import {
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  type DescribeGroupsResponseDescribedGroup as DescribedGroup,
  describeGroupsApi,
  type Draft,
  errors,
} from '@ottla/protocol';
import type { ShardQuery } from '../../runtime/shard.ts';
import type { ClassicGroup } from '../classic/classic-group.ts';
import { emptyBytes, metadataFor } from '../classic/classic-member.ts';
import { restoreClassicGroup } from '../classic/stored-group.ts';
import type { GroupState } from '../group-state.ts';

const NOT_FOUND_SINCE = 6;

function describe(group: ClassicGroup): Draft<DescribedGroup> {
  const isStable = group.state === 'Stable';
  const members = [...group.members()].map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    memberMetadata: isStable ? metadataFor(member, group.protocolName) : emptyBytes,
    memberAssignment: member.assignment,
  }));
  return {
    groupId: group.groupId,
    groupState: group.state,
    protocolType: group.protocolType ?? '',
    protocolData: isStable ? (group.protocolName ?? '') : '',
    members,
  };
}

function notFound(groupId: string, message: string, apiVersion: number): Draft<DescribedGroup> {
  const dead = { groupId, groupState: 'Dead' };
  if (apiVersion < NOT_FOUND_SINCE) return dead;
  return { ...dead, errorCode: errors.GROUP_ID_NOT_FOUND.code, errorMessage: message };
}

export const describeGroups: ShardQuery<GroupState, DescribeGroupsRequest, DescribeGroupsResponse> =
  {
    api: describeGroupsApi,
    read({ groups }, request, { offset, apiVersion }) {
      const described = request.groups.map((groupId) => {
        const stored = groups.stored(groupId, offset);
        if (stored === undefined) {
          return notFound(groupId, `Group ${groupId} not found.`, apiVersion);
        }
        if (stored.kind !== 'classic') {
          return notFound(groupId, `Group ${groupId} is not a classic group.`, apiVersion);
        }
        const group = groups.lookAt(groupId);
        return describe(group ?? restoreClassicGroup(groupId, stored.metadata));
      });
      return { groups: described };
    },
    refuse: (request, error) => ({
      groups: request.groups.map((groupId) => ({ groupId, errorCode: error.code })),
    }),
  };

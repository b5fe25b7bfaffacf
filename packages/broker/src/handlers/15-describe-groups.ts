// DescribeGroups: classic groups with their members, as committed.
//
// Behaviour: each group's coordinator is asked; a group of another broker's has NOT_COORDINATOR.
// Version notes: 3+ may ask for what the client is allowed to do; 6 has an error for groups that
// are not there.

import {
  describeGroupsApi,
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  type Draft,
  errors,
} from '@ottla/protocol';
import type { ShardQuery } from '@ottla/coordinator';
import type { CoordinatorDriver } from '../coordinator/coordinator-driver.ts';
import { keysByShard } from '../coordinator/keys-by-shard.ts';
import { GROUP_OPERATIONS } from '../topics/authorized-operations.ts';
import type { Handler } from './handler.ts';

type DescribedGroup = NonNullable<Draft<DescribeGroupsResponse>['groups']>[number];

const OPERATIONS_SINCE = 3;

export interface DescribeGroupsOptions<State> {
  readonly coordinator: CoordinatorDriver<State>;
  readonly query: ShardQuery<State, DescribeGroupsRequest, DescribeGroupsResponse>;
}

export function describeGroupsHandler<State>({
  coordinator,
  query,
}: DescribeGroupsOptions<State>): Handler<DescribeGroupsRequest, DescribeGroupsResponse> {
  return {
    api: describeGroupsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'group' }],
    handle(request, { apiVersion, throttleTimeMs }, respond) {
      const wantsOperations = request.includeAuthorizedOperations && apiVersion >= OPERATIONS_SINCE;
      const described = keysByShard(coordinator, request.groups).flatMap(([key = '', ...rest]) => {
        const asked = { ...request, groups: [key, ...rest] };
        return coordinator.query(key, query, asked, apiVersion).groups ?? [];
      });
      const groups = wantsOperations ? described.map(withOperations) : described;
      respond({ throttleTimeMs, groups });
    },
  };
}

function withOperations(group: DescribedGroup): DescribedGroup {
  if ((group.errorCode ?? 0) !== errors.NONE.code) return group;
  return { ...group, authorizedOperations: GROUP_OPERATIONS };
}

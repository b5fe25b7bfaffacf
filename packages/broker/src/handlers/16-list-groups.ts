// ListGroups: the groups that this broker coordinates.
//
// Behaviour: while one of its coordinators loads, the whole answer is COORDINATOR_LOAD_IN_PROGRESS.
// Version notes: 4+ filters by state, 5+ by type.

import {
  errors,
  listGroupsApi,
  type ListGroupsRequest,
  type ListGroupsResponse,
} from '@ottla/protocol';
import type { ShardQuery } from '@ottla/coordinator';
import type { CoordinatorDriver } from '../coordinator/coordinator-driver.ts';
import type { Handler } from './handler.ts';

export interface ListGroupsOptions<State> {
  readonly coordinator: CoordinatorDriver<State>;
  readonly query: ShardQuery<State, ListGroupsRequest, ListGroupsResponse>;
}

export function listGroupsHandler<State>({
  coordinator,
  query,
}: ListGroupsOptions<State>): Handler<ListGroupsRequest, ListGroupsResponse> {
  return {
    api: listGroupsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'cluster' }],
    handle(request, { apiVersion, throttleTimeMs }, respond) {
      const parts = coordinator.queryAll(query, request, apiVersion);
      const failed = parts.find(({ errorCode = 0 }) => errorCode !== errors.NONE.code);
      const groups = failed === undefined ? parts.flatMap((part) => part.groups ?? []) : [];
      respond({ throttleTimeMs, errorCode: failed?.errorCode, groups });
    },
  };
}

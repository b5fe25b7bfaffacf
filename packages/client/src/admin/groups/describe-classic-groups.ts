// DescribeGroups (15): groups of the classic protocol, of consumers and of anything else.

import { describeGroupsApi, type DescribeGroupsResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { BrokerNode } from '../../core/cluster-metadata.ts';
import { authorizedOperationsOf, type AclOperation } from '../driver/acl-operations.ts';
import type { AdminOptions, NodeChoice } from '../driver/operation.ts';
import type { Outcome } from '../driver/outcome.ts';
import { runOperation } from '../driver/run-operation.ts';
import { classicMemberOf, type GroupMember } from './group-member.ts';
import { outcomesByGroup } from './group-outcomes.ts';
import {
  brokerOf,
  groupName,
  groupPlace,
  groupStateOf,
  isPassingOfCoordinator,
  type GroupState,
} from './group-words.ts';

export interface ClassicGroupDescription {
  readonly groupId: string;
  readonly state: GroupState;
  /** `consumer`, `connect`, …; empty in a group that only stores offsets. */
  readonly protocolType: string;
  /** What its members agreed on, for consumers the assignor; empty while they have not. */
  readonly protocol: string;
  readonly coordinator: BrokerNode;
  readonly members: readonly GroupMember[];
  /** Null unless asked for. */
  readonly authorizedOperations: readonly AclOperation[] | null;
}

export interface DescribeGroupsOptions extends AdminOptions {
  readonly includeAuthorizedOperations?: boolean | undefined;
}

/** Of DescribeGroups. */
const OPERATIONS_VERSION = 3;
const CONSUMER_PROTOCOL = 'consumer';

/**
 * By group id. Brokers before 4.0 describe a group that they do not have as `Dead`; newer ones say
 * GROUP_ID_NOT_FOUND.
 */
export function describeClassicGroups(
  core: ClientCore,
  groupIds: readonly string[],
  options: DescribeGroupsOptions = {},
): Promise<Map<string, Outcome<ClassicGroupDescription>>> {
  const { includeAuthorizedOperations = false } = options;
  return runOperation(
    core,
    {
      doing: 'describe groups',
      api: describeGroupsApi,
      placeOf: groupPlace,
      nameOf: groupName,
      keepsBytes: true,
      limits: { min: includeAuthorizedOperations ? OPERATIONS_VERSION : 0 },
      request: (groups: readonly string[]) => ({ groups, includeAuthorizedOperations }),
      outcomesOf: ({ groups }, asked, { node }) =>
        outcomesByGroup(asked, groups, (group) => described(core, node, group)),
      isPassing: isPassingOfCoordinator,
    },
    groupIds,
    options,
  );
}

function described(
  core: ClientCore,
  node: NodeChoice,
  group: DescribeGroupsResponse['groups'][number],
): ClassicGroupDescription {
  const { groupId, groupState, protocolType, protocolData, members } = group;
  const isOfConsumers = protocolType === CONSUMER_PROTOCOL || protocolType === '';
  return {
    groupId,
    state: groupStateOf(groupState),
    protocolType,
    protocol: protocolData,
    coordinator: brokerOf(core, node),
    members: members.map((member) => classicMemberOf(member, isOfConsumers)),
    authorizedOperations: authorizedOperationsOf(group.authorizedOperations),
  };
}

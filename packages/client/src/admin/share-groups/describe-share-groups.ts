// ShareGroupDescribe (77), KIP-932: groups whose members share records one by one.

import { shareGroupDescribeApi, type ShareGroupDescribeResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { BrokerNode } from '../../core/cluster-metadata.ts';
import { authorizedOperationsOf, type AclOperation } from '../driver/acl-operations.ts';
import type { NodeChoice } from '../driver/operation.ts';
import type { Outcome } from '../driver/outcome.ts';
import type { PartitionItem } from '../driver/partition-items.ts';
import { runOperation } from '../driver/run-operation.ts';
import type { DescribeGroupsOptions } from '../groups/describe-classic-groups.ts';
import { outcomesByGroup } from '../groups/group-outcomes.ts';
import {
  brokerOf,
  groupName,
  groupPlace,
  groupStateOf,
  isPassingOfCoordinator,
  type GroupState,
} from '../groups/group-words.ts';

export interface ShareGroupMember {
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly rackId: string | null;
  readonly clientId: string;
  /** With a slash before the address: `/127.0.0.1`. */
  readonly clientHost: string;
  readonly subscribedTopics: readonly string[];
  readonly assignment: readonly PartitionItem[];
}

export interface ShareGroupDescription {
  readonly groupId: string;
  readonly state: GroupState;
  readonly coordinator: BrokerNode;
  readonly members: readonly ShareGroupMember[];
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  /** Null unless asked for. */
  readonly authorizedOperations: readonly AclOperation[] | null;
}

type Described = ShareGroupDescribeResponse['groups'][number];

/** By group id, in the order of `groupIds`. */
export function describeShareGroups(
  core: ClientCore,
  groupIds: readonly string[],
  options: DescribeGroupsOptions = {},
): Promise<Map<string, Outcome<ShareGroupDescription>>> {
  const { includeAuthorizedOperations = false } = options;
  return runOperation(
    core,
    {
      doing: 'describe share groups',
      api: shareGroupDescribeApi,
      placeOf: groupPlace,
      nameOf: groupName,
      request: (asked: readonly string[]) => ({ groupIds: asked, includeAuthorizedOperations }),
      outcomesOf: ({ groups }, asked, { node }) =>
        outcomesByGroup(asked, groups, (group) => fromAnswer(core, node, group)),
      isPassing: isPassingOfCoordinator,
    },
    groupIds,
    options,
  );
}

function fromAnswer(core: ClientCore, node: NodeChoice, group: Described): ShareGroupDescription {
  return {
    groupId: group.groupId,
    state: groupStateOf(group.groupState),
    coordinator: brokerOf(core, node),
    members: group.members.map((member) => ({
      memberId: member.memberId,
      memberEpoch: member.memberEpoch,
      rackId: member.rackId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      subscribedTopics: member.subscribedTopicNames,
      assignment: member.assignment.topicPartitions.flatMap(({ topicName: topic, partitions }) =>
        partitions.map((partition) => ({ topic, partition })),
      ),
    })),
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    authorizedOperations: authorizedOperationsOf(group.authorizedOperations),
  };
}

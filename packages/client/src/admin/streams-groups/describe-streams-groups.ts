// StreamsGroupDescribe (89), KIP-1071: groups of Streams applications, which the broker assigns.

import { streamsGroupDescribeApi, type StreamsGroupDescribeResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { BrokerNode } from '../../core/cluster-metadata.ts';
import { authorizedOperationsOf, type AclOperation } from '../driver/acl-operations.ts';
import type { NodeChoice } from '../driver/operation.ts';
import type { Outcome } from '../driver/outcome.ts';
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

export interface TaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
}

export interface TaskOffset {
  readonly subtopologyId: string;
  readonly partition: number;
  readonly offset: number;
}

export interface TaskAssignment {
  readonly activeTasks: readonly TaskIds[];
  readonly standbyTasks: readonly TaskIds[];
  readonly warmupTasks: readonly TaskIds[];
}

export interface StreamsGroupMember {
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly groupInstanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  /** With a slash before the address: `/127.0.0.1`. */
  readonly clientHost: string;
  readonly topologyEpoch: number;
  readonly processId: string;
  /** Where interactive queries reach it; null where it did not say. */
  readonly userEndpoint: { readonly host: string; readonly port: number } | null;
  readonly clientTags: Readonly<Record<string, string>>;
  readonly taskOffsets: readonly TaskOffset[];
  readonly taskEndOffsets: readonly TaskOffset[];
  readonly assignment: TaskAssignment;
  readonly targetAssignment: TaskAssignment;
  readonly isClassic: boolean;
}

export interface StreamsTopicInfo {
  readonly name: string;
  /** 0: as many as it needs. */
  readonly partitions: number;
  /** 0: the broker's own. */
  readonly replicationFactor: number;
  readonly configs: Readonly<Record<string, string>>;
}

export interface StreamsSubtopology {
  readonly subtopologyId: string;
  readonly sourceTopics: readonly string[];
  readonly repartitionSinkTopics: readonly string[];
  readonly repartitionSourceTopics: readonly StreamsTopicInfo[];
  readonly stateChangelogTopics: readonly StreamsTopicInfo[];
}

export interface StreamsGroupDescription {
  readonly groupId: string;
  readonly state: GroupState;
  readonly coordinator: BrokerNode;
  readonly members: readonly StreamsGroupMember[];
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  /** -1 where no member has told a topology. */
  readonly topologyEpoch: number;
  readonly subtopologies: readonly StreamsSubtopology[];
  /** Null unless asked for. */
  readonly authorizedOperations: readonly AclOperation[] | null;
}

type Described = StreamsGroupDescribeResponse['groups'][number];
type ToldMember = Described['members'][number];
type ToldTopology = NonNullable<Described['topology']>;
type ToldSubtopology = NonNullable<ToldTopology['subtopologies']>[number];
type ToldTopic = ToldSubtopology['stateChangelogTopics'][number];

/** By group id, in the order of `groupIds`. */
export function describeStreamsGroups(
  core: ClientCore,
  groupIds: readonly string[],
  options: DescribeGroupsOptions = {},
): Promise<Map<string, Outcome<StreamsGroupDescription>>> {
  const { includeAuthorizedOperations = false } = options;
  return runOperation(
    core,
    {
      doing: 'describe streams groups',
      api: streamsGroupDescribeApi,
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

function fromAnswer(core: ClientCore, node: NodeChoice, group: Described): StreamsGroupDescription {
  return {
    groupId: group.groupId,
    state: groupStateOf(group.groupState),
    coordinator: brokerOf(core, node),
    members: group.members.map(memberOf),
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    topologyEpoch: group.topology?.epoch ?? -1,
    subtopologies: (group.topology?.subtopologies ?? []).map(subtopologyOf),
    authorizedOperations: authorizedOperationsOf(group.authorizedOperations),
  };
}

function memberOf(member: ToldMember): StreamsGroupMember {
  const { userEndpoint } = member;
  return {
    memberId: member.memberId,
    memberEpoch: member.memberEpoch,
    groupInstanceId: member.instanceId,
    rackId: member.rackId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    topologyEpoch: member.topologyEpoch,
    processId: member.processId,
    userEndpoint:
      userEndpoint === null ? null : { host: userEndpoint.host, port: userEndpoint.port },
    clientTags: pairsOf(member.clientTags),
    taskOffsets: member.taskOffsets.map(taskOffsetOf),
    taskEndOffsets: member.taskEndOffsets.map(taskOffsetOf),
    assignment: tasksOf(member.assignment),
    targetAssignment: tasksOf(member.targetAssignment),
    isClassic: member.isClassic,
  };
}

function tasksOf(assignment: ToldMember['assignment']): TaskAssignment {
  const ids = (tasks: readonly TaskIds[]): TaskIds[] =>
    tasks.map(({ subtopologyId, partitions }) => ({ subtopologyId, partitions }));
  return {
    activeTasks: ids(assignment.activeTasks),
    standbyTasks: ids(assignment.standbyTasks),
    warmupTasks: ids(assignment.warmupTasks),
  };
}

function taskOffsetOf(told: ToldMember['taskOffsets'][number]): TaskOffset {
  const { subtopologyId, partition, offset } = told;
  return { subtopologyId, partition, offset: Number(offset) };
}

function subtopologyOf(told: ToldSubtopology): StreamsSubtopology {
  return {
    subtopologyId: told.subtopologyId,
    sourceTopics: told.sourceTopics,
    repartitionSinkTopics: told.repartitionSinkTopics,
    repartitionSourceTopics: told.repartitionSourceTopics.map(topicOf),
    stateChangelogTopics: told.stateChangelogTopics.map(topicOf),
  };
}

function topicOf({ name, partitions, replicationFactor, topicConfigs }: ToldTopic) {
  return { name, partitions, replicationFactor, configs: pairsOf(topicConfigs) };
}

function pairsOf(
  pairs: readonly { readonly key: string; readonly value: string }[],
): Record<string, string> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}

// Groups of consumers, of either protocol: ConsumerGroupDescribe (69) first; for a group that it
// does not find, and from a broker that does not serve it, DescribeGroups (15).

import {
  consumerGroupDescribeApi,
  errors,
  type ConsumerGroupDescribeResponse,
} from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { BrokerNode } from '../../core/cluster-metadata.ts';
import { ClientError, KafkaError, UnsupportedVersionError } from '../../errors.ts';
import { authorizedOperationsOf, type AclOperation } from '../driver/acl-operations.ts';
import { deadlineOf } from '../driver/deadline.ts';
import type { AdminOptions, NodeChoice } from '../driver/operation.ts';
import type { Outcome } from '../driver/outcome.ts';
import { runOperation } from '../driver/run-operation.ts';
import {
  describeClassicGroups,
  type ClassicGroupDescription,
  type DescribeGroupsOptions,
} from './describe-classic-groups.ts';
import { consumerMemberOf, type GroupMember } from './group-member.ts';
import { outcomesByGroup } from './group-outcomes.ts';
import {
  brokerOf,
  groupName,
  groupPlace,
  groupStateOf,
  isPassingOfCoordinator,
  type GroupState,
} from './group-words.ts';

export interface ConsumerGroupDescription {
  readonly groupId: string;
  /** By which protocol its members are coordinated. */
  readonly type: 'Classic' | 'Consumer';
  readonly state: GroupState;
  /** It only stores offsets: no member ever joined it. */
  readonly isSimple: boolean;
  /** Empty while none is chosen. */
  readonly assignor: string;
  readonly coordinator: BrokerNode;
  readonly members: readonly GroupMember[];
  /** These two are null in a classic group. */
  readonly groupEpoch: number | null;
  readonly assignmentEpoch: number | null;
  /** Null unless asked for. */
  readonly authorizedOperations: readonly AclOperation[] | null;
}

type Described = Map<string, Outcome<ConsumerGroupDescription>>;

/** By group id, in the order of `groupIds`. */
export async function describeConsumerGroups(
  core: ClientCore,
  groupIds: readonly string[],
  options: DescribeGroupsOptions = {},
): Promise<Described> {
  const optionsLeft = deadlineOf(core, options);
  const described = await describeByNewApi(core, groupIds, options);
  const rest = [...described.keys()].filter((id) => mayBeClassic(described.get(id)));
  if (rest.length === 0) return described;
  const classic = await describeClassicGroups(core, rest, { ...options, ...optionsLeft() });
  for (const [id, outcome] of classic) {
    described.set(id, fromClassic(outcome, described.get(id)));
  }
  return described;
}

function describeByNewApi(
  core: ClientCore,
  groupIds: readonly string[],
  options: AdminOptions & { readonly includeAuthorizedOperations?: boolean | undefined },
): Promise<Described> {
  const { includeAuthorizedOperations = false } = options;
  return runOperation(
    core,
    {
      doing: 'describe consumer groups',
      api: consumerGroupDescribeApi,
      placeOf: groupPlace,
      nameOf: groupName,
      request: (asked: readonly string[]) => ({ groupIds: asked, includeAuthorizedOperations }),
      outcomesOf: ({ groups }, asked, { node }) =>
        outcomesByGroup(asked, groups, (group) => fromNewApi(core, node, group)),
      isPassing: isPassingOfCoordinator,
    },
    groupIds,
    options,
  );
}

function mayBeClassic(outcome: Outcome<ConsumerGroupDescription> | undefined): boolean {
  if (outcome instanceof UnsupportedVersionError) return true;
  if (!(outcome instanceof KafkaError)) return false;
  const { code } = outcome;
  return code === errors.GROUP_ID_NOT_FOUND.code || code === errors.UNSUPPORTED_VERSION.code;
}

function fromNewApi(
  core: ClientCore,
  node: NodeChoice,
  group: ConsumerGroupDescribeResponse['groups'][number],
): ConsumerGroupDescription {
  return {
    groupId: group.groupId,
    type: 'Consumer',
    state: groupStateOf(group.groupState),
    isSimple: false,
    assignor: group.assignorName,
    coordinator: brokerOf(core, node),
    members: group.members.map(consumerMemberOf),
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    authorizedOperations: authorizedOperationsOf(group.authorizedOperations),
  };
}

/** `newer` is what the new API said: where neither knows the group, its words say more. */
function fromClassic(
  outcome: Outcome<ClassicGroupDescription>,
  newer: Outcome<ConsumerGroupDescription> | undefined,
): Outcome<ConsumerGroupDescription> {
  const { code } = errors.GROUP_ID_NOT_FOUND;
  if (outcome instanceof ClientError) {
    const isUnknown = outcome instanceof KafkaError && outcome.code === code;
    const toldBefore = newer instanceof KafkaError && newer.code === code;
    return isUnknown && toldBefore ? newer : outcome;
  }
  const { groupId, protocolType } = outcome;
  if (protocolType !== 'consumer' && protocolType !== '') {
    return new ClientError(`GroupId ${groupId} is not a consumer group (${protocolType}).`);
  }
  const { state, protocol, coordinator, members, authorizedOperations } = outcome;
  return {
    groupId,
    type: 'Classic',
    state,
    isSimple: protocolType === '',
    assignor: protocol,
    coordinator,
    members,
    groupEpoch: null,
    assignmentEpoch: null,
    authorizedOperations,
  };
}

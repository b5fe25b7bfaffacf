// ListGroups (16), at every broker: each knows the groups that it coordinates.

import { errors, listGroupsApi, type ListGroupsResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { ClientError, KafkaError } from '../../errors.ts';
import { describeCluster, type ClusterNode } from '../cluster/describe-cluster.ts';
import { deadlineOf } from '../driver/deadline.ts';
import { brokerPlace, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { runOperation } from '../driver/run-operation.ts';
import { groupStateOf, groupTypeOf, type GroupState, type GroupType } from './group-words.ts';

export interface GroupListing {
  readonly groupId: string;
  /** Null where the broker is older than 3.7. */
  readonly type: GroupType | null;
  /** `consumer`, `connect`, …; empty in a group that only stores offsets. */
  readonly protocolType: string;
  /** Null where the broker is older than 2.6. */
  readonly state: GroupState | null;
}

/** Each filter is a list of which one must match; empty or left out: all. */
export interface ListGroupsOptions extends AdminOptions {
  /** Words of `GroupState`, in any case. */
  readonly states?: readonly string[] | undefined;
  /** Words of `GroupType`, in any case. */
  readonly types?: readonly string[] | undefined;
  readonly protocolTypes?: readonly string[] | undefined;
}

export interface ListedGroups {
  readonly groups: readonly GroupListing[];
  /** One for each broker whose groups are not known. */
  readonly errors: readonly ClientError[];
}

/** Of ListGroups. */
const STATES_VERSION = 4;
const TYPES_VERSION = 5;

/** Throws only where no broker could be found. */
export async function listGroups(
  core: ClientCore,
  options: ListGroupsOptions = {},
): Promise<ListedGroups> {
  const optionsLeft = deadlineOf(core, options);
  const { states = [], types = [], protocolTypes = [] } = options;
  const { nodes } = await describeCluster(core, optionsLeft());
  const outcomes = await runOperation(
    core,
    {
      doing: 'list groups',
      api: listGroupsApi,
      placeOf: ({ id }) => brokerPlace(id),
      nameOf,
      limits: { min: versionMinOf(states, types) },
      request: (_nodes: readonly ClusterNode[], { version }) => ({
        statesFilter: states,
        typesFilter: version < TYPES_VERSION ? [] : types,
      }),
      outcomesOf: (response, asked) =>
        asked.map((node) => [
          node,
          outcomeOf(response, nameOf(node), () => response.groups.map(listingOf)),
        ]),
      isPassing,
    },
    nodes,
    optionsLeft(),
  );
  const all = [...outcomes.values()];
  const groups = all.flatMap((outcome) => (outcome instanceof ClientError ? [] : outcome));
  return {
    groups: groups.filter(
      ({ protocolType }) => protocolTypes.length === 0 || protocolTypes.includes(protocolType),
    ),
    errors: all.filter((outcome) => outcome instanceof ClientError),
  };
}

/** Older brokers know classic groups only, so that a filter for those needs no filter. */
function versionMinOf(states: readonly string[], types: readonly string[]): number {
  if (types.some((type) => groupTypeOf(type) !== 'Classic')) return TYPES_VERSION;
  return states.length > 0 ? STATES_VERSION : 0;
}

function listingOf(group: ListGroupsResponse['groups'][number]): GroupListing {
  const { groupId, protocolType, groupState, groupType } = group;
  return {
    groupId,
    type: groupType === '' ? null : groupTypeOf(groupType),
    protocolType,
    state: groupState === '' ? null : groupStateOf(groupState),
  };
}

const PASSING: ReadonlySet<number> = new Set([
  errors.COORDINATOR_LOAD_IN_PROGRESS.code,
  errors.COORDINATOR_NOT_AVAILABLE.code,
]);

function isPassing(error: ClientError): boolean {
  return error instanceof KafkaError && PASSING.has(error.code);
}

function nameOf({ id, host, port }: ClusterNode): string {
  return `groups of broker ${id} at ${host}:${port}`;
}

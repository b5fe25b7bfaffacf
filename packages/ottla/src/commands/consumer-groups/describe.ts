// `consumer-groups --describe`: offsets, members or state of groups. Every group is asked for
// before the first is shown.

import type { ConsumerGroupDescription } from '@ottla/client';

import { asRuntimeOfExecution, wrapped } from '../java-manner/execution.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import {
  chosenGroups,
  committedOffsets,
  describedGroups,
  type GroupSession,
} from './group-session.ts';
import { membersJson, offsetsJson, statesJson, type GroupOf } from './group-json.ts';
import {
  membersTable,
  MISSING,
  offsetsTable,
  stateTable,
  type MemberRow,
  type OffsetRow,
  type PartitionName,
  type StateRow,
} from './group-tables.ts';
import { leaderlessPartitions, offsetsAt } from './partition-offsets.ts';

export async function describe(session: GroupSession): Promise<void> {
  const { options } = session;
  const groups = await describedGroups(session, await chosenGroups(session));
  if (options.has('members')) return describeMembers(session, groups);
  if (options.has('state')) return describeStates(session, groups);
  return describeOffsets(session, groups);
}

type Groups = readonly [groupId: string, group: ConsumerGroupDescription][];

function describeMembers(session: GroupSession, groups: Groups): void {
  const { options, print } = session;
  const all = groups.map(([groupId, group]) => {
    const rows = group.members.map((member) => memberRow(groupId, group, member));
    return { groupId, state: group.state, rows };
  });
  if (options.has('json')) return print(membersJson(all));
  for (const { groupId, state, rows } of all) {
    const isShown = shows(session, groupId, state, rows.length);
    print(membersTable(rows, options.has('verbose'), isShown));
  }
}

function describeStates(session: GroupSession, groups: Groups): void {
  const { options, print } = session;
  const rows = groups.map(([group, description]): StateRow => {
    const { coordinator, assignor, state, groupEpoch, assignmentEpoch, members } = description;
    const epochs = { groupEpoch, assignmentEpoch };
    return { group, coordinator, assignor, state, ...epochs, memberCount: members.length };
  });
  if (options.has('json')) return print(statesJson(rows));
  for (const row of rows) {
    if (shows(session, row.group, row.state, 1)) print(stateTable(row, options.has('verbose')));
  }
}

async function describeOffsets(session: GroupSession, groups: Groups): Promise<void> {
  const { options, print } = session;
  const all: GroupOf<OffsetRow>[] = [];
  for (const [groupId, group] of groups) {
    const rows = await offsetRows(session, groupId, group);
    all.push({ groupId, state: group.state, rows });
  }
  if (options.has('json')) return print(offsetsJson(all));
  for (const { groupId, state, rows } of all) {
    if (!shows(session, groupId, state, rows.length)) continue;
    print(offsetsTable(rows, options.has('verbose')));
  }
}

/** Says what is to be said of the group's state; false where no rows are shown. */
function shows(
  { print, note }: GroupSession,
  groupId: string,
  state: string,
  rowCount: number,
): boolean {
  switch (state) {
    case 'Dead':
      print(`\nError: Consumer group '${groupId}' does not exist.\n`);
      return false;
    case 'Empty':
      note(`\nConsumer group '${groupId}' has no active members.\n`);
      break;
    case 'PreparingRebalance':
    case 'CompletingRebalance':
    case 'Assigning':
    case 'Reconciling':
      note(`\nWarning: Consumer group '${groupId}' is rebalancing.\n`);
      break;
    case 'Stable':
      break;
    default:
      throw new ToolError(
        `Expected a valid consumer group state, but found '${state}'.`,
        'org.apache.kafka.common.KafkaException',
      );
  }
  return rowCount > 0;
}

type Member = ConsumerGroupDescription['members'][number];

function memberRow(groupId: string, group: ConsumerGroupDescription, member: Member): MemberRow {
  return {
    group: groupId,
    consumerId: member.memberId,
    groupInstanceId: member.groupInstanceId ?? '',
    host: member.clientHost,
    clientId: member.clientId,
    assignment: member.assignment,
    targetAssignment: member.targetAssignment ?? [],
    currentEpoch: member.memberEpoch,
    targetEpoch: group.assignmentEpoch,
    isUpgraded: member.isUpgraded,
  };
}

type Committed = Awaited<ReturnType<typeof committedOffsets>>;

/**
 * Partitions of members first, those with most partitions in front; then what else is committed.
 */
async function offsetRows(
  session: GroupSession,
  groupId: string,
  { members }: ConsumerGroupDescription,
): Promise<OffsetRow[]> {
  const committed = await committedOffsets(session, groupId);
  const rows: OffsetRow[] = [];
  const assigned = new Set<string>();
  const owners = members
    .filter(({ assignment }) => assignment.length > 0)
    .toSorted((a, b) => b.assignment.length - a.assignment.length);
  for (const { memberId, clientHost, clientId, assignment } of owners) {
    for (const each of assignment) assigned.add(keyOf(each));
    const owner = { group: groupId, consumerId: memberId, host: clientHost, clientId };
    rows.push(...(await partitionRows(session, owner, assignment, committed)));
  }
  const others = committed.filter((each) => !assigned.has(keyOf(each)));
  if (others.length === 0) return rows;
  const nobody = { group: groupId, consumerId: MISSING, host: MISSING, clientId: MISSING };
  return [...rows, ...(await partitionRows(session, nobody, others, committed))];
}

type Owner = Pick<OffsetRow, 'group' | 'consumerId' | 'host' | 'clientId'>;

async function partitionRows(
  session: GroupSession,
  owner: Owner,
  partitions: readonly PartitionName[],
  committed: Committed,
): Promise<OffsetRow[]> {
  const leaderless = await wrapped(leaderlessPartitions(session, partitions), asRuntimeOfExecution);
  const isLeaderless = new Set(leaderless.map(keyOf));
  const led = partitions.filter((each) => !isLeaderless.has(keyOf(each)));
  const ends = await wrapped(offsetsAt(session, led, 'latest'), asRuntimeOfExecution);
  const endOf = new Map(ends.map((each) => [keyOf(each), each.offset]));
  const committedOf = new Map(committed.map((each) => [keyOf(each), each.committed]));
  return partitions.toSorted(byName).map(({ topic, partition }) => {
    const key = keyOf({ topic, partition });
    const { offset, leaderEpoch } = committedOf.get(key) ?? {};
    return { ...owner, topic, partition, offset, leaderEpoch, logEndOffset: endOf.get(key) };
  });
}

function byName(a: PartitionName, b: PartitionName): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
  return a.partition - b.partition;
}

function keyOf({ topic, partition }: PartitionName): string {
  return `${topic}-${partition}`;
}

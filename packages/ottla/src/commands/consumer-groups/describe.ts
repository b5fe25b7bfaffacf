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
import {
  membersTable,
  MISSING,
  offsetsTable,
  stateTable,
  type MemberRow,
  type OffsetRow,
  type PartitionName,
} from './group-tables.ts';
import { leaderlessPartitions, offsetsAt } from './partition-offsets.ts';

export async function describe(session: GroupSession): Promise<void> {
  const { options, print } = session;
  const groups = await describedGroups(session, await chosenGroups(session));
  const isVerbose = options.has('verbose');
  if (options.has('members')) {
    for (const [groupId, group] of groups) {
      const rows = group.members.map((member) => memberRow(groupId, group, member));
      const isShown = shows(session, groupId, group.state, rows.length);
      print(membersTable(rows, isVerbose, isShown));
    }
  } else if (options.has('state')) {
    for (const [groupId, group] of groups) {
      if (!shows(session, groupId, group.state, 1)) continue;
      const { coordinator, assignor, state, groupEpoch, assignmentEpoch, members } = group;
      const memberCount = members.length;
      const row = { group: groupId, coordinator, assignor, state, memberCount };
      print(stateTable({ ...row, groupEpoch, assignmentEpoch }, isVerbose));
    }
  } else {
    const collected: [string, string, OffsetRow[]][] = [];
    for (const [groupId, group] of groups) {
      collected.push([groupId, group.state, await offsetRows(session, groupId, group)]);
    }
    for (const [groupId, state, rows] of collected) {
      if (shows(session, groupId, state, rows.length)) print(offsetsTable(rows, isVerbose));
    }
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

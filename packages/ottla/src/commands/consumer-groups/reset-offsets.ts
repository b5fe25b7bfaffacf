// `consumer-groups --reset-offsets`: plans new offsets for each inactive group and, with --execute,
// commits them. Parsing and arithmetic are in reset-*.ts beside it.

import { outcomesOf } from '@ottla/client';

import { asRuntimeOfExecution, wrapped } from '../java-manner/execution.ts';
import { hashOrder, partitionHash, textHash } from '../java-manner/hash-order.ts';
import { warnLine } from '../java-manner/log-line.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import { chosenGroups, committedOffsets, type GroupSession } from './group-session.ts';
import { resetJson } from './group-json.ts';
import {
  resetTable,
  type PartitionName,
  type PartitionOffset,
  type ResetRow,
} from './group-tables.ts';
import { RESET_SCENARIOS } from './options.ts';
import {
  missingPartitions,
  leaderlessPartitions,
  offsetsAt,
  partitionsOf,
} from './partition-offsets.ts';
import { csvOf, parseResetCsv } from './reset-csv.ts';
import { shiftedBy, splitTopicArguments, withinLogs } from './reset-plan.ts';
import { durationMs, timestampOf } from './reset-time.ts';

const LOGGER = 'org.apache.kafka.tools.OffsetsUtils';

export async function resetOffsets(session: GroupSession): Promise<void> {
  const { admin, options, call, print } = session;
  const groupIds = await chosenGroups(session);
  const described = await admin.describeConsumerGroups(groupIds, call);
  const rows: ResetRow[] = [];
  const groups = hashOrder([...described], ([groupId]) => textHash(groupId));
  for (const [groupId, outcome] of groups) {
    if (outcome instanceof Error && outcome.name !== 'GROUP_ID_NOT_FOUND') {
      throw asRuntimeOfExecution(outcome);
    }
    const state = outcome instanceof Error ? 'Dead' : outcome.state;
    if (state === 'Empty' || state === 'Dead') {
      const offsets = await resetGroup(session, groupId);
      rows.push(...hashOrder(offsets, partitionHash).map((each) => ({ group: groupId, ...each })));
    } else {
      const problem =
        `Assignments can only be reset if the group '${groupId}' is inactive, but the current ` +
        `state is ${state}.`;
      if (options.has('json')) throw new ToolError(problem, 'java.lang.IllegalStateException');
      print(`\nError: ${problem}\n`);
    }
  }
  if (options.has('json')) print(resetJson(rows));
  else if (options.has('export')) print(`${csvOf(rows, options.values('group').length !== 1)}\n`);
  else print(resetTable(rows, groups.map(([groupId]) => groupId)));
}

/** The plan for one group, carried out with --execute. */
async function resetGroup(session: GroupSession, groupId: string): Promise<PartitionOffset[]> {
  const { admin, options, call } = session;
  const partitions = await partitionsToReset(session, groupId);
  await checkPartitions(session, partitions);
  const offsets = await plannedOffsets(session, groupId, partitions);
  if (options.has('dry-run') || !options.has('execute') || offsets.length === 0) return offsets;
  const altered = await outcomesOf(admin.alterConsumerGroupOffsets(groupId, offsets, call));
  const failed = altered.filter(({ outcome }) => outcome instanceof Error);
  const first = failed[0]?.outcome;
  if (first instanceof Error) {
    const names = failed.map(({ topic, partition }) => `${topic}-${partition}`).join(', ');
    throw new ToolError(
      `Failed altering group offsets for the following partitions: [${names}]`,
      first.name,
    );
  }
  return offsets;
}

async function partitionsToReset(
  session: GroupSession,
  groupId: string,
): Promise<PartitionName[]> {
  const { options } = session;
  if (options.has('all-topics')) return committedOffsets(session, groupId);
  if (options.has('topic')) {
    const { partitions, topics } = splitTopicArguments(options.values('topic'));
    return [...partitions, ...(topics.length === 0 ? [] : await partitionsOf(session, topics))];
  }
  if (options.has('from-file')) return [];
  throw options.wrong('One of the reset scopes should be defined: --all-topics, --topic.');
}

async function checkPartitions(
  session: GroupSession,
  partitions: readonly PartitionName[],
): Promise<void> {
  const nameAll = (list: readonly PartitionName[]): string =>
    list.map(({ topic, partition }) => `${topic}-${partition}`).join(',');
  const missing = await wrapped(missingPartitions(session, partitions), asRuntimeOfExecution);
  if (missing.length > 0) {
    throw new ToolError(
      `The partitions "${nameAll(missing)}" do not exist`,
      'org.apache.kafka.common.errors.UnknownTopicOrPartitionException',
    );
  }
  const leaderless = await wrapped(leaderlessPartitions(session, partitions), asRuntimeOfExecution);
  if (leaderless.length === 0) return;
  throw new ToolError(
    `The partitions "${nameAll(leaderless)}" have no leader`,
    'org.apache.kafka.common.errors.LeaderNotAvailableException',
  );
}

async function plannedOffsets(
  session: GroupSession,
  groupId: string,
  partitions: readonly PartitionName[],
): Promise<PartitionOffset[]> {
  const { options } = session;
  const scenario = RESET_SCENARIOS.find((each) => options.has(each));
  switch (scenario) {
    case 'to-offset': {
      const offset = options.integer('to-offset') ?? 0;
      return clipped(session, partitions.map((each) => ({ ...each, offset })));
    }
    case 'to-earliest':
      return wrapped(offsetsAt(session, partitions, 'earliest'), asRuntimeOfExecution);
    case 'to-latest':
      return wrapped(offsetsAt(session, partitions, 'latest'), asRuntimeOfExecution);
    case 'shift-by': {
      const current = await committedNow(session, groupId);
      const by = options.integer('shift-by') ?? 0;
      return clipped(session, shiftedBy(partitions, current, by));
    }
    case 'to-datetime':
      return offsetsAtTime(session, partitions, timestampOf(options.value('to-datetime') ?? ''));
    case 'by-duration': {
      const nowMs = session.nowMs();
      const agoMs = durationMs(options.value('by-duration') ?? '');
      return offsetsAtTime(session, partitions, Math.floor(nowMs - agoMs));
    }
    case 'from-file':
      return offsetsOfFile(session, groupId);
    case 'to-current':
      return currentOffsets(session, groupId, partitions);
    case undefined: {
      const list = RESET_SCENARIOS.map((each) => `[${each}]`).join(', ');
      throw options.wrong(
        `Option '[reset-offsets]' requires one of the following scenarios: [${list}]`,
      );
    }
  }
}

async function committedNow(session: GroupSession, groupId: string): Promise<PartitionOffset[]> {
  const committed = await committedOffsets(session, groupId);
  return committed.map((each) => ({
    topic: each.topic,
    partition: each.partition,
    offset: each.committed.offset,
  }));
}

async function clipped(
  session: GroupSession,
  requested: readonly PartitionOffset[],
): Promise<PartitionOffset[]> {
  const keyed = (offsets: readonly PartitionOffset[]): Map<string, number> =>
    new Map(offsets.map(({ topic, partition, offset }) => [`${topic}-${partition}`, offset]));
  const starts = await wrapped(offsetsAt(session, requested, 'earliest'), asRuntimeOfExecution);
  const ends = await wrapped(offsetsAt(session, requested, 'latest'), asRuntimeOfExecution);
  return withinLogs(requested, { starts: keyed(starts), ends: keyed(ends) }, (text) =>
    session.note(warnLine(session.nowMs(), text, LOGGER)),
  );
}

async function offsetsAtTime(
  session: GroupSession,
  partitions: readonly PartitionName[],
  timestamp: number,
): Promise<PartitionOffset[]> {
  const asked = offsetsAt(session, partitions, { timestamp });
  const found = await wrapped(asked, asRuntimeOfExecution);
  const none = hashOrder(found.filter(({ offset }) => offset === -1), partitionHash);
  for (const { topic, partition } of none) {
    session.print(
      `\nWarn: Partition ${partition} from topic ${topic} is empty. Falling back to latest ` +
        'known offset.\n',
    );
  }
  const ends = await wrapped(offsetsAt(session, none, 'latest'), asRuntimeOfExecution);
  return [...found.filter(({ offset }) => offset !== -1), ...ends];
}

async function offsetsOfFile(session: GroupSession, groupId: string): Promise<PartitionOffset[]> {
  const { options, print, readText } = session;
  const file = options.value('from-file') ?? '';
  const rows = parseResetCsv(readText(file), options.values('group'));
  const mine = rows.filter(({ group }) => group === groupId);
  if (mine.length === 0) {
    print(`\nError: No reset plan for group ${groupId} found\n`);
    return [];
  }
  const last = new Map(mine.map((row) => [`${row.topic}-${row.partition}`, row]));
  return clipped(
    session,
    [...last.values()].map(({ topic, partition, offset }) => ({ topic, partition, offset })),
  );
}

/** What is committed; the end of the log where nothing is. */
async function currentOffsets(
  session: GroupSession,
  groupId: string,
  partitions: readonly PartitionName[],
): Promise<PartitionOffset[]> {
  const committed = await committedNow(session, groupId);
  const find = ({ topic, partition }: PartitionName): PartitionOffset | undefined =>
    committed.find((each) => each.topic === topic && each.partition === partition);
  const without = partitions.filter((each) => find(each) === undefined);
  const ends = await wrapped(offsetsAt(session, without, 'latest'), asRuntimeOfExecution);
  return [...partitions.flatMap((each) => find(each) ?? []), ...ends];
}

// `consumer-groups --delete` and `--delete-offsets`.

import { ClientError, KafkaError, outcomesOf } from '@ottla/client';

import { asExecution } from '../java-manner/execution.ts';
import { hashOrder, partitionHash, textHash } from '../java-manner/hash-order.ts';
import { javaMessageOf } from '../java-manner/java-messages.ts';
import { javaText } from '../java-manner/log-line.ts';
import { chosenGroups, type GroupSession } from './group-session.ts';
import { deletedJson, deletedOffsetsJson } from './group-json.ts';
import { statusTable, type PartitionName, type StatusRow } from './group-tables.ts';
import { partitionsOf } from './partition-offsets.ts';
import { splitTopicArguments } from './reset-plan.ts';

export async function deleteGroups(session: GroupSession): Promise<void> {
  const { admin, call, options, print } = session;
  const chosen = await chosenGroups(session);
  const outcomes = await outcomesOf(admin.deleteConsumerGroups(chosen, call));
  const ordered = hashOrder([...outcomes], ([groupId]) => textHash(groupId));
  if (options.has('json')) {
    const told = ordered.map(([groupId, outcome]) => {
      return { groupId, error: outcome === true ? null : javaText(outcome) };
    });
    print(deletedJson(told));
    return;
  }
  const deleted = ordered.filter(([, outcome]) => outcome === true).map(([id]) => `'${id}'`);
  if (deleted.length === ordered.length) {
    print(`Deletion of requested consumer groups (${deleted.join(', ')}) was successful.\n`);
    return;
  }
  print('\nError: Deletion of some consumer groups failed:\n');
  for (const [groupId, outcome] of ordered) {
    if (outcome === true) continue;
    print(`* Group '${groupId}' could not be deleted due to: ${javaText(outcome)}\n`);
  }
  if (deleted.length > 0) {
    print(`\nThese consumer groups were deleted successfully: ${deleted.join(', ')}\n`);
  }
}

/** Of the whole group. */
const GROUP_ERRORS = [
  'INVALID_GROUP_ID',
  'GROUP_ID_NOT_FOUND',
  'GROUP_AUTHORIZATION_FAILED',
  'NON_EMPTY_GROUP',
];
const PARTITION_ERRORS = [
  'GROUP_SUBSCRIBED_TO_TOPIC',
  'TOPIC_AUTHORIZATION_FAILED',
  'UNKNOWN_TOPIC_OR_PARTITION',
];

export async function deleteOffsets(session: GroupSession): Promise<void> {
  const { options, print } = session;
  const groupId = options.value('group') ?? '';
  const rows: StatusRow[] = [];
  const { partitions, topics } = splitTopicArguments(options.values('topic'));
  const all: PartitionName[] = [...partitions];
  for (const topic of topics) {
    try {
      all.push(...(await partitionsOf(session, [topic])));
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      rows.push({ topic, partition: undefined, error: asExecution(error).message });
    }
  }
  const { results, error } = await deleted(session, groupId, hashOrder(all, partitionHash));
  for (const { topic, partition, outcome } of results) {
    const failed = outcome instanceof Error;
    rows.push({ topic, partition, error: failed ? asExecution(outcome).message : undefined });
  }
  const key = ({ topic, partition }: StatusRow): string => `${topic}${partition ?? -1}`;
  const sorted = rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  if (options.has('json')) print(deletedOffsetsJson(groupId, sorted));
  else print(`${summary(groupId, error)}${statusTable(sorted)}`);
}

interface Deleted {
  readonly results: readonly (PartitionName & { readonly outcome: true | Error })[];
  /** Of the whole group, else of the first partition that failed. */
  readonly error: Error | undefined;
}

async function deleted(
  { admin, call }: GroupSession,
  groupId: string,
  partitions: readonly PartitionName[],
): Promise<Deleted> {
  const names = partitions.map(({ topic, partition }) => ({ topic, partition }));
  try {
    const deleting = admin.deleteConsumerGroupOffsets(groupId, names, call);
    const results = await outcomesOf(deleting);
    const failed = results.find(({ outcome }) => outcome instanceof Error)?.outcome;
    return { results, error: failed instanceof Error ? failed : undefined };
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return { results: names.map((each) => ({ ...each, outcome: error })), error };
  }
}

function summary(groupId: string, error: Error | undefined): string {
  if (error === undefined) {
    return `Request succeeded for deleting offsets from group ${groupId}.\n`;
  }
  if (error instanceof KafkaError) {
    if (GROUP_ERRORS.includes(error.name)) return `\nError: ${javaMessageOf(error)}\n`;
    if (PARTITION_ERRORS.includes(error.name)) {
      return '\nError: Encountered some partition-level error, see the follow-up details.\n';
    }
  }
  const name = error instanceof KafkaError ? error.name : 'UNKNOWN_SERVER_ERROR';
  return `\nError: Encountered some unknown error: ${name}\n`;
}

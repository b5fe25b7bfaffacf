// Where the replicas of partitions are by now: brokers, and the log directories of those.

import { type Admin, type TopicDescription, valueOf } from '@ottla/client';

import { type Assignment, nameOf, replicaNameOf } from './document.ts';
import { ToolError } from '../java-manner/tool-error.ts';

export type Wanted = Pick<Assignment, 'topic' | 'partition'>;

const UNKNOWN = 'java.util.concurrent.ExecutionException';
const UNKNOWN_TOPIC = 'org.apache.kafka.common.errors.UnknownTopicOrPartitionException';

/** All partitions of topics. */
export async function assignmentsOf(
  admin: Admin,
  topics: readonly string[],
): Promise<Assignment[]> {
  const assignments: Assignment[] = [];
  for (const topic of new Set(topics)) {
    const described = await describe(admin, topic);
    if (described === undefined) {
      throw new ToolError(`${UNKNOWN_TOPIC}: Topic ${topic} not found.`, UNKNOWN);
    }
    for (const { partition, replicas } of described.partitions) {
      assignments.push({ topic, partition, replicas });
    }
  }
  return assignments;
}

/** Undefined where there is no such topic. */
export async function describe(admin: Admin, topic: string): Promise<TopicDescription | undefined> {
  try {
    return (await admin.describeTopics([topic])).get(topic);
  } catch (error) {
    const isUnknown = error instanceof Error && error.name === 'UNKNOWN_TOPIC_OR_PARTITION';
    if (isUnknown) return undefined;
    throw error;
  }
}

/** Those of `wanted`; all of them must be there. */
export async function currentAssignments(
  admin: Admin,
  wanted: readonly Wanted[],
): Promise<Assignment[]> {
  const all = await assignmentsOf(admin, wanted.map(({ topic }) => topic));
  const names = new Set(wanted.map(nameOf));
  const found = all.filter((each) => names.has(nameOf(each)));
  for (const each of found) names.delete(nameOf(each));
  if (names.size === 0) return found;
  const list = [...names].join(', ');
  throw new ToolError(`${UNKNOWN_TOPIC}: Unable to find partition: ${list}`, UNKNOWN);
}

/** Paths by the name of a replica. */
export async function pathsOf(
  admin: Admin,
  assignments: readonly Assignment[],
): Promise<Map<string, string>> {
  const replicas = assignments.flatMap(({ topic, partition, replicas: ids }) =>
    ids.map((brokerId) => ({ topic, partition, brokerId })),
  );
  const paths = new Map<string, string>();
  for (const result of await admin.describeReplicaLogDirs(replicas)) {
    const { current } = valueOf(result.outcome);
    if (current !== null) paths.set(replicaNameOf(result), current.path);
  }
  return paths;
}

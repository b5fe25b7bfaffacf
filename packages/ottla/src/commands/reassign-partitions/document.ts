// The JSON that says where replicas are to be, read and written as Java's tool does. Pure.

import type { TopicPartition } from '@ottla/client';

import {
  integerIn,
  jsonObject,
  type JsonObject,
  listIn,
  parseJson,
  textIn,
} from '../java-manner/json-input.ts';
import { ToolError } from '../java-manner/tool-error.ts';

const ANY = 'any';
const OPERATION = 'org.apache.kafka.server.common.AdminOperationException';
const COMMAND = 'org.apache.kafka.server.common.AdminCommandFailedException';

export interface Assignment extends TopicPartition {
  /** Broker ids, the preferred leader first. */
  readonly replicas: readonly number[];
}

/** One replica, and the log directory that it is to be in. */
export interface ReplicaTarget extends TopicPartition {
  readonly brokerId: number;
  readonly path: string;
}

export interface Reassignment {
  readonly partitions: readonly Assignment[];
  readonly targets: readonly ReplicaTarget[];
}

export function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

/** As Java prints a TopicPartitionReplica. */
export function replicaNameOf(replica: TopicPartition & { readonly brokerId: number }): string {
  return `${nameOf(replica)}-${replica.brokerId}`;
}

export function byPartition(a: TopicPartition, b: TopicPartition): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
  return a.partition - b.partition;
}

export function byReplica(
  a: TopicPartition & { readonly brokerId: number },
  b: TopicPartition & { readonly brokerId: number },
): number {
  return a.brokerId - b.brokerId || byPartition(a, b);
}

export function readReassignment(text: string): Reassignment {
  const document = versionOne(parseJson(text, 'The input string is not a valid JSON'));
  const partitions: Assignment[] = [];
  const targets: ReplicaTarget[] = [];
  if (!document.has('partitions')) return { partitions, targets };
  for (const item of listIn(document, 'partitions')) {
    const entry = jsonObject(item);
    const topic = textIn(entry, 'topic');
    const partition = integerIn(entry, 'partition');
    const replicas = integersIn(entry, 'replicas');
    const paths = entry.has('log_dirs') ? textsIn(entry, 'log_dirs') : replicas.map(() => ANY);
    if (paths.length !== replicas.length) {
      throw new ToolError(
        `Size of replicas list [${replicas.join(', ')}] is different from size of log dirs list ` +
          `[${paths.join(', ')}] for partition ${topic}-${partition}`,
        COMMAND,
      );
    }
    partitions.push({ topic, partition, replicas });
    replicas.forEach((brokerId, index) => {
      const path = paths[index] ?? ANY;
      if (path !== ANY) targets.push({ topic, partition, brokerId, path });
    });
  }
  return { partitions, targets };
}

/** For `--execute`: what would make no sense is refused. */
export function checkReassignment({ partitions }: Reassignment): void {
  if (partitions.length === 0) {
    throw new ToolError('Partition reassignment list cannot be empty', COMMAND);
  }
  if (partitions.some(({ replicas }) => replicas.length === 0)) {
    throw new ToolError('Partition replica list cannot be empty', COMMAND);
  }
  const doubled = duplicates(partitions.map(nameOf));
  if (doubled.length > 0) {
    const problem = 'Partition reassignment contains duplicate topic partitions';
    throw new ToolError(`${problem}: ${doubled.join(',')}`, COMMAND);
  }
  const problems = partitions
    .map((each) => ({ name: nameOf(each), twice: duplicates(each.replicas) }))
    .filter(({ twice }) => twice.length > 0)
    .map(({ name, twice }) => `${name} contains multiple entries for ${twice.join(',')}`);
  if (problems.length === 0) return;
  const problem = 'Partition replica lists may not contain duplicate entries';
  throw new ToolError(`${problem}: ${problems.join('. ')}`, COMMAND);
}

export function readTopics(text: string): string[] {
  const document = versionOne(parseJson(text, 'The input string is not a valid JSON'));
  if (!document.has('topics')) return [];
  const topics = listIn(document, 'topics').map((item) => textIn(jsonObject(item), 'topic'));
  const doubled = duplicates(topics);
  if (doubled.length === 0) return topics;
  const list = doubled.join(', ');
  throw new ToolError(`List of topics to reassign contains duplicate entries: [${list}]`, COMMAND);
}

export function readBrokers(text: string): number[] {
  const brokers = text.split(',').map((part) => {
    if (/^[+-]?\d+$/.test(part)) return Number(part);
    throw new ToolError(`For input string: "${part}"`, 'java.lang.NumberFormatException');
  });
  const doubled = duplicates(brokers);
  if (doubled.length === 0) return brokers;
  throw new ToolError(`Broker list contains duplicate entries: [${doubled.join(', ')}]`, COMMAND);
}

/** `paths` by the name of a replica; where it says nothing, any directory will do. */
export function reassignmentJson(
  partitions: readonly Assignment[],
  paths: ReadonlyMap<string, string>,
): string {
  return JSON.stringify({
    version: 1,
    partitions: partitions.toSorted(byPartition).map(({ topic, partition, replicas }) => ({
      topic,
      partition,
      replicas,
      log_dirs: replicas.map(
        (brokerId) => paths.get(replicaNameOf({ topic, partition, brokerId })) ?? ANY,
      ),
    })),
  });
}

function versionOne(value: unknown): JsonObject {
  const document = jsonObject(value);
  const version = document.has('version') ? integerIn(document, 'version') : 1;
  if (version === 1) return document;
  throw new ToolError(`Not supported version field value ${version}`, OPERATION);
}

function integersIn(object: JsonObject, field: string): number[] {
  return listIn(object, field).map((value) => integerIn(new Map([[field, value]]), field));
}

function textsIn(object: JsonObject, field: string): string[] {
  return listIn(object, field).map((value) => textIn(new Map([[field, value]]), field));
}

function duplicates<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

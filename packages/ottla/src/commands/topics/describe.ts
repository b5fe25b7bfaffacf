// `topics --describe`: asks what Java's tool asks, and prints what it prints.

import {
  configKey,
  KafkaError,
  UnsupportedVersionError,
  ZERO_UUID,
  type Admin,
  type ConfigEntry,
  type PartitionDescription,
  type PartitionReassignment,
  type TopicDescription,
} from '@ottla/client';

import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import { topicsJson } from './describe-json.ts';
import { replicationFactor, viewOf, type Described, type DescribeView } from './describe-view.ts';
import { chooseTopics } from './topic-filter.ts';

const PARTITION_LIMIT = 2000;
const UUID_CHARACTERS = 22;

export async function describe(
  admin: Admin,
  options: ParsedOptions,
  print: (line: string) => void,
): Promise<void> {
  const topics = await chosenTopics(admin, options);
  const configs = await admin.describeConfigs(
    topics.map(({ name }) => ({ type: 'topic' as const, name })),
  );
  const { nodes } = await admin.describeCluster();
  const liveBrokers = new Set(nodes.map(({ id }) => id));
  const reassignments = await reassignmentsOf(admin, topics);
  const view = viewOf(options, liveBrokers);
  const all = topics.map((topic) => ({
    topic,
    configs: configs.get(configKey({ type: 'topic', name: topic.name })) ?? [],
    reassignments: new Map(
      reassignments
        .filter((each) => each.topic === topic.name)
        .map((each) => [each.partition, each]),
    ),
  }));
  if (options.has('json')) print(topicsJson(all, view));
  else for (const described of all) linesOf(described, view).forEach(print);
}

async function chosenTopics(admin: Admin, options: ParsedOptions): Promise<TopicDescription[]> {
  const id = options.value('topic-id');
  const topic = options.value('topic');
  const excludeInternal = options.has('exclude-internal');
  const isStrict = !options.has('if-exists');
  const all = await admin.listTopics({ listInternal: !excludeInternal });
  if (id !== undefined && parsedId(id) !== ZERO_UUID) {
    const found = all.filter((each) => each.id === id);
    if (found.length === 0 && isStrict) {
      throw new ToolError(`TopicId '${id}' does not exist as expected`);
    }
    const byId = await admin.describeTopicIds(found.map((each) => each.id));
    return [...byId.values()];
  }
  const names = chooseTopics(all.map(({ name }) => name), topic, excludeInternal);
  if (names.length === 0 && topic !== undefined && topic !== '' && isStrict) {
    throw new ToolError(`Topic '${topic}' does not exist as expected`);
  }
  const partitionLimit = options.integer('partition-size-limit-per-response') ?? PARTITION_LIMIT;
  return [...(await admin.describeTopics(names, { partitionLimit })).values()];
}

function parsedId(text: string): string {
  if (text.length > UUID_CHARACTERS + 2) {
    const prefix = text.slice(0, 24);
    throw new ToolError(
      `Input string with prefix \`${prefix}\` is too long to be decoded as a base64 UUID`,
    );
  }
  if (/^[A-Za-z0-9_-]{22}(==)?$/.test(text)) return text.slice(0, UUID_CHARACTERS);
  const bytes = Buffer.from(text, 'base64url').length;
  throw new ToolError(
    `Input string \`${text}\` decoded as ${bytes} bytes, which is not equal to the expected 16 ` +
      'bytes of a base64-encoded UUID',
  );
}

async function reassignmentsOf(
  admin: Admin,
  topics: readonly TopicDescription[],
): Promise<PartitionReassignment[]> {
  const partitions = topics.flatMap(({ name, partitions: ofTopic }) =>
    ofTopic.map(({ partition }) => ({ topic: name, partition })),
  );
  try {
    return await admin.listPartitionReassignments(partitions);
  } catch (error) {
    const isMissing = error instanceof UnsupportedVersionError;
    const isForbidden =
      error instanceof KafkaError && error.name === 'CLUSTER_AUTHORIZATION_FAILED';
    if (isMissing || isForbidden) return [];
    throw error;
  }
}

export function linesOf(described: Described, view: DescribeView): string[] {
  const { topic, configs } = described;
  const lines: string[] = [];
  const overrides = configs.filter(({ source }) => source !== 'DEFAULT_CONFIG');
  if (view.showsTopics && (!view.onlyOverrides || overrides.length > 0)) {
    lines.push(topicLine(described, overrides));
  }
  for (const partition of topic.partitions) {
    if (view.showsPartition(partition, described)) lines.push(partitionLine(partition, described));
  }
  return lines;
}

function topicLine(described: Described, overrides: readonly ConfigEntry[]): string {
  const { topic } = described;
  const [first] = topic.partitions;
  const factor = first === undefined ? 0 : replicationFactor(first, described);
  const configs = overrides.map(({ name, value }) => `${name}=${value}`).join(',');
  return (
    `Topic: ${topic.name}` +
    (topic.id === ZERO_UUID ? '' : `\tTopicId: ${topic.id}`) +
    `\tPartitionCount: ${topic.partitions.length}\tReplicationFactor: ${factor}` +
    `\tConfigs: ${configs}`
  );
}

function partitionLine(partition: PartitionDescription, described: Described): string {
  const { leader, replicas, isr, elr, lastKnownElr } = partition;
  const moving = described.reassignments.get(partition.partition);
  const changes =
    moving === undefined
      ? ''
      : `\tAdding Replicas: ${moving.addingReplicas.join(',')}` +
        `\tRemoving Replicas: ${moving.removingReplicas.join(',')}`;
  return (
    `\tTopic: ${described.topic.name}\tPartition: ${partition.partition}` +
    `\tLeader: ${leader < 0 ? 'none' : leader}\tReplicas: ${replicas.join(',')}` +
    `\tIsr: ${isr.join(',')}${changes}` +
    `\tElr: ${elr?.join(',') ?? 'N/A'}\tLastKnownElr: ${lastKnownElr?.join(',') ?? 'N/A'}`
  );
}

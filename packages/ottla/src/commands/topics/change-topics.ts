// `topics --create`, `--alter` and `--delete`.

import { KafkaError, type Admin } from '@ottla/client';

import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import { parseReplicaAssignment } from './replica-assignment.ts';
import { chooseTopics } from './topic-filter.ts';

const REPLICATION_FACTOR_MAX = 32_767;

export async function create(
  admin: Admin,
  options: ParsedOptions,
  print: (line: string) => void,
): Promise<void> {
  const name = options.value('topic') ?? '';
  const partitions = options.integer('partitions');
  const replicationFactor = options.integer('replication-factor');
  const configs = parseConfigs(options.values('config'));
  if (/[._]/.test(name)) {
    print(
      "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore " +
        "('_') could collide. To avoid issues it is best to use either, but not both.",
    );
  }
  if (replicationFactor !== undefined) {
    if (replicationFactor < 1 || replicationFactor > REPLICATION_FACTOR_MAX) {
      throw new ToolError(
        `The replication factor must be between 1 and ${REPLICATION_FACTOR_MAX} inclusive`,
      );
    }
  }
  if (partitions !== undefined && partitions < 1) {
    throw new ToolError('The partitions must be greater than 0');
  }
  const assignments = assignmentOf(options);
  try {
    await admin.createTopics([{ name, partitions, replicationFactor, assignments, configs }]);
    print(`Created topic ${name}.`);
  } catch (error) {
    const exists = error instanceof KafkaError && error.name === 'TOPIC_ALREADY_EXISTS';
    if (!exists || !options.has('if-not-exists')) throw error;
  }
}

export async function alter(admin: Admin, options: ParsedOptions): Promise<void> {
  const totalCount = options.integer('partitions') ?? 0;
  const assignment = assignmentOf(options);
  const names = await existingTopics(admin, options);
  if (names.length === 0) return;
  const described = await admin.describeTopics(names);
  await admin.createPartitions(
    names.map((topic) => {
      const have = described.get(topic)?.partitions.length ?? 0;
      return { topic, totalCount, assignments: assignment?.slice(have) };
    }),
  );
}

export async function remove(admin: Admin, options: ParsedOptions): Promise<void> {
  await admin.deleteTopics(await existingTopics(admin, options));
}

async function existingTopics(admin: Admin, options: ParsedOptions): Promise<string[]> {
  const topic = options.value('topic');
  const all = await admin.listTopics({ listInternal: true });
  const names = chooseTopics(all.map(({ name }) => name), topic, false);
  if (names.length === 0 && topic !== '' && !options.has('if-exists')) {
    throw new ToolError(`Topic '${topic}' does not exist as expected`);
  }
  return names;
}

function assignmentOf(options: ParsedOptions): number[][] | undefined {
  const text = options.value('replica-assignment');
  return text === undefined || text === '' ? undefined : parseReplicaAssignment(text);
}

function parseConfigs(pairs: readonly string[]): Record<string, string> {
  const configs: Record<string, string> = {};
  for (const pair of pairs) {
    const parts = pair.split(/\s*=\s*/);
    // As Java splits: an empty value leaves only the name.
    while (parts.length > 1 && parts.at(-1) === '') parts.pop();
    const [name, value] = parts;
    if (parts.length !== 2 || name === undefined || value === undefined) {
      throw new ToolError(
        'requirement failed: Invalid topic config: all configs to be added must be in the format ' +
          '"key=val".',
      );
    }
    configs[name.trim()] = value.trim();
  }
  return configs;
}

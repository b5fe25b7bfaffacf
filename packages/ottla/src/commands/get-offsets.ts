// `ottla get-offsets`, kafka-get-offsets.sh (and `run-class kafka.tools.GetOffsetShell`): offsets
// of partitions, by their ends or by time.

import { ClientError, type Admin, type OffsetSpec } from '@ottla/client';

import { CommandFailure, type CommandIo } from '../cli/command.ts';
import { UsageError, type ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import {
  byRules,
  byTopicAndPartitions,
  type PartitionFilter,
} from './get-offsets/partition-filter.ts';
import { JSON_OPTION, printJson, withAdmin } from './java-manner/admin-access.ts';
import { bootstrapProblem } from './java-manner/client-settings.ts';
import { javaText } from './java-manner/log-line.ts';
import { ToolError } from './java-manner/tool-error.ts';

const UNKNOWN_OFFSET = -1;

const tool: ToolSpec = {
  name: 'get-offsets',
  about: 'An interactive shell for getting topic-partition offsets.',
  usage: '--bootstrap-server HOST:PORT [options]',
  wrongUsageExit: 1,
  options: [
    {
      name: 'bootstrap-server',
      takes: 'value',
      required: true,
      value: 'String: HOST1:PORT1,...',
      about: 'The servers to connect to.',
    },
    {
      name: 'topic-partitions',
      takes: 'value',
      value: 'String: topic1:1,topic2:0-3,topic3,topic4:5-,topic5:-3',
      about: 'Topics (regular expressions) and partitions; not with --topic or --partitions.',
    },
    { name: 'topic', takes: 'value', value: 'String: topic', about: 'A regular expression.' },
    { name: 'partitions', takes: 'value', value: 'String: partition ids', about: 'Only these.' },
    {
      name: 'time',
      takes: 'value',
      value: 'String: <timestamp> / -1 or latest / -2 or earliest / ...',
      about:
        'Which offset: latest, earliest, max-timestamp, earliest-local, latest-tiered, ' +
        'earliest-pending-upload, or the first from a time (ms) on.',
      standard: 'latest',
    },
    { name: 'command-config', takes: 'value', value: 'String: file', about: 'Client settings.' },
    { name: 'exclude-internal-topics', takes: 'nothing', about: 'Leave internal topics out.' },
    JSON_OPTION,
  ],
};

export async function getOffsets(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(tool, tool.about);
  const options = parseOptions(tool, args);
  const bootstrapServers = options.value('bootstrap-server') ?? '';
  const problem = bootstrapProblem(bootstrapServers);
  if (problem !== undefined) throw options.wrong(problem);
  try {
    const query = { at: offsetSpecOf(options), filter: filterOf(options) };
    const configFile = options.value('command-config');
    const standard = { 'client.id': 'GetOffsetShell' };
    return await withAdmin(io, { bootstrapServers, configFile, standard }, (admin) =>
      printOffsets(admin, options, io, query),
    );
  } catch (error) {
    if (!(error instanceof CommandFailure || error instanceof ToolError)) throw error;
    throw new CommandFailure(`Error occurred: ${error.message}`, { cause: error });
  }
}

interface OffsetsQuery {
  readonly at: OffsetSpec;
  readonly filter: PartitionFilter;
}

async function printOffsets(
  admin: Admin,
  options: ParsedOptions,
  io: CommandIo,
  { at, filter }: OffsetsQuery,
): Promise<void> {
  const listInternal = !options.has('exclude-internal-topics');
  const topics = await admin.listTopics({ listInternal });
  const names = topics.map(({ name }) => name).filter((name) => filter.allowsTopic(name));
  const described = await admin.describeTopics(names);
  const requests = [...described].flatMap(([topic, { partitions }]) =>
    partitions
      .map(({ partition }) => ({ topic, partition, at }))
      .filter(({ partition }) => filter.allows(topic, partition)),
  );
  if (requests.length === 0) {
    throw new ToolError('Could not match any topic-partitions with the specified filters');
  }
  const found: { name: string; topic: string; partition: number; offset: number }[] = [];
  for (const result of await admin.listOffsets(requests)) {
    const { topic, partition } = result;
    const name = `${topic}-${partition}`;
    if (result.found instanceof ClientError) {
      const reason = javaText(result.found);
      io.stderr.write(
        `Skip getting offsets for topic-partition ${name} due to error: ${reason}\n`,
      );
    } else if (result.found.offset !== UNKNOWN_OFFSET) {
      found.push({ name, topic, partition, offset: result.found.offset });
    }
  }
  const sorted = found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (options.has('json')) {
    const offsets = sorted.map(({ topic, partition, offset }) => ({ topic, partition, offset }));
    return printJson(io, { offsets });
  }
  for (const { topic, partition, offset } of sorted) {
    io.stdout.write(`${topic}:${partition}:${offset}\n`);
  }
}

function filterOf(options: ParsedOptions): PartitionFilter {
  const rules = options.value('topic-partitions');
  if (rules === undefined) {
    return byTopicAndPartitions(options.value('topic'), options.value('partitions'));
  }
  if (options.has('topic') || options.has('partitions')) {
    throw new ToolError('--topic-partitions cannot be used with --topic or --partitions');
  }
  return byRules(rules);
}

const SPECS = [
  'latest',
  'earliest',
  'max-timestamp',
  'earliest-local',
  'latest-tiered',
  'earliest-pending-upload',
] as const;

/** The names, their numbers from -1 on, or a time. */
export function offsetSpecOf(options: { value(name: string): string | undefined }): OffsetSpec {
  const text = options.value('time') ?? '';
  const named = SPECS.find((spec) => spec === text);
  if (named !== undefined) return named;
  if (!/^[+-]?\d+$/.test(text)) {
    throw new ToolError(
      `Malformed time argument ${text}. Please use -1 or latest / -2 or earliest / -3 or ` +
        'max-timestamp / -4 or earliest-local / -5 or latest-tiered / -6 or ' +
        'earliest-pending-upload, or a specified long format timestamp',
    );
  }
  const timestamp = Number(text);
  return SPECS[-1 - timestamp] ?? { timestamp };
}

// `ottla leader-election`, kafka-leader-election.sh: lets preferred or, where data may be lost,
// any replicas become leaders.

import { KafkaError, outcomesOf, type Admin, type TopicPartition } from '@ottla/client';

import { CommandFailure, type CommandIo } from '../cli/command.ts';
import { UsageError, type ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { JSON_OPTION, printJson, withAdmin } from './java-manner/admin-access.ts';
import { hashOrder, partitionHash } from './java-manner/hash-order.ts';
import { integerIn, jsonObject, listIn, parseJson, textIn } from './java-manner/json-input.ts';
import { javaText } from './java-manner/log-line.ts';
import { readText } from './java-manner/text-file.ts';
import { ToolError } from './java-manner/tool-error.ts';

const TIMEOUT_MS = 30_000;

const tool: ToolSpec = {
  name: 'leader-election',
  about:
    'This tool attempts to elect a new leader for a set of topic partitions. The type of ' +
    'elections supported are preferred replicas and unclean replicas.',
  usage: '--bootstrap-server HOST:PORT --election-type TYPE (--all-topic-partitions | …)',
  wrongUsageExit: 1,
  options: [
    value('bootstrap-server', 'host:port', 'REQUIRED: the brokers to connect to.'),
    { ...value('admin.config', 'file', 'Client settings.'), replacedBy: 'command-config' },
    value('command-config', 'file', 'Property file with settings for the admin client.'),
    value('path-to-json-file', 'file', 'JSON: {"partitions":[{"topic":"foo","partition":1}]}.'),
    value('topic', 'topic name', 'The topic, with --partition.'),
    value('partition', 'partition id', 'The partition, with --topic.'),
    { name: 'all-topic-partitions', takes: 'nothing', about: 'All partitions that need one.' },
    value('election-type', 'type', 'REQUIRED: preferred or unclean.'),
    JSON_OPTION,
  ],
};

function value(name: string, what: string, about: string): ToolSpec['options'][number] {
  return { name, takes: 'value', value: `String: ${what}`, about };
}

export async function leaderElection(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(tool, tool.about);
  const options = parseOptions(tool, args);
  check(options);
  const type = electionType(options);
  const old = options.value('admin.config');
  const configFile = old ?? options.value('command-config');
  const standard = {
    'default.api.timeout.ms': String(TIMEOUT_MS),
    'request.timeout.ms': String(TIMEOUT_MS / 2),
  };
  const bootstrapServers = options.value('bootstrap-server') ?? '';
  const partitions = asCommandFailure(() => partitionsOf(options, io));
  if (old !== undefined) {
    io.stdout.write(
      'Option --admin.config has been deprecated and will be removed in a future version. ' +
        'Use --command-config instead.\n',
    );
  }
  return withAdmin(io, { bootstrapServers, configFile, standard }, (admin) =>
    elect(admin, { type, partitions, isJson: options.has('json') }, io),
  );
}

const ONE_OF = ['topic', 'all-topic-partitions', 'path-to-json-file'];

function check(options: ParsedOptions): void {
  const missing = ['bootstrap-server', 'election-type'].filter((name) => !options.has(name));
  if (missing.length > 0) {
    throw new CommandFailure(`Missing required option(s): ${missing.join(', ')}`);
  }
  options.exclude('admin.config', 'command-config');
  if (ONE_OF.filter((name) => options.has(name)).length !== 1) {
    throw new CommandFailure(
      `One and only one of the following options is required: ${ONE_OF.join(', ')}`,
    );
  }
  if (options.has('topic') && !options.has('partition')) {
    throw new CommandFailure('Missing required option(s): partition');
  }
  if (!options.has('topic') && options.has('partition')) {
    throw new CommandFailure('Option partition is only allowed if topic is used');
  }
}

type ElectionType = 'preferred' | 'unclean';

function electionType(options: ParsedOptions): ElectionType {
  const text = options.value('election-type') ?? '';
  const known = (['preferred', 'unclean'] as const).find((type) => type === text.toLowerCase());
  if (known !== undefined) return known;
  throw options.wrong(`Value [${text}] must be one of [PREFERRED,UNCLEAN]`);
}

/** Undefined: all of them. */
function partitionsOf(options: ParsedOptions, io: CommandIo): TopicPartition[] | undefined {
  const path = options.value('path-to-json-file');
  if (path !== undefined) return partitionsIn(readText(io, path));
  const topic = options.value('topic');
  if (topic === undefined) return undefined;
  return [{ topic, partition: options.integer('partition') ?? 0 }];
}

export function partitionsIn(text: string): TopicPartition[] {
  const document = jsonObject(parseJson(text, 'Replica election data is empty'));
  if (!document.has('partitions')) {
    throw new ToolError('Replica election data is missing "partitions" field');
  }
  const partitions = listIn(document, 'partitions').map((item) => {
    const entry = jsonObject(item);
    return { topic: textIn(entry, 'topic'), partition: integerIn(entry, 'partition') };
  });
  const names = partitions.map(nameOf);
  const doubled = names.filter((name, at) => names.indexOf(name) !== at);
  if (doubled.length === 0) return partitions;
  throw new ToolError(
    `Replica election data contains duplicate partitions: [${[...new Set(doubled)].join(', ')}]`,
  );
}

function asCommandFailure<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof ToolError) throw new CommandFailure(error.message, { cause: error });
    throw error;
  }
}

interface Election {
  readonly type: ElectionType;
  readonly partitions: readonly TopicPartition[] | undefined;
  readonly isJson: boolean;
}

async function elect(
  admin: Admin,
  { type, partitions, isJson }: Election,
  io: CommandIo,
): Promise<void> {
  const told = await outcomesOf(admin.electLeaders(type, partitions));
  const results = hashOrder(told, partitionHash);
  const isNotNeeded = (outcome: unknown): boolean =>
    outcome instanceof KafkaError && outcome.name === 'ELECTION_NOT_NEEDED';
  const elected = results.filter(({ outcome }) => outcome === true).map(nameOf);
  const unneeded = results.filter(({ outcome }) => isNotNeeded(outcome)).map(nameOf);
  const failed = results.flatMap((result) =>
    result.outcome === true || isNotNeeded(result.outcome)
      ? []
      : [{ partition: nameOf(result), error: javaText(result.outcome) }],
  );
  const name = type.toUpperCase();
  if (isJson) printJson(io, { elected, unneeded, failed });
  else io.stdout.write(electionText(name, elected, unneeded, failed));
  if (failed.length === 0) return;
  throw new ToolError(`${failed.length} replica(s) could not be elected`);
}

function electionText(
  type: string,
  elected: readonly string[],
  unneeded: readonly string[],
  failed: readonly { readonly partition: string; readonly error: string }[],
): string {
  const lines: string[] = [];
  if (elected.length > 0) {
    const list = elected.join(', ');
    lines.push(`Successfully completed leader election (${type}) for partitions ${list}`);
  }
  if (unneeded.length > 0) {
    lines.push(`Valid replica already elected for partitions ${unneeded.join(', ')}`);
  }
  for (const { partition, error } of failed) {
    lines.push(`Error completing leader election (${type}) for partition: ${partition}: ${error}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

// `ottla log-dirs`, kafka-log-dirs.sh: how full the log directories of brokers are, as one line of
// JSON (which is Kafka's own output: `--json` only leaves the other lines out).

import type { Admin, LogDirDescription } from '@ottla/client';
import { valueOf } from '@ottla/client';

import type { CommandIo } from '../cli/command.ts';
import { UsageError, type ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { JSON_OPTION, withAdmin } from './java-manner/admin-access.ts';
import { hashOrder, partitionHash, textHash } from './java-manner/hash-order.ts';
import { javaExceptionOf } from './java-manner/java-exceptions.ts';
import { ToolError } from './java-manner/tool-error.ts';

const tool: ToolSpec = {
  name: 'log-dirs',
  about: 'This tool helps to query log directory usage on the specified brokers.',
  usage: '--bootstrap-server HOST:PORT --describe [options]',
  wrongUsageExit: 1,
  options: [
    {
      name: 'bootstrap-server',
      takes: 'value',
      required: true,
      value: 'String: server(s)',
      about: 'The server(s) to use for bootstrapping.',
    },
    { name: 'describe', takes: 'nothing', required: true, about: 'Describe log directories.' },
    {
      name: 'topic-list',
      takes: 'value',
      value: 'String: topics',
      about: 'Only these topics, as topic1,topic2.',
      standard: '',
    },
    {
      name: 'broker-list',
      takes: 'value',
      value: 'String: brokers',
      about: 'Only these brokers, as 0,1,2.',
      standard: '',
    },
    { name: 'command-config', takes: 'value', value: 'String: file', about: 'Client settings.' },
    JSON_OPTION,
  ],
};

export async function logDirs(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(tool, tool.about);
  const options = parseOptions(tool, args);
  const access = {
    bootstrapServers: options.value('bootstrap-server') ?? '',
    configFile: options.value('command-config'),
    standard: { 'client.id': 'log-dirs-tool' },
  };
  return withAdmin(io, access, (admin) => describe(admin, options, io));
}

async function describe(admin: Admin, options: ParsedOptions, io: CommandIo): Promise<void> {
  const say = (line: string): void => {
    if (!options.has('json')) io.stdout.write(`${line}\n`);
  };
  const topics = new Set(listOf(options, 'topic-list'));
  const { nodes } = await admin.describeCluster();
  const known = asSet(nodes.map(({ id }) => id));
  const asked = asSet(listOf(options, 'broker-list').map(brokerId));
  const missing = asked.filter((id) => !known.includes(id));
  if (missing.length > 0) {
    throw new ToolError(
      `ERROR: The given brokers do not exist from --broker-list: ${missing.join(',')}. ` +
        `Current existent brokers: ${known.join(',')}`,
    );
  }
  const brokers = asked.length === 0 ? known : asked;
  say('Querying brokers for log directories information');
  const outcomes = await admin.describeLogDirs(brokers);
  const described = brokers.map((broker): [number, readonly LogDirDescription[]] => {
    const outcome = outcomes.get(broker);
    return [broker, outcome === undefined ? [] : valueOf(outcome)];
  });
  say(`Received log directory information from brokers ${brokers.join(',')}`);
  io.stdout.write(`${logDirsJson(described, topics)}\n`);
}

/** The keys and the entries stand as Java's hash maps give them. No topics: all of them. */
export function logDirsJson(
  described: readonly (readonly [broker: number, dirs: readonly LogDirDescription[]])[],
  topics: ReadonlySet<string>,
): string {
  const brokers = described.map(([broker, dirs]) => ({
    broker,
    logDirs: hashOrder(dirs, ({ path }) => textHash(path)).map((dir) => ({
      partitions: shownReplicas(dir, topics).map((replica) => ({
        partition: `${replica.topic}-${replica.partition}`,
        size: replica.sizeBytes,
        offsetLag: replica.offsetLag,
        isFuture: replica.isFuture,
      })),
      error: dir.error === null ? null : javaExceptionOf(dir.error.name),
      logDir: dir.path,
    })),
  }));
  return JSON.stringify({ brokers, version: 1 });
}

/** From one of Java's maps into another: the size of each decides on the order. */
function shownReplicas(
  { replicas }: LogDirDescription,
  topics: ReadonlySet<string>,
): LogDirDescription['replicas'] {
  const shown = hashOrder(replicas, partitionHash).filter(
    ({ topic }) => topics.size === 0 || topics.has(topic),
  );
  return hashOrder(shown, partitionHash);
}

function listOf(options: ParsedOptions, name: string): string[] {
  return (options.value(name) ?? '').split(',').filter((part) => part !== '');
}

function brokerId(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new ToolError(`For input string: "${text}"`, 'java.lang.NumberFormatException');
}

function asSet(ids: readonly number[]): number[] {
  return hashOrder([...new Set(ids)], (id) => id);
}

// `ottla reassign-partitions`, kafka-reassign-partitions.sh: moves partitions between brokers and
// replicas between the log directories of a broker. Like Java's tool it tells what goes wrong on
// standard output; it leaves the stack traces out.

import type { Admin } from '@ottla/client';

import { CommandFailure, type CommandIo, exitCodes } from '../cli/command.ts';
import { UsageError, type ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { bootstrapController, withAdmin } from './java-manner/admin-access.ts';
import { readText } from './java-manner/text-file.ts';
import { readBrokers, readReassignment, readTopics } from './reassign-partitions/document.ts';
import { cancel, execute, TerseError } from './reassign-partitions/execute.ts';
import { list, propose } from './reassign-partitions/propose.ts';
import { verify } from './reassign-partitions/verify.ts';

const ACTIONS = ['generate', 'execute', 'verify', 'cancel', 'list'] as const;
type Action = (typeof ACTIONS)[number];

const tool: ToolSpec = {
  name: 'reassign-partitions',
  about: 'This tool helps to move topic partitions between replicas.',
  usage: '--bootstrap-server HOST:PORT ACTION [options]',
  wrongUsageExit: 1,
  options: [
    flag('verify', 'Tell whether what the file asks for is done; then throttles are removed.'),
    flag('generate', 'Propose an assignment, without carrying it out.'),
    flag('execute', 'Carry out what the file asks for.'),
    flag('cancel', 'Call off what the file asks for.'),
    flag('list', 'List all reassignments that are under way.'),
    value('bootstrap-server', 'String: servers', 'The servers to connect to.'),
    bootstrapController(),
    value('command-config', 'String: file', 'Property file with settings for the admin client.'),
    value(
      'reassignment-json-file',
      'String: file',
      '{"partitions":[{"topic":"foo","partition":1,"replicas":[1,2],"log_dirs":["/a","any"]}],' +
        '"version":1}. log_dirs may be left out.',
    ),
    value(
      'topics-to-move-json-file',
      'String: file',
      '{"topics":[{"topic":"foo"}],"version":1}, for --generate.',
    ),
    value('broker-list', 'String: ids', 'The brokers for --generate, as 0,1,2.'),
    flag('disable-rack-aware', 'Do not look at racks.'),
    { ...value('throttle', 'Long: rate', 'Bytes a second between brokers.'), standard: '-1' },
    {
      ...value('replica-alter-log-dirs-throttle', 'Long: rate', 'Bytes a second within a broker.'),
      standard: '-1',
    },
    { ...value('timeout', 'Long: ms', 'How long moves may take to begin.'), standard: '10000' },
    flag('additional', 'In addition to what is under way; it may also change the throttle.'),
    flag('preserve-throttles', 'Leave throttles alone.'),
    flag('disallow-replication-factor-change', 'Refuse another replication factor.'),
  ],
};

function flag(name: string, about: string): ToolSpec['options'][number] {
  return { name, takes: 'nothing', about };
}

function value(name: string, what: string, about: string): ToolSpec['options'][number] {
  return { name, takes: 'value', value: what, about };
}

const FILE = 'reassignment-json-file';
const REQUIRED: Readonly<Record<Action, readonly string[]>> = {
  verify: [FILE],
  generate: ['topics-to-move-json-file', 'broker-list'],
  execute: [FILE],
  cancel: [FILE],
  list: [],
};
const PERMITTED: Readonly<Record<Action, readonly string[]>> = {
  verify: ['bootstrap-server', 'command-config', 'preserve-throttles'],
  generate: ['bootstrap-server', 'command-config', 'disable-rack-aware'],
  execute: [
    'additional',
    'bootstrap-server',
    'command-config',
    'throttle',
    'replica-alter-log-dirs-throttle',
    'timeout',
    'disallow-replication-factor-change',
  ],
  cancel: [
    'bootstrap-server',
    'bootstrap-controller',
    'command-config',
    'preserve-throttles',
    'timeout',
  ],
  list: ['bootstrap-server', 'bootstrap-controller', 'command-config'],
};

export async function reassignPartitions(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(tool, tool.about);
  const options = parseOptions(tool, args);
  const action = actionOf(options);
  const isController = options.has('bootstrap-controller');
  const servers = options.value(isController ? 'bootstrap-controller' : 'bootstrap-server') ?? '';
  const access = {
    bootstrapServers: servers,
    bootstrapKind: isController ? ('controllers' as const) : ('brokers' as const),
    configFile: options.value('command-config'),
    standard: { 'client.id': 'reassign-partitions-tool' },
  };
  try {
    return await withAdmin(io, access, (admin) => run(admin, action, options, io));
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const isTerse = error.cause instanceof TerseError;
    io.stdout.write(`${isTerse ? '' : 'Error: '}${error.message}\n`);
    return exitCodes.failed;
  }
}

function actionOf(options: ParsedOptions): Action {
  const actions = ACTIONS.filter((name) => options.has(name));
  const [action] = actions;
  if (action === undefined || actions.length > 1) {
    const names = ACTIONS.map((name) => `--${name}`).join(', ');
    throw options.wrong(`Command must include exactly one action: ${names}`);
  }
  const ways = ['bootstrap-server', 'bootstrap-controller'].filter((name) => options.has(name));
  if (ways.length > 1) {
    throw options.wrong("Please don't specify both --bootstrap-server and --bootstrap-controller");
  }
  if (ways.length === 0) {
    throw options.wrong('Please specify either --bootstrap-server or --bootstrap-controller');
  }
  options.require(...REQUIRED[action]);
  const allowed = new Set<string>([action, ...REQUIRED[action], ...PERMITTED[action]]);
  const other = tool.options.find(({ name }) => options.has(name) && !allowed.has(name));
  if (other === undefined) return action;
  throw options.wrong(`Option "[${other.name}]" can't be used with action "[${action}]"`);
}

function run(admin: Admin, action: Action, options: ParsedOptions, io: CommandIo): Promise<void> {
  const file = (name: string): string => readText(io, options.value(name) ?? '');
  const keepsThrottles = options.has('preserve-throttles');
  const timeoutMs = options.integer('timeout') ?? 0;
  switch (action) {
    case 'verify':
      return verify(admin, readReassignment(file(FILE)), keepsThrottles, io);
    case 'generate':
      return propose(admin, proposalOf(options, file), io);
    case 'execute':
      return execute(admin, readReassignment(file(FILE)), executionOf(options, timeoutMs), io);
    case 'cancel':
      return cancel(admin, readReassignment(file(FILE)), { keepsThrottles, timeoutMs }, io);
    case 'list':
      return list(admin, io);
  }
}

function proposalOf(
  options: ParsedOptions,
  file: (name: string) => string,
): Parameters<typeof propose>[1] {
  return {
    brokers: readBrokers(options.value('broker-list') ?? ''),
    topics: readTopics(file('topics-to-move-json-file')),
    isRackAware: !options.has('disable-rack-aware'),
  };
}

function executionOf(options: ParsedOptions, timeoutMs: number): Parameters<typeof execute>[2] {
  return {
    timeoutMs,
    isAdditional: options.has('additional'),
    brokerThrottle: options.integer('throttle') ?? -1,
    directoryThrottle: options.integer('replica-alter-log-dirs-throttle') ?? -1,
    keepsFactor: options.has('disallow-replication-factor-change'),
  };
}

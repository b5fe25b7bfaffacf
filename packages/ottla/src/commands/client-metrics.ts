// `ottla client-metrics`, kafka-client-metrics.sh: which clients push which of their metrics
// (KIP-714).

import type { Admin, ConfigChange, ConfigEntry } from '@ottla/client';
import { randomUuid } from '@ottla/metadata';

import { CommandFailure, type CommandIo, exitCodes } from '../cli/command.ts';
import { type OptionSpec, type ToolSpec, UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { JSON_OPTION, openAdmin, printJson } from './java-manner/admin-access.ts';
import { hashOrder, textHash } from './java-manner/hash-order.ts';
import { errorLine, javaText } from './java-manner/log-line.ts';

const LOGGER = 'org.apache.kafka.tools.ClientMetricsCommand';
const TIMEOUT_MS = 30_000;
const ACTIONS = ['alter', 'delete', 'describe', 'list'] as const;
const SELECTORS =
  'client_id, client_instance_id, client_software_name, client_software_version, ' +
  'client_source_address, client_source_port';

type Action = (typeof ACTIONS)[number];

const tool: ToolSpec = {
  name: 'client-metrics',
  about: 'This tool helps to manipulate and describe client metrics configurations.',
  usage: '--bootstrap-server HOST:PORT (--alter | --delete | --describe | --list) …',
  wrongUsageExit: 1,
  options: [
    value('bootstrap-server', 'server to connect to', 'REQUIRED: The server to connect to.'),
    value('command-config', 'file', 'Property file with settings for the admin client.'),
    flag('alter', 'Change a subscription, or make it.'),
    flag('delete', 'Delete a subscription.'),
    flag('describe', 'Show subscriptions.'),
    flag('list', 'List the names of subscriptions.'),
    value('name', 'name', 'The name of the subscription.'),
    flag('generate-name', 'Name it with a new UUID.'),
    value('interval', 'push interval', 'Milliseconds between pushes; empty resets it.'),
    { ...value('match', 'k1=v1,k2=v2', `Which clients: ${SELECTORS}.`), repeated: true },
    { ...value('metrics', 'm1,m2', 'Prefixes of names of metrics.'), repeated: true },
    JSON_OPTION,
  ],
};

export async function clientMetrics(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(tool, tool.about);
  const options = parseOptions(tool, args);
  const action = checkedAction(options);
  const bootstrapServers = options.value('bootstrap-server') ?? '';
  const configFile = options.value('command-config');
  await using admin = openAdmin(io, { bootstrapServers, configFile });
  try {
    await perform(action, admin, options, io);
    return exitCodes.ok;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    io.stdout.write(`Error while executing client metrics command : ${message}\n`);
    io.stderr.write(errorLine(io.world(), `${javaText(error)}\n`, LOGGER));
    return exitCodes.failed;
  }
}

function checkedAction(options: ParsedOptions): Action {
  const [action, another] = ACTIONS.filter((each) => options.has(each));
  if (action === undefined || another !== undefined) {
    throw options.wrong(
      'Command must include exactly one action: --alter, --delete, --describe or --list.',
    );
  }
  if (!options.has('bootstrap-server')) {
    throw new CommandFailure('--bootstrap-server must be specified.');
  }
  const ofAlter = ['generate-name', 'interval', 'match', 'metrics'];
  options.exclude('delete', ...ofAlter);
  options.exclude('describe', ...ofAlter);
  options.exclude('list', 'name', ...ofAlter);
  if (action === 'alter') checkAlter(options);
  if (action === 'delete' && !options.has('name')) {
    throw new CommandFailure('A client metrics resource name must be specified with --delete.');
  }
  return action;
}

function checkAlter(options: ParsedOptions): void {
  if (options.has('name') === options.has('generate-name')) {
    throw new CommandFailure('One of --name or --generate-name must be specified with --alter.');
  }
  const interval = options.value('interval') ?? '';
  if (interval === '' || isJavaInt(interval)) return;
  throw new CommandFailure(
    'Invalid interval value. Enter an integer, or leave empty to reset.',
  );
}

function isJavaInt(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && Number(text) === (Number(text) | 0);
}

function perform(
  action: Action,
  admin: Admin,
  options: ParsedOptions,
  io: CommandIo,
): Promise<void> {
  switch (action) {
    case 'alter':
      return alter(admin, options, io);
    case 'delete':
      return remove(admin, options, io);
    case 'describe':
      return describe(admin, options, io);
    case 'list':
      return list(admin, options, io);
  }
}

async function alter(admin: Admin, options: ParsedOptions, io: CommandIo): Promise<void> {
  const name = options.value('name') ?? randomUuid(io.world().random);
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['interval.ms', options.value('interval')],
    ['metrics', joined(options, 'metrics')],
    ['match', joined(options, 'match')],
  ];
  const changes = texts.flatMap(([key, text]): ConfigChange[] => {
    if (text === undefined) return [];
    return [text === '' ? deletion(key) : { name: key, operation: 'set', value: text }];
  });
  await change(admin, name, changes);
  if (options.has('json')) return printJson(io, { altered: name });
  io.stdout.write(`Altered client metrics config for ${name}.\n`);
}

/** Java splits at commas, drops what is empty, and joins again. */
function joined(options: ParsedOptions, name: string): string | undefined {
  if (!options.has(name)) return undefined;
  const parts = options.values(name).flatMap((text) => {
    const some = text.split(',').filter((part) => part !== '');
    return some.length === 0 ? [text] : some;
  });
  return parts.join(',');
}

function deletion(name: string): ConfigChange {
  return { name, operation: 'delete' };
}

async function change(
  admin: Admin,
  name: string,
  changes: readonly ConfigChange[],
): Promise<void> {
  const resource = { type: 'client-metrics', name, changes } as const;
  await admin.incrementalAlterConfigs([resource], { timeoutMs: TIMEOUT_MS });
}

async function remove(admin: Admin, options: ParsedOptions, io: CommandIo): Promise<void> {
  const name = options.value('name') ?? '';
  const entries = await entriesOf(admin, name);
  await change(admin, name, entries.map((entry) => deletion(entry.name)));
  if (options.has('json')) return printJson(io, { deleted: name });
  io.stdout.write(`Deleted client metrics config for ${name}.\n`);
}

async function describe(admin: Admin, options: ParsedOptions, io: CommandIo): Promise<void> {
  const asked = options.value('name');
  const all = await names(admin);
  const isJson = options.has('json');
  if (asked !== undefined && !all.includes(asked)) {
    if (isJson) return printJson(io, { clientMetrics: [] });
    io.stdout.write(
      `The client metric resource ${asked} doesn't exist and doesn't have dynamic config.\n`,
    );
    return;
  }
  const described = [];
  for (const name of asked === undefined ? all : [asked]) {
    if (!isJson) io.stdout.write(`Client metrics configs for ${name} are:\n`);
    const entries = await entriesOf(admin, name);
    const configs = entries.map((entry) => [entry.name, entry.value] as const);
    if (!isJson) io.stdout.write(configs.map(([key, text]) => `  ${key}=${text}\n`).join(''));
    described.push({ name, configs: Object.fromEntries(configs) });
  }
  if (isJson) printJson(io, { clientMetrics: described });
}

async function list(admin: Admin, options: ParsedOptions, io: CommandIo): Promise<void> {
  const all = await names(admin);
  if (options.has('json')) return printJson(io, { clientMetrics: all });
  io.stdout.write(`${all.join('\n')}\n`);
}

async function names(admin: Admin): Promise<string[]> {
  const listed = await admin.listConfigResources(['client-metrics'], { timeoutMs: TIMEOUT_MS });
  return listed.map(({ name }) => name);
}

/** In the order of a HashMap. */
async function entriesOf(admin: Admin, name: string): Promise<ConfigEntry[]> {
  const resource = { type: 'client-metrics', name } as const;
  const described = await admin.describeConfigs([resource], { timeoutMs: TIMEOUT_MS });
  const [entries = []] = described.values();
  return hashOrder(entries, (entry) => textHash(entry.name));
}

function flag(name: string, about: string): OptionSpec {
  return { name, takes: 'nothing', about };
}

function value(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: `String: ${what}`, about };
}

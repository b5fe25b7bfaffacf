// `ottla groups`: kafka-groups.sh, the groups of all types.

import { Admin, type ClientOptions, type GroupListing } from '@ottla/client';

import { CommandFailure, exitCodes, type CommandIo } from '../cli/command.ts';
import { UsageError, type OptionSpec, type ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { groupsJson, groupsTable, type GroupFilter } from './groups/groups-table.ts';
import { JSON_OPTION } from './java-manner/admin-access.ts';
import { clientSettings, readProperties } from './java-manner/client-settings.ts';
import { hashOrder, textHash } from './java-manner/hash-order.ts';
import { errorLine, javaText } from './java-manner/log-line.ts';

const LOGGER = 'org.apache.kafka.tools.GroupsCommand';
const TIMEOUT_MS = 30_000;

const groupsTool: ToolSpec = {
  name: 'groups',
  about: 'This tool helps to list groups of all types.',
  usage: '--bootstrap-server HOST:PORT --list …',
  wrongUsageExit: 1,
  options: [
    {
      ...value('bootstrap-server', 'server to connect to', 'REQUIRED: The server to connect to.'),
      required: true,
    },
    value('command-config', 'file', 'Property file with settings for the admin client.'),
    flag('list', 'List the groups.'),
    value('group-type', 'type', 'Only groups of one type: classic, consumer, share or streams.'),
    value('protocol', 'protocol', 'Only groups of one protocol type.'),
    flag('consumer', 'Only consumer groups of all kinds.'),
    flag('share', 'Only share groups.'),
    flag('streams', 'Only streams groups.'),
    JSON_OPTION,
  ],
};

export async function groups(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(groupsTool, groupsTool.about);
  const options = parseOptions(groupsTool, args);
  const filter = checkedFilter(options);
  await using admin = new Admin(settingsOf(options, io));
  try {
    const listed = await listGroups(admin);
    const ordered = hashOrder(listed, ({ groupId }) => textHash(groupId));
    const print = options.has('json') ? groupsJson : groupsTable;
    io.stdout.write(print(ordered, filter));
    return exitCodes.ok;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    io.stdout.write(`Error while executing groups command : ${message}\n`);
    io.stderr.write(errorLine(io.world(), `${javaText(error)}\n`, LOGGER));
    return exitCodes.failed;
  }
}

async function listGroups(admin: Admin): Promise<readonly GroupListing[]> {
  const { groups: listed, errors } = await admin.listGroups({ timeoutMs: TIMEOUT_MS });
  const [error] = errors;
  if (error !== undefined) throw error;
  return listed;
}

const TYPES = ['Classic', 'Consumer', 'Share', 'Streams'];

function checkedFilter(options: ParsedOptions): GroupFilter {
  if (!options.has('list')) throw options.wrong('Command must include exactly one action: --list.');
  const given = options.value('group-type');
  const type = TYPES.find((each) => each.toLowerCase() === given?.toLowerCase());
  if (given !== undefined && type === undefined) {
    throw new CommandFailure('--group-type must be a valid group type.');
  }
  options.exclude('consumer', 'group-type', 'protocol', 'share', 'streams');
  options.exclude('share', 'consumer', 'group-type', 'protocol', 'streams');
  options.exclude('streams', 'consumer', 'group-type', 'protocol', 'share');
  const kind = (['consumer', 'share', 'streams'] as const).find((name) => options.has(name));
  return { type, protocol: options.value('protocol'), kind };
}

function settingsOf(options: ParsedOptions, io: CommandIo): ClientOptions {
  const file = options.value('command-config');
  const properties = file === undefined ? new Map<string, string>() : readProperties(io, file);
  properties.set('bootstrap.servers', options.value('bootstrap-server') ?? '');
  return clientSettings<ClientOptions>(io, 'admin', properties);
}

function flag(name: string, about: string): OptionSpec {
  return { name, takes: 'nothing', about };
}

function value(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: `String: ${what}`, about };
}

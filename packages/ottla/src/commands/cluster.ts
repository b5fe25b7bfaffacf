// `ottla cluster`, kafka-cluster.sh: the cluster's id, its brokers, and taking a broker's
// registration away.

import { UnsupportedVersionError, type Admin, type ClusterNode } from '@ottla/client';

import { CommandFailure, type CommandIo } from '../cli/command.ts';
import type { OptionSpec, ToolSpec } from '../cli/option-spec.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { parseSubcommand, requireOne } from '../cli/subcommands.ts';
import {
  bootstrapController,
  bootstrapOf,
  JSON_OPTION,
  printJson,
  withAdmin,
} from './java-manner/admin-access.ts';

const CONNECTION: readonly OptionSpec[] = [
  { name: 'bootstrap-server', short: 'b', takes: 'value', about: 'The brokers to connect to.' },
  bootstrapController('C'),
  {
    name: 'config',
    takes: 'value',
    about: 'Property file with settings for the admin client.',
    replacedBy: 'command-config',
  },
  {
    name: 'command-config',
    short: 'c',
    takes: 'value',
    about: 'Property file with settings for the admin client.',
  },
];

const COMMANDS: ReadonlyMap<string, ToolSpec> = new Map([
  command('cluster-id', 'Get information about the ID of a cluster.', [JSON_OPTION]),
  command('unregister', 'Unregister a broker.', [
    { name: 'id', short: 'i', takes: 'value', required: true, about: 'The id of the broker.' },
  ]),
  command('list-endpoints', 'List the endpoints of the cluster.', [
    { name: 'include-fenced-brokers', takes: 'nothing', about: 'Also brokers that are fenced.' },
    JSON_OPTION,
  ]),
]);

const tool: ToolSpec = {
  name: 'cluster',
  about: 'The Kafka cluster tool.',
  usage: `{${[...COMMANDS.keys()].join(',')}} ...`,
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [],
};

function command(name: string, about: string, own: readonly OptionSpec[]): [string, ToolSpec] {
  const usage = '--bootstrap-server HOST:PORT [options]';
  const options = [...CONNECTION, ...own];
  const spec = { name: `cluster ${name}`, about, usage, wrongUsageExit: 1, options } as const;
  return [name, { ...spec, manner: 'argparse' }];
}

export async function cluster(args: readonly string[], io: CommandIo): Promise<number> {
  const { command: name, options } = parseSubcommand(tool, COMMANDS, args);
  requireOne(options, 'bootstrap-server', 'bootstrap-controller');
  const id = name === 'unregister' ? (options.integer('id') ?? 0) : undefined;
  const configFile = configFileOf(options, io);
  const access = { ...bootstrapOf(options), configFile };
  return withAdmin(io, access, async (admin) => {
    if (id !== undefined) return unregister(admin, id, io);
    if (name === 'cluster-id') return printClusterId(admin, options, io);
    return listEndpoints(admin, options, io);
  });
}

function configFileOf(options: ParsedOptions, io: CommandIo): string | undefined {
  const old = options.value('config');
  if (old === undefined) return options.value('command-config');
  if (options.has('command-config')) {
    throw new CommandFailure('--config and --command-config cannot be specified together.');
  }
  io.stdout.write(
    'Option --config has been deprecated and will be removed in a future version. ' +
      'Use --command-config instead.\n',
  );
  return old;
}

async function printClusterId(admin: Admin, options: ParsedOptions, io: CommandIo): Promise<void> {
  const { clusterId } = await admin.describeCluster();
  if (options.has('json')) return printJson(io, { clusterId });
  io.stdout.write(
    clusterId === ''
      ? 'No cluster ID found. The Kafka version is probably too old.\n'
      : `Cluster ID: ${clusterId}\n`,
  );
}

async function unregister(admin: Admin, id: number, io: CommandIo): Promise<void> {
  try {
    await admin.unregisterBroker(id);
    io.stdout.write(`Broker ${id} is no longer registered.\n`);
  } catch (error) {
    if (!(error instanceof UnsupportedVersionError)) throw error;
    io.stdout.write('The target cluster does not support the broker unregistration API.\n');
  }
}

async function listEndpoints(admin: Admin, options: ParsedOptions, io: CommandIo): Promise<void> {
  try {
    const includeFencedBrokers = options.has('include-fenced-brokers');
    const areControllers = options.has('bootstrap-controller');
    if (includeFencedBrokers && areControllers) {
      throw new CommandFailure(
        'The option --include-fenced-brokers is only supported with --bootstrap-server option',
      );
    }
    const endpointType = areControllers ? 'controllers' : 'brokers';
    const { nodes } = await admin.describeCluster({ endpointType, includeFencedBrokers });
    if (options.has('json')) return printJson(io, { [endpointType]: nodes });
    io.stdout.write(areControllers ? controllersTable(nodes) : endpointsTable(nodes));
  } catch (error) {
    if (!(error instanceof UnsupportedVersionError)) throw error;
    io.stdout.write(`${error.message}\n`);
  }
}

const COLUMN = 10;
const LAST_COLUMN = 15;
const NO_HOSTS = 100;

/** Columns as in Kafka: the host's and the rack's are as wide as the longest value. */
export function endpointsTable(nodes: readonly ClusterNode[]): string {
  const rows = nodes.map(({ id, host, port, rack, isFenced }) =>
    [id, host, port, rack, isFenced ? 'fenced' : 'unfenced', 'broker'].map(String),
  );
  const widths = [...commonWidths(nodes), COLUMN, LAST_COLUMN];
  return tableOf([['ID', 'HOST', 'PORT', 'RACK', 'STATE', 'ENDPOINT_TYPE'], ...rows], widths);
}

/** The same without a state: controllers are not fenced. */
export function controllersTable(nodes: readonly ClusterNode[]): string {
  const rows = nodes.map(({ id, host, port, rack }) =>
    [id, host, port, rack, 'controller'].map(String),
  );
  const widths = [...commonWidths(nodes), LAST_COLUMN];
  return tableOf([['ID', 'HOST', 'PORT', 'RACK', 'ENDPOINT_TYPE'], ...rows], widths);
}

function commonWidths(nodes: readonly ClusterNode[]): readonly number[] {
  const hosts = nodes.map(({ host }) => host.length);
  const racks = nodes.flatMap(({ rack }) => (rack === null ? [] : [rack.length]));
  const hostWidth = hosts.length === 0 ? NO_HOSTS : Math.max(...hosts);
  const rackWidth = racks.length === 0 ? COLUMN : Math.max(...racks);
  return [COLUMN, hostWidth, COLUMN, rackWidth];
}

function tableOf(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  return rows
    .map((row) => `${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ')}\n`)
    .join('');
}

// `storage format`: makes the directories of a configuration ready for a cluster.

import {
  allDirectories,
  ConfigError,
  FormatError,
  formatPlan,
  type FormatQuorum,
  metadataLogDirectory,
  type NodeConfig,
  nodeListeners,
  parseInitialControllers,
  randomUuid,
} from '@ottla/metadata';
import { inspectDirectory, performFormat, standaloneQuorum } from '@ottla/server';

import { type Command, CommandFailure, type CommandIo, exitCodes } from '../../cli/command.ts';
import type { ToolSpec } from '../../cli/option-spec.ts';
import { parseOptions } from '../../cli/parse-options.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { CONFIG_OPTION, readConfig } from './config-option.ts';
import { featureLevels } from './feature-levels.ts';

const SPEC: ToolSpec = {
  name: 'storage format',
  about: 'Format the Kafka log directories on this node.',
  usage: '--config CONFIG --cluster-id CLUSTER_ID [options]',
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [
    CONFIG_OPTION,
    {
      name: 'cluster-id',
      short: 't',
      takes: 'value',
      required: true,
      about: 'The cluster ID to use.',
    },
    {
      name: 'add-scram',
      short: 'S',
      takes: 'value',
      repeated: true,
      about: 'A SCRAM credential for the metadata log.',
      later: 'it comes with SASL',
    },
    {
      name: 'ignore-formatted',
      short: 'g',
      takes: 'nothing',
      about: 'Skip over directories that are already formatted rather than failing.',
    },
    {
      name: 'release-version',
      short: 'r',
      takes: 'value',
      about: 'The release version for the initial feature levels, for example 4.3.',
    },
    {
      name: 'feature',
      short: 'f',
      takes: 'value',
      repeated: true,
      value: 'feature=level',
      about: 'The level for one feature, for example kraft.version=1.',
    },
    {
      name: 'standalone',
      short: 's',
      takes: 'nothing',
      about: 'This controller begins a dynamic quorum by itself.',
    },
    {
      name: 'no-initial-controllers',
      short: 'N',
      takes: 'nothing',
      about: 'Begin without naming the quorum: this node will join one.',
    },
    {
      name: 'initial-controllers',
      short: 'I',
      takes: 'value',
      about: 'The first voters: id@hostname:port:directory, separated by commas.',
    },
  ],
};

export const format: Command = async (args, io) => {
  const options = parseOptions(SPEC, args);
  const quorumFlags = ['standalone', 'no-initial-controllers', 'initial-controllers'];
  const [first, second] = quorumFlags.filter((name) => options.has(name));
  if (second !== undefined) {
    throw options.wrong(`argument --${second}: not allowed with argument --${first}`);
  }
  try {
    return run(options, io);
  } catch (error) {
    const isPlain = error instanceof FormatError || error instanceof ConfigError;
    throw isPlain ? new CommandFailure(error.message, { cause: error }) : error;
  }
};

function run(options: ParsedOptions, io: CommandIo): number {
  const config = readConfig(options.value('config') ?? '', io);
  const { disk, random, clock } = io.world();
  const clusterId = options.value('cluster-id') ?? '';
  const release = options.value('release-version');
  const plan = formatPlan({
    clusterId,
    nodeId: config.number('node.id'),
    directories: allDirectories(config).map((path) => {
      const { state } = inspectDirectory(disk, path);
      if (state.kind === 'malformed') throw new CommandFailure(state.problem);
      if (state.kind === 'not-a-directory') throw new CommandFailure(`${path} is not a directory`);
      return { path, identity: state.kind === 'formatted' ? defined(state.meta) : undefined };
    }),
    metadataDirectory: metadataLogDirectory(config),
    ...(release === undefined ? {} : { release }),
    featureLevels: featureLevels(options.values('feature')),
    ignoreFormatted: options.has('ignore-formatted'),
    quorum: quorumOf(options, config),
    controllerListener: config.list('controller.listener.names')[0] ?? '',
    wallMs: clock.wallMs(),
    newDirectoryId: () => randomUuid(random),
  });
  // As Kafka: each line is printed as its directory is formatted; a failing disk stops in between.
  performFormat(disk, plan);
  io.stdout.write(`${plan.lines.join('\n')}\n`);
  return exitCodes.ok;
}

interface KnownIdentity {
  readonly clusterId?: string;
  readonly nodeId?: number;
  readonly directoryId?: string;
}

function defined(meta: {
  readonly clusterId: string | undefined;
  readonly nodeId: number | undefined;
  readonly directoryId: string | undefined;
}): KnownIdentity {
  return {
    ...(meta.clusterId === undefined ? {} : { clusterId: meta.clusterId }),
    ...(meta.nodeId === undefined ? {} : { nodeId: meta.nodeId }),
    ...(meta.directoryId === undefined ? {} : { directoryId: meta.directoryId }),
  };
}

function quorumOf(options: ParsedOptions, config: NodeConfig): FormatQuorum {
  const isController = config.list('process.roles').includes('controller');
  const hasVoters = config.list('controller.quorum.voters').length > 0;
  const initial = options.value('initial-controllers');
  const isStandalone = options.has('standalone');
  if (hasVoters && (initial !== undefined || isStandalone)) {
    throw new CommandFailure(
      'You cannot specify controller.quorum.voters and format the node with ' +
        '--initial-controllers or --standalone. If you want to use dynamic quorum, please remove ' +
        'controller.quorum.voters and specify controller.quorum.bootstrap.servers instead.',
    );
  }
  if (initial !== undefined) {
    return { kind: 'initial-controllers', controllers: parseInitialControllers(initial) };
  }
  if (isStandalone) {
    if (isController) return standaloneQuorum(nodeListeners(config));
    throw new CommandFailure('You can only use --standalone on a controller.');
  }
  if (options.has('no-initial-controllers')) return { kind: 'no-initial-controllers' };
  if (isController && !hasVoters) {
    throw new CommandFailure(
      'Because controller.quorum.voters is not set on this controller, you must specify one of ' +
        'the following: --standalone, --initial-controllers, or --no-initial-controllers.',
    );
  }
  return { kind: 'static' };
}

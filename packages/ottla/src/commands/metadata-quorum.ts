// `ottla metadata-quorum`, kafka-metadata-quorum.sh: the voters and observers of the metadata log,
// and changes of them.

import type { Admin } from '@ottla/client';
import { isUuid } from '@ottla/protocol';

import { CommandFailure, type CommandIo } from '../cli/command.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { parseSubcommand, requireOne, type SubcommandCall } from '../cli/subcommands.ts';
import { printJson, bootstrapOf, withAdmin } from './java-manner/admin-access.ts';
import { readProperties } from './java-manner/client-settings.ts';
import { ToolError } from './java-manner/tool-error.ts';
import { controllerOf } from './metadata-quorum/controller-config.ts';
import {
  endpointText,
  maxFollowerLag,
  replicationTable,
  statusText,
} from './metadata-quorum/describe.ts';
import { quorumCommands, quorumTool } from './metadata-quorum/options.ts';

export async function metadataQuorum(args: readonly string[], io: CommandIo): Promise<number> {
  const call = parseSubcommand(quorumTool, quorumCommands, args);
  requireOne(call.global, 'bootstrap-server', 'bootstrap-controller');
  const removedId = call.options.integer('controller-id');
  const configFile = call.global.value('command-config');
  const access = { ...bootstrapOf(call.global), configFile };
  return withAdmin(io, access, (admin) => {
    if (call.command === 'describe') return describe(admin, call.options, io);
    if (call.command === 'add-controller') return addController(admin, call, io);
    return removeController(admin, call.options, removedId ?? 0, io);
  });
}

async function describe(admin: Admin, options: ParsedOptions, io: CommandIo): Promise<void> {
  const [status, replication] = [options.has('status'), options.has('replication')];
  const isHuman = options.has('human-readable');
  if (status && replication) {
    throw new ToolError(
      'Only one of --status or --replication should be specified with describe sub-command',
    );
  }
  if (!status && !replication) {
    throw new ToolError(
      'One of --status or --replication must be specified with describe sub-command',
    );
  }
  if (status && isHuman) {
    throw new ToolError('The option --human-readable is only supported along with --replication');
  }
  if (replication && !options.has('json')) {
    const quorum = await admin.describeMetadataQuorum();
    const nowMs = isHuman ? io.world().clock.wallMs() : undefined;
    io.stdout.write(replicationTable(quorum, nowMs));
    return;
  }
  const { clusterId } = await admin.describeCluster();
  const quorum = await admin.describeMetadataQuorum();
  if (!options.has('json')) io.stdout.write(statusText(clusterId, quorum));
  else {
    const nodes = [...quorum.nodes.values()];
    printJson(io, { clusterId, maxFollowerLag: maxFollowerLag(quorum), ...quorum, nodes });
  }
}

async function addController(
  admin: Admin,
  { global, options }: SubcommandCall,
  io: CommandIo,
): Promise<void> {
  const path = global.value('command-config');
  if (path === undefined) {
    throw new CommandFailure(
      'You must supply the configuration file of the controller you are adding when using ' +
        'add-controller.',
    );
  }
  const voter = controllerOf(io, readProperties(io, path));
  const isDryRun = options.has('dry-run');
  if (!isDryRun) await admin.addRaftVoter(voter);
  const endpoints = voter.endpoints.map(endpointText).join(', ');
  io.stdout.write(
    `${isDryRun ? 'DRY RUN of adding' : 'Added'} controller ${voter.voterId} with directory id ` +
      `${voter.voterDirectoryId} and endpoints: ${endpoints}\n`,
  );
}

async function removeController(
  admin: Admin,
  options: ParsedOptions,
  voterId: number,
  io: CommandIo,
): Promise<void> {
  if (voterId < 0) throw new ToolError(`Invalid negative --controller-id: ${voterId}`);
  const directoryId = options.value('controller-directory-id') ?? '';
  if (!isUuid(directoryId)) {
    throw new ToolError(`Failed to parse --controller-directory-id: ${directoryId} is no UUID`);
  }
  const isDryRun = options.has('dry-run');
  if (!isDryRun) await admin.removeRaftVoter({ voterId, voterDirectoryId: directoryId });
  io.stdout.write(
    // Kafka's own two blanks.
    `${isDryRun ? 'DRY RUN of removing ' : 'Removed '} KRaft controller ${voterId} ` +
      `with directory id ${directoryId}\n`,
  );
}

// The subcommands of `metadata-quorum` and their options, as kafka-metadata-quorum.sh has them.

import type { ToolSpec } from '../../cli/option-spec.ts';
import { bootstrapController, JSON_OPTION } from '../java-manner/admin-access.ts';

const DRY_RUN = {
  name: 'dry-run',
  takes: 'nothing',
  about: 'Only print what would be done.',
} as const;

function command(name: string, about: string, options: ToolSpec['options']): [string, ToolSpec] {
  const spec = { name: `metadata-quorum ${name}`, about, usage: '[options]', options };
  return [name, { ...spec, wrongUsageExit: 1, manner: 'argparse' }];
}

export const quorumCommands: ReadonlyMap<string, ToolSpec> = new Map([
  command('describe', 'Describe the metadata quorum info.', [
    { name: 'status', takes: 'nothing', about: 'A short summary of the quorum.' },
    { name: 'replication', takes: 'nothing', about: 'How far each replica is.' },
    { name: 'human-readable', takes: 'nothing', about: 'Times as "12 ms ago".' },
    JSON_OPTION,
  ]),
  command('add-controller', 'Add a controller to the KRaft controller cluster.', [DRY_RUN]),
  command('remove-controller', 'Remove a controller from the KRaft controller cluster.', [
    {
      name: 'controller-id',
      short: 'i',
      takes: 'value',
      required: true,
      about: 'The id of the controller to remove.',
    },
    {
      name: 'controller-directory-id',
      short: 'd',
      takes: 'value',
      required: true,
      about: 'The directory id of the controller to remove.',
    },
    DRY_RUN,
  ]),
]);

export const quorumTool: ToolSpec = {
  name: 'metadata-quorum',
  about: 'This tool describes kraft metadata quorum status.',
  usage: `--bootstrap-server HOST:PORT {${[...quorumCommands.keys()].join(',')}} ...`,
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [
    { name: 'bootstrap-server', takes: 'value', about: 'The brokers to connect to.' },
    bootstrapController(),
    {
      name: 'command-config',
      takes: 'value',
      about: "Property file with client settings; for add-controller, the controller's own file.",
    },
  ],
};

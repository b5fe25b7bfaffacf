// The subcommands of `features` and their options, as kafka-features.sh has them.

import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import { bootstrapController, JSON_OPTION } from '../java-manner/admin-access.ts';

const DRY_RUN: OptionSpec = {
  name: 'dry-run',
  takes: 'nothing',
  about: 'Only tell what would become of it.',
};
const UNSAFE: OptionSpec = {
  name: 'unsafe',
  takes: 'nothing',
  about: 'Do it even where metadata may be lost for good.',
};

function feature(value: string, about: string): OptionSpec {
  return { name: 'feature', takes: 'value', repeated: true, value, about };
}

function changing(what: string): readonly OptionSpec[] {
  return [
    { name: 'metadata', takes: 'value', about: `DEPRECATED: the release to ${what} metadata to.` },
    { name: 'release-version', takes: 'value', about: `The release to ${what} all features to.` },
    feature('feature=level', `A feature to ${what}, for example metadata.version=5.`),
    DRY_RUN,
  ];
}

export const featureCommands: ReadonlyMap<string, ToolSpec> = new Map(
  (
    [
      [
        'describe',
        'Describes the current active feature flags.',
        [
          { name: 'node-id', takes: 'value', about: 'The node to ask; any by default.' },
          JSON_OPTION,
        ],
      ],
      ['upgrade', 'Upgrade one or more feature flags.', changing('upgrade')],
      ['downgrade', 'Downgrade one or more feature flags.', [...changing('downgrade'), UNSAFE]],
      [
        'disable',
        'Disable one or more feature flags: the same as a downgrade to 0.',
        [feature('feature', 'A feature to disable.'), UNSAFE, DRY_RUN],
      ],
      [
        'version-mapping',
        'Look up the feature levels that belong to a release.',
        [{ name: 'release-version', takes: 'value', about: 'The latest one by default.' }],
      ],
      [
        'feature-dependencies',
        'Look up what a feature level needs.',
        [{ ...feature('feature=level', 'A feature and its level.'), required: true }],
      ],
    ] as const
  ).map(([name, about, options]): [string, ToolSpec] => [
    name,
    {
      name: `features ${name}`,
      about,
      usage: '[options]',
      wrongUsageExit: 1,
      manner: 'argparse',
      options,
    },
  ]),
);

export const featuresTool: ToolSpec = {
  name: 'features',
  about: 'This tool manages feature flags in Kafka.',
  usage: `--bootstrap-server HOST:PORT {${[...featureCommands.keys()].join(',')}} ...`,
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [
    { name: 'bootstrap-server', takes: 'value', about: 'The brokers to connect to.' },
    bootstrapController(),
    { name: 'command-config', takes: 'value', about: 'Property file with client settings.' },
  ],
};

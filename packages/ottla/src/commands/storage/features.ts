// `storage version-mapping` and `storage feature-dependencies`: which levels of features go
// together. They tell what Kafka 4.3 knows; what a new cluster of ours begins with may be less,
// see `storage format`.

import {
  LATEST_METADATA_VERSION,
  METADATA_VERSION,
  metadataVersionName,
  metadataVersionOfLevel,
  metadataVersionOfName,
  metadataVersions,
} from '@ottla/metadata';

import { type Command, CommandFailure, exitCodes } from '../../cli/command.ts';
import type { ToolSpec } from '../../cli/option-spec.ts';
import { parseOptions } from '../../cli/parse-options.ts';

interface FeatureFacts {
  readonly name: string;
  /** Levels with the metadata.version from which on a new cluster has them; ascending. */
  readonly defaults: readonly (readonly [level: number, from: number])[];
  /** Levels that need a metadata.version. */
  readonly needs: ReadonlyMap<number, number>;
}

function facts(
  name: string,
  defaults: FeatureFacts['defaults'],
  needs: readonly (readonly [number, number])[] = [],
): FeatureFacts {
  return { name, defaults, needs: new Map(needs) };
}

/** In the order in which Kafka prints them. */
const FEATURES: readonly FeatureFacts[] = [
  facts('kraft.version', [[1, 21]]),
  facts('transaction.version', [
    [1, 24],
    [2, 24],
  ]),
  facts('group.version', [[1, 22]]),
  facts('eligible.leader.replicas.version', [[1, 26]], [[1, 23]]),
  facts('share.version', [[1, 28]]),
  facts('streams.version', [[1, 29]]),
];

const MAPPING: ToolSpec = {
  name: 'storage version-mapping',
  about: 'Look up the feature levels that belong to a release.',
  usage: '[--release-version RELEASE_VERSION]',
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [
    { name: 'release-version', short: 'r', takes: 'value', about: 'The latest one by default.' },
  ],
};

/** Level by feature for a release; what kafka-features.sh upgrades to. */
export function featureLevelsOf(release: string): ReadonlyMap<string, number> {
  const version = metadataVersionOfName(release);
  if (version === undefined) throw unknownRelease(release);
  const levels = FEATURES.map(({ name, defaults }): [string, number] => [
    name,
    defaults.findLast(([, from]) => from <= version.level)?.[0] ?? 0,
  ]);
  return new Map([[METADATA_VERSION, version.level], ...levels]);
}

function unknownRelease(release: string): CommandFailure {
  const known = metadataVersions.map((each) => each.name).join(', ');
  return new CommandFailure(
    `Unknown metadata.version '${release}'. Supported metadata.version are: ${known}`,
  );
}

export const versionMapping: Command = async (args, io) => {
  const options = parseOptions(MAPPING, args);
  const release = options.value('release-version') ?? metadataVersionName(LATEST_METADATA_VERSION);
  for (const [name, level] of featureLevelsOf(release)) {
    const shown = name === METADATA_VERSION ? ` (${release})` : '';
    io.stdout.write(`${name}=${level}${shown}\n`);
  }
  return exitCodes.ok;
};

const DEPENDENCIES: ToolSpec = {
  name: 'storage feature-dependencies',
  about: 'Look up what a feature level needs.',
  usage: '--feature FEATURE',
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [
    {
      name: 'feature',
      short: 'f',
      takes: 'value',
      repeated: true,
      required: true,
      value: 'feature=level',
      about: 'The feature and its level, for example metadata.version=5.',
    },
  ],
};

export const featureDependencies: Command = async (args, io) => {
  const options = parseOptions(DEPENDENCIES, args);
  for (const text of options.values('feature')) io.stdout.write(dependenciesText(text));
  return exitCodes.ok;
};

function dependenciesText(text: string): string {
  const { name, level } = parseFeature(text);
  if (name === METADATA_VERSION) {
    const version = metadataVersionOfLevel(level);
    if (version === undefined) throw new CommandFailure(`Unknown metadata.version ${level}`);
    return `${name}=${level} (${version.name}) has no dependencies.\n`;
  }
  const feature = FEATURES.find((each) => each.name === name);
  if (feature === undefined) throw new CommandFailure(`Unknown feature: ${name}`);
  if (level !== 0 && !feature.defaults.some(([known]) => known === level)) {
    throw new CommandFailure(`Feature level ${level} is not supported for feature ${name}`);
  }
  const needed = feature.needs.get(level);
  if (needed === undefined) return `${name}=${level} has no dependencies.\n`;
  const version = `${METADATA_VERSION}=${needed} (${metadataVersionName(needed)})`;
  return `${name}=${level} requires:\n    ${version}\n`;
}

function parseFeature(text: string): { readonly name: string; readonly level: number } {
  const equals = text.indexOf('=');
  if (equals < 0) {
    throw new CommandFailure(
      `Invalid feature format: ${text}. Expected format: 'feature=version' ` +
        "(e.g. 'group.version=1')",
    );
  }
  const name = text.slice(0, equals).trim();
  const level = text.slice(equals + 1).trim();
  if (!/^[+-]?\d+$/.test(level)) {
    throw new CommandFailure(`Invalid version format: ${level} for feature ${name}`);
  }
  return { name, level: Number(level) };
}

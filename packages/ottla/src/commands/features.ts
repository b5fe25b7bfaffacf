// `ottla features`, kafka-features.sh: the levels of features that a cluster runs with.

import { ClientError, outcomesOf, type Admin, type FeatureMetadata } from '@ottla/client';
import { METADATA_VERSION, metadataVersionOfLevel } from '@ottla/metadata';

import type { CommandIo } from '../cli/command.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { parseSubcommand } from '../cli/subcommands.ts';
import { reportOf, updatesOf, type FeatureAction } from './features/feature-updates.ts';
import { featureCommands, featuresTool } from './features/options.ts';
import { printJson, bootstrapOf, withAdmin } from './java-manner/admin-access.ts';
import { ToolError } from './java-manner/tool-error.ts';
import { featureDependencies, versionMapping } from './storage/features.ts';

export async function features(args: readonly string[], io: CommandIo): Promise<number> {
  const { command, global, options, rest } = parseSubcommand(featuresTool, featureCommands, args);
  if (command === 'version-mapping') return versionMapping(rest, io);
  if (command === 'feature-dependencies') return featureDependencies(rest, io);
  const nodeId = options.integer('node-id');
  if (global.has('bootstrap-server') && global.has('bootstrap-controller')) {
    throw global.wrong(
      'argument --bootstrap-controller: not allowed with argument --bootstrap-server',
    );
  }
  if (!global.has('bootstrap-server') && !global.has('bootstrap-controller')) {
    throw global.wrong('You must specify either --bootstrap-controller or --bootstrap-server.');
  }
  const configFile = global.value('command-config');
  return withAdmin(io, { ...bootstrapOf(global), configFile }, async (admin) => {
    if (command === 'describe') return describe(admin, options, nodeId, io);
    return update(admin, command as FeatureAction, options, io); // the others are answered above
  });
}

async function describe(
  admin: Admin,
  options: ParsedOptions,
  nodeId: number | undefined,
  io: CommandIo,
): Promise<void> {
  if (nodeId !== undefined && nodeId < 0) {
    throw new ToolError(`Invalid node id ${nodeId}: must be non-negative.`);
  }
  const metadata = await admin.describeFeatures({ nodeId });
  if (options.has('json')) return printJson(io, documentOf(metadata));
  for (const line of featureLines(metadata)) io.stdout.write(`${line}\n`);
}

async function update(
  admin: Admin,
  action: FeatureAction,
  options: ParsedOptions,
  io: CommandIo,
): Promise<void> {
  const say = (line: string): void => void io.stdout.write(`${line}\n`);
  const updates = updatesOf(action, options, say);
  const isDryRun = options.has('dry-run');
  const updating = admin.updateFeatures(updates, { validateOnly: isDryRun });
  const answered = await outcomesOf(updating);
  const outcomes = updates.map((each) => {
    const outcome = answered.get(each.feature);
    return [each, outcome instanceof ClientError ? outcome : undefined] as const;
  });
  const { lines, failure } = reportOf(action, isDryRun, outcomes);
  lines.forEach(say);
  if (failure !== undefined) throw failure;
}

const NAME_WIDTH = 40;
const LEVEL_WIDTH = 15;

/** One for each feature that the node knows, by name. */
export function featureLines({ supported, finalized, finalizedEpoch }: FeatureMetadata): string[] {
  const names = [...supported].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return names.map(([name, { minVersion, maxVersion }]) => {
    const level = finalized.get(name)?.maxLevel ?? 0;
    const [least, most, current] = [minVersion, maxVersion, level].map((each) =>
      levelText(name, each).padEnd(LEVEL_WIDTH),
    );
    return (
      `Feature: ${name.padEnd(NAME_WIDTH)}  SupportedMinVersion: ${least}  ` +
      `SupportedMaxVersion: ${most}  FinalizedVersionLevel: ${current}  ` +
      `Epoch: ${finalizedEpoch ?? '-'}`
    );
  });
}

function documentOf({ supported, finalized, finalizedEpoch }: FeatureMetadata): unknown {
  const named = [...supported].map(([feature, { minVersion, maxVersion }]) => ({
    feature,
    supportedMinVersion: minVersion,
    supportedMaxVersion: maxVersion,
    finalizedVersionLevel: finalized.get(feature)?.maxLevel ?? 0,
  }));
  return { epoch: finalizedEpoch, features: named };
}

function levelText(feature: string, level: number): string {
  if (feature !== METADATA_VERSION) return String(level);
  return metadataVersionOfLevel(level)?.name ?? `UNKNOWN ${level}`;
}

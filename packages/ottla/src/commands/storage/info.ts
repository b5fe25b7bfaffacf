// `storage info`: the directories of a configuration, whose they are, and what is wrong with them.

import type { MetaProperties } from '@ottla/log';
import { allDirectories } from '@ottla/metadata';
import { type InspectedDirectory, inspectDirectory } from '@ottla/server';

import { type Command, exitCodes } from '../../cli/command.ts';
import type { ToolSpec } from '../../cli/option-spec.ts';
import { parseOptions } from '../../cli/parse-options.ts';
import { CONFIG_OPTION, readConfig } from './config-option.ts';

const SPEC: ToolSpec = {
  name: 'storage info',
  about: 'Get information about the Kafka log directories on this node.',
  usage: '--config CONFIG',
  wrongUsageExit: 1,
  manner: 'argparse',
  options: [CONFIG_OPTION],
};

export const info: Command = async (args, io) => {
  const options = parseOptions(SPEC, args);
  const config = readConfig(options.value('config') ?? '', io);
  const { disk } = io.world();
  const inspected = allDirectories(config).map((path) => inspectDirectory(disk, path));
  const report = reportOf(inspected);
  io.stdout.write(report.text);
  return report.hasProblems ? exitCodes.failed : exitCodes.ok;
};

/** What the tool prints. */
export function reportOf(inspected: readonly InspectedDirectory[]): {
  readonly text: string;
  readonly hasProblems: boolean;
} {
  const found = inspected.filter(
    ({ state }) => !['missing', 'not-a-directory'].includes(state.kind),
  );
  const metas = inspected.flatMap(({ state }) => (state.kind === 'formatted' ? [state.meta] : []));
  const problems = problemsOf(inspected);
  const text = [
    list(
      'Found log directory:',
      'Found log directories:',
      found.map(({ path }) => path),
    ),
    metadataText(metas[0]),
    list('Found problem:', 'Found problems:', problems),
  ].join('');
  return { text, hasProblems: problems.length > 0 };
}

function list(one: string, several: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const body = lines.map((line) => `  ${line}\n`).join('');
  return `${lines.length === 1 ? one : several}\n${body}\n`;
}

function metadataText(meta: MetaProperties | undefined): string {
  if (meta === undefined) return '';
  const pairs = [
    ['cluster.id', meta.clusterId],
    ['directory.id', meta.directoryId],
    [meta.version === 0 ? 'broker.id' : 'node.id', meta.nodeId],
    ['version', meta.version],
  ].filter(([, value]) => value !== undefined);
  const sorted = pairs.map(([key, value]) => `${key}=${value}`).toSorted();
  return `Found metadata: {${sorted.join(', ')}}\n\n`;
}

function problemsOf(inspected: readonly InspectedDirectory[]): string[] {
  const problems: string[] = [];
  let first: MetaProperties | undefined;
  for (const { path, state } of inspected) {
    if (state.kind === 'missing') problems.push(`${path} does not exist`);
    if (state.kind === 'not-a-directory') problems.push(`${path} is not a directory`);
    if (state.kind === 'unformatted') problems.push(`${path} is not formatted.`);
    if (state.kind === 'malformed') problems.push(state.problem);
    if (state.kind !== 'formatted') continue;
    first ??= state.meta;
    if (first.clusterId !== state.meta.clusterId) {
      problems.push('Mismatched cluster IDs between storage directories.');
    } else if (first.nodeId !== state.meta.nodeId) {
      problems.push('Mismatched node IDs between storage directories.');
    }
  }
  if (first?.version === 0) {
    problems.push(
      'The kafka configuration file appears to be for a cluster in KRaft mode, but the ' +
        'directories are formatted for legacy mode.',
    );
  }
  return problems;
}

// What `features upgrade`, `downgrade` and `disable` ask for, and how they tell what became of it.
// Pure.

import type { ClientError, FeatureUpdate } from '@ottla/client';
import { METADATA_VERSION } from '@ottla/metadata';

import { CommandFailure } from '../../cli/command.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import { featureLevelsOf } from '../storage/features.ts';

export type FeatureAction = 'upgrade' | 'downgrade' | 'disable';

const SHORT_MAX = 32_767;

/** By feature. `say` is told what Kafka's tool prints on its way. */
export function updatesOf(
  action: FeatureAction,
  options: ParsedOptions,
  say: (line: string) => void,
): FeatureUpdate[] {
  const downgrade = options.has('unsafe') ? 'unsafe-downgrade' : 'safe-downgrade';
  const upgradeType = action === 'upgrade' ? 'upgrade' : downgrade;
  const updates = new Map<string, FeatureUpdate>();
  const add = (feature: string, maxLevel: number): void => {
    if (updates.has(feature)) {
      throw new ToolError(`Feature ${feature} was specified more than once.`);
    }
    updates.set(feature, { feature, maxLevel, upgradeType });
  };
  const features = options.values('feature');
  if (action === 'disable') for (const feature of features) add(feature, 0);
  else if (options.has('release-version')) addRelease(action, options, add);
  else {
    const metadata = options.value('metadata');
    if (metadata !== undefined) {
      say(' `metadata` flag is deprecated and may be removed in a future release.');
      add(METADATA_VERSION, featureLevelsOf(metadata).get(METADATA_VERSION) ?? 0);
    }
    for (const feature of features) add(...parseLevel(feature));
  }
  if (updates.size === 0) {
    throw new ToolError(`You must specify at least one feature to ${action}`);
  }
  return [...updates.values()];
}

function addRelease(
  action: FeatureAction,
  options: ParsedOptions,
  add: (feature: string, level: number) => void,
): void {
  if (options.has('metadata') || options.has('feature')) {
    throw new ToolError('Can not specify `release-version` with other feature flags.');
  }
  for (const [feature, level] of featureLevelsOf(options.value('release-version') ?? '')) {
    if (action === 'downgrade' || level > 0) add(feature, level);
  }
}

function parseLevel(text: string): [feature: string, level: number] {
  const equals = text.indexOf('=');
  const problem = `Can't parse feature=level string ${text}: `;
  if (equals < 0) throw new ToolError(`${problem}equals sign not found.`);
  const level = text.slice(equals + 1).trim();
  if (!/^[+-]?\d+$/.test(level) || Math.abs(Number(level)) > SHORT_MAX) {
    throw new ToolError(`${problem}unable to parse ${level} as a short.`);
  }
  return [text.slice(0, equals).trim(), Number(level)];
}

export interface UpdateReport {
  /** Sorted by feature. */
  readonly lines: readonly string[];
  /** What is thrown at the end where an update failed. */
  readonly failure: CommandFailure | undefined;
}

export function reportOf(
  action: FeatureAction,
  isDryRun: boolean,
  outcomes: readonly (readonly [update: FeatureUpdate, error: ClientError | undefined])[],
): UpdateReport {
  const sorted = outcomes.toSorted(([a], [b]) => (a.feature < b.feature ? -1 : 1));
  const lines = sorted.map(([{ feature, maxLevel }, error]) => {
    if (error !== undefined) {
      const target = action === 'disable' ? '' : ` to ${maxLevel}`;
      return `${isDryRun ? 'Can' : 'Could'} not ${action} ${feature}${target}. ${error.message}`;
    }
    const done = action === 'disable' ? 'disabled.' : `${action}d to ${maxLevel}.`;
    return `${feature} ${isDryRun ? 'can be' : 'was'} ${done}`;
  });
  const failures = outcomes.filter(([, error]) => error !== undefined).length;
  const text = `${failures} out of ${outcomes.length} operation(s) failed.`;
  return { lines, failure: failures === 0 ? undefined : new CommandFailure(text) };
}

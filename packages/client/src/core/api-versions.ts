// Which version of each API a connection uses: the highest that both sides know (KIP-35). Pure.

import type { Api } from '@ottla/protocol';

import { UnsupportedVersionError } from '../errors.ts';

export interface VersionRange {
  readonly min: number;
  readonly max: number;
}

/** What one broker serves, by API key, as its ApiVersions response told. */
export type ServedVersions = ReadonlyMap<number, VersionRange>;

/**
 * The features that the cluster as a whole has switched on (KIP-584), by name, and since which
 * change of them; epoch -1 where nothing was told.
 */
export interface FinalizedFeatures {
  readonly epoch: number;
  readonly levels: ReadonlyMap<string, number>;
}

export const NO_FEATURES: FinalizedFeatures = { epoch: -1, levels: new Map() };

/** What one call may narrow: for example a feature that needs at least some version. */
export interface VersionLimits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** The versions that this client offers of an API: without one that Kafka calls unstable. */
export function offeredVersions(api: Api<unknown, unknown>): VersionRange {
  const { minVersion, maxVersion } = api.request;
  return { min: minVersion, max: api.latestVersionUnstable ? maxVersion - 1 : maxVersion };
}

/** The version to use, or undefined where there is none in common. */
export function chooseVersion(
  api: Api<unknown, unknown>,
  served: ServedVersions,
  limits: VersionLimits = {},
): number | undefined {
  const theirs = served.get(api.key);
  if (theirs === undefined) return undefined;
  const ours = offeredVersions(api);
  const version = Math.min(ours.max, theirs.max, limits.max ?? ours.max);
  const lowest = Math.max(ours.min, theirs.min, limits.min ?? ours.min);
  return version < lowest ? undefined : version;
}

/** As `chooseVersion`, with an UnsupportedVersionError that names both ranges. */
export function requireVersion(
  api: Api<unknown, unknown>,
  served: ServedVersions,
  limits: VersionLimits = {},
): number {
  const version = chooseVersion(api, served, limits);
  if (version !== undefined) return version;
  const theirs = served.get(api.key);
  if (theirs === undefined) {
    throw new UnsupportedVersionError(`The broker does not support ${api.name}`);
  }
  const ours = offeredVersions(api);
  const min = Math.max(ours.min, limits.min ?? ours.min);
  const max = Math.min(ours.max, limits.max ?? ours.max);
  throw new UnsupportedVersionError(
    `${api.name}: this client needs a version from ${min} to ${max}, ` +
      `the broker serves ${theirs.min} to ${theirs.max}`,
  );
}

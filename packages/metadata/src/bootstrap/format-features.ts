// Which features a new cluster begins with, at which levels: what was asked for, else the default
// of its metadata.version, and never more than this software serves.

import {
  defaultLevel,
  neededMetadataVersion,
  otherFeatureNames,
  supportedRange,
} from '../features/features.ts';
import {
  LATEST_METADATA_VERSION,
  type MetadataVersion,
  metadataVersionOfLevel,
  metadataVersionOfName,
  metadataVersions,
} from '../features/metadata-versions.ts';
import { KRAFT_VERSION, METADATA_VERSION } from '../image/features-image.ts';
import { FormatError } from './format-error.ts';

export interface WantedFeatures {
  /** `--release-version` */
  readonly release: string | undefined;
  /** `--feature` */
  readonly levels: ReadonlyMap<string, number>;
  /** controller.quorum.voters is not set, and a flag for a dynamic quorum is. */
  readonly isDynamicQuorum: boolean;
}

export interface FormatFeatures {
  readonly metadataVersion: MetadataVersion;
  readonly kraftVersion: number;
  /** Without the two above; by name, levels above 0 only. */
  readonly otherLevels: ReadonlyMap<string, number>;
}

const WITH_FLAGS =
  'controller.quorum.voters is empty and one of the flags --standalone, --initial-controllers, ' +
  'or --no-initial-controllers is used.';

function wantedVersion({ release, levels }: WantedFeatures): MetadataVersion {
  const level = levels.get(METADATA_VERSION);
  if (level !== undefined && release !== undefined) {
    throw new FormatError(
      `Use --release-version instead of --feature ${METADATA_VERSION}=X to avoid ambiguity.`,
    );
  }
  if (release !== undefined) {
    const version = metadataVersionOfName(release);
    if (version !== undefined) return version;
    throw new FormatError(
      `Unknown metadata.version '${release}'. Supported metadata.version are: ` +
        metadataVersions.map((each) => each.name).join(', '),
    );
  }
  const version = metadataVersionOfLevel(level ?? LATEST_METADATA_VERSION);
  if (version === undefined)
    throw new FormatError(`No MetadataVersion with feature level ${level}`);
  return version;
}

function kraftVersionOf({ levels, isDynamicQuorum }: WantedFeatures): number {
  const wanted = levels.get(KRAFT_VERSION);
  if (wanted === undefined) return isDynamicQuorum ? 1 : 0;
  if (wanted === 0 && isDynamicQuorum) {
    throw new FormatError(
      `Cannot set kraft.version to 0 if ${WITH_FLAGS} For dynamic controllers support, try ` +
        'removing the --feature flag for kraft.version.',
    );
  }
  if (wanted !== 0 && !isDynamicQuorum) {
    throw new FormatError(
      `Cannot set kraft.version to ${wanted} unless ${WITH_FLAGS} For dynamic controllers ` +
        'support, try using one of --standalone, --initial-controllers, or ' +
        '--no-initial-controllers and removing controller.quorum.voters.',
    );
  }
  return wanted;
}

function checkLevel(name: string, level: number, version: MetadataVersion): void {
  const needed = neededMetadataVersion(name, level);
  if (needed === undefined) {
    throw new FormatError(`No feature:${name} with feature level ${level}`);
  }
  const range = supportedRange(name);
  if (range !== undefined && level > range.max) {
    throw new FormatError(
      `${name} level ${level} is not served by this software yet: the highest is ${range.max}.`,
    );
  }
  if (version.level < needed) {
    throw new FormatError(
      `${name} could not be set to ${level} because it depends on metadata.version level ${needed}`,
    );
  }
}

/** Throws FormatError where the levels do not go together. */
export function formatFeatures(wanted: WantedFeatures): FormatFeatures {
  const metadataVersion = wantedVersion(wanted);
  for (const name of wanted.levels.keys()) {
    if (name === METADATA_VERSION || otherFeatureNames.includes(name)) continue;
    const known = otherFeatureNames.toSorted().join(', ');
    throw new FormatError(`Unsupported feature: ${name}. Supported features are: ${known}`);
  }
  const kraftVersion = kraftVersionOf(wanted);
  const otherLevels = new Map<string, number>();
  for (const name of otherFeatureNames.toSorted()) {
    const isKraft = name === KRAFT_VERSION;
    const level = isKraft
      ? kraftVersion
      : (wanted.levels.get(name) ?? defaultLevel(name, metadataVersion.level));
    checkLevel(name, level, metadataVersion);
    if (!isKraft && level > 0) otherLevels.set(name, level);
  }
  return { metadataVersion, kraftVersion, otherLevels };
}

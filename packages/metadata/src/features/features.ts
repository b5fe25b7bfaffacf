// The features of the cluster: which levels this software can work with, what each level needs, and
// what a new cluster gets. A level is offered only when a broker of ours serves it (DESIGN.md §3).

import {
  ELIGIBLE_LEADER_REPLICAS_VERSION,
  GROUP_VERSION,
  KRAFT_VERSION,
  METADATA_VERSION,
  SHARE_VERSION,
  STREAMS_VERSION,
  TRANSACTION_VERSION,
} from '../image/features-image.ts';
import { LATEST_METADATA_VERSION, MINIMUM_METADATA_VERSION } from './metadata-versions.ts';

interface FeatureLevel {
  readonly level: number;
  /** A new cluster gets the level from this metadata.version on. */
  readonly defaultFrom: number;
  /** The level cannot be used below this metadata.version. */
  readonly needsMetadataVersion: number;
}

interface Feature {
  readonly name: string;
  /** Levels above 0 that Kafka 4.3 has, ascending. */
  readonly levels: readonly FeatureLevel[];
  /** The highest level that this software serves. */
  readonly servedLevel: number;
}

function feature(
  name: string,
  servedLevel: number,
  levels: readonly (readonly [number, number, number])[],
): Feature {
  return {
    name,
    servedLevel,
    levels: levels.map(([level, defaultFrom, needsMetadataVersion]) => ({
      level,
      defaultFrom,
      needsMetadataVersion,
    })),
  };
}

/** In Kafka's order. Levels: [level, default from metadata.version, needs metadata.version]. */
const FEATURES: readonly Feature[] = [
  feature(KRAFT_VERSION, 1, [[1, 21, 21]]),
  feature(TRANSACTION_VERSION, 0, [
    [1, 24, 7],
    [2, 24, 7],
  ]),
  feature(GROUP_VERSION, 0, [[1, 22, 7]]),
  feature(ELIGIBLE_LEADER_REPLICAS_VERSION, 1, [[1, 26, 23]]),
  feature(SHARE_VERSION, 0, [[1, 28, 7]]),
  feature(STREAMS_VERSION, 0, [[1, 29, 7]]),
];

export interface SupportedFeature {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** What this software can work with, as ApiVersions and registrations tell it. */
export const supportedFeatures: readonly SupportedFeature[] = [
  { name: METADATA_VERSION, min: MINIMUM_METADATA_VERSION, max: LATEST_METADATA_VERSION },
  ...FEATURES.map(({ name, servedLevel }) => ({ name, min: 0, max: servedLevel })),
];

/**
 * What a node of ours can live with, as its registration tells it: every level that Kafka 4.3 has.
 * A cluster that Kafka formatted has finalised levels that are not served here yet; its data are
 * none the worse for it, and clients find out from the APIs that a broker lists.
 */
export const understoodFeatures: readonly SupportedFeature[] = [
  { name: METADATA_VERSION, min: MINIMUM_METADATA_VERSION, max: LATEST_METADATA_VERSION },
  ...FEATURES.map(({ name, levels }) => ({ name, min: 0, max: levels.at(-1)?.level ?? 0 })),
];

export function supportedRange(name: string): SupportedFeature | undefined {
  return supportedFeatures.find((each) => each.name === name);
}

/** The features besides metadata.version that Kafka knows, in its order. */
export const otherFeatureNames: readonly string[] = FEATURES.map((each) => each.name);

/** The level that a new cluster of that metadata.version gets: never more than is served. */
export function defaultLevel(name: string, metadataVersion: number): number {
  const levels = FEATURES.find((each) => each.name === name);
  const best = levels?.levels.findLast(
    (each) => each.defaultFrom <= metadataVersion && each.level <= levels.servedLevel,
  );
  return best?.level ?? 0;
}

/** The metadata.version that a level needs; undefined for a level that is not known. */
export function neededMetadataVersion(name: string, level: number): number | undefined {
  if (level === 0) return MINIMUM_METADATA_VERSION;
  const known = FEATURES.find((each) => each.name === name);
  return known?.levels.find((each) => each.level === level)?.needsMetadataVersion;
}

// The levels of metadata.version: what each is called, and what it lets the cluster do. Records and
// requests between brokers follow the finalised level, never the software's own age.

export interface MetadataVersion {
  readonly level: number;
  /** Kafka's name, for example `4.3-IV0`. */
  readonly name: string;
  /** The release, for example `4.3`. */
  readonly release: string;
  /**
   * Whether the metadata's form changed from the level before: going back over it loses something.
   */
  readonly changesMetadata: boolean;
}

const LEVELS: readonly (readonly [number, string, boolean])[] = [
  [7, '3.3-IV3', true],
  [8, '3.4-IV0', true],
  [9, '3.5-IV0', false],
  [10, '3.5-IV1', false],
  [11, '3.5-IV2', true],
  [12, '3.6-IV0', false],
  [13, '3.6-IV1', true],
  [14, '3.6-IV2', true],
  [15, '3.7-IV0', true],
  [16, '3.7-IV1', false],
  [17, '3.7-IV2', true],
  [18, '3.7-IV3', false],
  [19, '3.7-IV4', false],
  [20, '3.8-IV0', false],
  [21, '3.9-IV0', false],
  [22, '4.0-IV0', false],
  [23, '4.0-IV1', true],
  [24, '4.0-IV2', false],
  [25, '4.0-IV3', false],
  [26, '4.1-IV0', false],
  [27, '4.1-IV1', false],
  [28, '4.2-IV0', false],
  [29, '4.2-IV1', false],
  [30, '4.3-IV0', true],
];

/** Ascending by level. */
export const metadataVersions: readonly MetadataVersion[] = LEVELS.map(
  ([level, name, changesMetadata]) => ({
    level,
    name,
    release: name.slice(0, name.indexOf('-')),
    changesMetadata,
  }),
);

export const MINIMUM_METADATA_VERSION = 7;
export const LATEST_METADATA_VERSION = 30;

/** Levels from which on something is there. */
export const metadataVersionGates = {
  CONTROLLED_SHUTDOWN_IN_REGISTRATION: 7,
  MIGRATION_FLAG_IN_REGISTRATION: 8,
  SCRAM: 11,
  NO_LEADER_EPOCH_BUMP_ON_ISR_SHRINK: 12,
  TRANSACTIONS: 13,
  DELEGATION_TOKENS: 14,
  CONTROLLER_REGISTRATION: 15,
  DIRECTORIES: 17,
  KRAFT_VERSION_1: 21,
  ELIGIBLE_LEADER_REPLICAS: 23,
  CORDONED_DIRECTORIES: 30,
} as const;

export function metadataVersionOfLevel(level: number): MetadataVersion | undefined {
  return metadataVersions.find((each) => each.level === level);
}

/** Kafka's name of a level, also for one that this software does not know. */
export function metadataVersionName(level: number): string {
  return metadataVersionOfLevel(level)?.name ?? `level ${level}`;
}

/** `4.3-IV0` by its own name; `4.3` and `4.3.1` mean the newest level of that release. */
export function metadataVersionOfName(text: string): MetadataVersion | undefined {
  const exact = metadataVersions.find((each) => each.name === text);
  if (exact !== undefined) return exact;
  const release = /^(\d+\.\d+)(\.\d+)?$/.exec(text)?.[1];
  return metadataVersions.findLast((each) => each.release === release);
}

/** Whether moving between two levels changes the form of the metadata. */
export function changesMetadataBetween(a: number, b: number): boolean {
  const [low, high] = a < b ? [a, b] : [b, a];
  return metadataVersions.some(
    ({ level, changesMetadata }) => changesMetadata && level > low && level <= high,
  );
}

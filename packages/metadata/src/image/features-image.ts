// Finalised features: the levels that the whole cluster has agreed on. kraft.version is not among
// them; raft keeps it in a control record of its own.

import type { FeatureLevelRecord } from '@ottla/protocol';

export const METADATA_VERSION = 'metadata.version';
export const TRANSACTION_VERSION = 'transaction.version';
export const GROUP_VERSION = 'group.version';
export const SHARE_VERSION = 'share.version';
export const STREAMS_VERSION = 'streams.version';
export const ELIGIBLE_LEADER_REPLICAS_VERSION = 'eligible.leader.replicas.version';
export const KRAFT_VERSION = 'kraft.version';

export interface FeaturesImage {
  /** Levels above 0 by feature name, `metadata.version` among them. */
  readonly finalizedLevels: ReadonlyMap<string, number>;
}

export const EMPTY_FEATURES: FeaturesImage = { finalizedLevels: new Map() };

/** The finalised level of a feature; 0 where it is off. */
export function featureLevel(features: FeaturesImage, name: string): number {
  return features.finalizedLevels.get(name) ?? 0;
}

export class FeaturesDelta {
  readonly image: FeaturesImage;
  /** New levels by name; 0 turns a feature off. */
  readonly changes = new Map<string, number>();

  constructor(image: FeaturesImage) {
    this.image = image;
  }

  replayFeatureLevel(record: FeatureLevelRecord): void {
    this.changes.set(record.name, record.featureLevel);
  }

  /** The new metadata.version, where it has changed. */
  get metadataVersionChange(): number | undefined {
    return this.changes.get(METADATA_VERSION);
  }

  /** A snapshot names all that exists: what it has not named is gone. */
  finishSnapshot(): void {
    for (const name of this.image.finalizedLevels.keys()) {
      if (!this.changes.has(name)) this.changes.set(name, 0);
    }
  }

  apply(): FeaturesImage {
    const finalizedLevels = new Map(this.image.finalizedLevels);
    for (const [name, level] of this.changes) {
      if (level === 0) finalizedLevels.delete(name);
      else finalizedLevels.set(name, level);
    }
    return { finalizedLevels };
  }
}

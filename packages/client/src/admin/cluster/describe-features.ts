// The features of a node and of the cluster, which ApiVersions (18) tells beside the versions
// (KIP-584).

import { apiVersionsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { introduction } from '../../core/negotiate-versions.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, brokerPlace, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';

export interface FinalizedFeature {
  readonly minLevel: number;
  readonly maxLevel: number;
}

export interface SupportedFeature {
  readonly minVersion: number;
  readonly maxVersion: number;
}

export interface FeatureMetadata {
  /** The cluster's levels, by feature; those of level 0 are left out by brokers. */
  readonly finalized: ReadonlyMap<string, FinalizedFeature>;
  /** The offset of the metadata log that they are of; null where it is not known. */
  readonly finalizedEpoch: number | null;
  /** What the node that answered could run with. */
  readonly supported: ReadonlyMap<string, SupportedFeature>;
}

export interface DescribeFeaturesOptions extends AdminOptions {
  /** Which node is asked; any where it is left out. */
  readonly nodeId?: number | undefined;
}

/** Of ApiVersions: before it, nothing is told of features. */
const FEATURES_VERSION = 3;

export function describeFeatures(
  core: ClientCore,
  options: DescribeFeaturesOptions = {},
): Promise<FeatureMetadata> {
  const doing = 'describe features';
  const { nodeId } = options;
  return askOne(
    core,
    {
      doing,
      api: apiVersionsApi,
      place: nodeId === undefined ? ANY : brokerPlace(nodeId),
      limits: { min: FEATURES_VERSION },
      request: ({ version }) => introduction(version),
      outcomeOf: (response) =>
        outcomeOf(response, doing, () => ({
          finalized: new Map(
            response.finalizedFeatures.map(({ name, minVersionLevel, maxVersionLevel }) => [
              name,
              { minLevel: minVersionLevel, maxLevel: maxVersionLevel },
            ]),
          ),
          finalizedEpoch:
            response.finalizedFeaturesEpoch < 0 ? null : Number(response.finalizedFeaturesEpoch),
          supported: new Map(
            response.supportedFeatures.map(({ name, minVersion, maxVersion }) => [
              name,
              { minVersion, maxVersion },
            ]),
          ),
        })),
    },
    options,
  );
}

// UpdateFeatures (57), KIP-584: raises or lowers the levels of the cluster's features.

import { errors, updateFeaturesApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { KafkaError } from '../../errors.ts';
import { outcomesBy, valuesOf } from '../driver/call-outcomes.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { doneOf, failureOf, type Outcome } from '../driver/outcome.ts';
import { runOperation } from '../driver/run-operation.ts';

/** The protocol's numbers. A safe downgrade loses no metadata. */
const UPGRADE_TYPES = { upgrade: 1, 'safe-downgrade': 2, 'unsafe-downgrade': 3 } as const;

export interface FeatureUpdate {
  readonly feature: string;
  /** 0 disables the feature. */
  readonly maxLevel: number;
  /** Default `upgrade`. */
  readonly upgradeType?: keyof typeof UPGRADE_TYPES | undefined;
}

export interface UpdateFeaturesOptions extends AdminOptions {
  /** Checks everything and changes nothing. Needs a broker of 3.3 or newer. */
  readonly validateOnly?: boolean | undefined;
}

/** Of UpdateFeatures: before it, a downgrade is a flag and nothing can only be checked. */
const UPGRADE_TYPE_VERSION = 1;

/**
 * By feature. From brokers of 4.0 on, all are changed or none is. Where features fail, it throws as
 * `valuesOf` does.
 */
export async function updateFeatures(
  core: ClientCore,
  updates: readonly FeatureUpdate[],
  options: UpdateFeaturesOptions = {},
): Promise<Map<string, true>> {
  const { validateOnly = false } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: 'update features',
      api: updateFeaturesApi,
      placeOf: () => CONTROLLER,
      nameOf,
      limits: { min: validateOnly ? UPGRADE_TYPE_VERSION : 0 },
      request: (asked: readonly FeatureUpdate[], { version, timeoutMs }) => ({
        timeoutMs,
        validateOnly,
        featureUpdates: asked.map(({ feature, maxLevel, upgradeType = 'upgrade' }) => ({
          feature,
          maxVersionLevel: maxLevel,
          ...(version < UPGRADE_TYPE_VERSION
            ? { allowDowngrade: upgradeType !== 'upgrade' }
            : { upgradeType: UPGRADE_TYPES[upgradeType] }),
        })),
      }),
      outcomesOf: (response, asked) =>
        asked.flatMap((update): [FeatureUpdate, Outcome<true>][] => {
          const { results } = response;
          if (response.errorCode !== 0) return [[update, failureOf(response, nameOf(update))]];
          const result = results.find(({ feature }) => feature === update.feature);
          // Newer brokers tell of the whole only.
          if (results.length > 0 && result === undefined) return [];
          return [[update, doneOf(result ?? response, nameOf(update))]];
        }),
      isPassing: (error) =>
        error instanceof KafkaError && error.code === errors.NOT_CONTROLLER.code,
    },
    updates,
    options,
  );
  return valuesOf(outcomesBy(outcomes, ({ feature }) => feature));
}

function nameOf({ feature }: FeatureUpdate): string {
  return `feature ${feature}`;
}

// DescribeConfigs (32).

import { describeConfigsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { outcomesBy, valuesOf } from '../driver/call-outcomes.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { isPassingLook } from '../driver/passing-look.ts';
import { runOperation } from '../driver/run-operation.ts';
import { configEntryOf, type ConfigEntry } from './config-entry.ts';
import {
  CONFIG_RESOURCE_TYPES,
  configKey,
  configKeyIn,
  placeToDescribe,
  resourceName,
  type ConfigResourceName,
} from './config-resource.ts';

export interface ConfigResource extends ConfigResourceName {
  /** Only these; all of them where it is left out. */
  readonly keys?: readonly string[] | undefined;
}

export interface DescribeConfigsOptions extends AdminOptions {
  readonly includeSynonyms?: boolean | undefined;
  /** Needs a broker of 2.6 or newer. */
  readonly includeDocumentation?: boolean | undefined;
}

/** Of DescribeConfigs: documentation, and the types of values. */
const DOCUMENTATION_VERSION = 3;

/**
 * Keys are `type:name`; see `configKey`. Where resources fail: for example
 * UNKNOWN_TOPIC_OR_PARTITION, as `valuesOf` throws it.
 */
export async function describeConfigs(
  core: ClientCore,
  resources: readonly ConfigResource[],
  options: DescribeConfigsOptions = {},
): Promise<Map<string, ConfigEntry[]>> {
  const { includeSynonyms = false, includeDocumentation = false } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: 'describe configs',
      api: describeConfigsApi,
      placeOf: placeToDescribe,
      nameOf: resourceName,
      limits: { min: includeDocumentation ? DOCUMENTATION_VERSION : 0 },
      request: (asked: readonly ConfigResource[]) => ({
        resources: asked.map(({ type, name, keys }) => ({
          resourceType: CONFIG_RESOURCE_TYPES[type],
          resourceName: name,
          configurationKeys: keys ?? null,
        })),
        includeSynonyms,
        includeDocumentation,
      }),
      outcomesOf: ({ results }, asked) =>
        pairBy(asked, configKey, results, (result) => configKeyIn(result) ?? null).map(
          ([resource, result]) => [
            resource,
            outcomeOf(result, resourceName(resource), () => result.configs.map(configEntryOf)),
          ],
        ),
      isPassing: isPassingLook,
    },
    resources,
    options,
  );
  return valuesOf(outcomesBy(outcomes, configKey));
}

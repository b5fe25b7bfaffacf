// AlterConfigs (33), the way before IncrementalAlterConfigs: what is given replaces all of a
// resource's configs, and what is not given goes back to its default. Kept for old programs.

import { alterConfigsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { outcomesBy, valuesOf } from '../driver/call-outcomes.ts';
import { doneOf } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { runOperation } from '../driver/run-operation.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import {
  CONFIG_RESOURCE_TYPES,
  configKey,
  configKeyIn,
  placeToAlter,
  resourceName,
  type ConfigResourceName,
} from './config-resource.ts';
import type { AlterConfigsOptions } from './incremental-alter-configs.ts';

export interface ReplacedConfigs extends ConfigResourceName {
  readonly configs: Readonly<Record<string, string>>;
}

/**
 * Keys are `type:name`; see `configKey`. Where resources fail: for example INVALID_CONFIG, as
 * `valuesOf` throws it.
 * @deprecated `incrementalAlterConfigs` changes what is given and leaves the rest alone.
 */
export async function alterConfigs(
  core: ClientCore,
  resources: readonly ReplacedConfigs[],
  options: AlterConfigsOptions = {},
): Promise<Map<string, true>> {
  const { validateOnly = false } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: 'replace configs',
      api: alterConfigsApi,
      placeOf: placeToAlter,
      nameOf: resourceName,
      request: (asked: readonly ReplacedConfigs[]) => ({
        resources: asked.map(({ type, name, configs }) => ({
          resourceType: CONFIG_RESOURCE_TYPES[type],
          resourceName: name,
          configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
        })),
        validateOnly,
      }),
      outcomesOf: ({ responses }, asked) =>
        pairBy(asked, configKey, responses, (each) => configKeyIn(each) ?? null).map(
          ([resource, response]) => [
            resource,
            doneOf(response, resourceName(resource)),
          ],
        ),
      isPassing: isPassingChange,
    },
    resources,
    options,
  );
  return valuesOf(outcomesBy(outcomes, configKey));
}

// IncrementalAlterConfigs (44).

import { incrementalAlterConfigsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { outcomesBy, valuesOf } from '../driver/call-outcomes.ts';
import type { AdminOptions } from '../driver/operation.ts';
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

/** The protocol's numbers: `append` and `subtract` work on list values. */
const OPERATIONS = { set: 0, delete: 1, append: 2, subtract: 3 } as const;

export interface ConfigChange {
  readonly name: string;
  readonly operation: keyof typeof OPERATIONS;
  /** Not for `delete`. */
  readonly value?: string | undefined;
}

export interface AlteredResource extends ConfigResourceName {
  readonly changes: readonly ConfigChange[];
}

export interface AlterConfigsOptions extends AdminOptions {
  /** Checks everything and changes nothing. */
  readonly validateOnly?: boolean | undefined;
}

/**
 * Keys are `type:name`; see `configKey`. Where resources fail: for example INVALID_CONFIG, as
 * `valuesOf` throws it.
 */
export async function incrementalAlterConfigs(
  core: ClientCore,
  resources: readonly AlteredResource[],
  options: AlterConfigsOptions = {},
): Promise<Map<string, true>> {
  const { validateOnly = false } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: 'alter configs',
      api: incrementalAlterConfigsApi,
      placeOf: placeToAlter,
      nameOf: resourceName,
      request: (asked: readonly AlteredResource[]) => ({
        resources: asked.map(({ type, name, changes }) => ({
          resourceType: CONFIG_RESOURCE_TYPES[type],
          resourceName: name,
          configs: changes.map((change) => ({
            name: change.name,
            configOperation: OPERATIONS[change.operation],
            value: change.value ?? null,
          })),
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

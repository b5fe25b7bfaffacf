// ListConfigResources (74); brokers before 4.1 serve version 0 of it, which lists client metrics.

import { listConfigResourcesApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import {
  CONFIG_RESOURCE_TYPES,
  configTypeOf,
  type ConfigResourceName,
  type ConfigResourceType,
} from './config-resource.ts';

/** From this version on a request names the types that it asks for. */
const TYPES_VERSION = 1;

/** Of all types where `types` is left out. Throws for example CLUSTER_AUTHORIZATION_FAILED. */
export function listConfigResources(
  core: ClientCore,
  types: readonly ConfigResourceType[] = [],
  options: AdminOptions = {},
): Promise<ConfigResourceName[]> {
  const doing = 'list config resources';
  const isOnlyMetrics = types.length === 1 && types[0] === 'client-metrics';
  return askOne(
    core,
    {
      doing,
      api: listConfigResourcesApi,
      place: ANY,
      limits: { min: isOnlyMetrics ? 0 : TYPES_VERSION },
      request: ({ version }) =>
        version < TYPES_VERSION
          ? {}
          : { resourceTypes: types.map((type) => CONFIG_RESOURCE_TYPES[type]) },
      outcomeOf: (response) =>
        outcomeOf(response, doing, () =>
          response.configResources.flatMap(({ resourceType, resourceName: name }) => {
            const type = configTypeOf(resourceType);
            return type === undefined ? [] : [{ type, name }];
          }),
        ),
    },
    options,
  );
}

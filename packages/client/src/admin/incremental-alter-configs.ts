// IncrementalAlterConfigs (44).

import { errorOf, errors, incrementalAlterConfigsApi } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { KafkaError } from '../errors.ts';
import {
  CONFIG_RESOURCE_TYPES,
  configKey,
  type ConfigResourceType,
} from './describe-configs.ts';
import { runItems, valuesOrThrow, type AdminOptions } from './item-operation.ts';

/** The protocol's numbers: `append` and `subtract` work on list values. */
const OPERATIONS = { set: 0, delete: 1, append: 2, subtract: 3 } as const;

export interface ConfigChange {
  readonly name: string;
  readonly operation: keyof typeof OPERATIONS;
  /** Not for `delete`. */
  readonly value?: string | undefined;
}

export interface AlteredResource {
  readonly type: ConfigResourceType;
  readonly name: string;
  readonly changes: readonly ConfigChange[];
}

export interface AlterConfigsOptions extends AdminOptions {
  readonly validateOnly?: boolean | undefined;
}

/** Throws the first resource's KafkaError, for example INVALID_CONFIG. */
export async function incrementalAlterConfigs(
  core: ClientCore,
  resources: readonly AlteredResource[],
  options: AlterConfigsOptions = {},
): Promise<void> {
  const { validateOnly = false } = options;
  for (const [target, ofTarget] of Map.groupBy(resources, targetOf)) {
    const outcomes = await runItems(
      core,
      {
        doing: 'alter configs',
        api: incrementalAlterConfigsApi,
        target,
        keyOf: configKey,
        request: (pending) => ({
          resources: pending.map(({ type, name, changes }) => ({
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
        outcomes: ({ responses }) =>
          responses.map(({ resourceType, resourceName, errorCode, errorMessage }) => [
            `${typeNameOf(resourceType)}:${resourceName}`,
            errorCode === 0 ? true : new KafkaError(errorOf(errorCode), errorMessage),
          ]),
        isPassing: ({ code }) => code === errors.NOT_CONTROLLER.code,
      },
      ofTarget,
      options,
    );
    valuesOrThrow(outcomes);
  }
}

/** A broker's own configs are changed at that broker, all others by the controller. */
function targetOf({ type, name }: AlteredResource): number | 'controller' {
  const isOfBroker = type === 'broker' || type === 'broker-logger';
  return isOfBroker && name !== '' ? Number(name) : 'controller';
}

function typeNameOf(code: number): string {
  return Object.entries(CONFIG_RESOURCE_TYPES).find(([, known]) => known === code)?.[0] ?? '';
}

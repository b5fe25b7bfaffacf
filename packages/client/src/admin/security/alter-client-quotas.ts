// AlterClientQuotas (49), KIP-546.

import { alterClientQuotasApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { allDone } from '../driver/call-outcomes.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { doneOf, type Outcome } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { results } from '../driver/partition-items.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import { runOperation } from '../driver/run-operation.ts';
import type { QuotaEntity } from './describe-client-quotas.ts';

export interface QuotaAlteration {
  readonly entity: QuotaEntity;
  /** By key; null takes the quota away. */
  readonly values: Readonly<Record<string, number | null>>;
}

export interface QuotaAlterationResult {
  readonly entity: QuotaEntity;
  readonly outcome: Outcome<true>;
}

export interface AlterQuotasOptions extends AdminOptions {
  /** Checks everything and changes nothing. */
  readonly validateOnly?: boolean | undefined;
}

/** In the order of `alterations`. Where entities fail, it throws as `valuesOf` does. */
export async function alterClientQuotas(
  core: ClientCore,
  alterations: readonly QuotaAlteration[],
  options: AlterQuotasOptions = {},
): Promise<QuotaAlterationResult[]> {
  const { validateOnly = false } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: 'alter client quotas',
      api: alterClientQuotasApi,
      placeOf: () => CONTROLLER,
      nameOf: ({ entity }) => quotaName(partsOf(entity)),
      request: (asked: readonly QuotaAlteration[]) => ({
        entries: asked.map(({ entity, values }) => ({
          entity: partsOf(entity),
          ops: Object.entries(values).map(([key, value]) => ({
            key,
            value: value ?? 0,
            remove: value === null,
          })),
        })),
        validateOnly,
      }),
      outcomesOf: ({ entries }, asked) =>
        pairBy(
          asked,
          ({ entity }) => quotaName(partsOf(entity)),
          entries,
          ({ entity }) => quotaName(entity),
        ).map(([alteration, told]) => [
          alteration,
          doneOf(told, quotaName(partsOf(alteration.entity))),
        ]),
      isPassing: isPassingChange,
    },
    alterations,
    options,
  );
  return allDone(
    results(alterations, outcomes, ({ entity }, outcome) => ({ entity, outcome })),
    ({ entity }) => quotaName(partsOf(entity)),
    ({ outcome }) => outcome,
  );
}

interface EntityPart {
  readonly entityType: string;
  readonly entityName: string | null;
}

function partsOf(entity: QuotaEntity): EntityPart[] {
  return Object.entries(entity).map(([entityType, entityName]) => ({ entityType, entityName }));
}

/** The same for the same entity, in whatever order its parts come. */
function quotaName(parts: readonly EntityPart[]): string {
  const named = parts.map(({ entityType, entityName }) =>
    entityName === null ? `default ${entityType}` : `${entityType} ${JSON.stringify(entityName)}`,
  );
  return `quotas of ${named.sort().join(', ')}`;
}

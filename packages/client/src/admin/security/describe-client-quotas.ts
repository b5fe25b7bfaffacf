// DescribeClientQuotas (48), KIP-546.

import { describeClientQuotasApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';

/** Whom a quota is for, by type (`user`, `client-id`, `ip`); null is that type's default. */
export type QuotaEntity = Readonly<Record<string, string | null>>;

export interface QuotaFilterComponent {
  readonly entityType: string;
  /** A name, the default, or any that has a quota. */
  readonly match: { readonly name: string } | 'default' | 'any';
}

export interface ClientQuota {
  readonly entity: QuotaEntity;
  /** By key, for example `producer_byte_rate` (bytes a second). */
  readonly values: Readonly<Record<string, number>>;
}

export interface DescribeQuotasOptions extends AdminOptions {
  /** Whether entities with types beside those of the filter are left out. Default false. */
  readonly isStrict?: boolean | undefined;
}

/** The protocol's numbers. */
const EXACT = 0;
const MATCHES = { default: 1, any: 2 } as const;

/** Without components: all. */
export function describeClientQuotas(
  core: ClientCore,
  components: readonly QuotaFilterComponent[] = [],
  options: DescribeQuotasOptions = {},
): Promise<ClientQuota[]> {
  const doing = 'describe client quotas';
  return askOne(
    core,
    {
      doing,
      api: describeClientQuotasApi,
      place: ANY,
      request: () => ({
        components: components.map(({ entityType, match }) =>
          typeof match === 'string'
            ? { entityType, matchType: MATCHES[match], match: null }
            : { entityType, matchType: EXACT, match: match.name },
        ),
        strict: options.isStrict ?? false,
      }),
      outcomeOf: (response) =>
        outcomeOf(response, doing, () =>
          (response.entries ?? []).map(({ entity, values }) => ({
            entity: Object.fromEntries(
              entity.map(({ entityType, entityName }) => [entityType, entityName]),
            ),
            values: Object.fromEntries(values.map(({ key, value }) => [key, value])),
          })),
        ),
    },
    options,
  );
}

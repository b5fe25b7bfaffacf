// DeleteAcls (31): all rules that match a filter.

import { deleteAclsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { ClientError } from '../../errors.ts';
import { allDone } from '../driver/call-outcomes.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { failureOf, outcomeOf, type Outcome } from '../driver/outcome.ts';
import { results } from '../driver/partition-items.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import { runOperation } from '../driver/run-operation.ts';
import { aclFilterDraft, aclName, aclOf, type AclBinding, type AclFilter } from './acl-words.ts';

export interface DeletedAcls {
  readonly filter: AclFilter;
  /** What matched: rules that are deleted now, or the error of one that could not be. */
  readonly deleted: Outcome<readonly Outcome<AclBinding>[]>;
}

/**
 * In the order of `filters`. Where a filter failed, or a rule that it matches, it throws as
 * `valuesOf` does.
 */
export async function deleteAcls(
  core: ClientCore,
  filters: readonly AclFilter[],
  options: AdminOptions = {},
): Promise<DeletedAcls[]> {
  const outcomes = await runOperation(
    core,
    {
      doing: 'delete ACLs',
      api: deleteAclsApi,
      placeOf: () => CONTROLLER,
      nameOf: aclName,
      request: (asked: readonly AclFilter[]) => ({ filters: asked.map(aclFilterDraft) }),
      // The answer has no names: it is in the order of the request.
      outcomesOf: (response, asked) =>
        asked.flatMap((filter, index) => {
          const told = response.filterResults[index];
          if (told === undefined) return [];
          const deleted = outcomeOf(told, aclName(filter), () =>
            told.matchingAcls.map((each): Outcome<AclBinding> => {
              const acl = aclOf(each);
              return each.errorCode === 0 ? acl : failureOf(each, aclName(acl));
            }),
          );
          return [[filter, deleted] as const];
        }),
      isPassing: isPassingChange,
    },
    filters,
    options,
  );
  return allDone(
    results(filters, outcomes, (filter, deleted) => ({ filter, deleted })),
    ({ filter }) => aclName(filter),
    ({ deleted }) =>
      deleted instanceof ClientError
        ? deleted
        : deleted.find((acl) => acl instanceof ClientError),
  );
}

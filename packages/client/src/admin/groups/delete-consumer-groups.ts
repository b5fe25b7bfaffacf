// DeleteGroups (42): groups without members, with all their committed offsets.

import { deleteGroupsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { valuesOf } from '../driver/call-outcomes.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { doneOf } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { runOperation } from '../driver/run-operation.ts';
import { groupName, groupPlace, isPassingOfCoordinator } from './group-words.ts';

/**
 * By group id. Where groups fail: for example NON_EMPTY_GROUP or GROUP_ID_NOT_FOUND, as `valuesOf`
 * throws it.
 */
export async function deleteConsumerGroups(
  core: ClientCore,
  groupIds: readonly string[],
  options: AdminOptions = {},
): Promise<Map<string, true>> {
  const outcomes = await runOperation(
    core,
    {
      doing: 'delete groups',
      api: deleteGroupsApi,
      placeOf: groupPlace,
      nameOf: groupName,
      request: (groupsNames: readonly string[]) => ({ groupsNames }),
      outcomesOf: ({ results }, asked) =>
        pairBy(asked, (id) => id, results, ({ groupId }) => groupId).map(([id, result]) => [
          id,
          doneOf(result, groupName(id)),
        ]),
      isPassing: isPassingOfCoordinator,
    },
    groupIds,
    options,
  );
  return valuesOf(outcomes);
}

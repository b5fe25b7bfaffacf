// DeleteShareGroupOffsets (92), KIP-932: what a group without members knows of topics.

import { deleteShareGroupOffsetsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { valuesOf } from '../driver/call-outcomes.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { doneOf, outcomeOf } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { groupName, groupPlace, isPassingOfCoordinator } from '../groups/group-words.ts';

/**
 * By topic. Where topics fail, it throws as `valuesOf` does; also an error of the whole group, for
 * example GROUP_ID_NOT_FOUND.
 */
export async function deleteShareGroupOffsets(
  core: ClientCore,
  groupId: string,
  topics: readonly string[],
  options: AdminOptions = {},
): Promise<Map<string, true>> {
  const told = await askOne(
    core,
    {
      doing: `delete offsets of share group ${groupId}`,
      api: deleteShareGroupOffsetsApi,
      place: groupPlace(groupId),
      request: () => ({ groupId, topics: topics.map((topicName) => ({ topicName })) }),
      outcomeOf: (response) =>
        outcomeOf(response, groupName(groupId), () => {
          const { responses } = response;
          const pairs = pairBy(topics, (topic) => topic, responses, ({ topicName }) => topicName);
          return new Map(
            pairs.map(([topic, answer]) => [topic, doneOf(answer, `topic ${topic}`)] as const),
          );
        }),
      isPassing: isPassingOfCoordinator,
    },
    options,
  );
  return valuesOf(told);
}

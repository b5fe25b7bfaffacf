// OffsetDelete (47), KIP-496: offsets that a group has committed for topics it reads no more.

import { offsetDeleteApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { byTopic, type PartitionItem } from '../driver/partition-items.ts';
import {
  allPartitionsDone,
  partitionOutcomes,
  type PartitionOutcome,
} from '../driver/partition-outcome.ts';
import { groupName, groupPlace, isPassingOfCoordinator } from './group-words.ts';

/**
 * In the order of `partitions`. Where some fail, for example by GROUP_SUBSCRIBED_TO_TOPIC, it
 * throws as `valuesOf` does; also an error of the whole group, for example GROUP_ID_NOT_FOUND.
 */
export async function deleteConsumerGroupOffsets(
  core: ClientCore,
  groupId: string,
  partitions: readonly PartitionItem[],
  options: AdminOptions = {},
): Promise<PartitionOutcome[]> {
  const told = await askOne(
    core,
    {
      doing: `delete offsets of group ${groupId}`,
      api: offsetDeleteApi,
      place: groupPlace(groupId),
      request: () => ({
        groupId,
        topics: byTopic(partitions, (name, ofTopic) => ({
          name,
          partitions: ofTopic.map(({ partition }) => ({ partitionIndex: partition })),
        })),
      }),
      outcomeOf: (response) =>
        outcomeOf(response, groupName(groupId), () =>
          partitionOutcomes(
            partitions,
            response.topics.flatMap(({ name, partitions: ofTopic }) =>
              ofTopic.map((answer) => [name, answer.partitionIndex, answer] as const),
            ),
          ),
        ),
      isPassing: isPassingOfCoordinator,
    },
    options,
  );
  return allPartitionsDone(told);
}

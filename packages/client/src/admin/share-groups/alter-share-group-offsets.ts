// AlterShareGroupOffsets (91), KIP-932: from where on a group without members will share records.

import { alterShareGroupOffsetsApi } from '@ottla/protocol';

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
import { groupName, groupPlace, isPassingOfCoordinator } from '../groups/group-words.ts';

export interface NewShareGroupOffset extends PartitionItem {
  readonly startOffset: number;
}

/**
 * In the order of `offsets`. Where partitions fail, it throws as `valuesOf` does; also an error of
 * the whole group, for example NON_EMPTY_GROUP of one that has members.
 */
export async function alterShareGroupOffsets(
  core: ClientCore,
  groupId: string,
  offsets: readonly NewShareGroupOffset[],
  options: AdminOptions = {},
): Promise<PartitionOutcome[]> {
  const told = await askOne(
    core,
    {
      doing: `alter the offsets of share group ${groupId}`,
      api: alterShareGroupOffsetsApi,
      place: groupPlace(groupId),
      request: () => ({
        groupId,
        topics: byTopic(offsets, (topicName, ofTopic) => ({
          topicName,
          partitions: ofTopic.map(({ partition, startOffset }) => ({
            partitionIndex: partition,
            startOffset,
          })),
        })),
      }),
      outcomeOf: (response) =>
        outcomeOf(response, groupName(groupId), () =>
          partitionOutcomes(
            offsets,
            response.responses.flatMap(({ topicName, partitions }) =>
              partitions.map((answer) => [topicName, answer.partitionIndex, answer] as const),
            ),
          ),
        ),
      isPassing: isPassingOfCoordinator,
    },
    options,
  );
  return allPartitionsDone(told);
}

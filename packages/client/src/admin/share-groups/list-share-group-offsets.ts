// DescribeShareGroupOffsets (90), KIP-932: from where on groups share the records of partitions.

import {
  describeShareGroupOffsetsApi,
  type DescribeShareGroupOffsetsResponse,
} from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { failureOf, outcomeOf, type Outcome } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { byTopic, partitionName, type PartitionItem } from '../driver/partition-items.ts';
import { runOperation } from '../driver/run-operation.ts';
import { groupName, groupPlace, isPassingOfCoordinator } from '../groups/group-words.ts';
import type { GroupOffsetsQuery } from '../groups/list-consumer-group-offsets.ts';

export interface ShareGroupOffset {
  /** The first record that is not done with; null where the group has not begun here. */
  readonly startOffset: number | null;
  /** Null where it is not known. */
  readonly leaderEpoch: number | null;
  /** Records that are not done with; null where the broker does not tell. */
  readonly lag: number | null;
}

export interface SharedPartition extends PartitionItem {
  readonly found: Outcome<ShareGroupOffset>;
}

type Told = DescribeShareGroupOffsetsResponse['groups'][number];
type ToldPartition = Told['topics'][number]['partitions'][number];

/** By group id. */
export async function listShareGroupOffsets(
  core: ClientCore,
  queries: readonly GroupOffsetsQuery[],
  options: AdminOptions = {},
): Promise<Map<string, Outcome<SharedPartition[]>>> {
  const outcomes = await runOperation(
    core,
    {
      doing: "list share groups' offsets",
      api: describeShareGroupOffsetsApi,
      placeOf: ({ groupId }: GroupOffsetsQuery) => groupPlace(groupId),
      nameOf: ({ groupId }: GroupOffsetsQuery) => groupName(groupId),
      request: (asked: readonly GroupOffsetsQuery[]) => ({ groups: asked.map(draftOf) }),
      outcomesOf: ({ groups }, asked) =>
        pairBy(asked, (query) => query.groupId, groups, ({ groupId }) => groupId).map(
          ([query, group]) => [query, offsetsIn(group)],
        ),
      isPassing: isPassingOfCoordinator,
    },
    queries,
    options,
  );
  return new Map([...outcomes].map(([{ groupId }, outcome]) => [groupId, outcome]));
}

function draftOf({ groupId, partitions }: GroupOffsetsQuery) {
  if (partitions === undefined) return { groupId, topics: null };
  const topics = byTopic(partitions, (topicName, ofTopic) => ({
    topicName,
    partitions: ofTopic.map(({ partition }) => partition),
  }));
  return { groupId, topics };
}

function offsetsIn(group: Told): Outcome<SharedPartition[]> {
  if (group.errorCode !== 0) return failureOf(group, groupName(group.groupId));
  return group.topics.flatMap(({ topicName: topic, partitions }) =>
    partitions.map((told) => {
      const item = { topic, partition: told.partitionIndex };
      return { ...item, found: outcomeOf(told, partitionName(item), () => offsetOf(told)) };
    }),
  );
}

function offsetOf({ startOffset, leaderEpoch, lag }: ToldPartition): ShareGroupOffset {
  const known = (value: number): number | null => (value < 0 ? null : value);
  return {
    startOffset: known(Number(startOffset)),
    leaderEpoch: known(leaderEpoch),
    lag: known(Number(lag)),
  };
}

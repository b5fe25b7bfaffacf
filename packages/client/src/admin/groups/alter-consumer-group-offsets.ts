// OffsetCommit (8) by one who is no member: sets the offsets of a group without members.

import { errors, offsetCommitApi, type OffsetCommitResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { KafkaError } from '../../errors.ts';
import { askOne } from '../driver/ask-one.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { failureOf, type Outcome } from '../driver/outcome.ts';
import { byTopic, type PartitionItem } from '../driver/partition-items.ts';
import {
  allPartitionsDone,
  partitionOutcomes,
  type PartitionOutcome,
} from '../driver/partition-outcome.ts';
import { groupName, groupPlace, isPassingOfCoordinator } from './group-words.ts';

export interface NewGroupOffset extends PartitionItem {
  /** Of the next record to be read. */
  readonly offset: number;
  readonly leaderEpoch?: number | undefined;
  readonly metadata?: string | undefined;
}

/** Of OffsetCommit: from version 10 on topics are named by id. */
const NAMES_VERSION_MAX = 9;
const LEADER_EPOCH_VERSION = 6;

/**
 * In the order of `offsets`. Where partitions fail, for example by UNKNOWN_MEMBER_ID of a group
 * that has members, it throws as `valuesOf` does; also where no coordinator could be asked.
 */
export async function alterConsumerGroupOffsets(
  core: ClientCore,
  groupId: string,
  offsets: readonly NewGroupOffset[],
  options: AdminOptions = {},
): Promise<PartitionOutcome[]> {
  const told = await askOne(
    core,
    {
      doing: `alter the offsets of group ${groupId}`,
      api: offsetCommitApi,
      place: groupPlace(groupId),
      limits: { max: NAMES_VERSION_MAX },
      request: ({ version }) => ({
        groupId,
        generationIdOrMemberEpoch: -1,
        topics: byTopic(offsets, (name, ofTopic) => ({
          name,
          partitions: ofTopic.map(({ partition, offset, leaderEpoch = -1, metadata = '' }) => ({
            partitionIndex: partition,
            committedOffset: offset,
            committedMetadata: metadata,
            ...(version < LEADER_EPOCH_VERSION ? {} : { committedLeaderEpoch: leaderEpoch }),
          })),
        })),
      }),
      outcomeOf: (response): Outcome<PartitionOutcome[]> =>
        wholeFailure(groupId, response) ?? outcomesIn(offsets, response),
      isPassing: (error) =>
        isPassingOfCoordinator(error) ||
        (error instanceof KafkaError && error.code === errors.REBALANCE_IN_PROGRESS.code),
    },
    options,
  );
  return allPartitionsDone(told);
}

/** What says that nothing was committed yet: another try at all of them. */
function wholeFailure(groupId: string, { topics }: OffsetCommitResponse): KafkaError | undefined {
  for (const { partitions } of topics) {
    for (const { errorCode } of partitions) {
      const failure = errorCode === 0 ? undefined : failureOf({ errorCode }, groupName(groupId));
      const isRebalance = errorCode === errors.REBALANCE_IN_PROGRESS.code;
      if (failure !== undefined && (isRebalance || isPassingOfCoordinator(failure))) return failure;
    }
  }
  return undefined;
}

function outcomesIn(
  offsets: readonly NewGroupOffset[],
  { topics }: OffsetCommitResponse,
): PartitionOutcome[] {
  return partitionOutcomes(
    offsets,
    topics.flatMap(({ name, partitions }) =>
      partitions.map((answer) => [name, answer.partitionIndex, answer] as const),
    ),
  );
}

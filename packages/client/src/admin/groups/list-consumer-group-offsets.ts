// OffsetFetch (9): what groups have committed. Several groups of one coordinator go in one request
// where the broker serves that (version 8); before it, each goes alone.

import { offsetFetchApi, type Draft, type OffsetFetchRequest } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { failureOf, type Outcome } from '../driver/outcome.ts';
import { byTopic, type PartitionItem } from '../driver/partition-items.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { runOperation } from '../driver/run-operation.ts';
import { groupName, groupPlace, isPassingOfCoordinator } from './group-words.ts';

export interface GroupOffsetsQuery {
  readonly groupId: string;
  /** Only these; all that the group has committed where it is left out. */
  readonly partitions?: readonly PartitionItem[] | undefined;
}

export interface CommittedOffset {
  /** Of the next record to be read. */
  readonly offset: number;
  /** Of the last record that was read; null where it was not committed. */
  readonly leaderEpoch: number | null;
  readonly metadata: string;
}

export interface CommittedPartition extends PartitionItem {
  /** Null: the group has not committed any for this partition. */
  readonly committed: CommittedOffset | null;
}

export interface ListGroupOffsetsOptions extends AdminOptions {
  /** Whether offsets that a transaction is about to commit hold the answer back. */
  readonly requireStable?: boolean | undefined;
}

/** Of OffsetFetch. */
const ALL_PARTITIONS_VERSION = 2;
const STABLE_VERSION = 7;
const BATCH_VERSION = 8;
/** From version 10 on topics are named by id, which an admin client does not know. */
const NAMES_VERSION_MAX = 9;

/**
 * By group id. A group that is not there has no offsets. A partition that the coordinator may not
 * tell of, for example for want of a permission, is left out with a warning in the log.
 */
export async function listConsumerGroupOffsets(
  core: ClientCore,
  queries: readonly GroupOffsetsQuery[],
  options: ListGroupOffsetsOptions = {},
): Promise<Map<string, Outcome<CommittedPartition[]>>> {
  const { requireStable = false } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: "list groups' offsets",
      api: offsetFetchApi,
      placeOf: ({ groupId }) => groupPlace(groupId),
      nameOf: ({ groupId }) => groupName(groupId),
      limits: { min: requireStable ? STABLE_VERSION : 0, max: NAMES_VERSION_MAX },
      versionMinOf: ({ partitions }) => (partitions === undefined ? ALL_PARTITIONS_VERSION : 0),
      batchOf: (asked, version) => (version < BATCH_VERSION ? asked.slice(0, 1) : asked),
      request: (asked: readonly GroupOffsetsQuery[], { version }) =>
        draftOf(asked, version, requireStable),
      outcomesOf: ({ groups, topics, errorCode }, asked, { version }) => {
        const told =
          version < BATCH_VERSION
            ? asked.map(({ groupId }) => ({ groupId, topics, errorCode }))
            : groups;
        return pairBy(asked, (query) => query.groupId, told, ({ groupId }) => groupId).map(
          ([query, group]) => [query, offsetsIn(core, group)],
        );
      },
      isPassing: isPassingOfCoordinator,
    },
    queries,
    options,
  );
  return new Map([...outcomes].map(([{ groupId }, outcome]) => [groupId, outcome]));
}

function draftOf(
  asked: readonly GroupOffsetsQuery[],
  version: number,
  requireStable: boolean,
): Draft<OffsetFetchRequest> {
  const groups = asked.map(({ groupId, partitions }) => ({
    groupId,
    topics:
      partitions === undefined
        ? null
        : byTopic(partitions, (name, ofTopic) => ({
            name,
            partitionIndexes: ofTopic.map(({ partition }) => partition),
          })),
  }));
  return version < BATCH_VERSION ? { ...groups[0], requireStable } : { groups, requireStable };
}

interface ToldGroup {
  readonly groupId: string;
  readonly errorCode: number;
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly committedOffset: number | bigint;
      readonly committedLeaderEpoch: number;
      readonly metadata: string | null;
      readonly errorCode: number;
    }[];
  }[];
}

function offsetsIn(core: ClientCore, group: ToldGroup): Outcome<CommittedPartition[]> {
  if (group.errorCode !== 0) return failureOf(group, groupName(group.groupId));
  const offsets: CommittedPartition[] = [];
  for (const { name: topic, partitions } of group.topics) {
    for (const told of partitions) {
      const { partitionIndex: partition, errorCode, committedOffset } = told;
      if (errorCode !== 0) {
        const { name: error } = failureOf({ errorCode }, topic);
        core.config.logger.warn('an offset is left out', { topic, partition, error });
        continue;
      }
      const leaderEpoch = told.committedLeaderEpoch < 0 ? null : told.committedLeaderEpoch;
      const committed =
        committedOffset < 0
          ? null
          : { offset: Number(committedOffset), leaderEpoch, metadata: told.metadata ?? '' };
      offsets.push({ topic, partition, committed });
    }
  }
  return offsets;
}

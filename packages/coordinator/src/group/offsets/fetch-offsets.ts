// OffsetFetch of groups, as of a snapshot or of the last written state.
//
// Behaviour: an offset that is not there is no error, nor is a group. Where the last written state
// is asked for, an offset with a commit in an open transaction is unstable.

import {
  type Draft,
  errors,
  type OffsetFetchRequest,
  type OffsetFetchRequestOffsetFetchRequestGroup as Group,
  type OffsetFetchRequestOffsetFetchRequestTopics as Topic,
  type OffsetFetchResponse,
  type OffsetFetchResponseOffsetFetchResponseGroup as GroupResponse,
  type OffsetFetchResponseOffsetFetchResponsePartitions as PartitionResponse,
  type ProtocolError,
  zeroUuid,
} from '@ottla/protocol';
import type { GroupState } from '../group-state.ts';
import { type CommittedOffset, isOfAnotherTopic } from './committed-offset.ts';
import type { PartitionKey } from './partition-map.ts';

const NONE = { committedOffset: -1, committedLeaderEpoch: -1, metadata: '' };

interface View {
  readonly state: GroupState;
  /** Undefined for what is written last, with offsets that are stable or refused. */
  readonly offset: number | undefined;
}

export function fetchOffsets(
  state: GroupState,
  request: OffsetFetchRequest,
  offset?: number,
): Draft<OffsetFetchResponse> {
  const view = { state, offset };
  return { groups: request.groups.map((group) => fetchGroup(view, group)) };
}

export function refuseOffsetFetch(
  request: OffsetFetchRequest,
  error: ProtocolError,
): Draft<OffsetFetchResponse> {
  const groups = request.groups.map(({ groupId }) => ({ groupId, errorCode: error.code }));
  return { groups };
}

function fetchGroup(view: View, { groupId, topics }: Group): Draft<GroupResponse> {
  const { state, offset } = view;
  const isThere = state.groups.stored(groupId, offset) !== undefined;
  const stored = isThere ? state.offsets.topicsOf(groupId, offset) : undefined;
  const wanted: Iterable<readonly [Pick<Topic, 'name' | 'topicId'>, Iterable<number>]> =
    topics === null
      ? [...(stored?.entries(offset) ?? [])].map(([name, partitions]) => [
          { name, topicId: zeroUuid },
          partitions.keys(offset),
        ])
      : topics.map((topic) => [topic, topic.partitionIndexes]);
  const responses = [...wanted].map(([{ name, topicId }, indexes]) => {
    const values = stored?.get(name, offset);
    const partitions = [...indexes].map((partition) => {
      const committed = values?.get(partition, offset);
      const isOther = committed !== undefined && isOfAnotherTopic(committed, topicId);
      const key = { group: groupId, topic: name, partition };
      return partitionResponse(view, key, isOther ? undefined : committed);
    });
    return { name, topicId, partitions };
  });
  return { groupId, topics: responses };
}

function partitionResponse(
  { state, offset }: View,
  key: PartitionKey,
  committed: CommittedOffset | undefined,
): Draft<PartitionResponse> {
  const partitionIndex = key.partition;
  if (offset === undefined && state.offsets.isUnstable(key)) {
    return { ...NONE, partitionIndex, errorCode: errors.UNSTABLE_OFFSET_COMMIT.code };
  }
  if (committed === undefined) return { ...NONE, partitionIndex };
  return {
    partitionIndex,
    committedOffset: committed.offset,
    committedLeaderEpoch: committed.leaderEpoch,
    metadata: committed.metadata,
  };
}

// OffsetDelete: takes offsets of a group away, for topics that none of its members subscribes to.
//
// Behaviour: a group with members has to be one of consumers, whose subscriptions can be read. An
// offset that is not there is no error.

import {
  errors,
  type OffsetDeleteRequest,
  type OffsetDeleteRequestOffsetDeleteRequestTopic as Topic,
  type OffsetDeleteResponse,
  offsetDeleteApi,
} from '@ottla/protocol';
import type { ShardCommand } from '../../runtime/shard.ts';
import type { ClassicGroup } from '../classic/classic-group.ts';
import type { GroupState } from '../group-state.ts';
import { offsetTombstone } from '../records/group-records.ts';
import { Turn } from '../turn.ts';

function deleteOffsets(turn: Turn, group: ClassicGroup, topic: Topic) {
  const isSubscribed = group.isSubscribedTo(topic.name);
  const partitions = topic.partitions.map(({ partitionIndex }) => {
    const key = { group: group.groupId, topic: topic.name, partition: partitionIndex };
    if (!isSubscribed && turn.state.offsets.has(key)) turn.append(offsetTombstone(key));
    const error = isSubscribed ? errors.GROUP_SUBSCRIBED_TO_TOPIC : errors.NONE;
    return { partitionIndex, errorCode: error.code };
  });
  return { name: topic.name, partitions };
}

export const offsetDelete: ShardCommand<GroupState, OffsetDeleteRequest, OffsetDeleteResponse> = {
  api: offsetDeleteApi,
  handle(state, request, ticket) {
    const turn = new Turn(state);
    const group = state.groups.classic(request.groupId);
    if (group === undefined) {
      turn.answer(ticket, { errorCode: errors.GROUP_ID_NOT_FOUND.code });
    } else if (group.state !== 'Empty' && !group.isConsumerGroup) {
      turn.answer(ticket, { errorCode: errors.NON_EMPTY_GROUP.code });
    } else {
      const topics = request.topics.map((topic) => deleteOffsets(turn, group, topic));
      turn.answer(ticket, { topics });
    }
    return turn.result();
  },
  refuse: (_, error) => ({ errorCode: error.code }),
};

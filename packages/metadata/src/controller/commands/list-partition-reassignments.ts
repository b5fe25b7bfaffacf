// ListPartitionReassignments: the partitions that are on their way to other replicas, all of them
// or those asked for.

import {
  type Draft,
  errors,
  type ListPartitionReassignmentsRequest,
  type ListPartitionReassignmentsResponse,
  listPartitionReassignmentsApi,
  type ProtocolError,
} from '@ottla/protocol';
import type { TopicImage } from '../../image/topic-image.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
} from '../command.ts';
import { isReassigning } from '../reassignment.ts';

type Ongoing = Draft<ListPartitionReassignmentsResponse['topics'][number]>;

function ongoingOf({ name, partitions }: TopicImage, indexes: readonly number[]): Ongoing[] {
  const ongoing = indexes.flatMap((partitionIndex) => {
    const partition = partitions[partitionIndex];
    if (partition === undefined || !isReassigning(partition)) return [];
    const { replicas, addingReplicas, removingReplicas } = partition;
    return [{ partitionIndex, replicas, addingReplicas, removingReplicas }];
  });
  return ongoing.length === 0 ? [] : [{ name, partitions: ongoing }];
}

function handle(
  { state }: CommandContext,
  request: ListPartitionReassignmentsRequest,
): CommandResult<ListPartitionReassignmentsResponse> {
  const { byName } = state.image.topics;
  const topics =
    request.topics === null
      ? [...byName.values()].flatMap((topic) => ongoingOf(topic, [...topic.partitions.keys()]))
      : request.topics.flatMap(({ name, partitionIndexes }) => {
          const topic = byName.get(name);
          return topic === undefined ? [] : ongoingOf(topic, partitionIndexes);
        });
  return answer({ errorCode: errors.NONE.code, errorMessage: null, topics });
}

function refuse(
  _request: ListPartitionReassignmentsRequest,
  error: ProtocolError,
  message: string | null,
): Draft<ListPartitionReassignmentsResponse> {
  return { errorCode: error.code, errorMessage: message ?? error.message };
}

export const listPartitionReassignments: ControllerCommand<
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse
> = { api: listPartitionReassignmentsApi, handle, refuse };

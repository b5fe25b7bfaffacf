// ListPartitionReassignments (46).

import { listPartitionReassignmentsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { byTopic, type PartitionItem } from '../driver/partition-items.ts';

export interface PartitionReassignment extends PartitionItem {
  /** All of them, those that are being added or removed included. */
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
}

/** Those of `partitions` that are being moved; of all partitions where it is left out. */
export async function listPartitionReassignments(
  core: ClientCore,
  partitions: readonly PartitionItem[] | undefined,
  options: AdminOptions = {},
): Promise<PartitionReassignment[]> {
  const doing = 'list partition reassignments';
  const topics = await askOne(
    core,
    {
      doing,
      api: listPartitionReassignmentsApi,
      place: CONTROLLER,
      request: ({ timeoutMs }) => ({
        topics:
          partitions === undefined
            ? null
            : byTopic(partitions, (name, ofTopic) => ({
                name,
                partitionIndexes: ofTopic.map(({ partition }) => partition),
              })),
        timeoutMs,
      }),
      outcomeOf: (response) => outcomeOf(response, doing, () => response.topics),
    },
    options,
  );
  return topics.flatMap(({ name, partitions: ofTopic }) =>
    ofTopic.map(({ partitionIndex, replicas, addingReplicas, removingReplicas }) => ({
      topic: name,
      partition: partitionIndex,
      replicas,
      addingReplicas,
      removingReplicas,
    })),
  );
}

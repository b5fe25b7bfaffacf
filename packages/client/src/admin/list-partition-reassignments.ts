// ListPartitionReassignments (46).

import { errorOf, errors, listPartitionReassignmentsApi } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { KafkaError } from '../errors.ts';
import { retrying } from '../retry/retry-loop.ts';
import type { AdminOptions } from './item-operation.ts';
import type { PartitionItem } from './leader-operation.ts';

export interface PartitionReassignment extends PartitionItem {
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
  const { world, retryBackoff: backoff, apiTimeoutMs } = core.config;
  const { timeoutMs = apiTimeoutMs, signal } = options;
  const doing = 'list partition reassignments';
  const topics =
    partitions === undefined ? null : Map.groupBy(partitions, ({ topic }) => topic);
  const asked =
    topics === null
      ? null
      : [...topics].map(([name, ofTopic]) => ({
          name,
          partitionIndexes: ofTopic.map(({ partition }) => partition),
        }));
  const response = await retrying({ world, backoff, timeoutMs, doing, signal }, async (leftMs) => {
    const answer = await core.call({
      api: listPartitionReassignmentsApi,
      node: await core.controller({ timeoutMs: leftMs, signal }),
      timeoutMs: leftMs,
      signal,
      request: () => ({ topics: asked, timeoutMs: Math.round(leftMs) }),
    });
    const { errorCode, errorMessage } = answer.response;
    if (errorCode === errors.NOT_CONTROLLER.code) core.metadata.requestRefresh();
    if (errorCode !== 0) throw new KafkaError(errorOf(errorCode), errorMessage);
    return answer.response;
  });
  return response.topics.flatMap(({ name, partitions: ofTopic }) =>
    ofTopic.map(({ partitionIndex, replicas, addingReplicas, removingReplicas }) => ({
      topic: name,
      partition: partitionIndex,
      replicas,
      addingReplicas,
      removingReplicas,
    })),
  );
}

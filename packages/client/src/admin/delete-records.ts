// DeleteRecords (21): everything of a partition before an offset.

import { deleteRecordsApi, errorOf, errors } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { KafkaError } from '../errors.ts';
import type { AdminOptions } from './item-operation.ts';
import { runAtLeaders, type PartitionItem } from './leader-operation.ts';

export interface DeleteBefore extends PartitionItem {
  /** -1: everything up to the high watermark. */
  readonly offset: number;
}

export interface DeleteRecordsResult extends PartitionItem {
  readonly lowWatermark: number | KafkaError;
}

/** In the order of `requests`; errors of a partition stay with it. */
export async function deleteRecords(
  core: ClientCore,
  requests: readonly DeleteBefore[],
  options: AdminOptions = {},
): Promise<DeleteRecordsResult[]> {
  const outcomes = await runAtLeaders(
    core,
    requests,
    { ...options, doing: 'delete records' },
    (nodeId, items, timeoutMs) => askLeader(core, nodeId, items, { ...options, timeoutMs }),
  );
  return requests.flatMap((request) => {
    const lowWatermark = outcomes.get(request);
    const { topic, partition } = request;
    return lowWatermark === undefined ? [] : [{ topic, partition, lowWatermark }];
  });
}

async function askLeader(
  core: ClientCore,
  nodeId: number,
  items: readonly DeleteBefore[],
  options: AdminOptions & { readonly timeoutMs: number },
): Promise<Map<DeleteBefore, number | KafkaError>> {
  const { timeoutMs, signal } = options;
  const topics = Map.groupBy(items, ({ topic }) => topic);
  const { response } = await core.call({
    api: deleteRecordsApi,
    node: nodeId,
    timeoutMs,
    signal,
    request: () => ({
      topics: [...topics].map(([name, ofTopic]) => ({
        name,
        partitions: ofTopic.map(({ partition, offset }) => ({ partitionIndex: partition, offset })),
      })),
      timeoutMs: Math.round(timeoutMs),
    }),
  });
  const answers = new Map(
    response.topics.flatMap(({ name, partitions }) =>
      partitions.map((partition) => [`${name}-${partition.partitionIndex}`, partition] as const),
    ),
  );
  return new Map(
    items.map((item): [DeleteBefore, number | KafkaError] => {
      const answer = answers.get(`${item.topic}-${item.partition}`);
      const error = answer === undefined ? errors.UNKNOWN_SERVER_ERROR : errorOf(answer.errorCode);
      if (answer === undefined || error.code !== 0) return [item, new KafkaError(error)];
      return [item, Number(answer.lowWatermark)];
    }),
  );
}

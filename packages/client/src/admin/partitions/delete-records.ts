// DeleteRecords (21): everything of a partition before an offset.

import { deleteRecordsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { allDone } from '../driver/call-outcomes.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { outcomeOf, type Outcome } from '../driver/outcome.ts';
import {
  byTopic,
  leaderPlace,
  onePerPartition,
  pairPartitions,
  partitionName,
  results,
  type PartitionItem,
} from '../driver/partition-items.ts';
import { runOperation } from '../driver/run-operation.ts';

export interface DeleteBefore extends PartitionItem {
  /** -1: everything up to the high watermark. */
  readonly offset: number;
}

export interface DeleteRecordsResult extends PartitionItem {
  /** The lowest low watermark of all replicas; an error is for example OFFSET_OUT_OF_RANGE. */
  readonly lowWatermark: Outcome<number>;
}

/** In the order of `requests`. Where partitions fail, it throws as `valuesOf` does. */
export async function deleteRecords(
  core: ClientCore,
  requests: readonly DeleteBefore[],
  options: AdminOptions = {},
): Promise<DeleteRecordsResult[]> {
  const outcomes = await runOperation(
    core,
    {
      doing: 'delete records',
      api: deleteRecordsApi,
      placeOf: leaderPlace,
      nameOf: partitionName,
      batchOf: onePerPartition,
      request: (asked: readonly DeleteBefore[], { timeoutMs }) => ({
        topics: byTopic(asked, (name, ofTopic) => ({
          name,
          partitions: ofTopic.map(({ partition, offset }) => ({
            partitionIndex: partition,
            offset,
          })),
        })),
        timeoutMs,
      }),
      outcomesOf: ({ topics }, asked) =>
        pairPartitions(
          asked,
          topics.flatMap(({ name, partitions }) =>
            partitions.map((answer) => [name, answer.partitionIndex, answer] as const),
          ),
        ).map(([item, answer]) => [
          item,
          outcomeOf(answer, partitionName(item), () => Number(answer.lowWatermark)),
        ]),
    },
    requests,
    options,
  );
  const told = results(requests, outcomes, ({ topic, partition }, lowWatermark) => ({
    topic,
    partition,
    lowWatermark,
  }));
  return allDone(told, partitionName, ({ lowWatermark }) => lowWatermark);
}

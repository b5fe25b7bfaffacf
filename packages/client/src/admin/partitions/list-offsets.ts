// ListOffsets (2) for many partitions: the ends of their logs, or the first offset from a time on.

import { listOffsetsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { SPECIAL_TIMESTAMPS, type FoundOffset } from '../../fetcher/offset-lookup.ts';
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

/** A place in a log by name, or the first record that is not older than `timestamp` (ms). */
export type OffsetSpec = keyof typeof SPECIAL_TIMESTAMPS | { readonly timestamp: number };

export interface OffsetRequest extends PartitionItem {
  readonly at: OffsetSpec;
}

export interface ListOffsetsOptions extends AdminOptions {
  /** With `read_committed`, `latest` is the last stable offset. Default `read_uncommitted`. */
  readonly isolationLevel?: 'read_uncommitted' | 'read_committed' | undefined;
}

export interface OffsetResult extends PartitionItem {
  readonly found: Outcome<FoundOffset>;
}

/** Of ListOffsets: the oldest version that this client speaks. */
const VERSION_MIN = 1;

/** In the order of `requests`; errors of a partition stay with it. */
export async function listOffsets(
  core: ClientCore,
  requests: readonly OffsetRequest[],
  options: ListOffsetsOptions = {},
): Promise<OffsetResult[]> {
  const isolationLevel = options.isolationLevel === 'read_committed' ? 1 : 0;
  const outcomes = await runOperation(
    core,
    {
      doing: 'list offsets',
      api: listOffsetsApi,
      placeOf: leaderPlace,
      nameOf: partitionName,
      versionMinOf,
      batchOf: onePerPartition,
      request: (asked: readonly OffsetRequest[], { version, timeoutMs }) => ({
        replicaId: -1,
        ...(version >= 2 ? { isolationLevel } : {}),
        topics: byTopic(asked, (name, ofTopic) => ({
          name,
          partitions: ofTopic.map(({ partition, at }) => ({
            partitionIndex: partition,
            timestamp: typeof at === 'object' ? at.timestamp : SPECIAL_TIMESTAMPS[at].value,
          })),
        })),
        ...(version >= 10 ? { timeoutMs } : {}),
      }),
      outcomesOf: ({ topics }, asked) =>
        pairPartitions(
          asked,
          topics.flatMap(({ name, partitions }) =>
            partitions.map((answer) => [name, answer.partitionIndex, answer] as const),
          ),
        ).map(([item, answer]) => [
          item,
          outcomeOf(answer, partitionName(item), () => ({
            offset: Number(answer.offset),
            timestamp: Number(answer.timestamp),
            leaderEpoch: answer.leaderEpoch,
          })),
        ]),
    },
    requests,
    options,
  );
  return results(requests, outcomes, ({ topic, partition }, found) => ({
    topic,
    partition,
    found,
  }));
}

function versionMinOf({ at }: OffsetRequest): number {
  return typeof at === 'object' ? VERSION_MIN : SPECIAL_TIMESTAMPS[at].versionMin;
}

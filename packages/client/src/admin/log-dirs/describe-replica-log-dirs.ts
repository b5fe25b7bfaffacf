// In which log directory replicas are, and where they are being moved to: DescribeLogDirs (35) for
// single partitions.

import { describeLogDirsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { ClientError } from '../../errors.ts';
import { brokerPlace, type AdminOptions } from '../driver/operation.ts';
import type { Outcome } from '../driver/outcome.ts';
import { byTopic, results, type PartitionItem } from '../driver/partition-items.ts';
import { runOperation } from '../driver/run-operation.ts';
import { logDirsIn, type LogDirDescription } from './describe-log-dirs.ts';

export interface ReplicaItem extends PartitionItem {
  readonly brokerId: number;
}

export interface ReplicaDirectory {
  readonly path: string;
  readonly offsetLag: number;
}

export interface ReplicaLogDirs {
  /** Null where the broker has no such replica, or its directory is offline. */
  readonly current: ReplicaDirectory | null;
  /** Null where the replica is not being moved. */
  readonly future: ReplicaDirectory | null;
}

export interface ReplicaLogDirsResult extends ReplicaItem {
  readonly outcome: Outcome<ReplicaLogDirs>;
}

/** In messages: `replica orders-0 on broker 1`. */
export function replicaName({ topic, partition, brokerId }: ReplicaItem): string {
  return `replica ${topic}-${partition} on broker ${brokerId}`;
}

/** In the order of `replicas`. */
export async function describeReplicaLogDirs(
  core: ClientCore,
  replicas: readonly ReplicaItem[],
  options: AdminOptions = {},
): Promise<ReplicaLogDirsResult[]> {
  const outcomes = await runOperation(
    core,
    {
      doing: "describe replicas' log directories",
      api: describeLogDirsApi,
      placeOf: ({ brokerId }) => brokerPlace(brokerId),
      nameOf: replicaName,
      request: (asked: readonly ReplicaItem[]) => ({
        topics: byTopic(asked, (topic, ofTopic) => ({
          topic,
          partitions: ofTopic.map(({ partition }) => partition),
        })),
      }),
      outcomesOf: (response, asked) =>
        asked.map((replica) => {
          const directories = logDirsIn(response, replicaName(replica));
          const isKnown = !(directories instanceof ClientError);
          return [replica, isKnown ? directoriesOf(replica, directories) : directories];
        }),
    },
    replicas,
    options,
  );
  return results(replicas, outcomes, ({ topic, partition, brokerId }, outcome) => ({
    topic,
    partition,
    brokerId,
    outcome,
  }));
}

function directoriesOf(
  { topic, partition }: ReplicaItem,
  directories: readonly LogDirDescription[],
): ReplicaLogDirs {
  let current: ReplicaDirectory | null = null;
  let future: ReplicaDirectory | null = null;
  for (const { path, replicas } of directories) {
    for (const replica of replicas) {
      if (replica.topic !== topic || replica.partition !== partition) continue;
      const found = { path, offsetLag: replica.offsetLag };
      if (replica.isFuture) future = found;
      else current = found;
    }
  }
  return { current, future };
}

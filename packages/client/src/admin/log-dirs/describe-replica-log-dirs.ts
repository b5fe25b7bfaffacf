// In which log directory replicas are, and where they are being moved to: DescribeLogDirs (35) for
// single partitions.

import { describeLogDirsApi, type DescribeLogDirsResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { brokerPlace, type AdminOptions } from '../driver/operation.ts';
import type { Outcome } from '../driver/outcome.ts';
import { byTopic, results, type PartitionItem } from '../driver/partition-items.ts';
import { runOperation } from '../driver/run-operation.ts';
import { refusalIn } from './describe-log-dirs.ts';

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
      outcomesOf: (response, asked) => {
        const found = replicasIn(response);
        return asked.map((replica) => {
          const { topic, partition } = replica;
          const refusal = refusalIn(response, replicaName(replica));
          return [replica, refusal ?? found.get(`${topic}-${partition}`) ?? NOWHERE];
        });
      },
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

const NOWHERE: ReplicaLogDirs = { current: null, future: null };

/** By `topic-partition`. */
function replicasIn(response: DescribeLogDirsResponse): Map<string, ReplicaLogDirs> {
  const found = new Map<string, ReplicaLogDirs>();
  for (const { logDir: path, topics } of response.results) {
    for (const { name, partitions } of topics) {
      for (const { partitionIndex, offsetLag, isFutureKey } of partitions) {
        const key = `${name}-${partitionIndex}`;
        const place = { path, offsetLag: Number(offsetLag) };
        const other = found.get(key) ?? NOWHERE;
        found.set(key, isFutureKey ? { ...other, future: place } : { ...other, current: place });
      }
    }
  }
  return found;
}

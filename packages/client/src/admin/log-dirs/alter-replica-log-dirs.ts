// AlterReplicaLogDirs (34): moves replicas to another log directory of their broker (KIP-113).

import { alterReplicaLogDirsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { allDone } from '../driver/call-outcomes.ts';
import { brokerPlace, type AdminOptions } from '../driver/operation.ts';
import { doneOf, type Outcome } from '../driver/outcome.ts';
import { byTopic, onePerPartition, pairPartitions, results } from '../driver/partition-items.ts';
import { runOperation } from '../driver/run-operation.ts';
import { replicaName, type ReplicaItem } from './describe-replica-log-dirs.ts';

export interface ReplicaMove extends ReplicaItem {
  /** The directory, an absolute path as `log.dirs` has it. */
  readonly path: string;
}

export interface ReplicaMoveResult extends ReplicaItem {
  /** Begun, not done; an error is for example LOG_DIR_NOT_FOUND. */
  readonly outcome: Outcome<true>;
}

/** In the order of `moves`. Where replicas fail, it throws as `valuesOf` does. */
export async function alterReplicaLogDirs(
  core: ClientCore,
  moves: readonly ReplicaMove[],
  options: AdminOptions = {},
): Promise<ReplicaMoveResult[]> {
  const outcomes = await runOperation(
    core,
    {
      doing: "alter replicas' log directories",
      api: alterReplicaLogDirsApi,
      placeOf: ({ brokerId }) => brokerPlace(brokerId),
      nameOf: replicaName,
      batchOf: onePerPartition,
      request: (asked: readonly ReplicaMove[]) => ({
        dirs: [...Map.groupBy(asked, ({ path }) => path)].map(([path, ofPath]) => ({
          path,
          topics: byTopic(ofPath, (name, ofTopic) => ({
            name,
            partitions: ofTopic.map(({ partition }) => partition),
          })),
        })),
      }),
      outcomesOf: (response, asked) =>
        pairPartitions(
          asked,
          response.results.flatMap(({ topicName, partitions }) =>
            partitions.map((answer) => [topicName, answer.partitionIndex, answer] as const),
          ),
        ).map(([move, answer]) => [move, doneOf(answer, replicaName(move))]),
      // Kafka's clients leave it to the caller to try again.
      isPassing: () => false,
    },
    moves,
    options,
  );
  const told = results(moves, outcomes, ({ topic, partition, brokerId }, outcome) => ({
    topic,
    partition,
    brokerId,
    outcome,
  }));
  return allDone(told, replicaName, (each) => each.outcome);
}

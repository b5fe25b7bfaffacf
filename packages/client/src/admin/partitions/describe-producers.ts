// DescribeProducers (61), KIP-664: which producers a partition's leader remembers, to find
// transactions that hang.

import { describeProducersApi, errors, type DescribeProducersResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { KafkaError } from '../../errors.ts';
import { brokerPlace, type AdminOptions } from '../driver/operation.ts';
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

export interface ProducerState {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Of its last record; -1 for none. */
  readonly lastSequence: number;
  /** When it last wrote, in ms since 1970; -1 where that is not known. */
  readonly lastTimestamp: number;
  /** Null where no transaction of it has ended yet. */
  readonly coordinatorEpoch: number | null;
  /** Null where no transaction is open. */
  readonly currentTransactionStartOffset: number | null;
}

export interface DescribeProducersOptions extends AdminOptions {
  /** Which replica is asked; the leader where it is left out. */
  readonly brokerId?: number | undefined;
}

export interface ProducersResult extends PartitionItem {
  readonly producers: Outcome<readonly ProducerState[]>;
}

/** In the order of `partitions`. */
export async function describeProducers(
  core: ClientCore,
  partitions: readonly PartitionItem[],
  options: DescribeProducersOptions = {},
): Promise<ProducersResult[]> {
  const { brokerId } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: 'describe producers',
      api: describeProducersApi,
      placeOf: (item) => (brokerId === undefined ? leaderPlace(item) : brokerPlace(brokerId)),
      nameOf: partitionName,
      batchOf: onePerPartition,
      request: (asked: readonly PartitionItem[]) => ({
        topics: byTopic(asked, (name, ofTopic) => ({
          name,
          partitionIndexes: ofTopic.map(({ partition }) => partition),
        })),
      }),
      outcomesOf: ({ topics }, asked) =>
        pairPartitions(
          asked,
          topics.flatMap(({ name, partitions: ofTopic }) =>
            ofTopic.map((answer) => [name, answer.partitionIndex, answer] as const),
          ),
        ).map(([item, answer]) => [
          item,
          outcomeOf(answer, partitionName(item), () => answer.activeProducers.map(producerOf)),
        ]),
      isPassing: (error) => isPassing(error, brokerId !== undefined),
    },
    partitions,
    options,
  );
  return results(partitions, outcomes, ({ topic, partition }, producers) => ({
    topic,
    partition,
    producers,
  }));
}

/** A broker that was named and has no replica is the caller's mistake. */
function isPassing(error: Error, isNamedBroker: boolean): boolean {
  if (!(error instanceof KafkaError)) return false;
  const isElsewhere = error.code === errors.NOT_LEADER_OR_FOLLOWER.code;
  return error.retriable && !(isElsewhere && isNamedBroker);
}

type Told =
  DescribeProducersResponse['topics'][number]['partitions'][number]['activeProducers'][number];

function producerOf(told: Told): ProducerState {
  const { coordinatorEpoch, currentTxnStartOffset } = told;
  return {
    producerId: Number(told.producerId),
    producerEpoch: told.producerEpoch,
    lastSequence: told.lastSequence,
    lastTimestamp: Number(told.lastTimestamp),
    coordinatorEpoch: coordinatorEpoch < 0 ? null : coordinatorEpoch,
    currentTransactionStartOffset: currentTxnStartOffset < 0 ? null : Number(currentTxnStartOffset),
  };
}

// WriteTxnMarkers (27), KIP-664: ends a transaction that hangs in one partition, without its
// coordinator.

import { errors, writeTxnMarkersApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { KafkaError } from '../../errors.ts';
import { askOne } from '../driver/ask-one.ts';
import type { AdminOptions } from '../driver/operation.ts';
import { doneOf, failureOf } from '../driver/outcome.ts';
import { leaderPlace, partitionName, type PartitionItem } from '../driver/partition-items.ts';

/** As `describeProducers` tells them of the producer that hangs. */
export interface HangingTransaction extends PartitionItem {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly coordinatorEpoch: number;
}

const PASSING: ReadonlySet<number> = new Set([
  errors.NOT_LEADER_OR_FOLLOWER.code,
  errors.REPLICA_NOT_AVAILABLE.code,
  errors.BROKER_NOT_AVAILABLE.code,
  errors.LEADER_NOT_AVAILABLE.code,
  errors.UNKNOWN_TOPIC_OR_PARTITION.code,
]);

/** Throws for example INVALID_PRODUCER_EPOCH or TRANSACTION_COORDINATOR_FENCED. */
export async function abortTransaction(
  core: ClientCore,
  transaction: HangingTransaction,
  options: AdminOptions = {},
): Promise<void> {
  const { topic, partition, producerId, producerEpoch, coordinatorEpoch } = transaction;
  const label = `transaction of producer ${producerId} in ${partitionName(transaction)}`;
  await askOne(
    core,
    {
      doing: `abort the ${label}`,
      api: writeTxnMarkersApi,
      place: leaderPlace(transaction),
      request: () => ({
        markers: [
          {
            producerId,
            producerEpoch,
            transactionResult: false,
            topics: [{ name: topic, partitionIndexes: [partition] }],
            coordinatorEpoch,
          },
        ],
      }),
      outcomeOf: ({ markers }) => {
        const told = markers[0]?.topics[0]?.partitions[0];
        const untold = { errorCode: errors.UNKNOWN_SERVER_ERROR.code };
        return told === undefined ? failureOf(untold, label) : doneOf(told, label);
      },
      isPassing: (error) => error instanceof KafkaError && PASSING.has(error.code),
    },
    options,
  );
}

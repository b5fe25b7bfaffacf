// DescribeTransactions (65), KIP-664: what the coordinator knows of transactional ids.

import { describeTransactionsApi, type DescribeTransactionsResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { NO_NODE } from '../../core/cluster-metadata.ts';
import type { AdminOptions, NodeChoice } from '../driver/operation.ts';
import { outcomeOf, type Outcome } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import type { PartitionItem } from '../driver/partition-items.ts';
import { runOperation } from '../driver/run-operation.ts';
import {
  isPassingOfTransaction,
  transactionName,
  transactionPlace,
  transactionStateOf,
  type TransactionState,
} from './transactional-ids.ts';

export interface TransactionDescription {
  /** The coordinator's broker id. */
  readonly coordinatorId: number;
  readonly state: TransactionState;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly timeoutMs: number;
  /** In ms since 1970; null where none is open. */
  readonly startTimestamp: number | null;
  /** Those that take part in the transaction that is open. */
  readonly partitions: readonly PartitionItem[];
}

/** By transactional id; an error is for example TRANSACTIONAL_ID_NOT_FOUND. */
export function describeTransactions(
  core: ClientCore,
  ids: readonly string[],
  options: AdminOptions = {},
): Promise<Map<string, Outcome<TransactionDescription>>> {
  return runOperation(
    core,
    {
      doing: 'describe transactions',
      api: describeTransactionsApi,
      placeOf: transactionPlace,
      nameOf: transactionName,
      request: (transactionalIds: readonly string[]) => ({ transactionalIds }),
      outcomesOf: ({ transactionStates }, asked, { node }) =>
        pairBy(asked, (id) => id, transactionStates, (each) => each.transactionalId).map(
          ([id, told]) => [id, outcomeOf(told, transactionName(id), () => described(told, node))],
        ),
      isPassing: isPassingOfTransaction,
    },
    ids,
    options,
  );
}

function described(
  told: DescribeTransactionsResponse['transactionStates'][number],
  node: NodeChoice,
): TransactionDescription {
  const { transactionStartTimeMs: startMs } = told;
  return {
    coordinatorId: node === 'any' ? NO_NODE : node,
    state: transactionStateOf(told.transactionState),
    producerId: Number(told.producerId),
    producerEpoch: told.producerEpoch,
    timeoutMs: told.transactionTimeoutMs,
    startTimestamp: startMs < 0 ? null : Number(startMs),
    partitions: told.topics.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    ),
  };
}

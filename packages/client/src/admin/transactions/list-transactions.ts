// ListTransactions (66), KIP-664, at every broker: each knows those that it coordinates.

import { errors, listTransactionsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { ClientError, KafkaError } from '../../errors.ts';
import { describeCluster, type ClusterNode } from '../cluster/describe-cluster.ts';
import { deadlineOf } from '../driver/deadline.ts';
import { brokerPlace, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { runOperation } from '../driver/run-operation.ts';
import { transactionStateOf, type TransactionState } from './transactional-ids.ts';

export interface TransactionListing {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly state: TransactionState;
  /** The broker id of its coordinator. */
  readonly coordinatorId: number;
}

export interface ListTransactionsOptions extends AdminOptions {
  readonly states?: readonly TransactionState[] | undefined;
  readonly producerIds?: readonly number[] | undefined;
  /** Only those open for longer than this. Needs a broker of 3.8 or newer. */
  readonly durationMs?: number | undefined;
  /** A regular expression for transactional ids. Needs a broker of 4.1 or newer. */
  readonly transactionalIdPattern?: string | undefined;
}

export interface ListedTransactions {
  readonly transactions: readonly TransactionListing[];
  /** One for each broker whose transactions are not known. */
  readonly errors: readonly ClientError[];
}

/** Of ListTransactions. */
const DURATION_VERSION = 1;
const PATTERN_VERSION = 2;

/** Throws only where no broker could be found. */
export async function listTransactions(
  core: ClientCore,
  options: ListTransactionsOptions = {},
): Promise<ListedTransactions> {
  const optionsLeft = deadlineOf(core, options);
  const { states = [], producerIds = [], durationMs, transactionalIdPattern } = options;
  const { nodes } = await describeCluster(core, optionsLeft());
  const nameOf = ({ id }: ClusterNode): string => `transactions of broker ${id}`;
  const outcomes = await runOperation(
    core,
    {
      doing: 'list transactions',
      api: listTransactionsApi,
      placeOf: ({ id }) => brokerPlace(id),
      nameOf,
      limits: { min: versionMinOf(options) },
      request: () => ({
        stateFilters: states,
        producerIdFilters: producerIds,
        durationFilter: durationMs ?? -1,
        transactionalIdPattern: transactionalIdPattern ?? null,
      }),
      outcomesOf: (response, asked: readonly ClusterNode[]) =>
        asked.map((node) => [
          node,
          outcomeOf(response, nameOf(node), () =>
            response.transactionStates.map((told) => ({
              transactionalId: told.transactionalId,
              producerId: Number(told.producerId),
              state: transactionStateOf(told.transactionState),
              coordinatorId: node.id,
            })),
          ),
        ]),
      isPassing: (error) =>
        error instanceof KafkaError && error.code === errors.COORDINATOR_LOAD_IN_PROGRESS.code,
    },
    nodes,
    optionsLeft(),
  );
  const all = [...outcomes.values()];
  return {
    transactions: all.flatMap((outcome) => (outcome instanceof ClientError ? [] : outcome)),
    errors: all.filter((outcome) => outcome instanceof ClientError),
  };
}

function versionMinOf({ durationMs, transactionalIdPattern }: ListTransactionsOptions): number {
  if (transactionalIdPattern !== undefined) return PATTERN_VERSION;
  return durationMs === undefined ? 0 : DURATION_VERSION;
}

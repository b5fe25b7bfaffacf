// Where a transactional id is asked for, and Kafka's words for the states of its transactions.

import { errors } from '@ottla/protocol';

import { KafkaError, type ClientError } from '../../errors.ts';
import type { Place } from '../driver/operation.ts';

const STATES = [
  'Empty',
  'Ongoing',
  'PrepareCommit',
  'PrepareAbort',
  'CompleteCommit',
  'CompleteAbort',
  'PrepareEpochFence',
  'Unknown',
] as const;

export type TransactionState = (typeof STATES)[number];

export function transactionStateOf(text: string): TransactionState {
  return STATES.find((state) => state === text) ?? 'Unknown';
}

export function transactionPlace(id: string): Place {
  return { kind: 'coordinator', type: 'transaction', id };
}

export function transactionName(id: string): string {
  return `transactional id ${id}`;
}

const PASSING: ReadonlySet<number> = new Set([
  errors.COORDINATOR_LOAD_IN_PROGRESS.code,
  errors.COORDINATOR_NOT_AVAILABLE.code,
  errors.NOT_COORDINATOR.code,
  errors.CONCURRENT_TRANSACTIONS.code,
]);

export function isPassingOfTransaction(error: ClientError): boolean {
  return error instanceof KafkaError && PASSING.has(error.code);
}

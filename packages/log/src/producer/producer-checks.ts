// Whether a leader may append a producer's batch: epochs, sequences, transactions, in Kafka's order
// (coordinators facts §8). Pure: finds the error, changes nothing. Followers do not ask.
//
//   1 same epoch and sequences as a remembered batch   → duplicate, acknowledged again
//   2 transactional, none open: epoch below the known  → INVALID_PRODUCER_EPOCH
//                               not verified           → INVALID_TXN_STATE
//   3 epoch below the known                            → INVALID_PRODUCER_EPOCH
//   4 sequence not the one that is due (clients only)  → OUT_OF_ORDER_SEQUENCE_NUMBER
//   5 not transactional, one open                      → INVALID_TXN_STATE

import { errors } from '@ottla/protocol';
import type { ProtocolError } from '@ottla/protocol';

import type { ProducerEntry } from './producer-entry.ts';
import { isNextSequence } from './producer-entry.ts';
import type { VerificationState } from './verification.ts';

/** The header fields of a data batch that the rules look at. */
export interface ProducerBatch {
  readonly producerId: number;
  readonly epoch: number;
  readonly firstSequence: number;
  readonly isTransactional: boolean;
}

export interface ProducerContext {
  /** What is known of the producer; undefined for nothing. */
  readonly entry: ProducerEntry | undefined;
  readonly verification: VerificationState | undefined;
  /** Whether the caller brought the guard of that verification. */
  readonly isVerified: boolean;
  readonly checksSequence: boolean;
}

export interface ProducerRefusal {
  readonly error: ProtocolError;
  readonly message: string;
}

/** Undefined where the batch may be appended. Duplicates are looked for before. */
export function checkDataBatch(
  batch: ProducerBatch,
  context: ProducerContext,
): ProducerRefusal | undefined {
  const { entry } = context;
  const isOpen = entry !== undefined && entry.hasOpenTransaction && entry.epoch === batch.epoch;
  if (entry !== undefined && batch.epoch < entry.epoch) return staleEpoch(batch, entry);
  if (batch.isTransactional && !isOpen && !context.isVerified) {
    return refuse(errors.INVALID_TXN_STATE, `${who(batch)}: no transaction is open here`);
  }
  if (context.checksSequence) {
    const refusal = checkSequence(batch, context);
    if (refusal !== undefined) return refusal;
  }
  if (!batch.isTransactional && entry?.hasOpenTransaction === true) {
    const problem = 'a batch outside the transaction that is open here';
    return refuse(errors.INVALID_TXN_STATE, `${who(batch)}: ${problem}`);
  }
  return undefined;
}

export interface Marker {
  readonly producerId: number;
  readonly epoch: number;
  readonly coordinatorEpoch: number;
  /** From 2 on a marker must carry a bumped epoch (KIP-890). */
  readonly transactionVersion: number;
}

/** A producer epoch that nothing can follow; Kafka lets such a transaction end. */
const EPOCH_MAX = 0x7fff;

/** Undefined where the transaction marker may be appended. */
export function checkMarker(
  marker: Marker,
  entry: ProducerEntry | undefined,
): ProducerRefusal | undefined {
  if (entry === undefined) return undefined;
  const isBumped = marker.transactionVersion >= 2;
  const isStale = isBumped ? marker.epoch <= entry.epoch : marker.epoch < entry.epoch;
  // The same marker once more, after the transaction has ended: a retry, harmless.
  const isRetry =
    isBumped &&
    marker.epoch === entry.epoch &&
    (!entry.hasOpenTransaction || marker.epoch === EPOCH_MAX);
  if (isStale && !isRetry) return staleEpoch(marker, entry);
  if (entry.coordinatorEpoch > marker.coordinatorEpoch) {
    const known = `known is ${entry.coordinatorEpoch}`;
    const message = `${who(marker)}: coordinator epoch ${marker.coordinatorEpoch}, ${known}`;
    return refuse(errors.TRANSACTION_COORDINATOR_FENCED, message);
  }
  return undefined;
}

function checkSequence(
  batch: ProducerBatch,
  { entry, verification }: ProducerContext,
): ProducerRefusal | undefined {
  const { firstSequence, epoch } = batch;
  const hasBatches = entry !== undefined && entry.batchCount > 0;
  if (verification?.supportsEpochBump === true && firstSequence !== 0 && !hasBatches) {
    return outOfOrder(batch, 'a producer without history must start at 0');
  }
  if (verification !== undefined && firstSequence > verification.lowestSequence) {
    return outOfOrder(batch, `${verification.lowestSequence} came before it`);
  }
  // Nothing known, perhaps because retention removed it: any sequence may come.
  if (entry === undefined || entry.epoch < 0) return undefined;
  if (entry.epoch !== epoch) {
    if (firstSequence === 0) return undefined;
    return outOfOrder(batch, `a new epoch must start at 0, known is epoch ${entry.epoch}`);
  }
  if (isNextSequence(entry.lastSequence, firstSequence)) return undefined;
  return outOfOrder(batch, `the last one here is ${entry.lastSequence}`);
}

function outOfOrder(batch: ProducerBatch, reason: string): ProducerRefusal {
  const message = `${who(batch)}: sequence ${batch.firstSequence}, but ${reason}`;
  return refuse(errors.OUT_OF_ORDER_SEQUENCE_NUMBER, message);
}

function staleEpoch(
  batch: { readonly producerId: number; readonly epoch: number },
  entry: ProducerEntry,
): ProducerRefusal {
  const message = `${who(batch)}: the epoch is stale, known is ${entry.epoch}`;
  return refuse(errors.INVALID_PRODUCER_EPOCH, message);
}

function who({ producerId, epoch }: { producerId: number; epoch: number }): string {
  return `producer ${producerId} epoch ${epoch}`;
}

function refuse(error: ProtocolError, message: string): ProducerRefusal {
  return { error, message };
}

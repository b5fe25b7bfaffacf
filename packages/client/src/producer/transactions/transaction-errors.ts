// What transactions can fail with, by what the application has to do next (KIP-1050). What a broker
// answered is the `cause`: a KafkaError with Kafka's name and code. What only needs to be tried
// again never gets here, but for a TimeoutError of a call whose time was over.

import { ClientError } from '../../errors.ts';

/**
 * The transaction cannot be committed any more: abort it, and do its work again in a new one. The
 * producer stays usable.
 */
export class TransactionAbortableError extends ClientError {
  override readonly name = 'TransactionAbortableError';
}

/**
 * This producer can do no more, but a new one can: close it, make another, and go on from the
 * offsets that are committed.
 */
export class ApplicationRecoverableError extends ClientError {
  override readonly name: string = 'ApplicationRecoverableError';
}

/**
 * Another producer with the same transactional id has taken over, or the coordinator has ended a
 * transaction that took longer than `transactionTimeoutMs`. Nothing of it will be seen.
 */
export class ProducerFencedError extends ApplicationRecoverableError {
  override readonly name = 'ProducerFencedError';
}

/**
 * This producer can do no more, and another one would fail in the same way until a permission, a
 * setting or the broker has changed.
 */
export class TransactionFatalError extends ClientError {
  override readonly name = 'TransactionFatalError';
}

/** The record was not written, since the transaction that it belonged to was aborted before. */
export class TransactionAbortedError extends ClientError {
  override readonly name = 'TransactionAbortedError';
}

/** A call that does not fit the state of the producer; nothing has changed by it. */
export class TransactionStateError extends ClientError {
  override readonly name = 'TransactionStateError';
}

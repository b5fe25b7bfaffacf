// What a client can fail with. Protocol outcomes become a KafkaError only where they leave the
// client; inside they stay values. Bugs are assertion failures and are not here.

import type { ProtocolError } from '@ottla/protocol';

/**
 * The parent of every error that a client reports. `retriable`: the same call may succeed later.
 */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';
  readonly retriable: boolean;
  /**
   * What became of each key, where a call of the admin client rejects because it failed for some:
   * its result, with errors among the values. `outcomesOf(call)` gives the same with its types.
   */
  declare readonly outcomes?: ReadonlyMap<unknown, unknown> | readonly unknown[];

  constructor(message: string, options: { retriable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retriable = options.retriable ?? false;
  }
}

/**
 * An error that a broker answered. `name` and `code` are Kafka's, for example TOPIC_ALREADY_EXISTS,
 * 36.
 */
export class KafkaError extends ClientError {
  override readonly name: string;
  readonly code: number;

  /**
   * `message` is the broker's own text where it sent one; else the protocol's text for the code.
   */
  constructor(error: ProtocolError, message?: string | null) {
    super(message ?? error.message ?? error.name, { retriable: error.retriable });
    this.name = error.name;
    this.code = error.code;
  }
}

/**
 * Several keys of an admin call failed, not all with the same error. `outcomes` tells which key
 * with which.
 */
export class MixedFailureError extends ClientError {
  override readonly name = 'MixedFailureError';
  /** In the order of the keys; at least two. */
  readonly errors: readonly ClientError[];

  constructor(message: string, errors: readonly ClientError[]) {
    super(message, { retriable: errors.every(({ retriable }) => retriable), cause: errors[0] });
    this.errors = errors;
  }
}

/** A deadline passed. The message says what was waited for and for how long. */
export class TimeoutError extends ClientError {
  override readonly name = 'TimeoutError';

  constructor(message: string, cause?: unknown) {
    super(message, { retriable: true, cause });
  }
}

/** A connection could not be made, or was lost before the answer came. */
export class ConnectionError extends ClientError {
  override readonly name = 'ConnectionError';

  constructor(message: string, cause?: unknown) {
    super(message, { retriable: true, cause });
  }
}

/** The broker does not believe who this is; trying again with the same credentials is no use. */
export class AuthenticationError extends ClientError {
  override readonly name = 'AuthenticationError';
}

/** The client was closed while, or before, the call was made. */
export class ClosedError extends ClientError {
  override readonly name = 'ClosedError';
}

/** A setting that cannot be used; the message names it, its value and what would be valid. */
export class ConfigError extends ClientError {
  override readonly name = 'ConfigError';
}

/** The broker does not serve an API, or no version of it that this client speaks. */
export class UnsupportedVersionError extends ClientError {
  override readonly name = 'UnsupportedVersionError';
}

/** A response that cannot be understood; its connection is closed. */
export class MalformedResponseError extends ClientError {
  override readonly name = 'MalformedResponseError';
}

/** A record that no request could carry. */
export class RecordTooLargeError extends ClientError {
  override readonly name = 'RecordTooLargeError';
}

/** A partition has no position and the reset policy is `none`. */
export class NoOffsetError extends ClientError {
  override readonly name = 'NoOffsetError';
}

/** The log was cut below what was already consumed (KIP-320) and the reset policy is `none`. */
export class LogTruncationError extends ClientError {
  override readonly name = 'LogTruncationError';
}

/**
 * The group has moved on: the committed partitions may belong to others by now, and nothing was
 * stored. Asking for the next record joins the group again.
 */
export class CommitFailedError extends ClientError {
  override readonly name = 'CommitFailedError';
}

/** A rebalance is under way: ask for the next record, then commit what is still assigned. */
export class RebalanceInProgressError extends ClientError {
  override readonly name = 'RebalanceInProgressError';
}

/** `wakeup` was called: the wait that it ended did nothing. */
export class WakeupError extends ClientError {
  override readonly name = 'WakeupError';
}

/** Fetched bytes that are no valid record batch. */
export class CorruptBatchError extends ClientError {
  override readonly name = 'CorruptBatchError';
}

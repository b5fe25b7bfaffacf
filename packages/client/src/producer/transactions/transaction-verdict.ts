// What the answers of the transactional requests mean: done, again, ask who coordinates, or an
// error of one of the kinds that the application can tell apart. Pure; one table for each request.

import { errorOf, errors, type ProtocolError } from '@ottla/protocol';

import { ClientError, CommitFailedError, KafkaError } from '../../errors.ts';
import type { CoordinatorKind } from './coordinator-lookup.ts';
import {
  ApplicationRecoverableError,
  ProducerFencedError,
  TransactionAbortableError,
  TransactionFatalError,
} from './transaction-errors.ts';

export type TransactionVerdict =
  | { readonly kind: 'done' }
  /** Again after a pause. */
  | { readonly kind: 'retry' }
  /** Again soon: the coordinator is still ending the transaction before. */
  | { readonly kind: 'concurrent' }
  /** Another broker coordinates now. */
  | { readonly kind: 'moved' }
  /** The producer got no id, and may ask for one again. */
  | { readonly kind: 'refused'; readonly error: Error }
  /** `needsBump`: the present epoch must not be used again. */
  | { readonly kind: 'abortable'; readonly error: Error; readonly needsBump: boolean }
  | { readonly kind: 'fatal'; readonly error: Error };

export type ErrorVerdict = Extract<TransactionVerdict, { kind: 'abortable' | 'fatal' }>;

const FENCED: ReadonlySet<number> = codesOf('INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED');
const MOVED: ReadonlySet<number> = codesOf('NOT_COORDINATOR', 'COORDINATOR_NOT_AVAILABLE');
/** What another producer, or this one after it has begun anew, does not meet again (KIP-1050). */
const RECOVERABLE: ReadonlySet<number> = codesOf(
  'INVALID_PRODUCER_ID_MAPPING',
  'INVALID_TXN_STATE',
);
const UNAUTHORIZED: ReadonlySet<number> = codesOf(
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
);
/** The consumer whose offsets are sent is not the group's member any more. */
const MEMBER_GONE: ReadonlySet<number> = codesOf(
  'UNKNOWN_MEMBER_ID',
  'ILLEGAL_GENERATION',
  'FENCED_INSTANCE_ID',
  'STALE_MEMBER_EPOCH',
  'GROUP_ID_NOT_FOUND',
);
const ABORTABLE_OF_GROUPS: ReadonlySet<number> = codesOf(
  'GROUP_AUTHORIZATION_FAILED',
  'TRANSACTION_ABORTABLE',
);
/** Of a produced batch: the producer can do no more. */
const FATAL_OF_PRODUCE: ReadonlySet<number> = codesOf(
  'CLUSTER_AUTHORIZATION_FAILED',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'PRODUCER_FENCED',
  'INVALID_PRODUCER_ID_MAPPING',
  'UNSUPPORTED_VERSION',
);

/** FindCoordinator; `doing` is for the message, for example `find the coordinator of group g`. */
export function judgeLookup(
  kind: CoordinatorKind,
  code: number,
  doing: string,
): TransactionVerdict {
  const error = errorOf(code);
  if (code === 0) return DONE;
  if (error.retriable) return RETRY;
  // Without the coordinator of transactions none can be aborted either.
  return kind === 'group' && ABORTABLE_OF_GROUPS.has(code)
    ? abortable(error, doing)
    : fatal(error, doing);
}

export function judgeInitProducerId(code: number, doing: string): TransactionVerdict {
  const error = errorOf(code);
  if (UNAUTHORIZED.has(code)) return { kind: 'refused', error: fatal(error, doing).error };
  const verdict = judgeCommon(error, doing);
  if (verdict?.kind === 'abortable') return { kind: 'refused', error: verdict.error };
  return verdict ?? fatal(error, doing);
}

/** AddPartitionsToTxn: all of them are added, or none. */
export function judgeAddPartitions(codes: readonly number[], doing: string): TransactionVerdict {
  let worst: TransactionVerdict | undefined;
  for (const code of codes) {
    // Others of the same request are to blame.
    if (code === 0 || code === errors.OPERATION_NOT_ATTEMPTED.code) continue;
    const verdict = judgeAddPartition(errorOf(code), doing);
    if (verdict.kind !== 'abortable') return verdict;
    worst ??= verdict;
  }
  if (worst !== undefined) return worst;
  return codes.every((code) => code === 0)
    ? DONE
    : abortable(errors.OPERATION_NOT_ATTEMPTED, doing);
}

function judgeAddPartition(error: ProtocolError, doing: string): TransactionVerdict {
  const verdict = judgeCommon(error, doing) ?? judgeFatal(error, doing);
  if (verdict !== undefined) return verdict;
  const needsBump = error.code === errors.UNKNOWN_PRODUCER_ID.code;
  return abortable(error, doing, needsBump);
}

export function judgeAddOffsets(code: number, doing: string): TransactionVerdict {
  const error = errorOf(code);
  switch (code) {
    case errors.UNKNOWN_PRODUCER_ID.code:
      return abortable(error, doing, true);
    case errors.GROUP_AUTHORIZATION_FAILED.code:
      return abortable(error, doing);
    default:
      return judgeCommon(error, doing) ?? fatal(error, doing);
  }
}

/** TxnOffsetCommit: the gravest of its partitions' errors; one that may be passing asks again. */
export function judgeOffsetCommit(codes: readonly number[], doing: string): TransactionVerdict {
  const verdicts = codes.map((code) => judgeOffset(errorOf(code), doing));
  const order = ['fatal', 'abortable', 'moved', 'concurrent', 'retry'] as const;
  for (const kind of order) {
    const found = verdicts.find((verdict) => verdict.kind === kind);
    if (found !== undefined) return found;
  }
  return DONE;
}

function judgeOffset(error: ProtocolError, doing: string): TransactionVerdict {
  const { code } = error;
  if (code === errors.REQUEST_TIMED_OUT.code) return { kind: 'moved' };
  if (MEMBER_GONE.has(code)) {
    const text = `${doing}: the consumer is not the member of its group any more that it was`;
    const cause = new CommitFailedError(`${error.name}: ${error.message}`, {
      cause: new KafkaError(error),
    });
    const failure = new TransactionAbortableError(`cannot ${text}`, { cause });
    return { kind: 'abortable', error: failure, needsBump: false };
  }
  if (code === errors.GROUP_AUTHORIZATION_FAILED.code) return abortable(error, doing);
  return judgeCommon(error, doing) ?? fatal(error, doing);
}

/** EndTxn. An abort that cannot be done cannot be aborted either. */
export function judgeEnd(code: number, committed: boolean, doing: string): TransactionVerdict {
  const error = errorOf(code);
  const verdict =
    code === errors.UNKNOWN_PRODUCER_ID.code
      ? abortable(error, doing, true)
      : (judgeCommon(error, doing) ?? fatal(error, doing));
  return verdict.kind === 'abortable' && !committed ? fatal(error, doing) : verdict;
}

/** Why a record was not written, as it was told to whoever sent it. */
export function judgeProduce(error: unknown): ErrorVerdict {
  const told = error instanceof Error ? error : new ClientError(String(error));
  if (told instanceof KafkaError) {
    const known = errorOf(told.code);
    const doing = 'write a record';
    if (FATAL_OF_PRODUCE.has(told.code)) return fatal(known, doing, told);
  }
  const text = `a record of the transaction was not written: ${told.message}`;
  const failure = new TransactionAbortableError(text, { cause: told });
  return { kind: 'abortable', error: failure, needsBump: true };
}

const DONE: TransactionVerdict = { kind: 'done' };
const RETRY: TransactionVerdict = { kind: 'retry' };

/** What means the same in every answer of a coordinator. */
function judgeCommon(error: ProtocolError, doing: string): TransactionVerdict | undefined {
  const { code } = error;
  if (code === 0) return DONE;
  if (MOVED.has(code)) return { kind: 'moved' };
  if (code === errors.CONCURRENT_TRANSACTIONS.code) return { kind: 'concurrent' };
  if (error.retriable) return RETRY;
  // Brokers before 2.8 have no other word for it than the old epoch.
  if (FENCED.has(code)) return fatal(errors.PRODUCER_FENCED, doing, new KafkaError(error));
  return code === errors.TRANSACTION_ABORTABLE.code ? abortable(error, doing) : undefined;
}

function judgeFatal(error: ProtocolError, doing: string): TransactionVerdict | undefined {
  const { code } = error;
  const isFatal = UNAUTHORIZED.has(code) || RECOVERABLE.has(code);
  return isFatal ? fatal(error, doing) : undefined;
}

function abortable(error: ProtocolError, doing: string, needsBump = false): ErrorVerdict {
  const failure = new TransactionAbortableError(textOf(error, doing), {
    cause: new KafkaError(error),
  });
  return { kind: 'abortable', error: failure, needsBump };
}

function fatal(error: ProtocolError, doing: string, cause = new KafkaError(error)): ErrorVerdict {
  const text = textOf(error, doing);
  if (FENCED.has(error.code)) {
    const why = 'another producer uses the transactional id now, or the transaction timed out';
    return { kind: 'fatal', error: new ProducerFencedError(`${text}: ${why}`, { cause }) };
  }
  const isRecoverable = RECOVERABLE.has(error.code);
  const Failure = isRecoverable ? ApplicationRecoverableError : TransactionFatalError;
  return { kind: 'fatal', error: new Failure(text, { cause }) };
}

function textOf(error: ProtocolError, doing: string): string {
  return `cannot ${doing}: ${error.name}, ${error.message}`;
}

function codesOf(...names: readonly (keyof typeof errors)[]): ReadonlySet<number> {
  return new Set(names.map((name) => errors[name].code));
}

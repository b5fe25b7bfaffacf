// What a broker's answer about one batch means: done, again, in smaller parts, or failed. Pure.

import { errorOf, errors, type ProduceResponse } from '@ottla/protocol';

import { ClientError, KafkaError } from '../errors.ts';
import type { Idempotence } from './idempotence.ts';
import type { ProducerBatch } from './producer-batch.ts';

export type PartitionAnswer = Pick<
  ProduceResponse['responses'][number]['partitionResponses'][number],
  | 'errorCode'
  | 'baseOffset'
  | 'logAppendTimeMs'
  | 'logStartOffset'
  | 'errorMessage'
  | 'recordErrors'
>;

export type Verdict =
  | { readonly kind: 'delivered'; readonly baseOffset: number; readonly logAppendTimeMs: number }
  | { readonly kind: 'retry' }
  | { readonly kind: 'split' }
  | {
      readonly kind: 'failed';
      readonly errorCode: number;
      readonly errorOf: (index: number) => Error;
      /**
       * Whether the broker surely did not take it, so that a gap in the sequences must be closed.
       */
      readonly leavesGap: boolean;
    };

export interface VerdictContext {
  readonly idempotence: Idempotence | undefined;
  readonly retries: number;
  readonly nowMs: number;
}

/** The answer that stands for none: the connection was lost, or the broker took too long. */
export const NO_ANSWER: PartitionAnswer = {
  errorCode: errors.NETWORK_EXCEPTION.code,
  baseOffset: -1,
  logAppendTimeMs: -1,
  logStartOffset: -1,
  errorMessage: null,
  recordErrors: [],
};

/** May ask for a new epoch as a side effect on `idempotence`. */
export function judge(
  batch: ProducerBatch,
  answer: PartitionAnswer,
  context: VerdictContext,
): Verdict {
  const error = errorOf(answer.errorCode);
  if (error.code === 0) {
    const { baseOffset, logAppendTimeMs } = answer;
    return {
      kind: 'delivered',
      baseOffset: Number(baseOffset),
      logAppendTimeMs: Number(logAppendTimeMs),
    };
  }
  const isTooLarge = error.code === errors.MESSAGE_TOO_LARGE.code;
  if (isTooLarge && batch.recordCount > 1) return { kind: 'split' };
  if (mayRetry(batch, answer, context)) return { kind: 'retry' };
  if (error.code === errors.DUPLICATE_SEQUENCE_NUMBER.code) {
    // The broker has it from an earlier attempt, and remembers no offset.
    return { kind: 'delivered', baseOffset: -1, logAppendTimeMs: -1 };
  }
  return {
    kind: 'failed',
    errorCode: error.code,
    errorOf: recordErrors(batch, answer),
    // What may pass fails only where time or retries are over: this attempt, or one before it whose
    // answer got lost, may have been taken.
    leavesGap: !error.retriable,
  };
}

function mayRetry(batch: ProducerBatch, answer: PartitionAnswer, context: VerdictContext): boolean {
  const { idempotence, retries, nowMs } = context;
  if (batch.expiresMs <= nowMs || batch.attempts > retries) return false;
  const { retriable } = errorOf(answer.errorCode);
  if (idempotence === undefined) return retriable;
  return idempotence.shouldRetry(batch.queue.track, batch, {
    errorCode: answer.errorCode,
    retriable,
    logStartOffset: Number(answer.logStartOffset),
  });
}

/** Records that the broker names fail with its message, the others for being in their company. */
function recordErrors(batch: ProducerBatch, answer: PartitionAnswer): (index: number) => Error {
  const { topic, partition } = batch.queue;
  const error = errorOf(answer.errorCode);
  const named = new Map(
    answer.recordErrors.map(({ batchIndex, batchIndexErrorMessage }) => [
      batchIndex,
      batchIndexErrorMessage ?? answer.errorMessage,
    ]),
  );
  if (named.size === 0) {
    const failure = new KafkaError(error, answer.errorMessage);
    return () => failure;
  }
  const own = named.size === 1 ? error : errors.INVALID_RECORD;
  return (index) =>
    named.has(index)
      ? new KafkaError(own, named.get(index))
      : new ClientError(
          `not written to ${topic}-${partition}: other records of the same batch are invalid`,
        );
}

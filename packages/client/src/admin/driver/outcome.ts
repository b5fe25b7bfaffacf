// What became of one key of an operation (a topic, a group, a partition): its value, or the error
// that it alone met.

import { errorOf } from '@ottla/protocol';

import { ClientError, KafkaError } from '../../errors.ts';

export type Outcome<Value> = Value | ClientError;

/** The value; throws the error. */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome instanceof ClientError) throw outcome;
  return outcome;
}

/** How responses tell of one key. */
export interface Answer {
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

/**
 * The broker's own words where it sent some; else the protocol's words for the code, with the key
 * (`group g1`) before them.
 */
export function failureOf({ errorCode, errorMessage }: Answer, name: string): KafkaError {
  const error = errorOf(errorCode);
  return new KafkaError(error, errorMessage || `${name}: ${error.message}`);
}

/** `value`, unless the answer tells an error. */
export function outcomeOf<Value>(
  answer: Answer,
  name: string,
  value: () => Value,
): Outcome<Value> {
  return answer.errorCode === 0 ? value() : failureOf(answer, name);
}

/** As `outcomeOf`, where an answer tells nothing but that it was done. */
export function doneOf(answer: Answer, name: string): Outcome<true> {
  return outcomeOf(answer, name, () => true as const);
}

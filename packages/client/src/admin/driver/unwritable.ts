// Keys that no request can carry, as a number of partitions that is no int32: each is told so, and
// takes no other with it. They are looked for only where a request could not be written. Pure.

import { EncodeError, Writer } from '@ottla/protocol';

import { ClientError } from '../../errors.ts';
import type { Attempt, Operation } from './operation.ts';

/** Of a name in a message: the name itself may be what is too long. */
const NAME_TOLD_MAX = 260;

/** A request that could not be written. */
export interface Unwritten<Key> {
  readonly keys: readonly Key[];
  readonly attempt: Attempt;
  readonly error: EncodeError;
}

/** At least one: those that cannot be written alone; all, where each alone can be. */
export function unwritable<Key, Request, Response, Value>(
  operation: Operation<Key, Request, Response, Value>,
  { keys, attempt, error }: Unwritten<Key>,
): Map<Key, ClientError> {
  const refused = new Map<Key, ClientError>();
  for (const key of keys) {
    const alone = errorAlone(operation, key, attempt);
    if (alone !== undefined) refused.set(key, refusal(operation, key, alone));
  }
  if (refused.size > 0) return refused;
  return new Map(keys.map((key) => [key, refusal(operation, key, error)]));
}

function errorAlone<Key, Request, Response, Value>(
  operation: Operation<Key, Request, Response, Value>,
  key: Key,
  attempt: Attempt,
): EncodeError | undefined {
  try {
    const draft = operation.request([key], attempt);
    operation.api.request.write(new Writer(), draft, attempt.version);
    return undefined;
  } catch (error) {
    if (error instanceof EncodeError) return error;
    throw error;
  }
}

function refusal<Key, Request, Response, Value>(
  { doing, nameOf }: Operation<Key, Request, Response, Value>,
  key: Key,
  cause: EncodeError,
): ClientError {
  const whole = nameOf(key);
  const name = whole.length > NAME_TOLD_MAX ? `${whole.slice(0, NAME_TOLD_MAX)}…` : whole;
  const what = name === '' ? doing : `${doing} (${name})`;
  return new ClientError(`cannot ${what}: no request can carry it: ${cause.message}`, { cause });
}

// From what became of each key to what a call gives, and back. A call that changes something
// rejects where it failed for one key, so that nobody who looks at no result misses it; its error
// carries the outcomes of all. README.md of admin/ tells why it is so.

import { ClientError, MixedFailureError } from '../../errors.ts';
import type { Outcome } from './outcome.ts';

/** Failures that a message tells of. One line of a log has no use for more; `outcomes` has all. */
const TOLD_MAX = 5;

/** The same outcomes, by the keys that a result has: items about one key have one outcome. */
export function outcomesBy<Item, Key, Value>(
  outcomes: ReadonlyMap<Item, Outcome<Value>>,
  keyOf: (item: Item) => Key,
): Map<Key, Outcome<Value>> {
  return new Map([...outcomes].map(([item, outcome]) => [keyOf(item), outcome]));
}

/**
 * The values, in the same order. Throws where a key failed: the error that the failed ones met,
 * where it was the same for all of them (a broker's code, else the class), or a MixedFailureError.
 * Either has `outcomes`, and names the keys that failed where they are several.
 */
export function valuesOf<Key, Value>(
  outcomes: ReadonlyMap<Key, Outcome<Value>>,
): Map<Key, Value> {
  const values = new Map<Key, Value>();
  const failed: Failures<Key> = [];
  for (const [key, outcome] of outcomes) {
    if (outcome instanceof ClientError) failed.push([key, outcome]);
    else values.set(key, outcome);
  }
  const [first] = failed;
  if (first === undefined) return values;
  throw withOutcomes(failureOfAll(failed, first[1], outcomes.size), outcomes);
}

/** As `valuesOf` for a result that is a list: the list itself, with an outcome in each item. */
export function allDone<Result>(
  results: Result[],
  nameOf: (result: Result) => string,
  outcomeIn: (result: Result) => unknown,
): Result[] {
  const failed = results.flatMap((result): Failures<string> => {
    const outcome = outcomeIn(result);
    return outcome instanceof ClientError ? [[nameOf(result), outcome]] : [];
  });
  const [first] = failed;
  if (first === undefined) return results;
  throw withOutcomes(failureOfAll(failed, first[1], results.length), results);
}

/**
 * What became of each key of a call, also where it rejects because some failed. Rejects with what
 * is not about keys: the signal's reason, a ClosedError, an error of a whole group.
 */
export function outcomesOf<Key, Value>(
  call: Promise<ReadonlyMap<Key, Value>>,
): Promise<Map<Key, Outcome<Value>>>;
export function outcomesOf<Result>(call: Promise<readonly Result[]>): Promise<Result[]>;
export async function outcomesOf(call: Promise<Outcomes>): Promise<Outcomes> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ClientError) || error.outcomes === undefined) throw error;
    return error.outcomes;
  }
}

type Outcomes = NonNullable<ClientError['outcomes']>;

type Failures<Key> = (readonly [key: Key, error: ClientError])[];

/** Always an object of its own: an error of a connection may belong to several calls. */
function failureOfAll<Key>(
  failed: Failures<Key>,
  first: ClientError,
  keyCount: number,
): ClientError {
  // All the same object: something that is not about one key.
  if (failed.every(([, error]) => error === first)) return again(first, first.message);
  const isAlike = failed.every(([, error]) => error.name === first.name);
  const told = failed
    .slice(0, TOLD_MAX)
    .map(([key, error]) => `${String(key)}: ${isAlike ? error.message : String(error)}`);
  if (failed.length > TOLD_MAX) told.push(`and ${failed.length - TOLD_MAX} more`);
  const message = `${failed.length} of ${keyCount} failed: ${told.join('; ')}`;
  if (isAlike) return again(first, message);
  return new MixedFailureError(message, failed.map(([, error]) => error));
}

/** Class, name, code and cause stay. */
function again(error: ClientError, message: string): ClientError {
  const { retriable, cause } = error;
  const copy = new ClientError(message, { retriable, cause });
  Object.setPrototypeOf(copy, Object.getPrototypeOf(error));
  return Object.assign(copy, error);
}

/** Not enumerable: a log that prints the error has enough in its message. */
function withOutcomes(error: ClientError, outcomes: Outcomes): ClientError {
  return Object.defineProperty(error, 'outcomes', { value: outcomes });
}

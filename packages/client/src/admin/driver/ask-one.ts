// Operations that ask one question, with the driver's retries and deadline.

import type { Api, Draft } from '@ottla/protocol';

import type { VersionLimits } from '../../core/api-versions.ts';
import type { ClientCore } from '../../core/client-core.ts';
import type { ClientError } from '../../errors.ts';
import type { AdminOptions, Attempt, Place } from './operation.ts';
import { valueOf, type Outcome } from './outcome.ts';
import { runOperation } from './run-operation.ts';

export interface Question<Request, Response, Value> {
  readonly doing: string;
  readonly api: Api<Request, Response>;
  readonly place: Place;
  readonly limits?: VersionLimits | undefined;
  /** Whether `outcomeOf` reads byte fields. */
  readonly keepsBytes?: boolean | undefined;
  readonly request: (attempt: Attempt) => Draft<Request>;
  readonly outcomeOf: (response: Response, attempt: Attempt) => Outcome<Value>;
  readonly isPassing?: ((error: ClientError) => boolean) | undefined;
}

/** The answer; throws what it failed with. */
export async function askOne<Request, Response, Value>(
  core: ClientCore,
  question: Question<Request, Response, Value>,
  options: AdminOptions,
): Promise<Value> {
  const { doing, api, place, limits, keepsBytes, isPassing } = question;
  const outcomes = await runOperation(
    core,
    {
      doing,
      api,
      limits,
      keepsBytes,
      isPassing,
      placeOf: () => place,
      nameOf: () => '',
      request: (_keys, attempt) => question.request(attempt),
      outcomesOf: (response, keys, attempt) =>
        keys.map((key) => [key, question.outcomeOf(response, attempt)]),
    },
    [0],
    options,
  );
  const [outcome] = outcomes.values();
  // One key, and every key has an outcome.
  return valueOf(outcome as Outcome<Value>);
}

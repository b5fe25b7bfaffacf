// What the driver must know of an operation: where its keys are asked for, how requests are made of
// keys, and what an answer means for each. Only types; run-operation.ts does the work.

import type { Api, Draft } from '@ottla/protocol';

import type { VersionLimits } from '../../core/api-versions.ts';
import type { ClientError } from '../../errors.ts';
import type { Outcome } from './outcome.ts';

export interface AdminOptions {
  /** For the whole call with its retries, in ms. Default: the client's `apiTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** When it aborts, the call rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Where a key is asked for. */
export type Place =
  | { readonly kind: 'any' }
  | { readonly kind: 'controller' }
  | { readonly kind: 'broker'; readonly id: number }
  | { readonly kind: 'leader'; readonly topic: string; readonly partition: number }
  | { readonly kind: 'coordinator'; readonly type: CoordinatorType; readonly id: string };

export type CoordinatorType = 'group' | 'transaction';

export const ANY: Place = { kind: 'any' };
export const CONTROLLER: Place = { kind: 'controller' };

export function brokerPlace(id: number): Place {
  return { kind: 'broker', id };
}

/** A broker's id, or `any` broker. */
export type NodeChoice = number | 'any';

/** One request that is being made or was answered. */
export interface Attempt {
  readonly version: number;
  /** How long the answer is waited for, in whole ms: a broker need not work longer. */
  readonly timeoutMs: number;
  readonly node: NodeChoice;
}

export interface Operation<Key, Request, Response, Value> {
  /** For messages: `delete groups`. */
  readonly doing: string;
  readonly api: Api<Request, Response>;
  readonly placeOf: (key: Key) => Place;
  /** A key as messages name it: `group g1`. */
  readonly nameOf: (key: Key) => string;
  /** The outcome of a key that no request can carry: nobody is asked for it. */
  readonly refusalOf?: ((key: Key) => ClientError | undefined) | undefined;
  readonly limits?: VersionLimits | undefined;
  /** The lowest version that a key can be asked for with; keys that differ go apart. */
  readonly versionMinOf?: ((key: Key) => number) | undefined;
  /** Which of a broker's keys one request may carry, at least one. All, where it is left out. */
  readonly batchOf?: ((keys: readonly Key[], version: number) => readonly Key[]) | undefined;
  readonly request: (keys: readonly Key[], attempt: Attempt) => Draft<Request>;
  /**
   * Keys of which an answer has not all, as where it has a limit: they are asked for again at once,
   * so that each answer must bring the call forward. Called after `outcomesOf`.
   */
  readonly unreachedIn?:
    | ((response: Response, keys: readonly Key[]) => Iterable<Key>)
    | undefined;
  /** May leave keys out: the driver says that the answer did. */
  readonly outcomesOf: (
    response: Response,
    keys: readonly Key[],
    attempt: Attempt,
  ) => Iterable<readonly [Key, Outcome<Value>]>;
  /** Whether `outcomesOf` reads byte fields: the response's memory is kept for it. */
  readonly keepsBytes?: boolean | undefined;
  /** Errors after which a key is asked for again. All retriable ones, where it is left out. */
  readonly isPassing?: ((error: ClientError) => boolean) | undefined;
}

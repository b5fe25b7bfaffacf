// The loop of every admin operation: find out where each key is asked for, ask each broker for all
// of its keys, keep what is final, and begin again with the others after a pause. Brokers do not
// wait for each other: each one's keys go their own way. What a key met last is its outcome when
// the time is over, so that one broken broker takes no other key with it.

import { EncodeError } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { wireMs } from '../../core/wire-time.ts';
import { ClientError, ClosedError, ConnectionError, KafkaError } from '../../errors.ts';
import { backoffMs } from '../../retry/backoff.ts';
import { outOfTime } from '../../retry/retry-loop.ts';
import { locate } from './locate.ts';
import type { AdminOptions, Attempt, NodeChoice, Operation } from './operation.ts';
import type { Outcome } from './outcome.ts';
import { unwritable } from './unwritable.ts';

/** One call in progress. */
interface Run<Key, Request, Response, Value> {
  readonly core: ClientCore;
  readonly operation: Operation<Key, Request, Response, Value>;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly startMs: number;
  readonly settled: Map<Key, Outcome<Value>>;
}

/**
 * Each key's outcome, in the order of `keys`. Rejects only with the signal's reason and, after the
 * client was closed, with a ClosedError.
 */
export async function runOperation<Key, Request, Response, Value>(
  core: ClientCore,
  operation: Operation<Key, Request, Response, Value>,
  keys: readonly Key[],
  options: AdminOptions,
): Promise<Map<Key, Outcome<Value>>> {
  const { timeoutMs = core.config.apiTimeoutMs, signal } = options;
  const startMs = core.config.world.clock.monotonicMs();
  const settled = new Map<Key, Outcome<Value>>();
  const pending = [...new Set(keys)].filter((key) => {
    const refusal = operation.refusalOf?.(key);
    if (refusal !== undefined) settled.set(key, refusal);
    return refusal === undefined;
  });
  await settleKeys({ core, operation, signal, timeoutMs, startMs, settled }, pending, 0);
  const ordered = new Map<Key, Outcome<Value>>();
  for (const key of keys) {
    const outcome = settled.get(key);
    if (outcome !== undefined) ordered.set(key, outcome);
  }
  return ordered;
}

async function settleKeys<Key, Request, Response, Value>(
  run: Run<Key, Request, Response, Value>,
  keys: readonly Key[],
  failures: number,
): Promise<void> {
  if (keys.length === 0) return;
  const { core, operation, signal } = run;
  signal?.throwIfAborted();
  const places = new Map(keys.map((key) => [key, operation.placeOf(key)]));
  const located = await locate(core, places, { timeoutMs: leftMs(run), signal });
  const lost = new Map<Key, ClientError>();
  const byNode = new Map<NodeChoice, Key[]>();
  for (const [key, node] of located) {
    if (node instanceof ClientError) {
      lost.set(key, node);
      continue;
    }
    const ofNode = byNode.get(node);
    if (ofNode === undefined) byNode.set(node, [key]);
    else ofNode.push(key);
  }
  await Promise.all([
    judge(run, lost, failures),
    ...[...byNode].map(async ([node, ofNode]) => {
      await judge(run, await askNode(run, node, ofNode), failures);
    }),
  ]);
}

/** Keeps what is final, and tries the rest again while there is time. */
async function judge<Key, Request, Response, Value>(
  run: Run<Key, Request, Response, Value>,
  outcomes: ReadonlyMap<Key, Outcome<Value>>,
  failures: number,
): Promise<void> {
  const { core, operation, settled, signal } = run;
  const passing = new Map<Key, ClientError>();
  for (const [key, outcome] of outcomes) {
    if (outcome instanceof ClientError && isPassing(operation, outcome)) passing.set(key, outcome);
    else settled.set(key, outcome);
  }
  if (passing.size === 0) return;
  const { world, retryBackoff } = core.config;
  const pauseMs = backoffMs(retryBackoff, failures, world.random);
  if (leftMs(run) <= pauseMs) {
    for (const [key, error] of passing) {
      const name = operation.nameOf(key);
      const doing = name === '' ? operation.doing : `${operation.doing} (${name})`;
      settled.set(key, outOfTime(doing, run.timeoutMs, error));
    }
    return;
  }
  if ([...passing.values()].some(tellsOfStaleMetadata)) core.metadata.requestRefresh();
  await core.pause(pauseMs, signal);
  await settleKeys(run, [...passing.keys()], failures + 1);
}

function isPassing<Key, Request, Response, Value>(
  operation: Operation<Key, Request, Response, Value>,
  error: ClientError,
): boolean {
  // What no broker said (a lost connection, a deadline) is tried again by every operation.
  if (!(error instanceof KafkaError)) return error.retriable;
  return operation.isPassing?.(error) ?? error.retriable;
}

function tellsOfStaleMetadata(error: ClientError): boolean {
  return error instanceof ConnectionError || (error instanceof KafkaError && error.retriable);
}

/** One attempt at a broker, in as many requests as its keys need. */
async function askNode<Key, Request, Response, Value>(
  run: Run<Key, Request, Response, Value>,
  node: NodeChoice,
  keys: readonly Key[],
): Promise<Map<Key, Outcome<Value>>> {
  const { versionMinOf = () => 0 } = run.operation;
  const outcomes = new Map<Key, Outcome<Value>>();
  for (const [versionMin, alike] of Map.groupBy(keys, versionMinOf)) {
    let rest: readonly Key[] = alike;
    while (rest.length > 0) {
      for (const [key, outcome] of await askOnce(run, { node, versionMin }, rest)) {
        outcomes.set(key, outcome);
      }
      rest = rest.filter((key) => !outcomes.has(key));
    }
  }
  return outcomes;
}

/**
 * One request: the outcomes of those keys that its answer reached, of all where it failed, and of
 * those that it cannot carry where it could not be written.
 */
async function askOnce<Key, Request, Response, Value>(
  run: Run<Key, Request, Response, Value>,
  where: { readonly node: NodeChoice; readonly versionMin: number },
  keys: readonly Key[],
): Promise<Map<Key, Outcome<Value>>> {
  const { core, operation, signal } = run;
  const { api, limits, keepsBytes, batchOf = (all) => all } = operation;
  const { node } = where;
  const timeoutMs = leftMs(run);
  let carried = keys;
  let asked: Attempt | undefined;
  const attemptOf = (version: number): Attempt => ({
    version,
    node,
    timeoutMs: wireMs(Math.min(timeoutMs, core.config.requestTimeoutMs)),
  });
  try {
    const { response, version } = await core.call({
      api,
      node,
      timeoutMs,
      signal,
      keepsBytes,
      limits: { ...limits, min: Math.max(limits?.min ?? 0, where.versionMin) },
      request: (used) => {
        carried = batchOf(keys, used);
        asked = attemptOf(used);
        return operation.request(carried, asked);
      },
    });
    const told = new Map(operation.outcomesOf(response, carried, attemptOf(version)));
    const unreached = new Set(operation.unreachedIn?.(response, carried));
    return new Map(
      carried
        .filter((key) => !unreached.has(key))
        .map((key) => [key, told.get(key) ?? untold(operation, key)]),
    );
  } catch (error) {
    if (error instanceof EncodeError && asked !== undefined) {
      return unwritable(operation, { keys: carried, attempt: asked, error });
    }
    const isOutcome = error instanceof ClientError && !(error instanceof ClosedError);
    if (!isOutcome || signal?.aborted) throw error;
    return new Map(keys.map((key) => [key, error]));
  }
}

function untold<Key, Request, Response, Value>(
  operation: Operation<Key, Request, Response, Value>,
  key: Key,
): ClientError {
  const { doing, nameOf } = operation;
  return new ClientError(`the broker's answer to ${doing} says nothing of ${nameOf(key)}`);
}

function leftMs<Key, Request, Response, Value>(run: Run<Key, Request, Response, Value>): number {
  const passedMs = run.core.config.world.clock.monotonicMs() - run.startMs;
  return Math.max(1, run.timeoutMs - passedMs);
}

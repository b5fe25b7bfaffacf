// What all operations on several items share (topics to create, configs to describe): one request
// for all, an outcome for each, items with a passing error again, within one deadline.

import type { Api, Draft } from '@ottla/protocol';

import type { VersionLimits } from '../core/api-versions.ts';
import type { ClientCore } from '../core/client-core.ts';
import { ClientError, KafkaError, TimeoutError } from '../errors.ts';
import { retrying } from '../retry/retry-loop.ts';

export interface AdminOptions {
  /** For the whole call with its retries. Default: the client's `apiTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ItemOperation<Item, Request, Response, Value> {
  /** For messages: `create topics`. */
  readonly doing: string;
  readonly api: Api<Request, Response>;
  /** Where Kafka's clients send it. */
  readonly target: 'controller' | 'any' | number;
  readonly limits?: VersionLimits | undefined;
  readonly request: (items: readonly Item[], version: number, timeoutMs: number) => Draft<Request>;
  /** What of an item's key names it in a response and in a message. */
  readonly keyOf: (item: Item) => string;
  readonly outcomes: (response: Response) => Iterable<readonly [key: string, Value | KafkaError]>;
  /** Errors of single items after which the item is tried again. */
  readonly isPassing: (error: KafkaError) => boolean;
}

/**
 * Each item's value or error, by key, in the order of `items`. Rejects only where no answer came.
 */
export async function runItems<Item, Request, Response, Value>(
  core: ClientCore,
  operation: ItemOperation<Item, Request, Response, Value>,
  items: readonly Item[],
  options: AdminOptions,
): Promise<Map<string, Value | KafkaError>> {
  const { world, retryBackoff: backoff, apiTimeoutMs } = core.config;
  const { timeoutMs = apiTimeoutMs, signal } = options;
  const { doing, keyOf } = operation;
  const settled = new Map<string, Value | KafkaError>();
  let pending = [...items];
  if (pending.length === 0) return settled;
  const attempt = async (remainingMs: number): Promise<void> => {
    const { response } = await core.call({
      api: operation.api,
      node: await targetNode(core, operation.target, { timeoutMs: remainingMs, signal }),
      timeoutMs: remainingMs,
      signal,
      limits: operation.limits,
      request: (version) => operation.request(pending, version, Math.round(remainingMs)),
    });
    const passing = settle(operation, response, settled);
    pending = pending.filter((item) => !settled.has(keyOf(item)));
    if (passing !== undefined && pending.length > 0) throw passing;
  };
  try {
    await retrying({ world, backoff, timeoutMs, doing, signal }, attempt);
  } catch (error) {
    // Some items are done: their outcomes must not be lost because others ran out of time.
    if (settled.size === 0 || !(error instanceof TimeoutError)) throw error;
    const { cause } = error;
    for (const item of pending) if (cause instanceof KafkaError) settled.set(keyOf(item), cause);
  }
  return inOrder(items.map(keyOf), settled, doing);
}

/** The values; throws the first error, with the others behind it in the message. */
export function valuesOrThrow<Value>(
  outcomes: ReadonlyMap<string, Value | KafkaError>,
): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const [key, outcome] of outcomes) {
    if (outcome instanceof KafkaError) throw outcome;
    values.set(key, outcome);
  }
  return values;
}

/** Stores what is final; returns an error that asks for another attempt, if any. */
function settle<Item, Request, Response, Value>(
  operation: ItemOperation<Item, Request, Response, Value>,
  response: Response,
  settled: Map<string, Value | KafkaError>,
): KafkaError | undefined {
  let passing: KafkaError | undefined;
  for (const [key, outcome] of operation.outcomes(response)) {
    if (outcome instanceof KafkaError && operation.isPassing(outcome)) passing = outcome;
    else settled.set(key, outcome);
  }
  return passing;
}

function inOrder<Value>(
  keys: readonly string[],
  settled: ReadonlyMap<string, Value | KafkaError>,
  doing: string,
): Map<string, Value | KafkaError> {
  const ordered = new Map<string, Value | KafkaError>();
  for (const key of keys) {
    const outcome = settled.get(key);
    if (outcome === undefined) {
      throw new ClientError(`the broker's answer to ${doing} says nothing of ${key}`);
    }
    ordered.set(key, outcome);
  }
  return ordered;
}

interface TargetWait {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

function targetNode(
  core: ClientCore,
  target: 'controller' | 'any' | number,
  wait: TargetWait,
): Promise<number | 'any'> {
  return target === 'controller' ? core.controller(wait) : Promise.resolve(target);
}

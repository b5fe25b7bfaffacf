// Repeats an attempt until it succeeds, fails for good, or its time is over. Backoff is Kafka's.
// Only errors that say so are retried; the last one is told when the time runs out.

import type { World } from '@ottla/base';

import { ClientError, TimeoutError } from '../errors.ts';
import { sleep } from '../core/wait.ts';
import { backoffMs, type BackoffPolicy } from './backoff.ts';

export interface RetryOptions {
  readonly world: World;
  readonly backoff: BackoffPolicy;
  readonly timeoutMs: number;
  /** For the message: what was to be done, for example `create topics`. */
  readonly doing: string;
  readonly signal?: AbortSignal | undefined;
}

/** `attempt` is given the time that is left, in milliseconds, always above zero. */
export async function retrying<T>(
  options: RetryOptions,
  attempt: (remainingMs: number) => Promise<T>,
): Promise<T> {
  const { world, backoff, timeoutMs, doing, signal } = options;
  const startMs = world.clock.monotonicMs();
  const remaining = (): number => timeoutMs - (world.clock.monotonicMs() - startMs);
  for (let failures = 0; ; failures++) {
    signal?.throwIfAborted();
    try {
      return await attempt(Math.max(1, remaining()));
    } catch (error) {
      if (signal?.aborted || !isRetriable(error)) throw error;
      const pauseMs = backoffMs(backoff, failures, world.random);
      if (remaining() <= pauseMs) throw outOfTime(doing, timeoutMs, error);
      await sleep(world, pauseMs, signal);
    }
  }
}

export function isRetriable(error: unknown): boolean {
  return error instanceof ClientError && error.retriable;
}

export function outOfTime(doing: string, timeoutMs: number, cause: unknown): TimeoutError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `Timed out after ${timeoutMs} ms trying to ${doing}; the last attempt: ${reason}`;
  return new TimeoutError(message, cause);
}

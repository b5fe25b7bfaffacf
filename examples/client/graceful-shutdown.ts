// A service that ends well: at SIGTERM nothing new begins, handlers that run are waited for, what
// they finished is committed, and the group is left at once, so that others need not wait for it.

import { type ClientOptions, type ConsumedRecord, Consumer } from '@ottla/client';

/** A signal that aborts at SIGTERM or SIGINT. */
export function endOfProcess(): AbortSignal {
  const ending = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => ending.abort());
  return ending.signal;
}

export async function runService(
  options: ClientOptions,
  handle: (record: ConsumedRecord, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  // Closed last, whatever happens: `close` commits what is finished and leaves the group.
  await using consumer = new Consumer({
    ...options,
    groupId: 'service',
    autoOffsetReset: 'earliest',
  });
  consumer.subscribe('jobs');
  // Resolves when the signal came and no handler runs any more. The handler's own signal says that
  // it should hurry; a job that stops half-way throws, and comes again elsewhere.
  await consumer.process((record, context) => handle(record, context.signal), {
    concurrency: 8,
    order: 'key',
    signal,
  });
}

// Retries by topics: a record whose handling fails goes to a retry topic, to be tried again after a
// while, and after the last attempt to a dead-letter topic, with the reason. The main topic is
// never held up by one bad record.

import {
  type ClientOptions,
  type ConsumedRecord,
  Consumer,
  Producer,
  type RecordHeaders,
} from '@ottla/client';

export const TOPICS = { main: 'jobs', retry: 'jobs.retry', dead: 'jobs.dead' } as const;

export interface RetryOptions {
  readonly attemptsMax: number;
  readonly delayMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export type Handle = (text: string) => Promise<void>;

function headerOf({ headers }: ConsumedRecord, name: string): string | undefined {
  const found = headers.find(({ key }) => key === name)?.value;
  return found === null || found === undefined ? undefined : Buffer.from(found).toString();
}

/** Where a record that failed goes on: with all that it brought, and with what became of it. */
function forwarded(record: ConsumedRecord, error: unknown, options: RetryOptions) {
  const attempt = Number(headerOf(record, 'attempt') ?? 1);
  const isLast = attempt >= options.attemptsMax;
  const place = `${record.topic}-${record.partition}@${record.offset}`;
  const added = new Map([
    ['attempt', String(attempt + 1)],
    ['due', String(options.now() + options.delayMs)],
    ['error', String(error)],
    ['origin', headerOf(record, 'origin') ?? place],
  ]);
  // Its own, among them the trace that it belongs to, stay; those of the last attempt do not.
  const own = record.headers.filter(({ key }) => !added.has(key));
  const headers: RecordHeaders = [...own.map(({ key, value }) => [key, value] as const), ...added];
  const topic = isLast ? TOPICS.dead : TOPICS.retry;
  return { topic, key: record.key, value: record.value, headers };
}

/** Handles both topics until the signal. */
export async function runWithRetries(
  options: ClientOptions,
  handle: Handle,
  retries: RetryOptions,
  signal: AbortSignal,
): Promise<void> {
  await using producer = new Producer(options);
  const run = async (topic: string, groupId: string): Promise<void> => {
    await using consumer = new Consumer({ ...options, groupId, autoOffsetReset: 'earliest' });
    consumer.subscribe(topic);
    await consumer.process(
      async (record, context) => {
        const dueMs = Number(headerOf(record, 'due') ?? 0);
        // All wait equally long in the retry topic: the first of a partition is due first.
        if (dueMs > retries.now()) await retries.sleep(dueMs - retries.now(), context.signal);
        await handle(Buffer.from(record.value ?? []).toString());
      },
      {
        signal,
        onError: async (error, record) => {
          // An end in the middle of a wait is no failure: the record comes again.
          if (signal.aborted) return 'stop';
          await producer.send(forwarded(record, error, retries));
          return 'skip';
        },
      },
    );
  };
  const ended = (error: unknown): void => {
    if (!signal.aborted) throw error;
  };
  await Promise.all([
    run(TOPICS.main, 'jobs').catch(ended),
    run(TOPICS.retry, 'jobs.retry').catch(ended),
  ]);
}

// What a test of your own can look like where time matters: a broker in the test's process whose
// clock you move. Nothing here waits for real time, and nothing depends on the machine's speed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Kafka, startKafka } from '@ottla/testkit';

import { runWithRetries, TOPICS } from '../client/retry-topics.ts';

/** The service under test, by the clock of this Kafka. */
function startRetries(kafka: Kafka, handle: (text: string) => Promise<void>) {
  const { bootstrapServers, world, clock } = kafka;
  const ending = new AbortController();
  const retries = {
    attemptsMax: 3,
    delayMs: 60_000,
    now: () => clock.now(),
    sleep: (ms: number) => new Promise<void>((resolve) => world.timers.after(ms, resolve)),
  };
  // `world` has the client live in the same time: its timers move with the clock.
  const running = runWithRetries({ bootstrapServers, world }, handle, retries, ending.signal);
  return async (): Promise<void> => {
    ending.abort();
    await clock.until(running);
  };
}

test('a job that failed is tried again after a minute, and not before', async () => {
  const topics = [{ name: TOPICS.main, records: [{ value: 'mail' }] }, TOPICS.retry, TOPICS.dead];
  await using kafka = await startKafka({ clock: 'virtual', topics });
  let attempts = 0;
  const stop = startRetries(kafka, async () => {
    attempts += 1;
    if (attempts === 1) throw new Error('no connection');
  });
  await kafka.clock.advance('30s');
  assert.equal(attempts, 1);
  await kafka.expectRecords(TOPICS.retry, [{ value: 'mail', headers: { error: /no connection/ } }]);
  await kafka.clock.advance('20s');
  assert.equal(attempts, 1);
  await kafka.clock.advance('30s');
  assert.equal(attempts, 2);
  await stop();
  await kafka.expectRecords(TOPICS.dead, []);
});

test('what is older than a week is gone', async () => {
  const configs = { 'retention.ms': 7 * 86_400_000, 'segment.ms': 86_400_000 };
  const records = [{ value: 'on Monday' }];
  await using kafka = await startKafka({
    clock: 'virtual',
    now: new Date('2026-05-04T09:00:00Z'),
    topics: [{ name: 'sessions', configs, records }],
  });
  await kafka.clock.advance('6d');
  await kafka.produce('sessions', [{ value: 'on Sunday' }]);
  await kafka.expectRecords('sessions', ['on Monday', 'on Sunday']);
  await kafka.clock.advance('3d');
  await kafka.expectRecords('sessions', ['on Sunday']);
});

test('a worker that hangs loses its partitions to another', async () => {
  const topics = [{ name: 'jobs', records: [{ value: 'first' }] }];
  await using kafka = await startKafka({ clock: 'virtual', topics });
  const inGroup = { groupId: 'workers', autoOffsetReset: 'earliest' } as const;
  const hanging = kafka.consumer({ ...inGroup, maxPollIntervalMs: 60_000 });
  hanging.subscribe('jobs');
  const [job] = await kafka.clock.until(hanging.next());
  // It never asks for another one. Its group waits for it as long as it said that it may take.
  const other = kafka.consumer(inGroup);
  other.subscribe('jobs');
  const startMs = kafka.clock.now();
  const [again] = await kafka.clock.until(other.next());
  assert.deepEqual([job?.offset, again?.offset], [0, 0]);
  const waitedMs = kafka.clock.now() - startMs;
  assert.ok(waitedMs > 30_000 && waitedMs < 70_000, `${waitedMs} ms`);
});

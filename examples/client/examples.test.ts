// Each example at work, on a Kafka in this process.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Kafka, startKafka } from '@ottla/testkit';

import { runBatchWorker, type StoredRow } from './batch-worker.ts';
import { runService } from './graceful-shutdown.ts';
import { runTill, sendOrders, TOPIC } from './orders.ts';
import { runPausingConsumer } from './pausing-consumer.ts';
import { runWithRetries, TOPICS } from './retry-topics.ts';

/** The options that each example takes. */
const clientOf = ({ bootstrapServers, world }: Kafka) => ({ bootstrapServers, world });

test('orders: typed both ways, and what cannot be read is passed with its place', async () => {
  await using kafka = await startKafka({ topics: [TOPIC], clock: 'virtual' });
  const client = clientOf(kafka);
  await kafka.produce(TOPIC, [{ key: 'ann', value: 'no JSON' }]);
  const sending = sendOrders(client, [
    ['ann', { id: 1, cents: 250 }],
    ['bob', { id: 2, cents: 100 }],
    ['ann', { id: 3, cents: 50 }],
  ]);
  await kafka.clock.advance('1s');
  await sending;
  const ending = new AbortController();
  const till = runTill(client, ending.signal);
  // Time enough to join the group, to read, and for an automatic commit.
  await kafka.clock.advance('10s');
  await kafka.expectGroupLag('till', 0);
  ending.abort();
  const { centsOf, unreadable } = await till;
  assert.deepEqual([...centsOf].toSorted(), [['ann', 300], ['bob', 100]]);
  assert.deepEqual(unreadable, [`${TOPIC}-0@0`]);
});

test('batch worker: one write for a batch, and what is stored is committed', async () => {
  const records = Array.from({ length: 500 }, (_, index) => ({ value: `${index}` }));
  await using kafka = await startKafka({ topics: [{ name: 'events', records }] });
  const rows = new Map<string, string>();
  let writes = 0;
  const store = {
    insert: async (added: readonly StoredRow[]): Promise<void> => {
      writes += 1;
      for (const { place, text } of added) rows.set(place, text);
    },
  };
  const ending = new AbortController();
  const working = runBatchWorker(clientOf(kafka), store, ending.signal);
  await kafka.expectGroupLag('batch-worker', 0);
  ending.abort();
  await working;
  assert.deepEqual([...rows.values()], records.map(({ value }) => value));
  assert.ok(writes < 100, `${writes} writes`);
});

test('pausing consumer: it stops, stays a member, and goes on where it was', async () => {
  const records = Array.from({ length: 30 }, (_, index) => ({ value: `${index}` }));
  await using kafka = await startKafka({ topics: [{ name: 'readings', records }] });
  const taken: string[] = [];
  const pauses: number[] = [];
  const downstream = {
    take(text: string): boolean {
      taken.push(text);
      if (taken.length % 10 !== 0) return true;
      pauses.push(taken.length);
      return false;
    },
    ready: () => Promise.resolve(),
  };
  const ending = new AbortController();
  const working = runPausingConsumer(clientOf(kafka), downstream, ending.signal);
  await kafka.eventually(() => assert.equal(taken.length, records.length));
  await kafka.expectGroup('pausing', { members: 1 });
  ending.abort();
  await working;
  assert.deepEqual(taken, records.map(({ value }) => value));
  assert.deepEqual(pauses, [10, 20, 30]);
});

test('graceful shutdown: what runs is finished and committed, the group is left', async () => {
  const records = Array.from({ length: 4 }, (_, index) => ({ key: `${index}`, value: 'job' }));
  await using kafka = await startKafka({ topics: [{ name: 'jobs', records }] });
  const ending = new AbortController();
  let begun = 0;
  const ends: (() => void)[] = [];
  const handle = async (): Promise<void> => {
    begun += 1;
    await new Promise<void>((resolve) => ends.push(resolve));
  };
  const working = runService(clientOf(kafka), handle, ending.signal);
  await kafka.eventually(() => assert.equal(begun, 4));
  ending.abort();
  for (const end of ends) end();
  await working;
  await kafka.expectGroup('service', { members: 0 });
  await kafka.expectGroupLag('service', 0);
});

test('retry topics: tried again after a while, and given up with the reason', async () => {
  const records = ['good', 'bad once', 'bad'].map((value) => ({ value }));
  const topics = [{ name: TOPICS.main, records }, TOPICS.retry, TOPICS.dead];
  await using kafka = await startKafka({ topics });
  const handled: string[] = [];
  const handle = async (text: string): Promise<void> => {
    const isFirst = !handled.includes(text);
    handled.push(text);
    if (text === 'bad' || (text === 'bad once' && isFirst)) throw new Error(`cannot: ${text}`);
  };
  let nowMs = 0;
  const slept: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms);
    nowMs += ms;
  };
  const retries = { attemptsMax: 3, delayMs: 60_000, now: () => nowMs, sleep };
  const ending = new AbortController();
  const working = runWithRetries(clientOf(kafka), handle, retries, ending.signal);
  const headers = { error: /cannot: bad/, origin: `${TOPICS.main}-0@2`, attempt: '4' };
  await kafka.expectRecords(TOPICS.dead, [{ value: 'bad', headers }]);
  ending.abort();
  await working;
  assert.equal(handled.filter((text) => text === 'good').length, 1);
  assert.equal(handled.filter((text) => text === 'bad once').length, 2);
  assert.equal(handled.filter((text) => text === 'bad').length, 3);
  assert.ok(slept.length >= 2, `${slept.length} waits`);
});

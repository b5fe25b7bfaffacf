// Each example at work, on a Kafka in this process.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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

/** Takes all, and at every so many says that it has enough, until `goOn` or `fail` is called. */
class Slow {
  readonly taken: string[] = [];
  readonly #enough: number;
  #waiting: PromiseWithResolvers<void> | undefined;

  constructor(enough: number) {
    this.#enough = enough;
  }

  take(text: string): boolean {
    this.taken.push(text);
    return this.taken.length % this.#enough !== 0;
  }

  ready(): Promise<void> {
    this.#waiting = Promise.withResolvers();
    return this.#waiting.promise;
  }

  goOn(): void {
    this.#waiting?.resolve();
  }

  fail(error: Error): void {
    this.#waiting?.reject(error);
  }
}

test('pausing consumer: it stops, stays a member, and goes on where it was', async () => {
  const records = Array.from({ length: 30 }, (_, index) => ({ value: `${index}` }));
  await using kafka = await startKafka({
    topics: [{ name: 'readings', records }],
    clock: 'virtual',
  });
  const downstream = new Slow(10);
  const ending = new AbortController();
  const working = runPausingConsumer(clientOf(kafka), downstream, ending.signal);
  const members = new Set<string>();
  for (const count of [10, 20, 30]) {
    // Longer than a session, and than a member may go without asking for records.
    await kafka.clock.advance('10m');
    assert.equal(downstream.taken.length, count);
    const group = await kafka.group('pausing');
    assert.equal(group.members.length, 1);
    for (const { memberId } of group.members) members.add(memberId);
    downstream.goOn();
  }
  ending.abort();
  await working;
  assert.deepEqual(downstream.taken, records.map(({ value }) => value));
  assert.equal(members.size, 1, 'it has left and come back');
});

test('pausing consumer: partitions that it is given during a pause wait as well', async () => {
  const records = Array.from({ length: 20 }, (_, at) => ({ value: `${at}`, partition: at % 2 }));
  await using kafka = await startKafka({
    topics: [{ name: 'readings', partitions: 2, records }],
    clock: 'virtual',
  });
  const leaving = new AbortController();
  const other = kafka.consumer({ groupId: 'pausing', enableAutoCommit: false });
  other.subscribe('readings');
  const reading = (async () => {
    // It stands at the end of its partitions, and nothing comes.
    for await (const { offset } of other.records({ signal: leaving.signal })) {
      assert.fail(`it was given offset ${offset}`);
    }
    await other.close();
  })();
  await kafka.clock.advance('10s');
  const downstream = new Slow(5);
  const ending = new AbortController();
  const working = runPausingConsumer(clientOf(kafka), downstream, ending.signal);
  await kafka.clock.advance('10s');
  assert.equal(downstream.taken.length, 5);
  leaving.abort();
  await kafka.clock.until(reading);
  await kafka.clock.advance('10s');
  const { members } = await kafka.group('pausing');
  assert.deepEqual(members.map(({ assignment }) => assignment.length), [2]);
  assert.equal(downstream.taken.length, 5);
  for (const count of [10, 15, 20]) {
    downstream.goOn();
    await kafka.clock.advance('10s');
    assert.equal(downstream.taken.length, count);
  }
  ending.abort();
  await working;
  assert.equal(new Set(downstream.taken).size, records.length);
});

test('pausing consumer: what fails behind it ends it', async () => {
  const records = ['a', 'b', 'c'].map((value) => ({ value }));
  await using kafka = await startKafka({ topics: [{ name: 'readings', records }] });
  const downstream = new Slow(2);
  const working = runPausingConsumer(clientOf(kafka), downstream, new AbortController().signal);
  await kafka.eventually(() => assert.equal(downstream.taken.length, 2));
  const failure = new Error('the disk is full');
  downstream.fail(failure);
  await assert.rejects(working, failure);
  await kafka.expectGroup('pausing', { members: 0 });
  // What it had taken is finished, and does not come again.
  await kafka.expectGroupLag('pausing', 1);
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

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`graceful shutdown: a process that is told ${signal}`, async (t) => {
    const records = Array.from({ length: 4 }, (_, index) => ({ key: `${index}`, value: 'job' }));
    await using kafka = await startKafka({ topics: [{ name: 'jobs', records }] });
    const main = join(import.meta.dirname, 'graceful-shutdown-main.ts');
    const args = ['--disable-warning=ExperimentalWarning', main, kafka.bootstrapServers];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line === 'job begun' && lines.length === records.length) child.kill(signal);
    }
    assert.deepEqual(await exited, [0, null]);
    const expected = ['job begun', 'job finished'].flatMap((word) => records.map(() => word));
    assert.deepEqual(lines, [...expected, 'service ended']);
    await kafka.expectGroup('service', { members: 0 });
    await kafka.expectGroupLag('service', 0);
  });
}

test('retry topics: tried again after a while, and given up with the reason', async () => {
  const own = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', shop: '7' };
  const records = ['good', 'bad once', 'bad'].map((value) => ({ value, headers: own }));
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
  const headers = { ...own, error: /cannot: bad/, origin: `${TOPICS.main}-0@2`, attempt: '4' };
  await kafka.expectRecords(TOPICS.dead, [{ value: 'bad', headers }]);
  ending.abort();
  await working;
  assert.equal(handled.filter((text) => text === 'good').length, 1);
  assert.equal(handled.filter((text) => text === 'bad once').length, 2);
  assert.equal(handled.filter((text) => text === 'bad').length, 3);
  assert.ok(slept.length >= 2, `${slept.length} waits`);
});

// Time that the test moves: what the broker does as it passes, and what clients see of it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { startKafka } from '../src/index.ts';

const NOW = Date.UTC(2026, 4, 1, 12);
const DAY_MS = 86_400_000;

describe('a virtual clock', () => {
  test('stands still until it is moved, by exactly so much', async () => {
    await using kafka = await startKafka({ clock: 'virtual', now: NOW, topics: ['t'] });
    const start = kafka.clock.now();
    assert.ok(start - NOW < 1000, `${start - NOW} ms passed during the start`);
    const producer = kafka.producer();
    const { timestamp } = await producer.send({ topic: 't', value: 'x' });
    assert.equal(timestamp, start);
    await kafka.clock.advance('1h30m');
    assert.equal(kafka.clock.now(), start + 5_400_000);
    const later = await producer.send({ topic: 't', value: 'y' });
    assert.equal(later.timestamp, start + 5_400_000);
  });

  test('retention deletes what is older than a week', async () => {
    await using kafka = await startKafka({
      clock: 'virtual',
      topics: [{ name: 't', configs: { 'segment.ms': DAY_MS }, records: [{ value: 'old' }] }],
    });
    await kafka.clock.advance('2d');
    await kafka.produce('t', [{ value: 'young' }]);
    await kafka.clock.advance('4d');
    assert.equal((await kafka.records('t')).length, 2);
    await kafka.clock.advance('2d');
    assert.deepEqual((await kafka.records('t')).map(({ value }) => value), ['young']);
    await kafka.clock.advance('8d');
    assert.deepEqual(await kafka.records('t'), []);
    const [placed] = await kafka.produce('t', [{ value: 'next' }]);
    assert.equal(placed?.offset, 2);
  });

  test('a member that is silent loses its partitions when its session ends', async () => {
    const records = [{ value: 'a' }];
    await using kafka = await startKafka({ clock: 'virtual', topics: [{ name: 't', records }] });
    const silent = kafka.consumer({
      groupId: 'g',
      autoOffsetReset: 'earliest',
      sessionTimeoutMs: 30_000,
      maxPollIntervalMs: 60_000,
    });
    silent.subscribe('t');
    const batch = await kafka.clock.until(silent.next());
    assert.equal(batch.topic, 't');
    assert.equal((await kafka.group('g')).members.length, 1);
    const stuck = kafka.faults.add({ api: 'Heartbeat', do: { kind: 'drop' } });
    await kafka.clock.advance('20s');
    assert.equal((await kafka.group('g')).members.length, 1);
    assert.ok(stuck.hits > 0);
    await kafka.clock.advance('15s');
    const { state, members } = await kafka.group('g');
    assert.deepEqual([state, members.length], ['Empty', 0]);
  });

  test('a consumer that takes too long is out of its group, and comes back', async () => {
    const records = [{ value: 'a' }, { value: 'b' }];
    await using kafka = await startKafka({ clock: 'virtual', topics: [{ name: 't', records }] });
    const slow = kafka.consumer({
      groupId: 'g',
      autoOffsetReset: 'earliest',
      maxPollIntervalMs: 60_000,
    });
    slow.subscribe('t');
    await kafka.clock.until(slow.next());
    const { memberId } = slow.membership;
    await kafka.clock.advance('2m');
    assert.equal((await kafka.group('g')).members.length, 0);
    // What it had in hand was not committed, and comes again.
    const batch = await kafka.clock.until(slow.next());
    assert.deepEqual([...batch].map(({ offset }) => offset), [0, 1]);
    assert.equal((await kafka.group('g')).members.length, 1);
    assert.notEqual(slow.membership.memberId, memberId);
  });

  test('a request waits as long as its timeout, and no longer', async () => {
    await using kafka = await startKafka({ clock: 'virtual', topics: ['t'] });
    kafka.faults.add({ api: 'Produce', do: { kind: 'drop' } });
    const producer = kafka.producer({ deliveryTimeoutMs: 30_000, requestTimeoutMs: 10_000 });
    const start = kafka.clock.now();
    const sending = producer.send({ topic: 't', value: 'x' });
    await assert.rejects(kafka.clock.until(sending), { name: 'TimeoutError' });
    const tookMs = kafka.clock.now() - start;
    assert.ok(tookMs >= 30_000 && tookMs < 45_000, `${tookMs} ms`);
  });

  test('timers run in order, with all that they bring about in between', async () => {
    await using kafka = await startKafka({ clock: 'virtual', topics: ['t'] });
    const producer = kafka.producer();
    const { timers, clock } = kafka.world;
    const sent: Promise<unknown>[] = [];
    const start = clock.wallMs();
    for (const seconds of [3, 1, 2]) {
      timers.after(seconds * 1000, () => {
        sent.push(producer.send({ topic: 't', value: `${seconds}` }));
      });
    }
    await kafka.clock.advance('3s');
    await Promise.all(sent);
    const seen = await kafka.records('t');
    assert.deepEqual(seen.map(({ value, timestamp }) => [value, timestamp - start]), [
      ['1', 1000],
      ['2', 2000],
      ['3', 3000],
    ]);
  });

  test('an open consumer asks seldom, and has a record at once', async () => {
    await using kafka = await startKafka({ clock: 'virtual', topics: ['t'] });
    let fetches = 0;
    kafka.faults.add({ api: 'Fetch', when: () => ++fetches < 0, do: { kind: 'drop' } });
    const consumer = kafka.consumer({ groupId: 'g', autoOffsetReset: 'earliest' });
    consumer.subscribe('t');
    const next = consumer.next();
    await kafka.clock.advance('1m');
    assert.ok(fetches >= 11 && fetches <= 13, `${fetches} fetches in a minute`);
    const start = kafka.clock.now();
    await kafka.produce('t', [{ value: 'x' }]);
    const batch = await next;
    assert.deepEqual([batch.topic, kafka.clock.now()], ['t', start]);
  });

  test('a consumer that seeks waits no longer than the open fetch', async () => {
    const records = [{ value: 'a' }];
    await using kafka = await startKafka({ clock: 'virtual', topics: [{ name: 't', records }] });
    const consumer = kafka.consumer({ groupId: 'g', autoOffsetReset: 'earliest' });
    consumer.subscribe('t');
    await kafka.clock.until(consumer.next());
    await kafka.clock.advance('1s');
    const start = kafka.clock.now();
    consumer.seek({ topic: 't', partition: 0 }, { offset: 0 });
    const batch = await kafka.clock.until(consumer.next());
    assert.deepEqual([...batch].map(({ offset }) => offset), [0]);
    const tookMs = kafka.clock.now() - start;
    assert.ok(tookMs <= 4_000, `${tookMs} ms`);
  });

  test('a real one cannot be moved, and says what to do', async () => {
    await using kafka = await startKafka();
    await assert.rejects(kafka.clock.advance('1s'), /startKafka\(\{ clock: 'virtual' \}\)/);
    assert.equal(await kafka.clock.until(Promise.resolve(1)), 1);
    assert.ok(Math.abs(kafka.clock.now() - Date.now()) < 1000);
  });
});

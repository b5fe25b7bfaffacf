// All that a Kafka holds, as text, and when it is told.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { kafkaForTest, startKafka, withKafka } from '../src/index.ts';

const NOW = Date.UTC(2026, 4, 1, 12);

test('a dump shows topics, records, groups and faults', async () => {
  const records = ['a', 'b', 'c'].map((value) => ({ key: 'k', value, headers: { h: 'x' } }));
  await using kafka = await startKafka({
    clock: 'virtual',
    now: NOW,
    topics: [
      { name: 'orders', partitions: 1, configs: { 'retention.ms': 86400000 }, records },
      { name: 'empty', partitions: 2 },
    ],
  });
  const consumer = kafka.consumer({ groupId: 'billing', autoOffsetReset: 'earliest' });
  consumer.subscribe('orders');
  await kafka.clock.until(consumer.next());
  await kafka.clock.until(consumer.commit([{ topic: 'orders', partition: 0, offset: 1 }]));
  kafka.faults.add({ api: 'Fetch', times: 3, do: { kind: 'error', code: 'UNKNOWN_TOPIC_ID' } });
  const text = await kafka.dump({ records: 2 });
  const expected = [
    /^Kafka at 127\.0\.0\.1:\d+, 2026-05-01T12:0\d:\S+ by its virtual clock$/m,
    /^topic orders: 1 partitions, 3 records, retention\.ms=86400000$/m,
    /^ {2}0: offsets 0 to 2$/m,
    /^ {4}… 1 before these$/m,
    /^ {4}2026-05-01T12:0\S+ 0\/2 key=k value=c headers h=x$/m,
    /^topic empty: 2 partitions, 0 records$/m,
    /^ {2}1: empty, next offset 0$/m,
    /^group billing: Stable, range, 1 members$/m,
    /^ {2}member \S+ \(consumer-billing-1 at \/\S+\): orders-0$/m,
    /^ {2}orders-0: committed 1, end 3, lag 2$/m,
    /^fault Fetch UNKNOWN_TOPIC_ID: met \d of 3$/m,
  ];
  for (const pattern of expected) assert.match(text, pattern);
  assert.doesNotMatch(text, /value=a/);
});

test('an empty one says so', async () => {
  await using kafka = await startKafka();
  assert.match(await kafka.dump(), /by its real clock\nno topics\nno groups\n$/);
});

describe('kafkaForTest', () => {
  for (const passed of [true, false]) {
    test(`node:test, where the test has ${passed ? 'passed' : 'failed'}`, async () => {
      const told: string[] = [];
      const hooks: (() => Promise<void>)[] = [];
      const context = {
        passed,
        after: (hook: () => Promise<void>) => void hooks.push(hook),
        diagnostic: (line: string) => void told.push(line),
      };
      const kafka = await kafkaForTest(context, { topics: ['orders'] });
      for (const hook of hooks) await hook();
      assert.equal(told.some((line) => line.startsWith('topic orders')), !passed);
      await assert.rejects(kafka.records('orders'), { name: 'ClosedError' });
    });
  }

  test('node:test itself', async (t) => {
    let kafka: Awaited<ReturnType<typeof startKafka>> | undefined;
    await t.test('a test of its own', async (inner) => {
      kafka = await kafkaForTest(inner, { topics: ['t'] });
      assert.deepEqual(await kafka.records('t'), []);
    });
    await assert.rejects(async () => kafka?.records('t'));
  });
});

describe('withKafka', () => {
  test('gives what its body gives', async () => {
    const value = await withKafka({ topics: ['t'] }, async (kafka) => kafka.records('t'));
    assert.deepEqual(value, []);
  });

  test('tells what there was where its body throws', async () => {
    const failing = withKafka({ topics: ['orders'] }, async () => {
      throw new Error('not as expected');
    });
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.message, 'not as expected');
      assert.match(error.stack ?? '', /not as expected[^]*topic orders: 1 partitions, 0 records/);
      return true;
    });
  });

  test('tells what the body failed with, also where there is nothing left to look at', async () => {
    const failing = withKafka({}, async (kafka) => {
      await kafka.stop();
      throw new Error('not as expected');
    });
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof Error);
      assert.match(error.stack ?? '', /not as expected[^]*no dump of Kafka: ClosedError/);
      return true;
    });
  });
});

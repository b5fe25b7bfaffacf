// What a test says that it expects, and what it is told where it is not so.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { type Expected, startKafka } from '../src/index.ts';

const AT_ONCE = { timeout: 0 };

describe('expectRecords', () => {
  const records = [
    { key: 'a', value: { id: 1, tags: ['x'] }, headers: { source: 'web' } },
    { key: 'b', value: 'plain text' },
    { key: null, value: null },
  ];
  const alike: readonly (readonly [string, readonly Expected[]])[] = [
    ['text and JSON', [{ key: 'a', value: { tags: ['x'], id: 1 } }, 'plain text', { value: null }]],
    ['patterns', [{ value: /"id":1/ }, { value: /text$/ }, {}]],
    ['functions', [{}, { value: (text) => text === 'plain text' }, { key: (key) => key === null }]],
    ['headers and places', [{ headers: { source: 'web' }, offset: 0 }, { partition: 0 }, {}]],
    ['bytes', [{ key: Buffer.from('a') }, { value: Buffer.from('plain text') }, {}]],
  ];
  const different: readonly (readonly [string, readonly Expected[], RegExp])[] = [
    ['too few', [{}, {}], /2 expected, 3 there[^]*\+ not expected: 0\/2 key=null value=null/],
    ['too many', [{}, {}, {}, { key: 'z' }], /4 expected, 3 there[^]*- missing: key=z/],
    [
      'another value',
      [{}, 'other text', {}],
      /! 0\/1 key=b value=plain text: value=plain text where other text was expected/,
    ],
    ['another order', [{}, { key: null }, { key: 'b' }], /key=b where null was expected/],
    ['a header', [{ headers: { x: 'y' } }, {}, {}], /no header x where y was expected/],
    ['JSON that is none', [{}, { value: {} }, {}], /value=plain text where {} was expected/],
    ['bytes', [{}, { value: Buffer.from('plaim text') }, {}], /where plaim text was expected/],
  ];

  for (const [what, expected] of alike) {
    test(`as expected: ${what}`, async () => {
      await using kafka = await startKafka({ topics: [{ name: 't', records }] });
      const seen = await kafka.expectRecords('t', expected, AT_ONCE);
      assert.equal(seen.length, 3);
    });
  }
  for (const [what, expected, message] of different) {
    test(`not as expected: ${what}`, async () => {
      await using kafka = await startKafka({ topics: [{ name: 't', records }] });
      await assert.rejects(kafka.expectRecords('t', expected, AT_ONCE), message);
    });
  }

  test('of several partitions in any order', async () => {
    const spread = ['a', 'b', 'c', 'd'].map((value, partition) => ({ value, partition }));
    const topics = [{ name: 't', partitions: 4, records: spread }];
    await using kafka = await startKafka({ topics });
    await kafka.expectRecords('t', ['d', 'a', 'c', 'b'], AT_ONCE);
    await assert.rejects(kafka.expectRecords('t', ['d', 'a', 'c', 'c'], AT_ONCE), (error) => {
      assert.match(String(error), /- missing: value=c[^]*\+ not expected: 1\/0 key=null value=b/);
      return true;
    });
  });

  test('waits until they come, also for a topic that is not there yet', async () => {
    await using kafka = await startKafka();
    const expecting = kafka.expectRecords('later', ['x']);
    await kafka.producer().send({ topic: 'later', value: 'x' });
    await expecting;
    const missing = kafka.expectRecords('never', ['x'], { timeout: 50 });
    await assert.rejects(missing, /never[^]*still so after 50 ms/);
  });
});

describe('expectGroupLag', () => {
  test('waits for commits, and tells of each partition', async () => {
    const records = ['a', 'b', 'c'].map((value) => ({ value }));
    await using kafka = await startKafka({ topics: [{ name: 't', records }] });
    const consumer = kafka.consumer({
      groupId: 'g',
      autoOffsetReset: 'earliest',
      enableAutoCommit: false,
    });
    consumer.subscribe('t');
    await consumer.next();
    const none = kafka.expectGroupLag('g', 0, AT_ONCE);
    await assert.rejects(none, /expected a lag of 0, it has committed nothing[^]*group g: Stable/);
    const expecting = kafka.expectGroupLag('g', 1);
    await consumer.commit([{ topic: 't', partition: 0, offset: 2 }]);
    const group = await expecting;
    assert.equal(group.offsets[0]?.committed, 2);
    await kafka.expectGroupLag('g', { t: 1 }, AT_ONCE);
    const all = kafka.expectGroupLag('g', { t: 0 }, AT_ONCE);
    await assert.rejects(all, /lag of {"t":0}, found 1[^]*t-0: committed 2, end 3, lag 1/);
  });
});

describe('expectGroup', () => {
  test('a group that is not there is dead', async () => {
    await using kafka = await startKafka();
    await kafka.expectGroup('g', { state: 'Dead', members: 0 }, AT_ONCE);
    const expecting = kafka.expectGroup('g', { state: 'Stable', members: 2 }, AT_ONCE);
    await assert.rejects(expecting, /expected Stable, 2 members\ngroup g: Dead, 0 members/);
  });
});

describe('eventually', () => {
  test('looks again when the broker has answered somebody', async () => {
    await using kafka = await startKafka({ topics: ['t'] });
    let looks = 0;
    const waiting = kafka.eventually(
      async () => {
        looks += 1;
        assert.equal((await kafka.records('t')).length, 1);
        return 'seen';
      },
      { timeout: '1m' },
    );
    await kafka.producer().send({ topic: 't', value: 'x' });
    assert.equal(await waiting, 'seen');
    assert.ok(looks >= 2 && looks < 20, `${looks} looks`);
  });

  test('throws what it was told last, when the time is over', async () => {
    await using kafka = await startKafka();
    const failing = kafka.eventually(() => assert.equal(1, 2), { timeout: 1 });
    await assert.rejects(failing, { name: 'AssertionError', message: /still so after 1 ms/ });
  });
});

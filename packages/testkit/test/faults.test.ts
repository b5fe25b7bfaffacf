// What happens to requests when a test says so.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { startKafka } from '../src/index.ts';

const QUICK = { retryBackoffMs: 1, reconnectBackoffMs: 1 };

describe('a fault', () => {
  test('an error, once: the client tries again and the record is there once', async () => {
    await using kafka = await startKafka({ topics: ['t'] });
    const fault = kafka.faults.add({
      api: 'Produce',
      times: 1,
      do: { kind: 'error', code: 'NOT_LEADER_OR_FOLLOWER' },
    });
    const producer = kafka.producer(QUICK);
    const { offset } = await producer.send({ topic: 't', value: 'x' });
    assert.equal(offset, 0);
    assert.equal(fault.hits, 1);
    await kafka.expectRecords('t', ['x']);
  });

  test('an error that no retry mends reaches the application', async () => {
    await using kafka = await startKafka({ topics: ['t'] });
    const code = 'TOPIC_AUTHORIZATION_FAILED';
    kafka.faults.add({ api: 'Produce', do: { kind: 'error', code } });
    await assert.rejects(kafka.producer().send({ topic: 't', value: 'x' }), { name: code });
    assert.deepEqual(await kafka.records('t'), []);
  });

  test('an answer that is lost: an idempotent producer writes once', async () => {
    await using kafka = await startKafka({ topics: ['t'] });
    const fault = kafka.faults.add({
      api: 'Produce',
      times: 1,
      do: { kind: 'disconnect', handled: true },
    });
    const idempotent = kafka.producer({ ...QUICK, enableIdempotence: true });
    await idempotent.send({ topic: 't', value: 'once' });
    assert.equal(fault.hits, 1);
    await kafka.expectRecords('t', ['once']);

    kafka.faults.add({ api: 'Produce', times: 1, do: { kind: 'disconnect', handled: true } });
    const plain = kafka.producer({ ...QUICK, enableIdempotence: false, acks: 1 });
    await plain.send({ topic: 't', value: 'twice' });
    await kafka.expectRecords('t', ['once', 'twice', 'twice']);
  });

  test('a connection that breaks before anything is done', async () => {
    await using kafka = await startKafka({ topics: ['t'] });
    kafka.faults.add({ api: 'Produce', times: 2, do: { kind: 'disconnect' } });
    await kafka.producer({ ...QUICK, enableIdempotence: false }).send({ topic: 't', value: 'x' });
    await kafka.expectRecords('t', ['x']);
  });

  test('a delay holds what follows on the connection, by the virtual clock', async () => {
    await using kafka = await startKafka({ clock: 'virtual', topics: ['t'] });
    const fault = kafka.faults.add({ api: 'Produce', times: 1, do: { kind: 'delay', ms: '5s' } });
    const producer = kafka.producer();
    const order: string[] = [];
    const sends = ['first', 'second'].map(async (value) => {
      await producer.send({ topic: 't', value });
      order.push(value);
    });
    await fault.hit();
    await kafka.clock.advance(4_999);
    assert.deepEqual(order, []);
    await kafka.clock.advance(1);
    await Promise.all(sends);
    assert.deepEqual(order, ['first', 'second']);
    await kafka.expectRecords('t', ['first', 'second']);
  });

  test('a drop: the client gives the connection up after its own timeout', async () => {
    await using kafka = await startKafka({ clock: 'virtual', topics: ['t'] });
    const fault = kafka.faults.add({ api: 'Produce', times: 1, do: { kind: 'drop' } });
    const producer = kafka.producer({ requestTimeoutMs: 2_000 });
    const start = kafka.clock.now();
    await kafka.clock.until(producer.send({ topic: 't', value: 'x' }));
    assert.equal(fault.hits, 1);
    assert.ok(kafka.clock.now() - start >= 2_000);
    await kafka.expectRecords('t', ['x']);
  });

  test('meets only what the predicate lets through, and is asked with the body', async () => {
    await using kafka = await startKafka({ topics: ['a', 'b'] });
    const admin = kafka.admin();
    const fault = kafka.faults.add({
      api: 'CreateTopics',
      when: ({ topics }, { clientId }) => clientId === 'adminclient-1' && topics[0]?.name === 'bad',
      do: { kind: 'error', code: 'POLICY_VIOLATION' },
    });
    await admin.createTopics([{ name: 'good', partitions: 1, replicationFactor: 1 }]);
    const refused = admin.createTopics([{ name: 'bad', partitions: 1, replicationFactor: 1 }]);
    await assert.rejects(refused, { name: 'POLICY_VIOLATION' });
    assert.equal(fault.hits, 1);
    fault.remove();
    await admin.createTopics([{ name: 'bad', partitions: 1, replicationFactor: 1 }]);
  });

  test('the first rule that fits meets the request; times run out', async () => {
    await using kafka = await startKafka({ topics: ['t'] });
    const error = (code: 'NOT_LEADER_OR_FOLLOWER' | 'NOT_ENOUGH_REPLICAS') =>
      kafka.faults.add({ api: 'Produce', times: 1, do: { kind: 'error', code } });
    const [one, two] = [error('NOT_LEADER_OR_FOLLOWER'), error('NOT_ENOUGH_REPLICAS')];
    const sending = kafka.producer(QUICK).send({ topic: 't', value: 'x' });
    await Promise.all([one.hit(), two.hit(), sending]);
    assert.deepEqual([one.hits, two.hits], [1, 1]);
  });

  test('an error for acks=0, which has no answer, ends the connection', async () => {
    await using kafka = await startKafka({ topics: ['t'] });
    const fault = kafka.faults.add({
      api: 'Produce',
      times: 1,
      do: { kind: 'error', code: 'NOT_LEADER_OR_FOLLOWER' },
    });
    const producer = kafka.producer({ ...QUICK, acks: 0, enableIdempotence: false });
    await producer.send({ topic: 't', value: 'lost' });
    await fault.hit();
    await kafka.eventually(async () => {
      await producer.send({ topic: 't', value: 'seen' });
      assert.ok((await kafka.records('t')).some(({ value }) => value === 'seen'));
    });
    assert.ok((await kafka.records('t')).every(({ value }) => value === 'seen'));
  });

  test('never meets the kit itself, and does not keep it from stopping', async () => {
    const kafka = await startKafka({ topics: ['t'] });
    const drops = (['Fetch', 'Metadata', 'ListOffsets', 'CreateTopics'] as const).map((api) =>
      kafka.faults.add({ api, do: { kind: 'drop' } }),
    );
    await kafka.createTopics(['another']);
    await kafka.produce('t', [{ value: 'x' }]);
    await kafka.expectRecords('t', ['x']);
    assert.deepEqual(drops.map(({ hits }) => hits), [0, 0, 0, 0]);
    const sending = kafka.producer().send({ topic: 't', value: 'never' });
    await drops[1]?.hit();
    await kafka.stop();
    // It may still have been delivered, once the rules were gone; it does not wait for ever.
    await Promise.allSettled([sending]);
  });

  test('that cannot be is refused at once', async () => {
    await using kafka = await startKafka();
    const { faults } = kafka;
    const wrong = 'Prodduce' as 'Produce';
    assert.throws(() => faults.add({ api: wrong, do: { kind: 'drop' } }), /no API Prodduce/);
    const times = { api: 'Produce', times: 0, do: { kind: 'drop' } } as const;
    assert.throws(() => faults.add(times), /times is a whole number from 1, got 0/);
    const delay = { api: 'Produce', do: { kind: 'delay', ms: 'soon' } } as const;
    assert.throws(() => faults.add(delay), /duration/);
    const code = 'NOPE' as 'NONE';
    const error = { api: 'Produce', do: { kind: 'error', code } } as const;
    assert.throws(() => faults.add(error), /no error NOPE/);
  });
});

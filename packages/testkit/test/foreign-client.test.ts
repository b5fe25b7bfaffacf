// A client that knows nothing of Ottla, over TCP: kafkajs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Kafka as KafkaJs, logLevel } from 'kafkajs';

import { type Kafka, startKafka } from '../src/index.ts';

function connect(kafka: Kafka): KafkaJs {
  const brokers = [kafka.bootstrapServers];
  return new KafkaJs({ clientId: 'app', brokers, logLevel: logLevel.NOTHING });
}

/** An application: upper-cases what comes in `in`. */
async function startShouting(client: KafkaJs): Promise<() => Promise<void>> {
  const producer = client.producer();
  const consumer = client.consumer({ groupId: 'shouters', maxWaitTimeInMs: 200 });
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topics: ['in'], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const value = message.value?.toString().toUpperCase() ?? null;
      await producer.send({ topic: 'out', messages: [{ key: message.key, value }] });
    },
  });
  return async () => {
    await consumer.disconnect();
    await producer.disconnect();
  };
}

test('it consumes in a group and produces', async () => {
  const records = [
    { key: 'a', value: 'hello' },
    { key: 'b', value: 'kafka' },
  ];
  await using kafka = await startKafka({ topics: [{ name: 'in', records }, 'out'] });
  const stop = await startShouting(connect(kafka));
  await kafka.expectRecords('out', [
    { key: 'a', value: 'HELLO' },
    { key: 'b', value: 'KAFKA' },
  ]);
  await kafka.expectGroup('shouters', { state: 'Stable', members: 1 });
  await stop();
  await kafka.expectGroup('shouters', { state: 'Empty', members: 0 });
  await kafka.expectGroupLag('shouters', { in: 0 });
});

test('beside a virtual clock it is served too, at its own pace', async () => {
  await using kafka = await startKafka({ topics: ['t'], clock: 'virtual', now: 1.7e12 });
  const producer = connect(kafka).producer();
  await producer.connect();
  const messages = [{ value: 'over TCP', timestamp: '1700000000001' }];
  await producer.send({ topic: 't', messages });
  const [record] = await kafka.expectRecords('t', ['over TCP']);
  assert.equal(record?.timestamp, 1_700_000_000_001);
  assert.equal(kafka.clock.now() < 1.7e12 + 1000, true);
  await producer.disconnect();
});

test('it sees an error that a fault tells, and tries again', async () => {
  await using kafka = await startKafka({ topics: ['t'] });
  const code = 'NOT_LEADER_OR_FOLLOWER';
  const fault = kafka.faults.add({ api: 'Produce', times: 2, do: { kind: 'error', code } });
  const client = new KafkaJs({
    brokers: [kafka.bootstrapServers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 1, retries: 5 },
  });
  const producer = client.producer();
  await producer.connect();
  await producer.send({ topic: 't', messages: [{ value: 'x' }] });
  assert.equal(fault.hits, 2);
  await kafka.expectRecords('t', ['x']);
  await producer.disconnect();
});

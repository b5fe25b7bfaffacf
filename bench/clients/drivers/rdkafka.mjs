// librdkafka, as node-rdkafka wraps it.

import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import RdKafka from 'node-rdkafka';

export async function openProducer({ bootstrap, acks = -1 }) {
  const producer = new RdKafka.Producer(
    { 'client.id': 'bench', 'metadata.broker.list': bootstrap, dr_cb: true },
    { acks },
  );
  const waiting = new Map();
  let number = 0;
  producer.on('delivery-report', (error, { opaque }) => {
    const { resolve, reject } = waiting.get(opaque);
    waiting.delete(opaque);
    if (error) reject(error);
    else resolve();
  });
  producer.setPollInterval(1);
  producer.connect();
  await once(producer, 'ready');
  const send = ({ topic, partition = null, key, value, headers }) =>
    new Promise((resolve, reject) => {
      const opaque = number++;
      waiting.set(opaque, { resolve, reject });
      const pairs = headers && Object.entries(headers).map(([name, text]) => ({ [name]: text }));
      producer.produce(topic, partition, Buffer.from(value), key, null, opaque, pairs);
    });
  return {
    send,
    sendMany: (messages) => Promise.all(messages.map(send)),
    close: () =>
      new Promise((resolve) => {
        producer.disconnect(() => resolve());
      }),
  };
}

/** So many it may hand over at once. */
const BATCH_RECORDS = 1_000;
const FLOW_ENDS_MS = 500;

/** Record by record `data` events of a consumer that flows, by batch `consume(NUMBER, callback)`. */
export async function consumeAll(settings, onRecords) {
  const { bootstrap, topic, group, by, maxBytes, maxWaitMs } = settings;
  const consumer = new RdKafka.KafkaConsumer(
    {
      'client.id': 'bench',
      'group.id': group,
      'metadata.broker.list': bootstrap,
      ...(maxBytes && { 'fetch.message.max.bytes': maxBytes }),
      ...(maxWaitMs && { 'fetch.wait.max.ms': maxWaitMs, 'enable.auto.commit': false }),
    },
    { 'auto.offset.reset': 'earliest' },
  );
  consumer.connect();
  await once(consumer, 'ready');
  await new Promise((resolve, reject) => {
    consumer.on('event.error', reject);
    consumer.subscribe([topic]);
    if (by === 'batch') readBatches(consumer, onRecords, resolve, reject);
    else readRecords(consumer, onRecords, resolve);
  });
  return async () => {
    // Records that still flow in from its thread while it disconnects end the process (SIGSEGV).
    consumer.removeAllListeners('data');
    consumer.unsubscribe();
    await pause(FLOW_ENDS_MS);
    await new Promise((resolve) => {
      consumer.disconnect(() => resolve());
    });
  };
}

function readRecords(consumer, onRecords, done) {
  consumer.on('data', ({ value }) => {
    if (onRecords(1, value.length)) done();
  });
  consumer.consume();
}

function readBatches(consumer, onRecords, done, failed) {
  consumer.consume(BATCH_RECORDS, (error, messages) => {
    if (error) return failed(error);
    let bytes = 0;
    for (const { value } of messages) bytes += value.length;
    if (onRecords(messages.length, bytes)) return done();
    return readBatches(consumer, onRecords, done, failed);
  });
}

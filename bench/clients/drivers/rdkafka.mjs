// librdkafka, as node-rdkafka wraps it: by events.

import { once } from 'node:events';

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

export async function consumeAll({ bootstrap, topic, group, maxBytes, maxWaitMs }, onRecords) {
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
    consumer.on('data', ({ value }) => {
      if (onRecords(1, value.length)) resolve();
    });
    consumer.on('event.error', reject);
    consumer.subscribe([topic]);
    consumer.consume();
  });
  return () =>
    new Promise((resolve) => {
      consumer.disconnect(() => resolve());
    });
}

import { randomUUID } from 'node:crypto';

import { Consumer, ProduceAcks, Producer, stringSerializer } from '@platformatic/kafka';

const asBytes = (value) => (typeof value === 'string' ? Buffer.from(value) : value);
const serializers = {
  key: stringSerializer,
  value: asBytes,
  headerKey: stringSerializer,
  headerValue: stringSerializer,
};

export async function openProducer({ bootstrap, acks = ProduceAcks.ALL }) {
  const producer = new Producer({ clientId: 'bench', bootstrapBrokers: [bootstrap], serializers });
  const sendMany = (messages) => producer.send({ messages, acks });
  return { send: (message) => sendMany([message]), sendMany, close: () => producer.close() };
}

/** Record by record by `data` events, as its own benchmark does; it has no batches. */
export async function consumeAll({ bootstrap, topic, group, maxBytes, maxWaitMs }, onRecords) {
  const consumer = new Consumer({
    clientId: randomUUID(),
    groupId: group,
    bootstrapBrokers: [bootstrap],
    ...(maxBytes && { maxBytes }),
    ...(maxWaitMs && { maxWaitTime: maxWaitMs, autocommit: false }),
  });
  const stream = await consumer.consume({
    topics: [topic],
    mode: 'earliest',
    ...(maxWaitMs ? { autocommit: false } : { autocommit: 5_000 }),
  });
  await new Promise((resolve, reject) => {
    stream.on('data', ({ value }) => {
      if (onRecords(1, value.length)) resolve();
    });
    stream.on('error', reject);
  });
  stream.removeAllListeners('data');
  stream.pause();
  return () => consumer.close(true);
}

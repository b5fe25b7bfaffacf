import { Kafka, logLevel } from 'kafkajs';

process.env.KAFKAJS_NO_PARTITIONER_WARNING = '1';

const kafkaOf = (bootstrap) =>
  new Kafka({ clientId: 'bench', brokers: [bootstrap], logLevel: logLevel.NOTHING });

export async function openProducer({ bootstrap, acks = -1 }) {
  const producer = kafkaOf(bootstrap).producer();
  await producer.connect();
  const sendMany = (messages) => producer.send({ topic: messages[0].topic, acks, messages });
  return { send: (message) => sendMany([message]), sendMany, close: () => producer.disconnect() };
}

/** Record by record `eachMessage`, by batch `eachBatch`. */
export async function consumeAll(settings, onRecords) {
  const { bootstrap, topic, group, by, maxBytes, maxWaitMs } = settings;
  const consumer = kafkaOf(bootstrap).consumer({
    groupId: group,
    ...(maxBytes && { maxBytes, maxBytesPerPartition: maxBytes }),
    ...(maxWaitMs && { maxWaitTimeInMs: maxWaitMs }),
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    const handlerOf = by === 'batch' ? batchHandler : recordHandler;
    const handler = handlerOf(onRecords, resolve);
    consumer.run({ autoCommit: maxWaitMs === undefined, ...handler }).catch(reject);
  });
  return () => consumer.disconnect();
}

const recordHandler = (onRecords, done) => ({
  eachMessage: async ({ message: { value } }) => {
    if (onRecords(1, value.length)) done();
  },
});

const batchHandler = (onRecords, done) => ({
  eachBatch: async ({ batch: { messages } }) => {
    let bytes = 0;
    for (const { value } of messages) bytes += value.length;
    if (onRecords(messages.length, bytes)) done();
  },
});

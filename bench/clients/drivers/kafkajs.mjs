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

export async function consumeAll({ bootstrap, topic, group, maxBytes, maxWaitMs }, onRecords) {
  const consumer = kafkaOf(bootstrap).consumer({
    groupId: group,
    ...(maxBytes && { maxBytes, maxBytesPerPartition: maxBytes }),
    ...(maxWaitMs && { maxWaitTimeInMs: maxWaitMs }),
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    consumer
      .run({
        autoCommit: maxWaitMs === undefined,
        eachBatch: async ({ batch: { messages } }) => {
          let bytes = 0;
          for (const { value } of messages) bytes += value.length;
          if (onRecords(messages.length, bytes)) resolve();
        },
      })
      .catch(reject);
  });
  return () => consumer.disconnect();
}

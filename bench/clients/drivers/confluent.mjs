// Confluent's client by its promised API, that of kafkajs, over librdkafka.

import Confluent from '@confluentinc/kafka-javascript';

const { Kafka, logLevel } = Confluent.KafkaJS;

const kafkaOf = (bootstrap) =>
  new Kafka({ kafkaJS: { clientId: 'bench', brokers: [bootstrap], logLevel: logLevel.NOTHING } });

export async function openProducer({ bootstrap, acks = -1 }) {
  const producer = kafkaOf(bootstrap).producer({ kafkaJS: { acks } });
  await producer.connect();
  const sendMany = (messages) => producer.send({ topic: messages[0].topic, messages });
  return { send: (message) => sendMany([message]), sendMany, close: () => producer.disconnect() };
}

export async function consumeAll({ bootstrap, topic, group, maxBytes, maxWaitMs }, onRecords) {
  const consumer = kafkaOf(bootstrap).consumer({
    kafkaJS: {
      groupId: group,
      fromBeginning: true,
      autoCommit: maxWaitMs === undefined,
      ...(maxWaitMs && { maxWaitTimeInMs: maxWaitMs }),
    },
    ...(maxBytes && { 'fetch.message.max.bytes': maxBytes }),
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic] });
  await new Promise((resolve, reject) => {
    consumer
      .run({
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

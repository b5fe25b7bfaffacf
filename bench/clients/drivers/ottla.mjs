import { Consumer, Producer } from '@ottla/client';

export async function openProducer({ bootstrap, acks }) {
  const producer = new Producer({ bootstrapServers: bootstrap, ...(acks === 0 ? { acks } : {}) });
  return {
    send: (message) => producer.send(message),
    sendMany: (messages) => producer.sendBatch(messages),
    close: () => producer.close(),
  };
}

export async function consumeAll({ bootstrap, topic, group, maxBytes, maxWaitMs }, onRecords) {
  const consumer = new Consumer({
    bootstrapServers: bootstrap,
    groupId: group,
    autoOffsetReset: 'earliest',
    ...(maxBytes && { maxPartitionFetchBytes: maxBytes, fetchMaxBytes: maxBytes }),
    ...(maxWaitMs && { fetchMaxWaitMs: maxWaitMs, enableAutoCommit: false }),
  });
  consumer.subscribe(topic);
  for await (const batch of consumer.batches()) {
    let count = 0;
    let bytes = 0;
    for (const { value } of batch) {
      count += 1;
      bytes += value.length;
    }
    if (onRecords(count, bytes)) break;
  }
  return () => consumer.close();
}

import { Consumer, Producer } from '@ottla/client';

export async function openProducer({ bootstrap, acks }) {
  const producer = new Producer({ bootstrapServers: bootstrap, ...(acks === 0 ? { acks } : {}) });
  return {
    send: (message) => producer.send(message),
    sendMany: (messages) => producer.sendBatch(messages),
    close: () => producer.close(),
  };
}

/** Record by record `for await`, by batch `batches()`. */
export async function consumeAll(settings, onRecords) {
  const { bootstrap, topic, group, by, maxBytes, maxWaitMs } = settings;
  const consumer = new Consumer({
    bootstrapServers: bootstrap,
    groupId: group,
    autoOffsetReset: 'earliest',
    ...(maxBytes && { maxPartitionFetchBytes: maxBytes, fetchMaxBytes: maxBytes }),
    ...(maxWaitMs && { fetchMaxWaitMs: maxWaitMs, enableAutoCommit: false }),
  });
  consumer.subscribe(topic);
  await (by === 'batch' ? readBatches : readRecords)(consumer, onRecords);
  return () => consumer.close();
}

async function readRecords(consumer, onRecords) {
  for await (const { value } of consumer) {
    if (onRecords(1, value.length)) break;
  }
}

async function readBatches(consumer, onRecords) {
  for await (const batch of consumer.batches()) {
    let count = 0;
    let bytes = 0;
    for (const { value } of batch) {
      count += 1;
      bytes += value.length;
    }
    if (onRecords(count, bytes)) break;
  }
}

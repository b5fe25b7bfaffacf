// Our own client behind the drivers' protocol; see drivers/README.md. OTTLA_DRIVER_ASSIGNORS names
// what it offers to its group; `range` without it, as the others do.

import { createInterface } from 'node:readline';

import {
  Consumer,
  Producer,
  type CompressionType,
  type ConsumedRecord,
  type TopicPartition,
} from '@ottla/client';

const [mode = '', settingsText = '{}'] = process.argv.slice(2);
const settings = JSON.parse(settingsText);
const { bootstrap: bootstrapServers } = settings;

function say(kind: string, values: object): void {
  process.stdout.write(`${JSON.stringify({ kind, ...values })}\n`);
}

const text = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString();

async function produce(): Promise<void> {
  const compressionType: CompressionType = settings.codec ?? 'none';
  await using producer = new Producer({ bootstrapServers, compressionType });
  for await (const line of createInterface({ input: process.stdin })) {
    const { headers, ...record } = JSON.parse(line);
    const named = headers === undefined ? {} : { headers: Object.entries(headers) };
    const { topic } = settings;
    const { partition, offset } = await producer.send({ topic, ...record, ...named });
    say('acked', { topic, partition, offset, key: record.key });
  }
}

function see({ topic, partition, offset, key, value, timestamp, headers }: ConsumedRecord): void {
  const record = { topic, partition, offset, key: text(key) };
  if (settings.whole !== true) return say('record', record);
  const pairs = [...headers].map((each) => [each.key, text(each.value)]);
  say('record', { ...record, value: text(value), timestamp, headers: Object.fromEntries(pairs) });
}

const pairsOf = (partitions: readonly TopicPartition[]) =>
  partitions.map(({ topic, partition }) => [topic, partition]);

function createMember(): Consumer {
  const consumer = new Consumer({
    bootstrapServers,
    clientId: settings.clientId,
    groupId: settings.group,
    groupInstanceId: settings.instanceId,
    autoOffsetReset: 'earliest',
    sessionTimeoutMs: settings.sessionTimeoutMs ?? 6_000,
    heartbeatIntervalMs: settings.heartbeatMs ?? 1_000,
    autoCommitIntervalMs: settings.commitMs ?? 200,
    maxPollIntervalMs: 30_000,
    metadataMaxAgeMs: 5_000,
    fetchMaxWaitMs: 100,
    partitionAssignmentStrategy:
      settings.assignor ?? process.env['OTTLA_DRIVER_ASSIGNORS'] ?? 'range',
  });
  consumer.subscribe(settings.topics, {
    onPartitionsAssigned: (partitions) => say('assigned', { partitions: pairsOf(partitions) }),
    onPartitionsRevoked: (partitions) => say('revoked', { partitions: pairsOf(partitions) }),
  });
  return consumer;
}

async function seekTime(consumer: Consumer, timestamp: number): Promise<void> {
  const partitions = consumer.assignment;
  const found = await consumer.offsetsForTimes(partitions.map((each) => ({ ...each, timestamp })));
  partitions.forEach((where, index) => {
    const offset = found[index]?.offset;
    consumer.seek(where, offset === undefined ? 'latest' : { offset });
  });
  say('sought', { partitions: pairsOf(partitions) });
}

async function obey(consumer: Consumer): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, ...args] = line.split(' ');
    if (command === 'stop') break;
    if (command === 'seek') {
      const [topic = '', partition, offset] = args;
      const where = { topic, partition: Number(partition) };
      consumer.seek(where, { offset: Number(offset) });
      say('sought', { partitions: pairsOf([where]) });
    } else if (command === 'seek-time') await seekTime(consumer, Number(args[0]));
  }
  await consumer.close();
  say('closed', {});
}

async function consume(): Promise<void> {
  const consumer = createMember();
  const obeying = obey(consumer);
  for await (const record of consumer) see(record);
  await obeying;
}

await (mode === 'produce' ? produce() : consume());
process.exit(0);

// kafkajs behind the drivers' protocol; see drivers/README.md. It has neither static members nor
// an assignor by Kafka's name: `range` is given to it here.

import { createInterface } from 'node:readline';
import {
  AssignerProtocol,
  CompressionTypes,
  type EachBatchPayload,
  Kafka,
  type KafkaMessage,
  logLevel,
  type PartitionAssigner,
  Partitioners,
} from 'kafkajs';

const [mode = '', settingsText = '{}'] = process.argv.slice(2);
const settings = JSON.parse(settingsText);

function say(kind: string, values: object): void {
  process.stdout.write(`${JSON.stringify({ kind, ...values })}\n`);
}

const range: PartitionAssigner = ({ cluster }) => ({
  name: 'range',
  version: 0,
  async assign({ members, topics }) {
    const memberIds = members.map(({ memberId }) => memberId).sort();
    const shares = memberIds.map((): Record<string, number[]> => ({}));
    for (const topic of topics) {
      const partitions = cluster
        .findTopicPartitionMetadata(topic)
        .map(({ partitionId }) => partitionId)
        .sort((a, b) => a - b);
      const step = partitions.length / memberIds.length;
      shares.forEach((share, at) => {
        const [from, to] = [Math.round(at * step), Math.round((at + 1) * step)];
        if (to > from) share[topic] = partitions.slice(from, to);
      });
    }
    return memberIds.map((memberId, at) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({
        version: 0,
        assignment: shares[at] ?? {},
        userData: Buffer.alloc(0),
      }),
    }));
  },
  protocol: ({ topics }) => ({
    name: 'range',
    metadata: AssignerProtocol.MemberMetadata.encode({
      version: 0,
      topics,
      userData: Buffer.alloc(0),
    }),
  }),
});

const kafka = new Kafka({
  brokers: [settings.bootstrap],
  clientId: settings.clientId ?? 'kafkajs',
  logLevel: logLevel.NOTHING,
  retry: { retries: 100, initialRetryTime: 100, maxRetryTime: 500 },
});

async function produce(): Promise<void> {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const compression = settings.codec === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None;
  for await (const line of createInterface({ input: process.stdin })) {
    const { timestamp, ...record } = JSON.parse(line);
    const time = timestamp === undefined ? {} : { timestamp: String(timestamp) };
    const messages = [{ ...record, ...time }];
    for (const done of await producer.send({ topic: settings.topic, messages, compression })) {
      const { topicName: topic, partition, baseOffset } = done;
      say('acked', { topic, partition, offset: Number(baseOffset), key: record.key });
    }
  }
  await producer.disconnect();
}

function see(topic: string, partition: number, message: KafkaMessage): void {
  const { offset, key, value, timestamp, headers } = message;
  const record = { topic, partition, offset: Number(offset), key: key?.toString() ?? null };
  if (settings.whole !== true) return say('record', record);
  const pairs = Object.entries(headers ?? {}).map(([name, each]) => [name, String(each)]);
  say('record', {
    ...record,
    value: value?.toString() ?? null,
    timestamp: Number(timestamp),
    headers: Object.fromEntries(pairs),
  });
}

async function readBatch(payload: EachBatchPayload): Promise<void> {
  const { batch, resolveOffset, isStale, isRunning } = payload;
  if (isStale() || !isRunning()) return;
  for (const message of batch.messages) {
    see(batch.topic, batch.partition, message);
    resolveOffset(message.offset);
  }
  await payload.heartbeat();
}

type Consumer = ReturnType<typeof kafka.consumer>;

/** As kafkajs sends it; it declares no more than that there is one. */
interface CommitPayload {
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly offset: string }[];
  }[];
}

function tellEvents(consumer: Consumer): void {
  let owned: (readonly [string, number])[] = [];
  const { GROUP_JOIN, REBALANCING, COMMIT_OFFSETS, CRASH } = consumer.events;
  consumer.on(GROUP_JOIN, ({ payload }) => {
    owned = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => [topic, partition] as const),
    );
    say('assigned', { partitions: owned });
  });
  consumer.on(REBALANCING, () => {
    say('revoked', { partitions: owned });
    owned = [];
  });
  consumer.on(COMMIT_OFFSETS, ({ payload }: { payload: CommitPayload }) => {
    const offsets = payload.topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [topic, partition, Number(offset)]),
    );
    say('committed', { offsets });
  });
  consumer.on(CRASH, ({ payload }) => {
    say('error', { error: String(payload.error) });
    // It would stay without reading: the process is the member.
    if (!payload.restart) process.exitCode = 1;
    if (!payload.restart) process.stderr.write(`${String(payload.error)}\n`, () => process.exit());
  });
}

async function seekTime(consumer: Consumer, timestamp: number): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const sought: [string, number][] = [];
  for (const topic of settings.topics) {
    const found = await admin.fetchTopicOffsetsByTimestamp(topic, timestamp);
    for (const { partition, offset } of found) {
      consumer.seek({ topic, partition, offset });
      sought.push([topic, partition]);
    }
  }
  say('sought', { partitions: sought });
  await admin.disconnect();
}

async function consume(): Promise<void> {
  const consumer = kafka.consumer({
    groupId: settings.group,
    sessionTimeout: settings.sessionTimeoutMs ?? 6000,
    heartbeatInterval: settings.heartbeatMs ?? 1000,
    rebalanceTimeout: 30_000,
    metadataMaxAge: 5000,
    maxWaitTimeInMs: 100,
    partitionAssigners: [range],
  });
  tellEvents(consumer);
  await consumer.connect();
  await consumer.subscribe({ topics: settings.topics, fromBeginning: true });
  await consumer.run({
    autoCommitInterval: settings.commitMs ?? 200,
    partitionsConsumedConcurrently: 4,
    eachBatch: readBatch,
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, ...args] = line.split(' ');
    if (command === 'stop') break;
    if (command === 'seek') {
      const [topic = '', partition = '', offset = ''] = args;
      consumer.seek({ topic, partition: Number(partition), offset });
      say('sought', { partitions: [[topic, Number(partition)]] });
    } else if (command === 'seek-time') {
      await seekTime(consumer, Number(args[0]));
    }
  }
  await consumer.disconnect();
  say('closed', {});
}

await (mode === 'produce' ? produce() : consume());
process.exit(0);

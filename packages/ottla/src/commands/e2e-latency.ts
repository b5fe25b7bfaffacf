// `ottla e2e-latency`: kafka-e2e-latency.sh. Sends one message after the other and waits until each
// comes back; options are in the folder e2e-latency/.

import { Prng } from '@ottla/base';
import {
  Admin,
  ClientError,
  PartitionConsumer,
  Producer,
  valueOf,
  type ClientOptions,
  type ConsumedRecord,
  type ConsumerOptions,
  type ProducerOptions,
  type TopicPartition,
} from '@ottla/client';

import { CommandFailure, exitCodes, interruptedExit, type CommandIo } from '../cli/command.ts';
import { UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { doubleText } from './console-consumer/java-text.ts';
import {
  e2eLatencyTool,
  namedArguments,
  planOf,
  type E2eLatencyPlan,
} from './e2e-latency/options.ts';
import { latencyLines } from './e2e-latency/latencies.ts';
import { clientSettings, readProperties } from './java-manner/client-settings.ts';
import { javaText } from './java-manner/log-line.ts';

const RECEIVE_MS = 60_000;
/** A line of progress for each so many messages. */
const REPORT_EVERY = 1_000;
const MAX_BLOCK_MS = '2147483647';

export async function e2eLatency(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(e2eLatencyTool, e2eLatencyTool.about);
  const named = namedArguments(args, (line) => void io.stdout.write(line));
  const plan = planOf(parseOptions(e2eLatencyTool, named));
  try {
    const latencies = await measure(plan, io);
    if (io.interrupted.aborted) return interruptedExit(io);
    for (const line of latencyLines(latencies)) io.stdout.write(`${line}\n`);
    return exitCodes.ok;
  } catch (error) {
    if (io.interrupted.aborted) return interruptedExit(io);
    if (!(error instanceof ClientError)) throw error;
    throw new CommandFailure(javaText(error), { cause: error });
  }
}

/** Milliseconds of each message. */
async function measure(plan: E2eLatencyPlan, io: CommandIo): Promise<number[]> {
  const groupId = `test-group-${io.world().clock.wallMs()}`;
  await using consumer = new PartitionConsumer(
    settings<ConsumerOptions>(plan, io, 'consumer', { 'auto.offset.reset': 'latest' }),
  );
  await using producer = new Producer(
    settings<ProducerOptions>(plan, io, 'producer', {
      'linger.ms': '0',
      'max.block.ms': MAX_BLOCK_MS,
      acks: plan.acks,
    }),
  );
  await using admin = new Admin(settings<ClientOptions>(plan, io, 'admin', {}));
  const partitions = await startAtEnds(admin, consumer, plan, io);
  const latencies = await sendAndReceive(producer, consumer, plan, io);
  await commit(admin, consumer, groupId, partitions);
  return latencies;
}

function settings<Options extends ClientOptions>(
  plan: E2eLatencyPlan,
  io: CommandIo,
  client: 'admin' | 'consumer' | 'producer',
  own: Readonly<Record<string, string>>,
): Options {
  const { configFile, bootstrapServers } = plan;
  const file = configFile === undefined ? [] : [...readProperties(io, configFile)];
  const properties = new Map([
    ...file,
    ['bootstrap.servers', bootstrapServers] as const,
    ...Object.entries(own),
  ]);
  return clientSettings<Options>(io, client, properties);
}

async function startAtEnds(
  admin: Admin,
  consumer: PartitionConsumer,
  { topic }: E2eLatencyPlan,
  io: CommandIo,
): Promise<TopicPartition[]> {
  const topics = await admin.listTopics();
  if (!topics.some(({ name }) => name === topic)) await createTopic(admin, topic, io);
  const known = await consumer.partitionsFor(topic, { signal: io.interrupted });
  const partitions = known.partitions.map(({ partition }) => ({ topic, partition }));
  const ends = await admin.listOffsets(
    partitions.map((each) => ({ ...each, at: 'latest' as const })),
  );
  consumer.assign(
    ends.map(({ partition, found }) => ({
      topic,
      partition,
      from: { offset: valueOf(found).offset },
    })),
  );
  return partitions;
}

async function createTopic(admin: Admin, topic: string, io: CommandIo): Promise<void> {
  io.stdout.write(
    `Topic "${topic}" does not exist. Will create topic with 1 partition(s) and replication ` +
      'factor = 1\n',
  );
  try {
    await admin.createTopics([{ name: topic, partitions: 1, replicationFactor: 1 }]);
  } catch (error) {
    io.stdout.write(`Creation of topic ${topic} failed\n`);
    throw error;
  }
}

async function sendAndReceive(
  producer: Producer,
  consumer: PartitionConsumer,
  plan: E2eLatencyPlan,
  io: CommandIo,
): Promise<number[]> {
  const { clock } = io.world();
  const prng = new Prng(0);
  const latencies: number[] = [];
  for (let number = 0; number < plan.recordCount; number++) {
    const record = recordOf(plan, prng);
    const startMs = clock.monotonicMs();
    await producer.send(record, { signal: io.interrupted });
    const batch = await consumer.next({ timeoutMs: RECEIVE_MS, signal: io.interrupted });
    const elapsedMs = clock.monotonicMs() - startMs;
    checkReceived([...batch], record);
    if (number % REPORT_EVERY === 0) io.stdout.write(`${number}\t${doubleText(elapsedMs)}\n`);
    latencies.push(elapsedMs);
  }
  return latencies;
}

interface Sent {
  readonly topic: string;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly headers: readonly (readonly [key: string, value: Uint8Array | null])[];
}

/** As in Java, each text is one letter again and again. */
function recordOf(plan: E2eLatencyPlan, prng: Prng): Sent {
  const letters = (bytes: number): Uint8Array => Buffer.alloc(bytes, 65 + (prng.uint32() % 26));
  const headers = Array.from({ length: plan.headerCount }, () => {
    const key = Buffer.from(letters(plan.headerKeyBytes)).toString();
    return [key, plan.headerValueBytes < 0 ? null : letters(plan.headerValueBytes)] as const;
  });
  const { topic, keyBytes, valueBytes } = plan;
  return { topic, key: letters(keyBytes), value: letters(valueBytes), headers };
}

function checkReceived(received: readonly ConsumedRecord[], sent: Sent): void {
  const [record] = received;
  const same = (read: Uint8Array | null | undefined, wrote: Uint8Array | null): boolean =>
    wrote === null ? read === null : Buffer.from(wrote).equals(read ?? Buffer.alloc(0));
  if (record === undefined || !same(record.value, sent.value)) {
    throw new CommandFailure('The message value read did not match the message value sent');
  }
  if (!same(record.key, sent.key)) {
    throw new CommandFailure('The message key read did not match the message key sent');
  }
  const { headers } = record;
  const areSame =
    headers.length === sent.headers.length &&
    sent.headers.every(([key, value], index) => {
      const read = headers[index];
      return read?.key === key && same(read.value, value);
    });
  if (!areSame) {
    throw new CommandFailure('The message headers read did not match those that were sent');
  }
  if (received.length > 1) {
    const found = `We found [${received.length}]`;
    throw new CommandFailure(`Only one result was expected during this test. ${found}`);
  }
}

/** As Java's consumer does at the end: the group shows in lists. */
async function commit(
  admin: Admin,
  consumer: PartitionConsumer,
  groupId: string,
  partitions: readonly TopicPartition[],
): Promise<void> {
  const offsets = partitions.flatMap((each) => {
    const offset = consumer.position(each);
    return offset === undefined ? [] : [{ ...each, offset }];
  });
  await admin.alterConsumerGroupOffsets(groupId, offsets);
}

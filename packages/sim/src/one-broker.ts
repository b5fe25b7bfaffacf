// The first scenario: one broker on one simulated machine, a producer and a consumer on another. It
// is what all later workloads grow from: same code as in life, virtual time, one seed.

import { type SimulatedUniverse, SimulatedUniverse as Universe } from '@ottla/base';
import { Admin, PartitionConsumer, Producer } from '@ottla/client';

import { RecordedLog } from './recorded-log.ts';
import { BROKER_PORT, startSimulatedNode } from './simulated-node.ts';

export interface OneBrokerOptions {
  readonly seed: number | string;
  readonly records: number;
  readonly partitions: number;
  /** Keeps the trace as lines, to find where two runs part. */
  readonly traceLines?: boolean;
}

export interface OneBrokerRun {
  /** Number of events and their hash. */
  readonly digest: string;
  readonly traceLines: readonly string[];
  /** What came back, as `partition/offset key=value`, in the order of consumption. */
  readonly consumed: readonly string[];
  readonly log: readonly string[];
}

const TOPIC = 'events';

/** Boots, produces, consumes everything, and stops cleanly. */
export async function runOneBroker(options: OneBrokerOptions): Promise<OneBrokerRun> {
  const { seed, traceLines = false } = options;
  const universe = new Universe({ seed, traceLines });
  const log = new RecordedLog();
  const world = universe.createNode('broker');
  const node = await startSimulatedNode({ universe, world, host: 'broker', logger: log });
  const consumed = await runClients(universe, options);
  await universe.resolve(node.stop());
  const { digest, lines } = universe.trace;
  return { digest, traceLines: lines, consumed, log: log.lines };
}

async function runClients(
  universe: SimulatedUniverse,
  { records, partitions }: OneBrokerOptions,
): Promise<string[]> {
  const world = universe.createNode('client');
  const client = { world, bootstrapServers: `broker:${BROKER_PORT}` };
  const admin = new Admin(client);
  await universe.resolve(admin.createTopics([{ name: TOPIC, partitions }]));
  const producer = new Producer(client);
  const consumer = new PartitionConsumer(client);
  const all = Array.from({ length: partitions }, (_, partition) => partition);
  consumer.assign(all.map((partition) => ({ topic: TOPIC, partition, from: 'earliest' })));
  const [, consumed] = await universe.resolve(
    Promise.all([produceAll(producer, records), consumeAll(consumer, records)]),
  );
  await universe.resolve(Promise.all([producer.close(), consumer.close(), admin.close()]));
  return consumed;
}

async function produceAll(producer: Producer, records: number): Promise<void> {
  const sends: Promise<unknown>[] = [];
  for (let index = 0; index < records; index += 1) {
    const record = { topic: TOPIC, key: `key-${index % 17}`, value: `value ${index}` };
    sends.push(producer.send(record));
  }
  await Promise.all(sends);
}

async function consumeAll(consumer: PartitionConsumer, records: number): Promise<string[]> {
  const seen: string[] = [];
  for await (const { partition, offset, key, value } of consumer) {
    seen.push(`${partition}/${offset} ${textOf(key)}=${textOf(value)}`);
    if (seen.length === records) break;
  }
  return seen;
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? 'null' : Buffer.from(bytes).toString();
}

// The one foreign client of all claims, librdkafka, against any broker that speaks Kafka's
// protocol: topics, loads, the warm-up, and what a load cost the broker.

import { setTimeout as pause } from 'node:timers/promises';

import { Admin } from '@ottla/client';

import { cpuSeconds, GB } from './measure.ts';
import { type EndToEnd, type Load, runNative } from './native.ts';
import type { KafkaServer } from './peers/kafka-server.ts';

export interface Stream {
  readonly topic: string;
  readonly records: number;
  readonly recordBytes: number;
  readonly batchBytes: number;
  /** One where left out; records go to one after the other, a batch to each. */
  readonly partitions?: number;
}

export interface Cost {
  readonly mbs: number;
  readonly recordsPerSecond: number;
  readonly cpuPerGb: number;
  readonly cpuPerRecord: number;
}

type Place = Pick<KafkaServer, 'bootstrap'>;

export async function createTopic(
  { bootstrap }: Place,
  name: string,
  configs: Readonly<Record<string, string>> = {},
  partitions = 1,
): Promise<void> {
  await using admin = new Admin({ bootstrapServers: bootstrap });
  await admin.createTopics([{ name, partitions, replicationFactor: 1, configs }]);
}

/** More than `log.segment.delete.delay.ms` of both sides. */
const FILES_GO_MS = 2_000;

/** Resolves when their files are gone as well: that is work which the next load should not meet. */
export async function deleteTopics({ bootstrap }: Place, names: readonly string[]): Promise<void> {
  await using admin = new Admin({ bootstrapServers: bootstrap });
  await admin.deleteTopics(names);
  await pause(FILES_GO_MS);
}

export function produce({ bootstrap }: Place, stream: Stream, acks = '1'): Promise<Load> {
  const { topic, records, recordBytes, batchBytes, partitions = 1 } = stream;
  const args = ['produce', bootstrap, topic, records, recordBytes, batchBytes, acks, partitions];
  return runNative<Load>('load', args);
}

export interface Reading {
  readonly topic: string;
  /** So many, from the topic's end back. */
  readonly records: number;
  readonly fetchBytes: number;
  readonly rounds: number;
}

export function consume({ bootstrap }: Place, reading: Reading): Promise<Load> {
  const { topic, records, fetchBytes, rounds } = reading;
  return runNative<Load>('load', ['consume', bootstrap, topic, records, fetchBytes, rounds]);
}

export interface Flow {
  /** Records a second; 0 for as fast as it goes. */
  readonly rate: number;
  readonly consumers: number;
  /** How long the producer waits for more of a batch; where left out 1, or 20 at full speed. */
  readonly lingerMs?: number;
  /** What the producer compresses with; nothing where left out. */
  readonly codec?: 'none' | 'lz4';
}

/** From one producer with acks=all to consumers that wait at the end. */
export function endToEnd({ bootstrap }: Place, stream: Stream, flow: Flow): Promise<EndToEnd> {
  const { topic, records, recordBytes, batchBytes, partitions = 1 } = stream;
  const { rate, consumers, lingerMs = rate > 0 ? 1 : 20, codec = 'none' } = flow;
  const how = [records, recordBytes, batchBytes, rate, consumers, lingerMs, partitions, codec];
  return runNative<EndToEnd>('end-to-end', [bootstrap, topic, ...how]);
}

/** What a load did, and what it cost the process that served it. */
export async function costOf(pid: number, run: () => Promise<Load>): Promise<Cost> {
  const before = cpuSeconds(pid);
  const load = await run();
  const cpu = cpuSeconds(pid) - before;
  return {
    mbs: load.bytes / load.seconds / 1e6,
    recordsPerSecond: load.records / load.seconds,
    cpuPerGb: cpu / (load.bytes / GB),
    cpuPerRecord: (cpu / load.records) * 1e6,
  };
}

/** Many small requests over several segments, then batches as measured, read back. */
const WARM_UP: readonly Omit<Stream, 'topic'>[] = [
  { records: 300_000, recordBytes: 100, batchBytes: 4_096 },
  { records: 40_000, recordBytes: 1_000, batchBytes: 16_384 },
  { records: 40_000, recordBytes: 1_000, batchBytes: 131_072 },
];
/** Small, and few of them kept: a warm-up must not fill the disk. */
const WARM_UP_CONFIGS = { 'segment.bytes': '16777216', 'retention.bytes': '268435456' };

/**
 * Serves loads of every kind for `seconds`: a compiler that works at run time, V8's as the JVM's,
 * has then seen what it needs.
 */
export async function warmUp(server: KafkaServer, seconds: number): Promise<void> {
  const topic = 'warm-up';
  await createTopic(server, topic, WARM_UP_CONFIGS);
  const end = performance.now() + seconds * 1000;
  do {
    for (const stream of WARM_UP) await produce(server, { topic, ...stream });
    await consume(server, { topic, records: 80_000, fetchBytes: 1_048_576, rounds: 4 });
  } while (performance.now() < end);
}

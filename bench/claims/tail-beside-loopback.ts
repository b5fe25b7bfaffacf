// Claim: a tail fetch of 1 MB on a bare socket gets at least 0.7 of the MB/s that two plain C
// programs exchange over the loopback. No client's own work is in it.

import { type Cost, costOf, createTopic, produce, warmUp } from '../load.ts';
import { type Load, runNative } from '../native.ts';
import type { Row } from '../outcome.ts';
import { probe, quietly } from '../pairs.ts';
import type { KafkaServer } from '../peers/kafka-server.ts';
import { ottla } from '../peers/ottla.ts';

const PAIRS = 9;
const WARM_SECONDS = 10;
const RECORDS = 40_000;
const ROUNDS = 50;
const BATCH_BYTES = 131_072;
const FETCHES = [
  { name: '64 KB', bytes: 65_536 },
  { name: '1 MB', bytes: 1_048_576 },
] as const;
const AT_LEAST = 0.7;

function fetch(server: KafkaServer, topic: string, bytes: number): Promise<Load> {
  return runNative<Load>('fetch', [server.port, topic, RECORDS, bytes, ROUNDS]);
}

interface Pair {
  readonly costs: readonly Cost[];
  readonly loopbackMbs: number;
  readonly senderCpu: number;
}

async function measurePair(): Promise<Pair> {
  const server = await ottla.start();
  await warmUp(server, WARM_SECONDS);
  const costs: Cost[] = [];
  for (const { name, bytes } of FETCHES) {
    const topic = `tail-${bytes}`;
    await createTopic(server, topic);
    const sizes = { recordBytes: 1_000, batchBytes: Math.min(bytes, BATCH_BYTES) };
    await produce(server, { topic, records: RECORDS, ...sizes });
    // The tail keeps logs that somebody reads.
    await fetch(server, topic, bytes);
    costs.push(await costOf(server.pid, () => fetch(server, topic, bytes)));
    console.error(`fetched by ${name}`);
  }
  await server.stop();
  const { mbs, senderCpu } = await probe();
  return { costs, loopbackMbs: mbs, senderCpu };
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const measured: Pair[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const { value } = await quietly(measurePair);
    if (pair > 0) measured.push(value);
  }
  return FETCHES.flatMap(({ name, bytes }, index): Row[] => {
    const what = `tail fetch by ${name}, bare socket`;
    const peer = 'loopback in C';
    const figures = (key: 'mbs' | 'cpuPerGb', of: (pair: Pair) => number) =>
      measured.map((pair) => ({ ours: pair.costs[index]?.[key] ?? NaN, peer: of(pair) }));
    const demand = bytes === 1_048_576 ? { bound: { atLeast: AT_LEAST } } : {};
    const speeds = figures('mbs', (pair) => pair.loopbackMbs);
    const cpus = figures('cpuPerGb', (pair) => pair.senderCpu);
    return [
      { what, unit: 'MB/s', peer, samples: speeds, ...demand },
      { what, unit: 'CPU s/GB', peer, samples: cpus },
    ];
  });
}

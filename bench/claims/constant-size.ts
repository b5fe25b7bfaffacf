// Claim: what is stored already costs nothing. On partitions preloaded with 0.1, 1, 10 and 40 GB
// and settled, 1 GB is appended and read at the tail, the sizes interleaved, in 5 rounds: the
// medians of CPU per GB lie within 15 % of each other.
//
//   npm run bench -- constant-size [ROUNDS [GB,GB,…]]
//
// Each size has a broker of its own, all alive throughout. After a round the oldest records are
// deleted, so that a partition keeps its size and the disk holds the run.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Admin } from '@ottla/client';

import { type Cost, costOf, createTopic, endToEnd, produce, warmUp } from '../load.ts';
import { spread } from '../measure.ts';
import type { Row } from '../outcome.ts';
import { quietly } from '../pairs.ts';
import type { KafkaServer } from '../peers/kafka-server.ts';
import { ottla } from '../peers/ottla.ts';

const ROUNDS = 5;
const SIZES_GB = '0.1,1,10,40';
const WARM_SECONDS = 10;
const TOPIC = 'bench';
const RECORD_BYTES = 1_000;
const BATCH_BYTES = 131_072;
const RECORDS_PER_GB = 1_000_000;
const APPENDED_RECORDS = 1_000_000;
/** One run of the client that preloads: it is given up after three minutes. */
const PRELOAD_RECORDS = 2_000_000;
const DIRTY_BYTES_MAX = 100_000_000;
const SETTLE_MS_MAX = 120_000;
const LOOK_AGAIN_MS = 250;
const WITHIN = 1.15;

interface Sized {
  readonly gigabytes: number;
  readonly server: KafkaServer;
  readonly costs: Cost[];
  /** Since the partition was preloaded; more than one a round where the machine was not quiet. */
  appendedRecords: number;
}

function dirtyBytes(): number {
  const info = readFileSync('/proc/meminfo', 'utf8');
  const lines = info.matchAll(/^(?:Dirty|Writeback):\s+(\d+) kB$/gm);
  return [...lines].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
}

/** Waits until the kernel has hardly anything left to write. */
async function settle(): Promise<void> {
  await promisify(execFile)('sync');
  const deadline = performance.now() + SETTLE_MS_MAX;
  while (dirtyBytes() > DIRTY_BYTES_MAX) {
    if (performance.now() > deadline) throw new Error('the disk does not settle');
    await pause(LOOK_AGAIN_MS);
  }
}

async function preload(gigabytes: number): Promise<Sized> {
  const server = await ottla.start();
  await warmUp(server, WARM_SECONDS);
  await createTopic(server, TOPIC);
  const sizes = { topic: TOPIC, recordBytes: RECORD_BYTES, batchBytes: BATCH_BYTES };
  for (let left = gigabytes * RECORDS_PER_GB; left > 0; left -= PRELOAD_RECORDS) {
    await produce(server, { ...sizes, records: Math.min(left, PRELOAD_RECORDS) });
  }
  console.error(`preloaded ${gigabytes} GB`);
  return { gigabytes, server, costs: [], appendedRecords: 0 };
}

async function appendAndRead(sized: Sized): Promise<Cost> {
  const { server } = sized;
  await settle();
  const sizes = { recordBytes: RECORD_BYTES, batchBytes: BATCH_BYTES };
  const stream = { topic: TOPIC, records: APPENDED_RECORDS, ...sizes };
  const flow = { rate: 0, consumers: 1 };
  sized.appendedRecords += APPENDED_RECORDS;
  return costOf(server.pid, () => endToEnd(server, stream, flow));
}

/** Deletes what was there first, as much as was appended. */
async function shorten({ server, appendedRecords: offset }: Sized): Promise<void> {
  await using admin = new Admin({ bootstrapServers: server.bootstrap });
  await admin.deleteRecords([{ topic: TOPIC, partition: 0, offset }]);
}

function rowsOf(sized: readonly Sized[]): Row[] {
  const row = (name: string, key: keyof Cost, unit: string): Row[] =>
    sized.map(({ gigabytes, costs }) => ({
      what: `${name} on ${gigabytes} GB`,
      unit,
      samples: costs.map((cost) => ({ ours: cost[key] })),
    }));
  const medians = sized.map(({ costs }) => spread(costs.map((cost) => cost.cpuPerGb)).median);
  const flatness = Math.max(...medians) / Math.min(...medians);
  return [
    ...row('append and tail', 'cpuPerGb', 'CPU s/GB'),
    ...row('append and tail', 'mbs', 'MB/s'),
    {
      what: 'dearest size to cheapest, medians of CPU s/GB',
      unit: '×',
      limit: { atMost: WITHIN },
      samples: [{ ours: flatness }],
    },
  ];
}

/** The second argument are the sizes, so that a short form can be run. */
export async function measureClaim(rounds = ROUNDS, sizes = SIZES_GB): Promise<Row[]> {
  const sized: Sized[] = [];
  for (const size of sizes.split(',')) sized.push(await preload(Number(size)));
  // The first round warms and is thrown away.
  for (let round = 0; round <= rounds; round++) {
    for (const one of round % 2 === 0 ? sized : sized.toReversed()) {
      const { value: cost } = await quietly(() => appendAndRead(one));
      if (round > 0) one.costs.push(cost);
      await shorten(one);
    }
    console.error(`round ${round} of ${rounds}`);
  }
  for (const { server } of sized) await server.stop();
  return rowsOf(sized);
}

// Claim: 5 GB with 10 million keys in one topic are compacted within the memory that Kafka's
// setting for it names, log.cleaner.dedupe.buffer.size (128 MB), and an allowance; meanwhile two
// producers on topics of their own, with acks=all, one of plain and one of lz4 batches, each keep
// their 99th of a hundred within three times what they had before, or 10 ms where that is more.
//
//   npm run bench -- compaction [PAIRS [GB]]
//
// The peer is the same broker, a moment before it is told to compact, with both producers. Each
// key is there twice. Where the buffer does not hold all keys the log is gone through several
// times, as by Kafka.

import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Admin } from '@ottla/client';

import { temporaryDirectory } from '../../interop/paths.ts';
import { type BrokerProcess, startBroker } from '../../interop/peers/broker.ts';
import { bundledMain } from '../install.ts';
import { createTopic, endToEnd } from '../load.ts';
import { residentBytes } from '../measure.ts';
import { type EndToEnd, type Load, runNative } from '../native.ts';
import type { Row } from '../outcome.ts';
import { inPairs } from '../pairs.ts';
import { type Codec, CODECS, type Live, liveAt, rowsOf, type Sample } from './compaction/rows.ts';

const PAIRS = 3;
const GIGABYTES = '5';
const GIGABYTES_MIN = 0.5;
const KEYS_PER_GB = 2_000_000;
const ROUNDS = 2;
/** Key and overhead in the log make it 250. */
const VALUE_BYTES = 226;
/** One run of the client that loads: it is given up after three minutes. */
const LOADED_AT_ONCE = 4_000_000;
const BATCH_BYTES = 131_072;
const LIVE = { records: 50_000, recordBytes: 1_000, batchBytes: 16_384 };
const LIVE_RATE = 5_000;
const RUNS_BEFORE = 3;
const LOOK_MS = 250;
const COMPACTED_MS_MAX = 1_800_000;

const SETTINGS = {
  'log.segment.bytes': 128 * 1024 * 1024,
  'log.segment.delete.delay.ms': 500,
  'log.cleaner.backoff.ms': 500,
  'log.cleaner.min.cleanable.ratio': 0.01,
};

async function load({ bootstrap }: BrokerProcess, keys: number): Promise<void> {
  const records = keys * ROUNDS;
  for (let first = 0; first < records; first += LOADED_AT_ONCE) {
    const count = Math.min(LOADED_AT_ONCE, records - first);
    const args = [bootstrap, 'keyed', first, count, VALUE_BYTES, keys, BATCH_BYTES];
    await runNative<Load>('keyed', args);
  }
}

async function compactNow({ bootstrap }: BrokerProcess): Promise<void> {
  await using admin = new Admin({ bootstrapServers: bootstrap });
  const changes = [{ name: 'cleanup.policy', operation: 'set', value: 'compact' }] as const;
  await admin.incrementalAlterConfigs([{ type: 'topic', name: 'keyed', changes }]);
}

function segmentsOf({ dataDirectory }: BrokerProcess): readonly string[] {
  const directory = join(dataDirectory, 'keyed-0');
  const logs = readdirSync(directory).filter((name) => name.endsWith('.log'));
  return logs.toSorted().map((name) => join(directory, name));
}

function logBytes(broker: BrokerProcess): number {
  return segmentsOf(broker).reduce((sum, path) => sum + statSync(path).size, 0);
}

/** Whether all but the newest segment is clean, by the checkpoint that Kafka has for it. */
function isCompacted(broker: BrokerProcess): boolean {
  const path = join(broker.dataDirectory, 'cleaner-offset-checkpoint');
  if (!existsSync(path)) return false;
  const [, offset] = /^keyed 0 (\d+)$/m.exec(readFileSync(path, 'utf8')) ?? [];
  const newest = segmentsOf(broker).at(-1) ?? '';
  return newest.endsWith(`/${String(offset).padStart(20, '0')}.log`);
}

/** Compacts to the end. Resolves with the most memory that was resident, and how long it took. */
async function compact(broker: BrokerProcess): Promise<{ mostBytes: number; seconds: number }> {
  const start = performance.now();
  await compactNow(broker);
  let mostBytes = 0;
  do {
    await pause(LOOK_MS);
    mostBytes = Math.max(mostBytes, residentBytes(broker.pid));
    if (performance.now() - start > COMPACTED_MS_MAX) throw new Error('it is not compacted yet');
  } while (!isCompacted(broker));
  return { mostBytes, seconds: (performance.now() - start) / 1000 };
}

function topicOf(codec: Codec): string {
  return `live-${codec}`;
}

/** Both producers at the same time. */
async function liveRun(broker: BrokerProcess): Promise<Live> {
  const run = (codec: Codec): Promise<EndToEnd> => {
    const flow = { rate: LIVE_RATE, consumers: 1, codec };
    return endToEnd(broker, { topic: topicOf(codec), ...LIVE }, flow);
  };
  const [none, lz4] = await Promise.all([run('none'), run('lz4')]);
  return { none, lz4 };
}

async function measure(keys: number): Promise<Sample> {
  const dataDirectory = temporaryDirectory('bench');
  const main = await bundledMain();
  const broker = await startBroker({ dataDirectory, overrides: SETTINGS, main });
  for (const codec of CODECS) await createTopic(broker, topicOf(codec));
  await createTopic(broker, 'keyed', { 'retention.ms': '-1' });
  await load(broker, keys);
  const runs: Live[] = [];
  // The first one warms.
  for (let run = 0; run <= RUNS_BEFORE; run++) runs.push(await liveRun(broker));
  const before = liveAt(runs.splice(0).slice(1), 0.5);
  const [bytes, residentBefore] = [logBytes(broker), residentBytes(broker.pid)];
  const state = { isOver: false };
  const compacting = compact(broker).finally(() => (state.isOver = true));
  // What began beside the compaction counts, also where the compaction ends first.
  while (!state.isOver) runs.push(await liveRun(broker));
  const { mostBytes, seconds } = await compacting;
  const left = logBytes(broker) / bytes;
  await broker.stop();
  rmSync(dataDirectory, { recursive: true });
  const grownMb = (mostBytes - residentBefore) / 1e6;
  return { before, beside: liveAt(runs, 1), grownMb, seconds, left };
}

/** The second argument are gigabytes, so that a short form can be run. */
export async function measureClaim(pairs = PAIRS, size = GIGABYTES): Promise<Row[]> {
  const gigabytes = Number(size);
  if (!(gigabytes >= GIGABYTES_MIN)) {
    throw new Error(`at least ${GIGABYTES_MIN} GB: the newest segment stays as it is; got ${size}`);
  }
  const samples = await inPairs(pairs, () => measure(Math.round(gigabytes * KEYS_PER_GB)));
  return rowsOf(gigabytes, samples);
}

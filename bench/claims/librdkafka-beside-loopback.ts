// Claim: with librdkafka, 1 KB records and 128 KB batches, producing costs the broker at most 6
// times the CPU per GB of a C program that only receives the bytes, and a tail fetch at most 3
// times that of one that only sends them. 16 KB batches are printed beside it, without a bound.

import { rmSync } from 'node:fs';

import { temporaryDirectory } from '../../interop/paths.ts';
import { type BrokerProcess, startBroker } from '../../interop/peers/broker.ts';
import { cpuSeconds, describe, type Spread, spread } from '../measure.ts';
import { runNative } from '../native.ts';

const RECORD_BYTES = 1_000;
const RECORDS = 1_000_000;
/** A tail that the broker's memory holds, read again and again. */
const TAIL_RECORDS = 40_000;
const TAIL_ROUNDS = 20;
const GB = 1_000_000_000;
const PAIRS = 7;
const FETCH_BYTES = 1_048_576;
const BOUNDS = { produce: 6, fetch: 3 } as const;

interface Loopback {
  readonly seconds: number;
  readonly senderCpu: number;
  readonly receiverCpu: number;
}

interface Load {
  readonly records: number;
  readonly bytes: number;
  readonly seconds: number;
}

interface Sample {
  readonly produceMbs: number;
  readonly produceCpu: number;
  readonly produceRatio: number;
  readonly fetchMbs: number;
  readonly fetchCpu: number;
  readonly fetchRatio: number;
}

/** One pair: the probe, then produce and tail fetch on a broker with a new data directory. */
async function samplePair(batchBytes: number, profile: readonly string[]): Promise<Sample> {
  const probe = await runNative<Loopback>('loopback', [2 * GB]);
  const dataDirectory = temporaryDirectory('bench');
  const broker = await startBroker({ dataDirectory, nodeFlags: profile });
  // The same topic: making one costs librdkafka a second of waiting.
  const warm = [broker.bootstrap, 'bench', 300_000, RECORD_BYTES, batchBytes];
  await runNative<Load>('load', ['produce', ...warm]);
  const produce = await timed(broker, () => {
    const args = [broker.bootstrap, 'bench', RECORDS, RECORD_BYTES, batchBytes];
    return runNative<Load>('load', ['produce', ...args]);
  });
  const tail = [broker.bootstrap, 'tail', TAIL_RECORDS];
  await runNative<Load>('load', ['produce', ...tail, RECORD_BYTES, batchBytes]);
  const fetch = await timed(broker, () =>
    runNative<Load>('load', ['consume', ...tail, FETCH_BYTES, TAIL_ROUNDS]),
  );
  await broker.stop();
  rmSync(dataDirectory, { recursive: true });
  return {
    produceMbs: produce.mbs,
    produceCpu: produce.cpuPerGb,
    produceRatio: produce.cpuPerGb / (probe.receiverCpu / 2),
    fetchMbs: fetch.mbs,
    fetchCpu: fetch.cpuPerGb,
    fetchRatio: fetch.cpuPerGb / (probe.senderCpu / 2),
  };
}

async function timed(broker: BrokerProcess, run: () => Promise<Load>) {
  const before = cpuSeconds(broker.pid);
  const load = await run();
  const cpu = cpuSeconds(broker.pid) - before;
  return { mbs: load.bytes / load.seconds / 1e6, cpuPerGb: cpu / (load.bytes / GB) };
}

function column(samples: readonly Sample[], key: keyof Sample): Spread {
  return spread(samples.map((sample) => sample[key]));
}

/** Prints a table and returns whether the bounds hold at 128 KB. */
export async function measureClaim(pairs = PAIRS): Promise<boolean> {
  let holds = true;
  console.log('librdkafka, 1 KB records, acks=1, one partition: medians and ranges');
  console.log('batch   | path    | MB/s | CPU s/GB | ratio to the loopback side');
  for (const batchBytes of [16_384, 131_072]) {
    const samples: Sample[] = [];
    // The first pair warms the machine and is thrown away.
    for (let pair = 0; pair <= pairs; pair += 1) {
      const sample = await samplePair(batchBytes, []);
      if (pair > 0) samples.push(sample);
    }
    const kb = `${batchBytes / 1024} KB`.padEnd(7);
    for (const path of ['produce', 'fetch'] as const) {
      const ratio = column(samples, `${path}Ratio`);
      const mbs = describe(column(samples, `${path}Mbs`), 0);
      const cpu = describe(column(samples, `${path}Cpu`));
      console.log(`${kb} | ${path.padEnd(7)} | ${mbs} | ${cpu} | ${describe(ratio)}`);
      if (batchBytes === 131_072 && ratio.median > BOUNDS[path]) holds = false;
    }
  }
  console.log(`bounds at 128 KB: produce ≤ ${BOUNDS.produce}, fetch ≤ ${BOUNDS.fetch}: ${holds}`);
  return holds;
}

// Claim: with librdkafka, 1 KB records and 128 KB batches, producing costs the broker at most 6
// times the CPU per GB of a C program that only receives the bytes, and a tail fetch at most 3
// times that of one that only sends them. 16 KB batches are printed beside it, without a bound.
//
// What is measured is a broker in its stride: warmed by as many requests as V8 needs to compile
// what they run through (user CPU per GB falls from 0.40 to 0.30 s over the first 100,000), on a
// machine whose free memory is present, as on one that is nobody's guest; what other free memory
// costs, bench/native/memory.c says.

import { consume, type Cost, costOf, createTopic, produce, type Stream } from '../load.ts';
import type { Row } from '../outcome.ts';
import { type Loopback, quietly } from '../pairs.ts';
import { ottla } from '../peers/ottla.ts';

const RECORD_BYTES = 1_000;
const RECORDS = 600_000;
/** Many small requests on several connections, over several segments; then some as measured. */
const WARM_UP_RUNS = 3;
const WARM_UP_SMALL = { records: 1_500_000, recordBytes: 100, batchBytes: 4_096 };
const WARM_UP_CONFIGS = { 'segment.bytes': String(16 * 1024 * 1024) };
const WARM_UP_RECORDS = 50_000;
/** A tail that the broker's memory holds, read again and again. */
const TAIL_RECORDS = 40_000;
const TAIL_ROUNDS = 20;
const FETCH_BYTES = 1_048_576;
const PAIRS = 7;
const BATCHES = [16_384, 131_072] as const;
const BOUNDED_BATCH = 131_072;
const BOUNDS = { produce: 6, fetch: 3 } as const;

interface Pair {
  readonly produce: Cost;
  readonly fetch: Cost;
  readonly loopback: Loopback;
}

/** Produce and tail fetch on a broker with a new data directory. */
async function measureBroker(batchBytes: number) {
  const server = await ottla.start();
  const sizes = { recordBytes: RECORD_BYTES, batchBytes };
  const main: Stream = { topic: 'bench', records: RECORDS, ...sizes };
  // The same topic throughout: making one costs librdkafka a second of waiting.
  await createTopic(server, 'warm-up', WARM_UP_CONFIGS);
  for (let run = 0; run < WARM_UP_RUNS; run++) {
    await produce(server, { topic: 'warm-up', ...WARM_UP_SMALL });
    await produce(server, { ...main, records: WARM_UP_RECORDS });
  }
  const produced = await costOf(server.pid, () => produce(server, main));
  await produce(server, { topic: 'tail', records: TAIL_RECORDS, ...sizes });
  const tail = { topic: 'tail', records: TAIL_RECORDS, rounds: TAIL_ROUNDS };
  const fetched = await costOf(server.pid, () =>
    consume(server, { ...tail, fetchBytes: FETCH_BYTES }),
  );
  await server.stop();
  return { produce: produced, fetch: fetched };
}

function rowsOf(batchBytes: number, pairs: readonly Pair[]): Row[] {
  const row = (path: 'produce' | 'fetch', side: 'receiverCpu' | 'senderCpu'): Row[] => {
    const what = `${path}, 1 KB in ${batchBytes / 1024} KB`;
    const bound = batchBytes === BOUNDED_BATCH ? { bound: { atMost: BOUNDS[path] } } : {};
    const cpu = pairs.map((pair) => ({ ours: pair[path].cpuPerGb, peer: pair.loopback[side] }));
    const speed = pairs.map((pair) => ({ ours: pair[path].mbs, peer: pair.loopback.mbs }));
    const peer = 'loopback in C';
    return [
      { what, unit: 'CPU s/GB', peer, samples: cpu, ...bound },
      { what, unit: 'MB/s', peer, samples: speed },
    ];
  };
  return [...row('produce', 'receiverCpu'), ...row('fetch', 'senderCpu')];
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const rows: Row[] = [];
  for (const batchBytes of BATCHES) {
    const measured: Pair[] = [];
    // The first pair warms the machine and is thrown away.
    for (let pair = 0; pair <= pairs; pair += 1) {
      const { value, loopback } = await quietly(() => measureBroker(batchBytes));
      if (pair > 0) measured.push({ ...value, loopback });
    }
    rows.push(...rowsOf(batchBytes, measured));
  }
  return rows;
}

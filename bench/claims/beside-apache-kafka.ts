// Claim: beside Apache Kafka with its own flags (heap of 1 GB), warmed for a minute, we take at
// least as many MB/s of 1 KB records with acks=1 at most 0.8 of the CPU per GB, serve the tail at
// 0.95 of its speed or better at most 1.2 of the CPU, hold at most a quarter of its memory, and
// are ready in a tenth of its time. A read of a whole topic (catch-up, out of the page cache: the
// disk itself is not measured) and 100 B records are printed beside.
//
// A pair is one new broker of each side, one after the other, each with a new directory. What a
// batch size has written is deleted before the next: more than 2 GB and the disk sets the pace.

import { residentBytes } from '../measure.ts';
import {
  consume,
  type Cost,
  costOf,
  createTopic,
  deleteTopics,
  produce,
  warmUp,
} from '../load.ts';
import { type Bound, type Figure, type Row, rowsBeside } from '../outcome.ts';
import { inPairs, inTurn } from '../pairs.ts';
import { apacheKafka } from '../peers/apache-kafka.ts';
import type { KafkaPeer, KafkaServer } from '../peers/kafka-server.ts';
import { ottla } from '../peers/ottla.ts';

const PAIRS = 7;
const WARM_SECONDS = 60;
const FETCH_BYTES = 1_048_576;
const BATCHES = [
  { name: '16 KB', bytes: 16_384 },
  { name: '128 KB', bytes: 131_072 },
  // All that librdkafka, as it comes, puts into a batch.
  { name: '1 MB', bytes: 1_000_000 },
] as const;
const RECORDS = 600_000;
/** A tail that memory holds, read again and again. */
const TAIL_RECORDS = 40_000;
const TAIL_ROUNDS = 20;
const SMALL_RECORDS = 3_000_000;

interface Batch {
  readonly produce: Cost;
  readonly tail: Cost;
  readonly catchUp: Cost;
}

interface Side {
  readonly batches: readonly Batch[];
  readonly small: Cost;
  readonly readySeconds: number;
  readonly idleMb: number;
  readonly loadedMb: number;
}

async function measureBatch(server: KafkaServer, name: string, bytes: number): Promise<Batch> {
  const stream = { recordBytes: 1_000, batchBytes: bytes };
  const [main, tail] = [`main-${name}`, `tail-${name}`];
  await createTopic(server, main);
  await createTopic(server, tail);
  const produced = await costOf(server.pid, () =>
    produce(server, { topic: main, records: RECORDS, ...stream }),
  );
  await produce(server, { topic: tail, records: TAIL_RECORDS, ...stream });
  const reading = { fetchBytes: FETCH_BYTES };
  const costs = {
    produce: produced,
    tail: await costOf(server.pid, () =>
      consume(server, { topic: tail, records: TAIL_RECORDS, rounds: TAIL_ROUNDS, ...reading }),
    ),
    catchUp: await costOf(server.pid, () =>
      consume(server, { topic: main, records: RECORDS, rounds: 1, ...reading }),
    ),
  };
  await deleteTopics(server, [main, tail]);
  return costs;
}

async function measureSide(peer: KafkaPeer, warmSeconds: number): Promise<Side> {
  const server = await peer.start();
  const idleMb = residentBytes(server.pid) / 1e6;
  await warmUp(server, warmSeconds);
  const batches: Batch[] = [];
  for (const { bytes } of BATCHES) batches.push(await measureBatch(server, `${bytes}`, bytes));
  await createTopic(server, 'small');
  const stream = { topic: 'small', records: SMALL_RECORDS, recordBytes: 100, batchBytes: 16_384 };
  const small = await costOf(server.pid, () => produce(server, stream));
  const loadedMb = residentBytes(server.pid) / 1e6;
  await server.stop();
  return { batches, small, readySeconds: server.readySeconds, idleMb, loadedMb };
}

function batchFigures(name: string, index: number): Figure<Side>[] {
  const cost = (path: keyof Batch, key: keyof Cost) => (side: Side) =>
    side.batches[index]?.[path][key] ?? NaN;
  const figure = (path: keyof Batch, key: 'mbs' | 'cpuPerGb', bound?: Bound): Figure<Side> => ({
    what: `${path === 'catchUp' ? 'catch-up' : path}, 1 KB in ${name}`,
    unit: key === 'mbs' ? 'MB/s' : 'CPU s/GB',
    of: cost(path, key),
    ...(bound === undefined ? {} : { bound }),
  });
  return [
    figure('produce', 'mbs', { atLeast: 1 }),
    figure('produce', 'cpuPerGb', { atMost: 0.8 }),
    figure('tail', 'mbs', { atLeast: 0.95 }),
    figure('tail', 'cpuPerGb', { atMost: 1.2 }),
    figure('catchUp', 'mbs'),
    figure('catchUp', 'cpuPerGb'),
  ];
}

const FIGURES: readonly Figure<Side>[] = [
  ...BATCHES.flatMap(({ name }, index) => batchFigures(name, index)),
  { what: 'produce, 100 B in 16 KB', unit: 'MB/s', of: ({ small }) => small.mbs },
  { what: 'produce, 100 B in 16 KB', unit: 'CPU s/GB', of: ({ small }) => small.cpuPerGb },
  {
    what: 'start to ready',
    unit: 's',
    bound: { atMost: 0.1 },
    of: ({ readySeconds }) => readySeconds,
  },
  { what: 'resident when ready', unit: 'MB', of: ({ idleMb }) => idleMb },
  {
    what: 'resident after load',
    unit: 'MB',
    bound: { atMost: 0.25 },
    of: ({ loadedMb }) => loadedMb,
  },
];

/** The second argument is for a short form: seconds of warm-up. */
export async function measureClaim(pairs = PAIRS, warm = String(WARM_SECONDS)): Promise<Row[]> {
  const measured = await inPairs(pairs, (pair) =>
    inTurn(
      pair,
      () => measureSide(ottla, Number(warm)),
      () => measureSide(apacheKafka, Number(warm)),
    ),
  );
  return rowsBeside(apacheKafka.name, FIGURES, measured);
}

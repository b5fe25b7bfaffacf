// What it costs to have every acknowledged record on the disk (docs/durability.md), beside Apache
// Kafka with the same setting, `flush.messages=1` on the topic, and beside the page cache: MB/s of
// a producer with many requests in flight, and milliseconds from the moment a record is due until a
// waiting consumer has it. No bound: the disk's own flush is most of it.
//
// Both with acks=all, batches of 16 KB and one partition. By the clock 100 records a second come,
// each alone: at a higher rate a disk that takes longer than that for a flush falls behind for
// good where each append is flushed by itself. As with all claims the disk is this machine's, and
// a virtual one may say that something is written before it is.

import { costOf, createTopic, endToEnd, produce, warmUp } from '../load.ts';
import type { EndToEnd } from '../native.ts';
import { type Figure, type Row, rowsBeside } from '../outcome.ts';
import { inPairs, inTurn } from '../pairs.ts';
import { apacheKafka } from '../peers/apache-kafka.ts';
import type { KafkaPeer, KafkaServer } from '../peers/kafka-server.ts';
import { ottla } from '../peers/ottla.ts';

const PAIRS = 5;
const WARM_SECONDS = 30;
const SIZES = { recordBytes: 1_000, batchBytes: 16_384 };
const RATE = 100;
const SECONDS = 15;
const MODES = {
  'page cache': { records: 300_000, configs: {} },
  // Fewer: a slow disk must come to an end, too.
  'flush.messages=1': { records: 50_000, configs: { 'flush.messages': '1' } },
} as const;
type Mode = keyof typeof MODES;

interface Durable {
  readonly mbs: number;
  readonly latency: EndToEnd;
}

type Side = Readonly<Record<Mode, Durable>>;

async function measureMode(server: KafkaServer, mode: Mode): Promise<Durable> {
  const { records, configs } = MODES[mode];
  const [main, open] = [`main-${records}`, `open-${records}`];
  for (const topic of [main, open]) await createTopic(server, topic, configs);
  const stream = { topic: main, records, ...SIZES };
  const { mbs } = await costOf(server.pid, () => produce(server, stream, 'all'));
  const byTheClock = { topic: open, records: RATE * SECONDS, ...SIZES };
  const flow = { rate: RATE, consumers: 1, lingerMs: 0 };
  return { mbs, latency: await endToEnd(server, byTheClock, flow) };
}

async function measureSide(peer: KafkaPeer, warmSeconds: number): Promise<Side> {
  const server = await peer.start();
  await warmUp(server, warmSeconds);
  const side = {
    'page cache': await measureMode(server, 'page cache'),
    'flush.messages=1': await measureMode(server, 'flush.messages=1'),
  };
  await server.stop();
  return side;
}

function figures(mode: Mode): Figure<Durable>[] {
  const clock = `${RATE} records/s`;
  return [
    { what: `${mode}, produce`, unit: 'MB/s', of: ({ mbs }) => mbs },
    { what: `${mode}, p50 at ${clock}`, unit: 'ms', of: ({ latency }) => latency.p50 },
    { what: `${mode}, p99 at ${clock}`, unit: 'ms', of: ({ latency }) => latency.p99 },
  ];
}

/** The second argument is for a short form: seconds of warm-up. */
export async function measureClaim(pairs = PAIRS, warm = String(WARM_SECONDS)): Promise<Row[]> {
  const measured = await inPairs(pairs, (pair) =>
    inTurn(
      pair,
      () => measureSide(ottla, Number(warm)),
      () => measureSide(apacheKafka, Number(warm)),
    ),
  );
  const besideKafka = (mode: Mode): Row[] =>
    rowsBeside(
      apacheKafka.name,
      figures(mode),
      measured.map(([own, peer]) => [own[mode], peer[mode]]),
    );
  return [
    ...besideKafka('page cache'),
    ...besideKafka('flush.messages=1'),
    ...rowsBeside(
      'Ottla with the page cache',
      figures('flush.messages=1'),
      measured.map(([own]) => [own['flush.messages=1'], own['page cache']]),
    ),
  ];
}

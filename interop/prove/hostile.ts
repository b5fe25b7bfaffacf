// `npm run prove -- hostile [MINUTES [SEED]]`: hostile clients against one broker. First every
// request of every API and version cut at every byte, and mutated ones, on a simulated machine;
// then, over loopback, a real broker under each kind of assault in turn, on its own listener and on
// the controller's, while an honest producer and consumer measure what they notice of it. There,
// every API and version is cut at random bytes. Judged is their p99 under assault beside their own
// alone, in the same run, and whether the assault did what it must have done at least. Told besides
// is their p99 beside assailants who beat at a sham: what their mere work takes from a machine of
// few processors, which no broker can give back.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { cutRequests } from '../../packages/server/test/hostile/cut-requests.ts';
import { mutatedRequests } from '../../packages/server/test/hostile/mutated-requests.ts';
import { sampleProcess } from '../growth/growth.ts';
import { wait } from '../groups/until.ts';
import type { AssaultReport, Order } from '../hostile/assailant.ts';
import { assaults, type Kind } from '../hostile/assaults.ts';
import {
  type BesiegedBroker,
  fillTopics,
  RECEIVE_BYTES,
  RESPONSE_BYTES,
  SLAB_BYTES,
  startBesieged,
} from '../hostile/besieged.ts';
import type { HonestReport } from '../hostile/honest.ts';
import { judge, LEFT_BYTES_MAX, type Verdict } from '../hostile/judge.ts';
import { metricsOf } from '../hostile/metrics.ts';
import { interopRoot } from '../paths.ts';

/** About a minute for each kind: its rounds must outlast ottla.memory.pressure.timeout.ms. */
const MINUTES = 15;
const MB = 1024 * 1024;
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
  const share = slices === SLICES ? ' at every byte' : `, ${slices} in ${SLICES} of all`;
  const lines = [`simulated: ${cut} requests cut${share}`, ...told];
  console.log(lines.join('\n'));
  return lines;
}

async function proveReal(minutes: number, seed: number): Promise<string[]> {
  const broker = await startBesieged();
  const site = await Site.build(broker);
  try {
    const told = await site.besiege(minutes, seed);
    await broker.stop();
    return told;
  } finally {
    site.leave();
    await broker.kill();
  }
}

class Site {
  readonly #broker: BesiegedBroker;
  readonly #honest: ChildProcess;
  readonly #assailant: ChildProcess;
  readonly #isReady: Promise<unknown>;
  readonly #sham: ChildProcess;
  #shamPort = 0;
  #rssMaxMb = 0;
  #sampling: NodeJS.Timeout;

  static async build(broker: BesiegedBroker): Promise<Site> {
    await fillTopics(broker.bootstrap);
    return new Site(broker);
  }

  private constructor(broker: BesiegedBroker) {
    this.#broker = broker;
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
    const kinds = Object.entries(assaults);
    const kindMs = (minutes * 60_000) / kinds.length;
    await this.#isReady;
    await wait(WARM_UP_MS);
    await this.#hear();
    const restingMb = sampleProcess(this.#broker.pid, 0).rssMb;
    const told: string[] = [];
    const broken: string[] = [];
    for (const [name, kind] of kinds) {
      const verdict = await this.#stand(name, kind, kindMs, seed);
      console.log(verdict.text);
      told.push(verdict.text);
      broken.push(...verdict.broken);
    }
    const memory = this.#memory(restingMb);
    console.log(memory.text);
    broken.push(...memory.broken);
    const covered = [`${minutes} min, seed ${seed}`, ...told, memory.text];
    if (broken.length > 0) {
      throw Object.assign(new Error(broken.join('; ')), { covered: covered.join('; ') });
    }
    return covered;
  }

  #memory(restingMb: number): Verdict {
    const requests = RECEIVE_BYTES + RESPONSE_BYTES + SLAB_BYTES;
    const boundMb = restingMb + (requests + WORKERS * WORKER_BYTES + SLACK_BYTES) / 1e6;
    const [before, most, allowed] = [restingMb, this.#rssMaxMb, boundMb].map((mb) => mb.toFixed(0));
    const text = `RSS ${before} MB before, ${most} at most, ${allowed} allowed`;
    return { broken: this.#rssMaxMb > boundMb ? [text] : [], text };
  }

  leave(): void {
    clearInterval(this.#sampling);
    for (const child of [this.#honest, this.#assailant, this.#sham]) {
      if (child.connected) child.disconnect();
    }
  }

  /** In turns without and with it: the machine is not the same from minute to minute. */
  async #stand(name: string, kind: Kind, kindMs: number, seed: number): Promise<Verdict> {
    const alone: HonestReport[] = [];
    const quiet: HonestReport[] = [];
    const besieged: HonestReport[] = [];
    const did: AssaultReport[] = [];
    const roundMs = kindMs / ROUNDS;
    const port = kind.listener === 'broker' ? this.#broker.port : this.#broker.controllerPort;
    for (let round = 0; round < ROUNDS; round++) {
      await this.#hear();
      await wait(roundMs * ALONE_SHARE);
      alone.push(await this.#hear());
      const order = { begin: name, seed: seed + round };
      const sham = await this.#assault({ ...order, port: this.#shamPort }, roundMs * SHAM_SHARE);
      quiet.push(sham.report);
      const share = 1 - ALONE_SHARE - SHAM_SHARE;
      const real = await this.#assault({ ...order, port }, roundMs * share);
      besieged.push(real.report);
      did.push(real.did);
    }
    const leftBytes = await this.#left();
    return judge({ name, kind, did, alone, quiet, besieged, leftBytes });
  }

  /** One assault, from its beginning until all of it is over. */
  async #assault(order: Order, ms: number): Promise<{ report: HonestReport; did: AssaultReport }> {
    this.#order(order);
    await wait(Math.max(0, ms - SETTLING_MS));
    const report = await this.#hear();
    const answer = once(this.#assailant, 'message');
    this.#order('end');
    const [did] = await answer;
    await wait(SETTLING_MS);
    await this.#hear();
    return { report, did: did as AssaultReport }; // what assailant.ts sends
  }

  /** What the broker still holds for those who went: large requests end one by one. */
  async #left(): Promise<number> {
    for (let look = 0; ; look += 1) {
      const held = await metricsOf(this.#broker.httpPort);
      const left = held.sum('ottla_response_memory_used_bytes') + held.sum(POOL_USED);
      if (left < LEFT_BYTES_MAX || look === LOOKS) return left;
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

const POOL_USED = 'kafka_network_socketserver_memorypoolused';

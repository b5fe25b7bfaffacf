// Members of many clients come, leave and are killed every few seconds while records flow. From
// time to time they are left in peace and must then share all partitions among them; what must
// hold always is checked all along (group-checks.ts).

import { type Driver, driverNamed } from '../peers/drivers.ts';
import { GroupChecks } from './group-checks.ts';
import { GroupRun } from './group-run.ts';
import { wait } from './until.ts';

/**
 * Five clients. kafka-python takes commits back when it has missed a generation, on Apache Kafka as
 * here (suites/missed-generation.test.ts). Not @platformatic/kafka: behind our driver it commits
 * partitions in generations in which another owns them, so often that nothing else would be seen.
 */
const CLIENTS: readonly string[] = ['librdkafka', 'kafka-python', 'kafkajs', 'franz-go', 'java'];
const SETTLE_MS = 120_000;
const PEACE_EVERY_MS = 60_000;

export interface ChaosOptions {
  readonly seconds: number;
  readonly partitions: number;
  readonly members: number;
  readonly seed: number;
  readonly recordsPerSecond: number;
  /** Names of drivers; five by default. */
  readonly drivers?: readonly string[];
  readonly report?: (text: string) => void;
}

/** Lehmer's generator: which member dies when is chosen by the seed, if not what then happens. */
function randomFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

class Chaos {
  readonly #run: GroupRun;
  readonly #random: () => number;
  readonly #drivers: readonly Driver[];
  #joined = 0;

  constructor(run: GroupRun, random: () => number, drivers: readonly Driver[]) {
    this.#run = run;
    this.#random = random;
    this.#drivers = drivers;
  }

  /** In turn, so that there are always about as many of each client. */
  async joinOne(): Promise<void> {
    const driver = this.#drivers[this.#joined++ % this.#drivers.length];
    if (driver !== undefined) await this.#run.join(driver);
  }

  async fillUp(members: number): Promise<void> {
    while (this.#run.members.size < members) await this.joinOne();
  }

  /** Two of three die, the others leave; most are replaced at once. */
  async strike(members: number): Promise<void> {
    this.#run.reap();
    if (this.#random() < 0.67) await this.#run.killOne(this.#random());
    else await this.#run.leaveOne(this.#random());
    if (this.#random() < 0.8) await this.fillUp(members);
  }

  async pause(): Promise<void> {
    await wait(1_000 + this.#random() * 3_000);
  }
}

export async function runChaos(options: ChaosOptions): Promise<string> {
  const { seconds, partitions, members, seed, recordsPerSecond } = options;
  const drivers = (options.drivers ?? CLIENTS).map(driverNamed);
  const checks = new GroupChecks(partitions);
  const run = await GroupRun.start({ checks, partitions, recordsPerSecond });
  const chaos = new Chaos(run, randomFrom(seed), drivers);
  const describe = (): string =>
    `${checks.generations} generations, ${checks.records} records read (${checks.duplicates} ` +
    `again), ${checks.commits} commits, members: ${run.ended.killed} killed, ` +
    `${run.ended.left} left, ${run.ended.byItself} ended by themselves, ` +
    describeFaults(checks);
  try {
    await chaos.fillUp(members);
    await run.settle(SETTLE_MS);
    const end = Date.now() + seconds * 1000;
    let peace = Date.now() + PEACE_EVERY_MS;
    while (Date.now() < end) {
      await chaos.strike(members);
      await chaos.pause();
      if (Date.now() < peace) continue;
      await settle(run, chaos, members);
      options.report?.(describe());
      peace = Date.now() + PEACE_EVERY_MS;
    }
    await settle(run, chaos, members);
    await run.finish(SETTLE_MS);
  } finally {
    await run.abandon();
  }
  const clients = drivers.map(({ name }) => name).join(', ');
  const size = `${members} members of ${clients} over ${partitions} partitions`;
  return `seed ${seed}: ${size}, ${describe()}`;
}

/** Clients' own faults: group-checks.ts says why no broker can help them. */
function describeFaults(checks: GroupChecks): string {
  const counts = [...checks.countClientFaults()].sort();
  const text = counts.map(([name, count]) => `${name} ${count}`).join(', ');
  return `commits that a client itself took back: ${text || 'none'}`;
}

async function settle(run: GroupRun, chaos: Chaos, members: number): Promise<void> {
  run.reap();
  await chaos.fillUp(members);
  await run.settle(SETTLE_MS);
}

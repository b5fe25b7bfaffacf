// Everything at once, at a steady pace, against one broker: producers of all codecs into topics
// that retention and compaction shorten, a group whose members come and go, foreign connections,
// topics made, changed and deleted. Each loop counts its rounds: a load that stood still proves
// nothing.

import { Admin, type CompressionType, Consumer, Producer } from '@ottla/client';

import { wait } from '../groups/until.ts';
import { runProgram } from '../peers/process.ts';

const PARTITIONS = 12;
const CODECS: readonly CompressionType[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
const TICK_MS = 100;
const RECORDS_PER_TICK = 50;
const KEYS = 20_000;
const GROUP_MEMBERS = 3;
const MEMBER_LIVES_MS = 20_000;
const ADMIN_EVERY_MS = 3_000;
const FOREIGN_EVERY_MS = 5_000;
const FOREIGN_RECORDS = 5_000;
const SHORT_LIVED_TOPICS = {
  'segment.bytes': String(4 * 1024 * 1024),
  'retention.bytes': String(16 * 1024 * 1024),
};
const COMPACTED = { 'cleanup.policy': 'compact', 'segment.bytes': String(1024 * 1024) };

type LoopName = 'produce' | 'compact' | 'consume' | 'administer' | 'foreign';

export class MixedLoad {
  readonly rounds: Record<LoopName, number> = {
    produce: 0,
    compact: 0,
    consume: 0,
    administer: 0,
    foreign: 0,
  };
  /** Records that the group's members read. */
  consumed = 0;
  /** What a loop failed with: none runs any more. */
  failure: unknown;
  readonly #bootstrap: string;
  readonly #admin: Admin;
  readonly #loops: Promise<void>[] = [];
  #isRunning = true;

  private constructor(bootstrap: string) {
    this.#bootstrap = bootstrap;
    this.#admin = new Admin({ bootstrapServers: bootstrap });
  }

  static async start(bootstrap: string): Promise<MixedLoad> {
    const load = new MixedLoad(bootstrap);
    await load.#admin.createTopics([
      { name: 'mixed', partitions: PARTITIONS, configs: SHORT_LIVED_TOPICS },
      { name: 'table', partitions: 2, configs: COMPACTED },
      { name: 'foreign', partitions: 2, configs: SHORT_LIVED_TOPICS },
    ]);
    for (const codec of CODECS) load.#loop('produce', () => load.#produce('mixed', codec));
    load.#loop('compact', () => load.#produce('table', 'lz4'));
    for (let member = 0; member < GROUP_MEMBERS; member++) {
      load.#loop('consume', () => load.#consume());
    }
    load.#loop('administer', () => load.#administer());
    load.#loop('foreign', () => load.#foreign());
    return load;
  }

  /** Ends all loops; throws the first error that one of them met. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    await Promise.all(this.#loops);
    await this.#admin[Symbol.asyncDispose]();
    if (this.failure !== undefined) throw this.failure;
  }

  #loop(name: LoopName, round: () => Promise<void>): void {
    const run = async (): Promise<void> => {
      while (this.#isRunning) {
        await round();
        this.rounds[name] += 1;
      }
    };
    this.#loops.push(
      run().catch((error: unknown) => {
        this.failure ??= error;
        this.#isRunning = false;
      }),
    );
  }

  /** A producer's life: a minute of steady sends. */
  async #produce(topic: string, compressionType: CompressionType): Promise<void> {
    await using producer = new Producer({ bootstrapServers: this.#bootstrap, compressionType });
    for (let tick = 0; tick < 600 && this.#isRunning; tick++) {
      const sends = Array.from({ length: RECORDS_PER_TICK }, (_, index) => {
        const key = `k${(tick * 7_919 + index * 104_729) % KEYS}`;
        return producer.send({ topic, key, value: `${tick} ${key} `.repeat(40) });
      });
      await Promise.all(sends);
      await wait(TICK_MS);
    }
  }

  /** A member's life: it joins, reads, commits by itself, and leaves. */
  async #consume(): Promise<void> {
    await using consumer = new Consumer({
      bootstrapServers: this.#bootstrap,
      groupId: 'mixed',
      autoOffsetReset: 'latest',
    });
    consumer.subscribe('mixed');
    const signal = AbortSignal.timeout(Math.round(MEMBER_LIVES_MS * (0.5 + Math.random())));
    for await (const _record of consumer.records({ signal })) this.consumed += 1;
  }

  async #administer(): Promise<void> {
    const name = `short-lived-${this.rounds.administer}`;
    await this.#admin.createTopics([{ name, partitions: 3 }]);
    const changes = [{ name: 'retention.ms', operation: 'set', value: '60000' }] as const;
    await this.#admin.incrementalAlterConfigs([{ type: 'topic', name, changes }]);
    await this.#admin.describeTopics([name]);
    await this.#admin.describeConsumerGroups(['mixed']);
    await this.#admin.listGroups();
    await this.#admin.deleteTopics([name]);
    await wait(ADMIN_EVERY_MS);
  }

  /** A new foreign process and its connections each time. */
  async #foreign(): Promise<void> {
    const lines = Array.from({ length: FOREIGN_RECORDS }, (_, index) => `record ${index}\n`);
    const into = ['-P', '-b', this.#bootstrap, '-t', 'foreign'];
    const sent = await runProgram('kcat', into, { input: lines });
    if (sent.code !== 0) throw new Error(`kcat -P: ${sent.stderr}`);
    const from = ['-C', '-q', '-b', this.#bootstrap, '-t', 'foreign', '-o', '-1000', '-e'];
    const read = await runProgram('kcat', from, {});
    if (read.code !== 0) throw new Error(`kcat -C: ${read.stderr}`);
    await wait(FOREIGN_EVERY_MS);
  }
}

// Scripted brokers with logs and transactions, and as many transactional producers as a test asks
// for.

import { Producer, type ProducerOptions } from '../../src/index.ts';
import { ScriptedCluster } from './scripted-cluster.ts';
import { ServedLogs } from './serve-logs.ts';
import { ServedTransactions } from './serve-transactions.ts';

export const ID = 'tx';

export class TransactionScene {
  readonly cluster: ScriptedCluster;
  readonly logs: ServedLogs;
  readonly served: ServedTransactions;
  readonly #producers: Producer[] = [];

  private constructor(cluster: ScriptedCluster) {
    this.cluster = cluster;
    this.logs = new ServedLogs(cluster);
    this.served = new ServedTransactions(cluster, this.logs);
  }

  /** Two brokers; a topic `t` with a partition on each. */
  static async start(version: 1 | 2, seed: number | string = 1): Promise<TransactionScene> {
    const cluster = await ScriptedCluster.start(2, seed);
    cluster.addTopic('t', [1, 2]);
    const scene = new TransactionScene(cluster);
    scene.served.finalize(version);
    return scene;
  }

  producer(options: Partial<ProducerOptions> = {}): Producer {
    const { client: world, bootstrapServers } = this.cluster;
    const base = { world, bootstrapServers, transactionalId: ID };
    const producer = new Producer({ ...base, ...options });
    this.#producers.push(producer);
    return producer;
  }

  /** One that has called initTransactions. */
  async ready(options: Partial<ProducerOptions> = {}): Promise<Producer> {
    const producer = this.producer(options);
    await this.run(producer.initTransactions());
    return producer;
  }

  run<T>(promise: Promise<T>): Promise<T> {
    return this.cluster.universe.resolve(promise);
  }

  /** Lets everything happen that happens by itself within this time. */
  async advance(ms: number): Promise<void> {
    await this.cluster.universe.advance(ms);
  }

  committed(): string[] {
    return [0, 1].flatMap((partition) => this.logs.log('t', partition).committedValues());
  }

  written(): string[] {
    return [0, 1].flatMap((partition) => this.logs.log('t', partition).values());
  }

  /** Requests of one API that the brokers have got. */
  count(api: string): number {
    const all = this.cluster.brokers.flatMap(({ log }) => log);
    return all.filter((line) => line.startsWith(`${api} `)).length;
  }

  async end(): Promise<void> {
    this.served.fault = () => 'none';
    this.logs.produceFault = () => 'none';
    for (const producer of this.#producers) await this.run(producer.close({ timeoutMs: 1_000 }));
  }
}

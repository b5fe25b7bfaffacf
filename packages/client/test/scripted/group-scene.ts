// Scripted brokers with logs and groups, a producer, and as many consumers as a test asks for.

import { Consumer, Producer, type GroupConsumerOptions } from '../../src/index.ts';
import { ScriptedCluster } from './scripted-cluster.ts';
import type { ScriptedGroup } from './scripted-group.ts';
import { ServedGroups } from './serve-groups.ts';
import { ServedLogs } from './serve-logs.ts';

export const p0 = { topic: 't', partition: 0 };
export const p1 = { topic: 't', partition: 1 };
const GROUP = 'g';

export class GroupScene {
  readonly cluster: ScriptedCluster;
  readonly served: ServedLogs;
  readonly groups: ServedGroups;
  readonly producer: Producer;
  readonly #consumers: Consumer[] = [];

  private constructor(cluster: ScriptedCluster) {
    this.cluster = cluster;
    this.served = new ServedLogs(cluster);
    this.groups = new ServedGroups(cluster);
    const { client: world, bootstrapServers } = cluster;
    this.producer = new Producer({ world, bootstrapServers, enableMetricsPush: false });
  }

  /** A topic `t` whose partitions these brokers lead. */
  static async start(leaders: readonly number[], seed = 1): Promise<GroupScene> {
    const cluster = await ScriptedCluster.start(Math.max(...leaders), seed);
    cluster.addTopic('t', leaders);
    return new GroupScene(cluster);
  }

  get group(): ScriptedGroup {
    return this.groups.group(GROUP);
  }

  consumer(options: Partial<GroupConsumerOptions> = {}): Consumer {
    const { client: world, bootstrapServers } = this.cluster;
    const base = { world, bootstrapServers, groupId: GROUP, autoOffsetReset: 'earliest' } as const;
    const consumer = new Consumer({ ...base, ...options });
    this.#consumers.push(consumer);
    return consumer;
  }

  run<T>(promise: Promise<T>): Promise<T> {
    return this.cluster.universe.resolve(promise);
  }

  async produce(partition: number, ...values: readonly string[]): Promise<void> {
    const records = values.map((value) => ({ topic: 't', partition, value }));
    await this.run(this.producer.sendBatch(records));
  }

  /** The next `count` values at least, as `partition:value`. */
  async read(consumer: Consumer, count: number): Promise<string[]> {
    const values: string[] = [];
    while (values.length < count) {
      for (const { partition, value } of await this.run(consumer.next({ timeoutMs: 60_000 }))) {
        values.push(`${partition}:${Buffer.from(value ?? []).toString()}`);
      }
    }
    return values;
  }

  committed(): Record<string, number> {
    const { offsets } = this.group;
    return Object.fromEntries([...offsets].map(([key, { offset }]) => [key, offset]));
  }

  async end(): Promise<void> {
    for (const consumer of this.#consumers) await this.run(consumer.close());
    await this.run(this.producer.close());
  }
}

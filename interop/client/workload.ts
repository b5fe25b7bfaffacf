// Our producers and consumers at steady work, in this process, while what they talk to is killed
// and started again; and what must hold of it: each record that was acknowledged is there once, in
// the order in which its partition's were sent, and a group has read all of them.

import { setTimeout as pause } from 'node:timers/promises';

import {
  Admin,
  type ClientOptions,
  type CompressionType,
  Consumer,
  type ConsumedRecord,
  PartitionConsumer,
  Producer,
} from '@ottla/client';

const PARTITIONS = 6;
const CODECS: readonly CompressionType[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
const EVERY_MS = 5;
const READ_MS = 60_000;

interface Acknowledged {
  readonly offset: number;
  readonly value: string;
}

const textOf = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString();

export class Workload {
  readonly #options: ClientOptions;
  readonly #topic: string;
  readonly #ending = new AbortController();
  /** By partition, in the order of sending. */
  readonly #acknowledged: Acknowledged[][] = Array.from({ length: PARTITIONS }, () => []);
  /** Sends that failed: whether they are there nobody knows. */
  readonly failures: unknown[] = [];
  /** Values that members of the group have handled. */
  readonly #handled = new Map<string, number>();
  readonly #loops: Promise<void>[] = [];

  private constructor(options: ClientOptions, topic: string) {
    this.#options = options;
    this.#topic = topic;
  }

  static async start(
    options: ClientOptions,
    { topic, replicationFactor }: { readonly topic: string; readonly replicationFactor: number },
  ): Promise<Workload> {
    await using admin = new Admin(options);
    await admin.createTopics([{ name: topic, partitions: PARTITIONS, replicationFactor }]);
    const workload = new Workload(options, topic);
    for (const [index, codec] of CODECS.entries()) {
      workload.#loops.push(workload.#send(index, codec));
    }
    for (const assignor of ['cooperative-sticky', 'cooperative-sticky']) {
      workload.#loops.push(workload.#handle(assignor));
    }
    return workload;
  }

  get acknowledged(): number {
    return this.#acknowledged.reduce((sum, { length }) => sum + length, 0);
  }

  /** Stops sending; throws what does not hold. Resolves with how much was looked at. */
  async finish(): Promise<{ readonly acknowledged: number; readonly stored: number }> {
    this.#ending.abort();
    const stored = await this.#readAll();
    this.#check(stored);
    await this.#untilHandled();
    await Promise.all(this.#loops);
    const count = stored.reduce((sum, { length }) => sum + length, 0);
    return { acknowledged: this.acknowledged, stored: count };
  }

  /** One producer: each send is begun when it is due, several are on their way at once. */
  async #send(index: number, compressionType: CompressionType): Promise<void> {
    await using producer = new Producer({ ...this.#options, compressionType });
    const sends: Promise<void>[] = [];
    for (let number = 0; !this.#ending.signal.aborted; number++) {
      const partition = (number + index) % PARTITIONS;
      const value = `${index} ${number}`;
      const sent = producer.send({ topic: this.#topic, partition, key: value, value }).then(
        ({ offset }) => void this.#acknowledged[partition]?.push({ offset, value }),
        (error: unknown) => void this.failures.push(error),
      );
      sends.push(sent);
      await pause(EVERY_MS);
    }
    await Promise.all(sends);
  }

  /** A member of the group, until all is handled. */
  async #handle(partitionAssignmentStrategy: string): Promise<void> {
    await using consumer = new Consumer({
      ...this.#options,
      groupId: `${this.#topic}-group`,
      autoOffsetReset: 'earliest',
      sessionTimeoutMs: 6_000,
      heartbeatIntervalMs: 500,
      partitionAssignmentStrategy,
    });
    consumer.subscribe(this.#topic);
    await consumer.process(
      ({ value }: ConsumedRecord) => {
        const text = textOf(value);
        this.#handled.set(text, (this.#handled.get(text) ?? 0) + 1);
      },
      { signal: this.#handledAll.signal },
    );
  }

  readonly #handledAll = new AbortController();

  async #untilHandled(): Promise<void> {
    const endMs = performance.now() + READ_MS;
    const all = this.#acknowledged.flat();
    const isMissing = ({ value }: Acknowledged): boolean => !this.#handled.has(value);
    while (all.some(isMissing) && performance.now() < endMs) await pause(100);
    this.#handledAll.abort();
    const missing = all.filter(isMissing);
    if (missing.length === 0) return;
    throw new Error(`the group has not read ${missing.length} records, first ${missing[0]?.value}`);
  }

  async #readAll(): Promise<Acknowledged[][]> {
    await Promise.all(this.#loops.slice(0, CODECS.length));
    await using consumer = new PartitionConsumer(this.#options);
    const partitions = this.#acknowledged.map((_, partition) => partition);
    consumer.assign(
      partitions.map((partition) => ({ topic: this.#topic, partition, from: 'earliest' as const })),
    );
    await using admin = new Admin(this.#options);
    const ends = await admin.listOffsets(
      partitions.map((partition) => ({ topic: this.#topic, partition, at: 'latest' as const })),
    );
    const wanted = ends.reduce((sum, { found }) => {
      if (found instanceof Error) throw found;
      return sum + found.offset;
    }, 0);
    const stored = partitions.map((): Acknowledged[] => []);
    let seen = 0;
    const signal = AbortSignal.timeout(READ_MS);
    for await (const { partition, offset, value } of consumer.records({ signal })) {
      stored[partition]?.push({ offset, value: textOf(value) });
      seen += 1;
      if (seen === wanted) break;
    }
    if (seen !== wanted) throw new Error(`${seen} of ${wanted} records could be read`);
    return stored;
  }

  #check(stored: readonly (readonly Acknowledged[])[]): void {
    for (const [partition, acknowledged] of this.#acknowledged.entries()) {
      const lying = stored[partition] ?? [];
      const at = new Map(lying.map(({ offset, value }) => [offset, value]));
      for (const { offset, value } of acknowledged) {
        if (at.get(offset) === value) continue;
        throw new Error(`${value} was acknowledged at ${partition}@${offset}: ${at.get(offset)}`);
      }
      const values = lying.map(({ value }) => value);
      if (new Set(values).size !== values.length) {
        throw new Error(`partition ${partition} holds a record twice`);
      }
      this.#checkOrder(partition, values);
    }
  }

  /** Of each producer, the records of a partition lie in the order in which they were sent. */
  #checkOrder(partition: number, values: readonly string[]): void {
    const last = new Map<string, number>();
    for (const value of values) {
      const [producer = '', text = ''] = value.split(' ');
      const number = Number(text);
      if ((last.get(producer) ?? -1) >= number) {
        throw new Error(`partition ${partition}: ${value} lies behind a later one`);
      }
      last.set(producer, number);
    }
  }
}

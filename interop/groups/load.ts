// Topics and a steady stream of records for groups to read, by kafkajs.

import { Kafka, logLevel, type Producer } from 'kafkajs';

import { wait } from './until.ts';

const TICK_MS = 100;

function connectTo(bootstrap: string): Kafka {
  const retry = { retries: 200, initialRetryTime: 100, maxRetryTime: 500 };
  return new Kafka({ brokers: [bootstrap], clientId: 'load', logLevel: logLevel.NOTHING, retry });
}

export async function createTopic(
  bootstrap: string,
  topic: string,
  numPartitions: number,
): Promise<void> {
  const admin = connectTo(bootstrap).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions }] });
  await admin.disconnect();
}

export async function endOffsets(
  bootstrap: string,
  topic: string,
): Promise<ReadonlyMap<number, number>> {
  const admin = connectTo(bootstrap).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
}

export interface LoadOptions {
  readonly bootstrap: string;
  readonly topic: string;
  readonly partitions: number;
  readonly recordsPerSecond: number;
}

/** Sends records to all partitions in turn until it is stopped; waits for a broker that is away. */
export class Load {
  readonly #options: LoadOptions;
  readonly #producer: Producer;
  #isRunning = true;
  readonly #done: Promise<void>;
  sent = 0;

  private constructor(options: LoadOptions, producer: Producer) {
    this.#options = options;
    this.#producer = producer;
    this.#done = this.#run();
  }

  static async start(options: LoadOptions): Promise<Load> {
    const producer = connectTo(options.bootstrap).producer();
    await producer.connect();
    return new Load(options, producer);
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    await this.#done;
    await this.#producer.disconnect();
  }

  async #run(): Promise<void> {
    const { topic, partitions, recordsPerSecond } = this.#options;
    const count = Math.ceil((recordsPerSecond * TICK_MS) / 1000);
    while (this.#isRunning) {
      const messages = Array.from({ length: count }, (_, index) => ({
        key: `k${this.sent + index}`,
        value: 'x'.repeat(50),
        partition: (this.sent + index) % partitions,
      }));
      try {
        await this.#producer.send({ topic, messages });
        this.sent += count;
      } catch {
        // A restart of the broker: the same again.
      }
      await wait(TICK_MS);
    }
  }
}

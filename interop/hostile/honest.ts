// An honest client, in a process of its own so that its clock is not its assailants': records one
// after the other, each awaited, each read back by a consumer. On request it tells the latencies
// of the time since the last request.

import { Consumer, Producer } from '@ottla/client';

import { wait } from '../groups/until.ts';

/** Milliseconds from a send to its acknowledgement, and to its arrival at the consumer. */
export interface HonestReport {
  readonly acknowledged: readonly number[];
  readonly consumed: readonly number[];
  readonly failed: number;
}

const PACE_MS = 10;
const RECORD = 'x'.repeat(400);

class Honest {
  #acknowledged: number[] = [];
  #consumed: number[] = [];
  #failed = 0;
  readonly #sentMs = new Map<string, number>();

  async run(bootstrapServers: string): Promise<never> {
    const producer = new Producer({ bootstrapServers, acks: 'all' });
    void this.#consume(bootstrapServers);
    for (let index = 0; ; index += 1) {
      await this.#send(producer, `${index}`);
      await wait(PACE_MS);
    }
  }

  report(): HonestReport {
    const report = {
      acknowledged: this.#acknowledged,
      consumed: this.#consumed,
      failed: this.#failed,
    };
    this.#acknowledged = [];
    this.#consumed = [];
    this.#failed = 0;
    return report;
  }

  async #send(producer: Producer, key: string): Promise<void> {
    const startMs = performance.now();
    this.#sentMs.set(key, startMs);
    try {
      await producer.send({ topic: 'honest', key, value: RECORD });
      this.#acknowledged.push(performance.now() - startMs);
    } catch {
      this.#failed += 1;
    }
  }

  async #consume(bootstrapServers: string): Promise<void> {
    const consumer = new Consumer({
      bootstrapServers,
      groupId: 'honest',
      autoOffsetReset: 'earliest',
    });
    consumer.subscribe('honest');
    for await (const { key } of consumer.records()) {
      const name = key === null ? '' : Buffer.from(key).toString();
      const sentMs = this.#sentMs.get(name);
      this.#sentMs.delete(name);
      if (sentMs !== undefined) this.#consumed.push(performance.now() - sentMs);
    }
  }
}

const honest = new Honest();
process.on('message', () => process.send?.(honest.report()));
process.on('disconnect', () => process.exit(0));
await honest.run(process.argv[2] ?? '');

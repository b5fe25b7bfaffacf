// What became of a producer's batches: counted, and told to those who listen.

import { publish } from '../observe/channels.ts';
import type { ProducerBatch } from './producer-batch.ts';

export class Deliveries {
  recordsDelivered = 0;
  recordsFailed = 0;
  batchesDelivered = 0;
  batchesFailed = 0;
  /** Batches that are to be sent again. */
  retries = 0;
  readonly #clientId: string;

  constructor(clientId: string) {
    this.#clientId = clientId;
  }

  /** `baseOffset` is -1 where the broker did not tell. */
  delivered(batch: ProducerBatch, baseOffset: number): void {
    this.recordsDelivered += batch.recordCount;
    this.batchesDelivered += 1;
    this.#publish(batch, baseOffset, undefined);
  }

  failed(batch: ProducerBatch, error: Error): void {
    this.recordsFailed += batch.recordCount;
    this.batchesFailed += 1;
    this.#publish(batch, -1, error);
  }

  #publish(batch: ProducerBatch, baseOffset: number, error: Error | undefined): void {
    const { queue, recordCount, attempts } = batch;
    const { topic, partition } = queue;
    const clientId = this.#clientId;
    publish('ottla.producer.batch', () => {
      return { clientId, topic, partition, recordCount, attempts, baseOffset, error };
    });
  }
}

// The batches of one partition that wait to be sent, oldest first, and what is in flight of it.
// Retried batches come back to the front, in the order of their sequences, or of their age where
// they have none.

import { assert } from '@ottla/base';
import { COMPRESSION_RATIO_INITIAL } from '@ottla/protocol';

import type { BatchQueue, ProducerBatch } from './producer-batch.ts';
import { isBefore, NONE, SequenceTrack } from './sequence-track.ts';

export class PartitionQueue implements BatchQueue {
  readonly topic: string;
  readonly partition: number;
  readonly track = new SequenceTrack();
  inFlight = 0;
  usualBatchBytes = 1024;
  compressionRatio: number = COMPRESSION_RATIO_INITIAL;
  readonly #batches: ProducerBatch[] = [];

  constructor(topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
  }

  get length(): number {
    return this.#batches.length;
  }

  get first(): ProducerBatch | undefined {
    return this.#batches[0];
  }

  /** The batch that may still take records. */
  get last(): ProducerBatch | undefined {
    return this.#batches.at(-1);
  }

  push(batch: ProducerBatch): void {
    this.#batches.push(batch);
  }

  shift(): ProducerBatch {
    const batch = this.#batches.shift();
    assert(batch !== undefined, `${this.topic}-${this.partition} has no batch to drain`);
    return batch;
  }

  remove(batch: ProducerBatch): void {
    const at = this.#batches.indexOf(batch);
    if (at >= 0) this.#batches.splice(at, 1);
  }

  clear(): void {
    this.#batches.length = 0;
  }

  /** Puts a batch that was sent before, or a part of it, back where it belongs. */
  putBack(batch: ProducerBatch): void {
    let at = 0;
    while (this.#precedes(this.#batches[at], batch)) at++;
    this.#batches.splice(at, 0, batch);
  }

  *[Symbol.iterator](): Generator<ProducerBatch, void, undefined> {
    yield* this.#batches;
  }

  #precedes(queued: ProducerBatch | undefined, batch: ProducerBatch): boolean {
    if (queued === undefined) return false;
    // Without idempotence the age decides, and what was never sent is younger.
    if (batch.baseSequence === NONE) {
      return queued.wasDrained && queued.createdMs <= batch.createdMs;
    }
    if (queued.baseSequence === NONE) return false;
    return isBefore(queued.baseSequence, batch.baseSequence);
  }
}

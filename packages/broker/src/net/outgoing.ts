// What one connection sends in one gathered write: encoded responses, and the leases that end
// when the bytes are out. The batches are pooled, with their scratch memory: one belongs to a
// node.

import type { Connection } from '@ottla/base';
import { Writer } from '@ottla/protocol';
import type { Lease } from '../handlers/handler.ts';

/** Scratch memory larger than this is not kept: one huge Metadata response would stay for ever. */
const KEPT_BYTES_MAX = 256 * 1024;
/** Batches kept for reuse at most. */
const KEPT_BATCHES_MAX = 64;

/** Who wants to know that its batch is out. */
export interface BatchSender {
  batchSent(sizeBytes: number): void;
}

export class OutgoingBatch {
  readonly writer = new Writer();
  readonly #leases: Lease[] = [];
  readonly #written: () => void;
  #sender: BatchSender | undefined;
  #sizeBytes = 0;

  constructor(pool: OutgoingPool) {
    this.#written = () => {
      const sender = this.#sender;
      const sizeBytes = this.#sizeBytes;
      this.#reset();
      pool.giveBack(this, sizeBytes);
      sender?.batchSent(sizeBytes);
    };
  }

  get sizeBytes(): number {
    return this.writer.sizeBytes;
  }

  /** Takes the leases over, out of `leases`: they end when the batch was sent. */
  take(leases: Lease[]): void {
    for (let lease = leases.pop(); lease !== undefined; lease = leases.pop()) {
      this.#leases.push(lease);
    }
  }

  /** Sends what was encoded; returns how many bytes that are. */
  send(connection: Connection, sender: BatchSender): number {
    this.#sender = sender;
    this.#sizeBytes = this.writer.sizeBytes;
    connection.write(this.writer.finish(), this.#written);
    return this.#sizeBytes;
  }

  /** Forgets what was encoded, for a connection that is lost. */
  drop(): void {
    this.#reset();
  }

  #reset(): void {
    for (let lease = this.#leases.pop(); lease !== undefined; lease = this.#leases.pop()) {
      lease.release();
    }
    this.#sender = undefined;
    this.#sizeBytes = 0;
    this.writer.reset();
  }
}

export class OutgoingPool {
  readonly #free: OutgoingBatch[] = [];

  take(): OutgoingBatch {
    return this.#free.pop() ?? new OutgoingBatch(this);
  }

  /** `sizeBytes` is what the batch held: an upper limit of how far its scratch has grown. */
  giveBack(batch: OutgoingBatch, sizeBytes: number): void {
    const isSmall = sizeBytes <= KEPT_BYTES_MAX;
    if (isSmall && this.#free.length < KEPT_BATCHES_MAX) this.#free.push(batch);
  }
}

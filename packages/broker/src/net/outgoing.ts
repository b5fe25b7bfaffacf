// What one connection sends in one gathered write: encoded responses, and the leases that end
// when the bytes are out. The batches are pooled, with their scratch memory: one belongs to a
// node.

import type { Connection } from '@ottla/base';
import { Writer } from '@ottla/protocol';
import type { Lease } from '../handlers/handler.ts';
import type { ApiMetrics } from '../metrics/request-metrics.ts';

/** Scratch memory larger than this is not kept: one huge Metadata response would stay for ever. */
const KEPT_BYTES_MAX = 256 * 1024;
/** Batches kept for reuse at most. */
const KEPT_BATCHES_MAX = 64;

/** Who wants to know that its batch is out. */
export interface BatchSender {
  /** Gives the time, on the monotonic clock. */
  batchSent(sizeBytes: number): number;
}

export class OutgoingBatch {
  readonly writer = new Writer();
  readonly #leases: Lease[] = [];
  readonly #written: () => void;
  /** Where each of its responses counts. */
  readonly #answered: ApiMetrics[] = [];
  #flushMs = 0;
  #sender: BatchSender | undefined;
  #sizeBytes = 0;

  constructor(pool: OutgoingPool) {
    this.#written = () => {
      const sender = this.#sender;
      const sizeBytes = this.#sizeBytes;
      this.#releaseLeases();
      const sentMs = sender?.batchSent(sizeBytes) ?? this.#flushMs;
      for (const each of this.#answered) each.sent(sentMs - this.#flushMs);
      this.#reset();
      pool.giveBack(this, sizeBytes);
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

  /** A response that was encoded counts there, when it is sent. */
  answers(metrics: ApiMetrics): void {
    this.#answered.push(metrics);
  }

  /** Sends what was encoded, now; returns how many bytes that are. */
  send(connection: Connection, sender: BatchSender, nowMs: number): number {
    this.#flushMs = nowMs;
    this.#sender = sender;
    this.#sizeBytes = this.writer.sizeBytes;
    connection.write(this.writer.finish(), this.#written);
    return this.#sizeBytes;
  }

  /** Forgets what was encoded, for a connection that is lost. */
  drop(): void {
    this.#reset();
  }

  #releaseLeases(): void {
    for (let lease = this.#leases.pop(); lease !== undefined; lease = this.#leases.pop()) {
      lease.release();
    }
  }

  #reset(): void {
    this.#releaseLeases();
    this.#answered.length = 0;
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

// The metadata log on a PartitionLog: what raft's shell needs of it, with the log's outcomes turned
// into errors, because a metadata log that refuses a batch of its own leader is broken.

import type { LogServices, PartitionLog } from '@ottla/log';
import { resolveNow } from '@ottla/log';
import type { ReplicatedLog } from '@ottla/raft';

/** The metadata log cannot be written or read: this node can be no controller any more. */
export class MetadataLogError extends Error {
  override readonly name = 'MetadataLogError';
  readonly code = 'METADATA_LOG_FAILED';
  readonly retriable = false;
}

export function replicatedLogOf(log: PartitionLog, services: LogServices): ReplicatedLog {
  return new PartitionReplicatedLog(log, services);
}

class PartitionReplicatedLog implements ReplicatedLog {
  readonly #log: PartitionLog;
  readonly #services: LogServices;

  constructor(log: PartitionLog, services: LogServices) {
    this.#log = log;
    this.#services = services;
  }

  get startOffset(): number {
    return this.#log.logStartOffset;
  }

  get endOffset(): number {
    return this.#log.logEndOffset;
  }

  get sizeBytes(): number {
    return this.#log.sizeBytes;
  }

  append(batches: Uint8Array, epoch: number): void {
    const nowMs = this.#services.world.clock.wallMs();
    const outcome = this.#log.append(batches, { origin: 'raft', leaderEpoch: epoch, nowMs });
    if (outcome.kind === 'appended') return;
    const problem = outcome.kind === 'refused' ? outcome.message : 'it takes the batch for a copy';
    throw new MetadataLogError(`${this.#log.path} refused a batch of epoch ${epoch}: ${problem}`);
  }

  async flush(): Promise<void> {
    await this.#log.flush();
  }

  read(offset: number, bytesMax: number): Uint8Array {
    if (offset >= this.#log.logEndOffset) return new Uint8Array(0);
    // What is only queued cannot be read: the metadata log is small enough to write it out first.
    this.#log.flushAppends();
    const options = { maxBytes: bytesMax, minOneMessage: true, upTo: 'log-end' } as const;
    const outcome = this.#log.read(offset, options);
    if (outcome.kind === 'refused') {
      throw new MetadataLogError(`reading ${this.#log.path} at ${offset}: ${outcome.message}`);
    }
    const resolved = resolveNow(this.#services, outcome);
    const bytes = Buffer.concat(resolved.chunks);
    resolved.release();
    return bytes;
  }

  async truncateTo(offset: number): Promise<void> {
    await this.#log.truncateTo(offset);
  }

  async truncateFullyAndStartAt(offset: number): Promise<void> {
    await this.#log.truncateFullyAndStartAt(offset);
  }

  raiseStartOffset(offset: number): void {
    this.#log.incrementLogStartOffset(offset);
    this.#log.deleteOldSegments(this.#services.world.clock.wallMs());
  }

  raiseHighWatermark(offset: number): void {
    this.#log.setHighWatermark(offset);
  }
}

// A replica on its way from one log directory to another, as the broker moves it: copied batch by
// batch, given its final name, completed within a turn, made durable; then the old log goes. Here
// each step is one call, so that anything may come between two of them.

import assert from 'node:assert/strict';

import { BatchWalk } from '@ottla/protocol';

import { resolveNow } from '../../../src/index.ts';
import type { LogDirectory, LogServices, PartitionLog } from '../../../src/index.ts';
import { planOf } from '../../simulated-log.ts';

export interface MovingLogOptions {
  readonly services: LogServices;
  readonly from: LogDirectory;
  readonly to: LogDirectory;
  readonly source: PartitionLog;
  readonly future: PartitionLog;
}

/** Copied at once. */
const CHUNK_BYTES = 1_500;

export class MovingLog {
  phase: 'copying' | 'renaming' | 'renamed' | 'swapped' | 'finishing' = 'copying';
  readonly from: LogDirectory;
  readonly to: LogDirectory;
  readonly source: PartitionLog;
  readonly #services: LogServices;
  #future: PartitionLog;

  constructor({ services, from, to, source, future }: MovingLogOptions) {
    this.#services = services;
    this.from = from;
    this.to = to;
    this.source = source;
    this.#future = future;
  }

  /** The copy. */
  get future(): PartitionLog {
    return this.#future;
  }

  /** Resolves with whether there was anything to copy. */
  async copyOnce(): Promise<boolean> {
    const start = this.source.logStartOffset;
    if (this.#future.logEndOffset <= start) {
      // What was copied is deleted, or lost: it begins anew, with the batch that the start is in.
      const walk = new BatchWalk(this.#read(start));
      const first = walk.next() ? Math.min(walk.batch.baseOffset, start) : start;
      if (first !== this.#future.logEndOffset) await this.#future.truncateFullyAndStartAt(first);
    }
    return this.#copyNow();
  }

  /** Gives the copy its final name. */
  async rename(): Promise<void> {
    this.phase = 'renaming';
    if (this.source.cleanedOffset !== undefined) await this.#future.allowGaps();
    await this.source.syncTopicId();
    this.#future = await this.to.futures.promote(this.#future);
    this.phase = 'renamed';
  }

  /** Whether the copy goes on where it ends: what follows may have been deleted. */
  get canSwap(): boolean {
    return this.#future.logEndOffset >= this.source.logStartOffset;
  }

  /** Within one turn: the copy has all, and is the replica's log from now on. */
  swap(): PartitionLog {
    this.source.flushAppends();
    while (this.#copyNow());
    assert.equal(this.#future.writtenOffset, this.source.logEndOffset);
    this.to.futures.adopt(this.#future);
    this.phase = 'swapped';
    return this.#future;
  }

  /** The old log goes. */
  async finish(): Promise<void> {
    this.phase = 'finishing';
    await this.#future.flush();
    await this.to.checkpoint('logStartOffsets');
    await this.from.deleteLog(this.source);
  }

  #copyNow(): boolean {
    const [source, future] = [this.source, this.#future];
    const bytes = this.#read(Math.max(future.logEndOffset, source.logStartOffset));
    if (bytes.length > 0) {
      const leaderEpoch = source.latestEpoch ?? -1;
      const outcome = future.append(bytes, { origin: 'replica', leaderEpoch, nowMs: 2_000 });
      assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
      future.flushAppends();
    }
    const highWatermark = Math.min(source.highWatermark, future.writtenOffset);
    if (highWatermark > future.highWatermark) future.setHighWatermark(highWatermark);
    const start = Math.min(source.logStartOffset, future.highWatermark);
    if (start > future.logStartOffset) future.incrementLogStartOffset(start);
    return bytes.length > 0;
  }

  #read(offset: number): Buffer {
    const resolved = resolveNow(
      this.#services,
      planOf(this.source, offset, { maxBytes: CHUNK_BYTES }),
    );
    const bytes = Buffer.concat(resolved.chunks);
    resolved.release();
    return bytes;
  }
}

// One replica, by its topic id: what was appended to it, and what of that must outlive a death.

import assert from 'node:assert/strict';

import { batchesIn } from '@ottla/protocol';

import type { PartitionLog } from '../../../src/index.ts';

export class ReplicaHistory {
  readonly topic: string;
  readonly topicId: string;
  /** A log start that was shown: what lies below never comes back. */
  start = 0;
  /** Records below were deleted, or were about to be. */
  deletedTo = 0;
  /** All below must be there after the death that came last. */
  claimed = 0;
  #end = 0;
  #durable = 0;
  #written = 0;
  /** Offset → the batch that begins there. */
  #batches = new Map<number, Buffer>();
  /** The same of all that was ever appended, be it lost. */
  readonly #ever = new Map<number, Buffer[]>();

  constructor(topic: string, topicId: string) {
    this.topic = topic;
    this.topicId = topicId;
  }

  appended(offset: number, nextOffset: number, batch: Buffer): void {
    this.#batches.set(offset, batch);
    this.#ever.set(offset, [...(this.#ever.get(offset) ?? []), batch]);
    this.#end = nextOffset;
  }

  /** Before the death: what the replica's log says of itself. */
  watch(log: PartitionLog): void {
    this.#durable = Math.max(this.#durable, log.flushedOffset);
    this.#written = Math.max(this.#written, log.writtenOffset);
  }

  dies(death: 'process' | 'power'): void {
    this.claimed = death === 'power' ? this.#durable : Math.max(this.#written, this.#durable);
  }

  /** Before anybody has looked what the last death has left. */
  diesAgain(death: 'process' | 'power'): void {
    if (death === 'power') this.claimed = Math.min(this.claimed, this.#durable);
  }

  /** The replica's log after a death; `content` is all that can be read. It is the truth now. */
  found(log: PartitionLog, content: Buffer): void {
    const { logStartOffset: start, logEndOffset: end } = log;
    const what = `${this.topic} ${this.topicId}`;
    assert.ok(end >= this.claimed, `${what}: ${this.claimed} offsets should be left of ${end}`);
    assert.ok(start >= this.start, `${what}: it starts at ${start} after ${this.start} was shown`);
    assert.ok(end <= Math.max(this.#end, start), `${what}: it ends at ${end}, not ${this.#end}`);
    const batches = new Map<number, Buffer>();
    let next: number | undefined;
    for (const batch of batchesIn(content)) {
      const { baseOffset, nextOffset } = batch;
      const wanted = this.#batches.get(baseOffset);
      const bytes = Buffer.from(batch.bytes.subarray(batch.start, batch.end));
      const isAppended = wanted?.equals(bytes) === true;
      assert.ok(isAppended, `${what}: nothing was appended so at ${baseOffset}`);
      if (next === undefined) assert.ok(baseOffset <= start, `${what}: the start ${start} is gone`);
      else assert.equal(baseOffset, next, `${what}: a gap`);
      next = nextOffset;
      batches.set(baseOffset, bytes);
    }
    assert.equal(next ?? start, end, `${what}: it says that it ends at ${end}`);
    this.#batches = batches;
    this.#end = end;
    this.#written = end;
  }

  /** There is none, as there was none that is sure to be left: another begins at 0. */
  missing(): void {
    assert.equal(this.claimed, 0, `${this.topic} ${this.topicId}: no log is left of it`);
    this.#batches.clear();
    this.start = 0;
    this.#end = 0;
    this.#written = 0;
  }

  /** A copy of it, finished or not, or one that was left behind. */
  foundCopy(content: Buffer): void {
    for (const { baseOffset, bytes, start, end } of batchesIn(content)) {
      const batch = bytes.subarray(start, end);
      const known = this.#ever.get(baseOffset) ?? [];
      const isKnown = known.some((each) => each.equals(batch));
      assert.ok(isKnown, `a copy of ${this.topic} has at ${baseOffset} what never was there`);
    }
  }
}

// A request whose appends wait to be acknowledged: one part for each partition, done when the
// slowest is. acks=1 waits for the bytes to be in the file, acks=all for the high watermark
// (KIP-966's minimum too).

import { errors, type ProtocolError } from '@ottla/protocol';
import type { Partition } from '../partition.ts';
import type { AckWaiter } from './ack-queue.ts';
import { PendingRequest, type RequestPurgatory } from './request-purgatory.ts';

export interface PendingAcksOptions {
  readonly purgatory: RequestPurgatory;
  /** Whether acks=all was asked for. */
  readonly acksAll: boolean;
  /** After it acks=all is answered with REQUEST_TIMED_OUT. acks=1 has no timeout, as in Kafka. */
  readonly timeoutMs: number;
}

/** `Result` is what a part's end is written into: a partition of a response under construction. */
export abstract class PendingAcks<Result> extends PendingRequest {
  readonly timeoutMs: number;
  readonly acksAll: boolean;
  readonly #purgatory: RequestPurgatory;
  #parts: Part<Result>[] = [];
  #waiting = 0;
  #isSealed = false;

  constructor({ purgatory, acksAll, timeoutMs }: PendingAcksOptions) {
    super();
    this.#purgatory = purgatory;
    this.acksAll = acksAll;
    this.timeoutMs = timeoutMs;
  }

  /** A part will not be acknowledged. */
  abstract refuse(result: Result, partition: Partition, error: ProtocolError): void;

  /** All parts have come to an end. Called once, after `seal` or from within it. */
  protected abstract finish(): void;

  override get operation(): 'Produce' {
    return 'Produce';
  }

  override get isDone(): boolean {
    return this.#isSealed && this.#waiting === 0;
  }

  /** Has this wait until `partition` acknowledges all below `requiredOffset`. */
  await(partition: Partition, requiredOffset: number, result: Result): void {
    const { acksAll } = this;
    const part = new Part(this, partition, requiredOffset, result);
    const reached = acksAll ? partition.log.highWatermark : partition.ackedOffset;
    if (reached >= requiredOffset) {
      part.checkInSync();
      return;
    }
    this.#waiting += 1;
    if (acksAll) this.#parts.push(part);
    (acksAll ? partition.committedAcks : partition.writtenAcks).push(part);
  }

  /** No more parts will come. */
  seal(): void {
    this.#isSealed = true;
    if (this.#waiting === 0) this.finish();
    else if (this.acksAll) this.#purgatory.add(this);
  }

  /** For the parts: one has come to its end. */
  partDone(): void {
    this.#waiting -= 1;
    if (!this.isDone) return;
    this.#purgatory.remove(this);
    this.finish();
  }

  override expire(): void {
    const parts = this.#parts;
    this.#parts = [];
    for (const part of parts) part.refused(errors.REQUEST_TIMED_OUT);
  }
}

class Part<Result> implements AckWaiter {
  readonly requiredOffset: number;
  readonly #request: PendingAcks<Result>;
  readonly #partition: Partition;
  readonly #result: Result;
  #isDone = false;

  constructor(
    request: PendingAcks<Result>,
    partition: Partition,
    requiredOffset: number,
    result: Result,
  ) {
    this.#request = request;
    this.#partition = partition;
    this.requiredOffset = requiredOffset;
    this.#result = result;
  }

  reached(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.checkInSync();
    this.#request.partDone();
  }

  refused(error: ProtocolError): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#request.refuse(this.#result, this.#partition, error);
    this.#request.partDone();
  }

  /** It is committed; but were enough replicas in sync for it to count? */
  checkInSync(): void {
    if (!this.#request.acksAll || this.#partition.hasEnoughInSync) return;
    this.#request.refuse(this.#result, this.#partition, errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND);
  }
}

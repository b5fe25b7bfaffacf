// The requests of one connection that wait for their answers, in order: who is told, and by when
// each must have been answered. What to do about one that is late is the owner's decision.

import { assert, type Timer, type World } from '@ottla/base';
import { RequestPipeline, type Api, type Frame } from '@ottla/protocol';

import { mayBeHeld } from './held-answers.ts';

export interface Pending {
  readonly api: Api<unknown, unknown>;
  readonly version: number;
  readonly deadlineMs: number;
  readonly timeoutMs: number;
  readonly received: (response: never, frame: Frame) => void;
  readonly failed: (error: Error) => void;
}

/** Of Kafka: larger ones are for its own use. */
const CORRELATION_ID_COUNT = 2 ** 31;

export class RequestsInFlight {
  readonly #world: World;
  readonly #pipeline: RequestPipeline<Pending>;
  readonly #overdue: (oldest: Pending) => void;
  /** What the pipeline will give to the next request. */
  #nextId = 0;
  #heldCount = 0;
  #timer: Timer | undefined;
  #timerDueMs = Infinity;
  #isEnded = false;

  /** `overdue` is called when the oldest request is past its deadline. */
  constructor(world: World, limit: number, overdue: (oldest: Pending) => void) {
    this.#world = world;
    this.#pipeline = new RequestPipeline(limit);
    this.#overdue = overdue;
  }

  get count(): number {
    return this.#pipeline.outstanding;
  }

  get isFull(): boolean {
    return this.#pipeline.isFull;
  }

  /** Whether one of them is answered only when something happens. */
  get isHeldUp(): boolean {
    return this.#heldCount > 0;
  }

  /** The correlation id of the next request. */
  get nextId(): number {
    return this.#nextId;
  }

  /** The request was written with `nextId`. `watch` follows once it is sent. */
  add(correlationId: number, pending: Pending): void {
    const given = this.#pipeline.push(pending);
    assert(given === correlationId, `correlation id ${correlationId} was written for ${given}`);
    this.#nextId = (given + 1) % CORRELATION_ID_COUNT;
    if (mayBeHeld(pending.api)) this.#heldCount += 1;
  }

  /** The request that the next answer belongs to; a CorrelationError where it is not that one's. */
  take(correlationId: number): Pending {
    const pending = this.#pipeline.take(correlationId);
    if (mayBeHeld(pending.api)) this.#heldCount -= 1;
    return pending;
  }

  /**
   * One timer for all of them. It is seldom set: only where it would fire after the deadline of the
   * oldest one, and when it has fired too early for it.
   */
  watch(): void {
    const { oldest } = this.#pipeline;
    if (oldest === undefined || this.#timerDueMs <= oldest.deadlineMs) return;
    const { clock, timers } = this.#world;
    this.#timer?.cancel();
    this.#timerDueMs = oldest.deadlineMs;
    const leftMs = Math.max(0, oldest.deadlineMs - clock.monotonicMs());
    this.#timer = timers.after(leftMs, () => {
      this.#timerDueMs = Infinity;
      this.#tellOverdue();
      if (!this.#isEnded) this.watch();
    });
  }

  /** No answer will come any more: gives what waited for one, oldest first. */
  end(): Pending[] {
    this.#isEnded = true;
    this.#timer?.cancel();
    return this.#pipeline.drain();
  }

  #tellOverdue(): void {
    const { oldest } = this.#pipeline;
    if (oldest === undefined || oldest.deadlineMs > this.#world.clock.monotonicMs()) return;
    this.#overdue(oldest);
  }
}

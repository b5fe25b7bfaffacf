// What large requests have a node do over several turns, one of them at a time: what two leave for
// the garbage collector together, which stops everybody, takes it more than twice as long as what
// one leaves. Whoever waits holds the bytes of its request, and no objects.
//
// What took long is followed by a rest, before another one is read: however many connections take
// turns at such requests, they have a tenth of the loop between them. One that comes after a quiet
// time waits for nothing, and what is read is answered. A connection rests besides, for its own.
// Clients are told apart by their address: one after the other has a turn.

import type { Clock, Timer, Timers } from '@ottla/base';
import { FairQueue } from './fair-queue.ts';

/** Less of the loop than this is what other requests take as well: it needs no rest. */
const LONG_MS = 10;
/** For each millisecond of work: a tenth of the loop is for it. */
const REST_MS_PER_MS = 9;
/** Of all that was done by now. Nobody waits longer for one stretch that could not be sliced. */
const REST_MS_MAX = 5_000;
/**
 * Who waits keeps memory of requests from the others. With more of it the next one is read without
 * a rest: so much has to be sent first, which takes its time too.
 */
const WAITING_BYTES_MAX = 32 * 1024 * 1024;

export interface LargeWorkHost {
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
}

/** A request that is to be read: what it holds while it waits, and where it came from. */
export interface UnreadRequest {
  readonly bytes: number;
  readonly client: string;
}

interface WaitingRead {
  readonly begin: () => void;
  readonly bytes: number;
}

export class LargeWork {
  readonly #host: LargeWorkHost;
  readonly #toRead = new FairQueue<WaitingRead>();
  readonly #toAnswer: (() => void)[] = [];
  #waitingBytes = 0;
  #isBusy = false;
  #isClosed = false;
  #restUntilMs = 0;
  #restsMs = 0;
  /** Set while somebody waits for the end of a rest. */
  #restEnds: Timer | undefined;

  constructor(host: LargeWorkHost) {
    this.#host = host;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#toRead.length + this.#toAnswer.length;
  }

  /** Milliseconds of rest, in all. */
  get restsMs(): number {
    return this.#restsMs;
  }

  /** Calls `begin` when the request may be read: at once, or when others have called `leave`. */
  read({ bytes, client }: UnreadRequest, begin: () => void): void {
    this.#toRead.push(client, { begin, bytes });
    this.#waitingBytes += bytes;
    this.#beginNext();
  }

  /** The same for what is read already: it comes first, since it holds more. */
  answer(begin: () => void): void {
    this.#toAnswer.push(begin);
    this.#beginNext();
  }

  /** Once, when what was begun is at its end. */
  leave(): void {
    this.#isBusy = false;
    this.#beginNext();
  }

  /** What a large request took of the loop, also one that never had to wait here. */
  took(workMs: number): void {
    if (workMs < LONG_MS) return;
    const nowMs = this.#host.clock.monotonicMs();
    const beganMs = Math.max(this.#restUntilMs, nowMs);
    this.#restUntilMs = Math.min(beganMs + workMs * REST_MS_PER_MS, nowMs + REST_MS_MAX);
    this.#restsMs += this.#restUntilMs - beganMs;
  }

  /** The node stops: what waits is done without a rest. */
  close(): void {
    this.#isClosed = true;
    this.#restEnds?.cancel();
    this.#restEnds = undefined;
    this.#beginNext();
  }

  #beginNext(): void {
    if (this.#isBusy) return;
    const answer = this.#toAnswer.shift();
    const read = answer === undefined && !this.#mustRest() ? this.#toRead.shift() : undefined;
    const begin = answer ?? read?.begin;
    if (begin === undefined) return;
    this.#waitingBytes -= read?.bytes ?? 0;
    this.#isBusy = true;
    begin();
  }

  /** Whether the next one is to wait; it is begun when the rest is over. */
  #mustRest(): boolean {
    if (this.#toRead.length === 0 || this.#isClosed) return false;
    if (this.#waitingBytes > WAITING_BYTES_MAX) return false;
    const leftMs = this.#restUntilMs - this.#host.clock.monotonicMs();
    if (leftMs <= 0) return false;
    this.#restEnds ??= this.#host.timers.after(leftMs, () => {
      this.#restEnds = undefined;
      this.#beginNext();
    });
    return true;
  }
}

// Where requests wait for partitions to move or for their time to run out (Kafka's purgatories),
// on one timer. What the waiting is for, the waiting requests know themselves.

import type { Clock, Timers } from '@ottla/base';
import type { EndOfTurn } from '../../net/end-of-turn.ts';
import { TimerWheel, WheelEntry } from './timer-wheel.ts';

/** A request that may wait, once all that this turn brings is done. */
export abstract class PendingRequest extends WheelEntry {
  abstract readonly isDone: boolean;
  abstract readonly timeoutMs: number;
  /** What waits, in Kafka's word for its purgatory. */
  abstract get operation(): 'Produce' | 'Fetch' | 'DeleteRecords';
}

export class RequestPurgatory {
  readonly #wheel: TimerWheel;
  readonly #endOfTurn: EndOfTurn;
  /** Requests of this turn, most of which are answered at its end and never see the wheel. */
  #fresh: PendingRequest[] = [];

  constructor(clock: Clock, timers: Timers, endOfTurn: EndOfTurn) {
    this.#wheel = new TimerWheel(clock, timers);
    this.#endOfTurn = endOfTurn;
  }

  /** How many requests have a timeout running. */
  get size(): number {
    return this.#wheel.size;
  }

  /** How many of each kind; walks over all that wait. */
  sizeByOperation(): Map<PendingRequest['operation'], number> {
    const sizes = new Map<PendingRequest['operation'], number>();
    for (const each of this.#wheel.entries()) {
      // Nothing but pending requests is ever put on this wheel.
      const { operation } = each as PendingRequest;
      sizes.set(operation, (sizes.get(operation) ?? 0) + 1);
    }
    return sizes;
  }

  /** Starts the request's timeout at the end of this turn, where it still waits then. */
  add(request: PendingRequest): void {
    this.#fresh.push(request);
    this.#endOfTurn.request();
  }

  /** The request is done: its timeout is not wanted any more. */
  remove(request: PendingRequest): void {
    this.#wheel.remove(request);
  }

  /** At the end of a turn, after its appends were written. */
  startTimeouts(): void {
    if (this.#fresh.length === 0) return;
    const fresh = this.#fresh;
    this.#fresh = [];
    for (const request of fresh) {
      if (!request.isDone) this.#wheel.add(request, request.timeoutMs);
    }
  }

  close(): void {
    this.#wheel.close();
  }
}

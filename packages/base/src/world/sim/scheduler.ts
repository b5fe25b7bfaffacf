// Virtual time: a queue of events. Time stands still while an event runs and leaps to the next one.
// Among events of one moment the order is drawn from the seed, except that those of the phase
// `after` come last.

import { assert } from '../../assert.ts';
import type { Prng } from '../../prng/prng.ts';

/** By name: in a test runner's own realm it costs more to look a global up than to call it. */
const { max } = Math;
const { isNaN } = Number;

/** Whom an event belongs to: it is dropped when its owner is dead and waits while it is busy. */
export interface EventOwner {
  readonly name: string;
  readonly alive: boolean;
  /** Virtual time until which the owner is stalled, for example by a slow disk. */
  readonly busyUntilMs: number;
}

export interface ScheduledEvent {
  atMs: number;
  /** 1 for what comes after all else of the same moment. */
  readonly phase: 0 | 1;
  readonly order: number;
  readonly sequence: number;
  readonly owner: EventOwner | undefined;
  readonly kind: string;
  readonly run: () => void;
  cancelled: boolean;
}

export interface EventOptions {
  readonly kind: string;
  readonly owner?: EventOwner | undefined;
  readonly phase?: 0 | 1;
}

/** More events than this without a step of time: something turns in a circle. */
const eventsPerMomentMaxDefault = 100_000;

export interface SchedulerOptions {
  /** Infinity where time may stand still for as long as somebody likes. */
  readonly eventsPerMomentMax?: number;
  /** Hears of each event that is queued. */
  readonly queued?: () => void;
}

export class Scheduler {
  readonly #prng: Pick<Prng, 'uint32'>;
  readonly #eventsPerMomentMax: number;
  readonly #queued: (() => void) | undefined;
  readonly #heap: ScheduledEvent[] = [];
  #nowMs = 0;
  #sequence = 0;
  #eventsThisMoment = 0;

  constructor(prng: Pick<Prng, 'uint32'>, options: SchedulerOptions = {}) {
    this.#prng = prng;
    this.#eventsPerMomentMax = options.eventsPerMomentMax ?? eventsPerMomentMaxDefault;
    this.#queued = options.queued;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  at(atMs: number, options: EventOptions, run: () => void): ScheduledEvent {
    assert(!isNaN(atMs), `an event ${options.kind} without a time`);
    const event: ScheduledEvent = {
      atMs: max(atMs, this.#nowMs),
      phase: options.phase ?? 0,
      order: this.#prng.uint32(),
      sequence: this.#sequence++,
      owner: options.owner,
      kind: options.kind,
      run,
      cancelled: false,
    };
    push(this.#heap, event);
    this.#queued?.();
    return event;
  }

  /** The next event that is to run, which stays queued; events of dead owners go on the way. */
  peek(): ScheduledEvent | undefined {
    for (;;) {
      const event = this.#heap[0];
      if (event === undefined) return undefined;
      const { owner } = event;
      if (event.cancelled || owner?.alive === false) {
        pop(this.#heap);
      } else if (owner !== undefined && owner.busyUntilMs > event.atMs) {
        pop(this.#heap);
        event.atMs = owner.busyUntilMs;
        push(this.#heap, event);
      } else {
        return event;
      }
    }
  }

  /** Takes the event that `peek` showed and moves time to it. */
  take(event: ScheduledEvent): void {
    assert(this.#heap[0] === event, 'an event was taken out of turn');
    pop(this.#heap);
    this.#eventsThisMoment = event.atMs > this.#nowMs ? 0 : this.#eventsThisMoment + 1;
    assert(
      this.#eventsThisMoment < this.#eventsPerMomentMax,
      `time stands still at ${this.#nowMs} ms: the last event is ${event.kind}`,
    );
    this.#nowMs = max(this.#nowMs, event.atMs);
  }

  /** Moves time on over a stretch in which nothing happens. */
  skipTo(atMs: number): void {
    assert(atMs >= this.#nowMs, `time cannot go back from ${this.#nowMs} to ${atMs} ms`);
    this.#nowMs = atMs;
  }
}

function isBefore(a: ScheduledEvent, b: ScheduledEvent): boolean {
  if (a.atMs !== b.atMs) return a.atMs < b.atMs;
  if (a.phase !== b.phase) return a.phase < b.phase;
  if (a.order !== b.order) return a.order < b.order;
  return a.sequence < b.sequence;
}

function push(heap: ScheduledEvent[], event: ScheduledEvent): void {
  let index = heap.length;
  while (index > 0) {
    const above = (index - 1) >>> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(event, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = event;
}

function pop(heap: ScheduledEvent[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let below = 2 * index + 1;
    let child = heap[below];
    const right = heap[below + 1];
    if (child !== undefined && right !== undefined && isBefore(right, child)) {
      below += 1;
      child = right;
    }
    if (child === undefined || !isBefore(child, last)) break;
    heap[index] = child;
    index = below;
  }
  heap[index] = last;
}

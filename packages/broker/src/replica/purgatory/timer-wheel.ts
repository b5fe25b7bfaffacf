// Timeouts of requests that wait, on one timer of the World: a wheel of slots of a millisecond
// each, in which an entry is a link of a list. Adding and removing cost no allocation and no
// search.
//
// An entry further away than one turn of the wheel stays in its slot until its round comes.

import { assert, type Clock, type Timer, type Timers } from '@ottla/base';

const SLOTS = 1024;

/** What is put on the wheel: to be extended by what waits. */
export abstract class WheelEntry {
  /** In wheel ticks; -1 while not on a wheel. */
  dueTick = -1;
  previous: WheelEntry | undefined;
  next: WheelEntry | undefined;

  /** The time is up; the entry is off the wheel by now. */
  abstract expire(): void;
}

export class TimerWheel {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #slots: (WheelEntry | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);
  readonly #startMs: number;
  /** All slots up to this tick are worked off. */
  #tick = 0;
  #size = 0;
  #timer: Timer | undefined;
  /** When the timer fires, as a tick. */
  #armedTick = Infinity;

  constructor(clock: Clock, timers: Timers) {
    this.#clock = clock;
    this.#timers = timers;
    this.#startMs = clock.monotonicMs();
  }

  get size(): number {
    return this.#size;
  }

  /** All that is on the wheel, in no order. */
  *entries(): Generator<WheelEntry> {
    if (this.#size === 0) return;
    for (const first of this.#slots) {
      for (let entry = first; entry !== undefined; entry = entry.next) yield entry;
    }
  }

  /** Has `entry.expire` called once, `delayMs` or a little more from now, unless it is removed. */
  add(entry: WheelEntry, delayMs: number): void {
    assert(entry.dueTick < 0, 'an entry is put on the wheel twice');
    if (this.#size === 0) this.#tick = this.#now();
    entry.dueTick = Math.max(this.#tick + 1, Math.ceil(this.#nowMs() + delayMs));
    const slot = entry.dueTick % SLOTS;
    entry.next = this.#slots[slot];
    if (entry.next !== undefined) entry.next.previous = entry;
    this.#slots[slot] = entry;
    this.#size += 1;
    if (entry.dueTick < this.#armedTick) this.#arm(entry.dueTick);
  }

  /** Takes the entry off; nothing happens where it is not on. */
  remove(entry: WheelEntry): void {
    if (entry.dueTick < 0) return;
    if (entry.previous !== undefined) entry.previous.next = entry.next;
    else this.#slots[entry.dueTick % SLOTS] = entry.next;
    if (entry.next !== undefined) entry.next.previous = entry.previous;
    entry.previous = undefined;
    entry.next = undefined;
    entry.dueTick = -1;
    this.#size -= 1;
  }

  /** Stops the timer; nothing on the wheel expires any more. */
  close(): void {
    this.#timer?.cancel();
    this.#armedTick = -1;
  }

  #nowMs(): number {
    return this.#clock.monotonicMs() - this.#startMs;
  }

  #now(): number {
    return Math.floor(this.#nowMs());
  }

  #arm(tick: number): void {
    if (this.#armedTick < 0) return;
    this.#timer?.cancel();
    this.#armedTick = tick;
    this.#timer = this.#timers.after(tick - this.#nowMs(), () => this.#fire());
  }

  #fire(): void {
    if (this.#armedTick < 0) return;
    this.#armedTick = Infinity;
    const now = this.#now();
    // A pause longer than a whole turn (a stalled process) looks at each slot once.
    const from = Math.max(this.#tick + 1, now - SLOTS + 1);
    for (let tick = from; tick <= now; tick++) this.#expireSlot(tick % SLOTS, now);
    this.#tick = now;
    if (this.#size > 0) this.#armNext(now);
  }

  #expireSlot(slot: number, now: number): void {
    let entry = this.#slots[slot];
    while (entry !== undefined) {
      const { next } = entry;
      if (entry.dueTick <= now) {
        this.remove(entry);
        entry.expire();
        // What expired may have removed its neighbour: start anew, the slot only holds fewer.
        entry = next !== undefined && next.dueTick < 0 ? this.#slots[slot] : next;
      } else {
        entry = next;
      }
    }
  }

  /** The next slot that holds anything, in this round or a later one. */
  #armNext(now: number): void {
    for (let tick = now + 1; tick <= now + SLOTS; tick++) {
      if (this.#slots[tick % SLOTS] !== undefined && tick < this.#armedTick) {
        this.#arm(tick);
        return;
      }
      if (tick >= this.#armedTick) return;
    }
  }
}

// Events of a shard whose records are appended, or whose answers depend on such: what waits for an
// offset to be committed, in the order of the appends.

import type { ProtocolError } from '@ottla/protocol';
import type { AnyPendingTicket } from './pending-ticket.ts';
import type { ShardResult, Ticket } from './shard.ts';

/** One event from its handling until its records are committed, or will never be. */
export class WaitingEvent {
  readonly settled: ShardResult['settled'];
  /** Monotonic: from then on its answers are refused, whatever becomes of the records. */
  readonly deadlineMs: number;
  /** The timer whose event it is: an event that failed is tried again. */
  readonly timer: string | undefined;
  #result: ShardResult;

  constructor(result: ShardResult, deadlineMs: number, timer?: string) {
    this.#result = result;
    this.settled = result.settled;
    this.deadlineMs = deadlineMs;
    this.timer = timer;
  }

  get hasAnswers(): boolean {
    return this.#result.answers.length > 0;
  }

  /** An answer that cannot be sent keeps none of the others back: `onBug` hears of it. */
  sendAnswers(onBug: (error: unknown) => void): void {
    for (const { ticket, response } of this.#takeAnswers()) {
      try {
        asPending(ticket).answer(response);
      } catch (error) {
        onBug(error);
      }
    }
  }

  refuseAnswers(error: ProtocolError): void {
    refuseAll(
      this.#takeAnswers().map(({ ticket }) => ticket),
      error,
    );
  }

  #takeAnswers(): ShardResult['answers'] {
    const { answers } = this.#result;
    this.#result = { ...this.#result, answers: [] };
    return answers;
  }
}

export function refuseAll(tickets: readonly Ticket<unknown>[], error: ProtocolError): void {
  for (const ticket of tickets) asPending(ticket).refuse(error);
}

function asPending(ticket: object): AnyPendingTicket {
  // Tickets are made by the runtime alone: the shard has them from it.
  return ticket as AnyPendingTicket;
}

interface Entry {
  readonly offset: number;
  readonly events: WaitingEvent[];
}

export class WaitingEvents {
  #entries: Entry[] = [];

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  *[Symbol.iterator](): Generator<WaitingEvent> {
    for (const { events } of this.#entries) yield* events;
  }

  /** `offset` must not lie below one that was added before. */
  add(offset: number, events: readonly WaitingEvent[]): void {
    const last = this.#entries.at(-1);
    if (last?.offset === offset) last.events.push(...events);
    else this.#entries.push({ offset, events: [...events] });
  }

  /** Takes out what waits for offsets up to `offset`; tells the last of these. */
  takeUpTo(offset: number): { readonly events: WaitingEvent[]; readonly reached: number } {
    let reached = -1;
    const events: WaitingEvent[] = [];
    let count = 0;
    for (const entry of this.#entries) {
      if (entry.offset > offset) break;
      reached = entry.offset;
      events.push(...entry.events);
      count += 1;
    }
    this.#entries.splice(0, count);
    return { events, reached };
  }

  takeAll(): WaitingEvent[] {
    return this.takeUpTo(Infinity).events;
  }
}

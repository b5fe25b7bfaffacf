// One event in the making: what it writes and whom it answers, gathered by all that take part in
// it, and handed over as one result.

import { assert } from '@ottla/base';
import type { Draft, ProtocolError } from '@ottla/protocol';
import type { Answer, ShardRecord, ShardResult, Ticket } from '../runtime/shard.ts';
import type { GroupState } from './group-state.ts';

/** `isLate`: the records are written, and may still be committed. */
type Settled = (turn: Turn, error?: ProtocolError, isLate?: boolean) => void;

export class Turn {
  readonly state: GroupState;
  readonly #records: ShardRecord[] = [];
  readonly #answers: Answer[] = [];
  #settled: Settled | undefined;
  #retriesTimer = false;

  constructor(state: GroupState) {
    this.state = state;
  }

  get hasRecords(): boolean {
    return this.#records.length > 0;
  }

  append(record: ShardRecord): void {
    this.#records.push(record);
  }

  answer<Response>(ticket: Ticket<Response>, response: Draft<Response>): void {
    // A draft of a message is an object, which its type is too general to say.
    this.#answers.push({ ticket, response: response as object });
  }

  /** Its timer is to go off again where the records cannot be appended. */
  retryTimer(): void {
    this.#retriesTimer = true;
  }

  /** What happens when the records are committed, have failed or are late; in a turn of its own. */
  whenSettled(settled: Settled): void {
    assert(this.#settled === undefined, 'a turn settles once');
    this.#settled = settled;
  }

  result(atomic = true): ShardResult {
    const settled = this.#settled;
    const retriesTimer = this.#retriesTimer;
    const result = { records: this.#records, atomic, answers: this.#answers, retriesTimer };
    if (settled === undefined) return result;
    return {
      ...result,
      settled: (error, isLate) => {
        const turn = new Turn(this.state);
        settled(turn, error, isLate);
        return turn.result();
      },
    };
  }
}

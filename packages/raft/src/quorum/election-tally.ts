// Counts the votes of one election or pre-election among a fixed set of voters. A vote once
// recorded does not change.

import { assert } from '@ottla/base';
import { majorityOf } from './high-watermark.ts';

export class ElectionTally {
  readonly #votes = new Map<number, boolean | undefined>();

  constructor(voterIds: readonly number[]) {
    for (const id of voterIds) this.#votes.set(id, undefined);
  }

  /** Returns whether this vote is news: a voter counts once. */
  record(voterId: number, granted: boolean): boolean {
    assert(this.#votes.has(voterId), `node ${voterId} votes, but it is not a voter`);
    if (this.#votes.get(voterId) !== undefined) return false;
    this.#votes.set(voterId, granted);
    return true;
  }

  has(voterId: number): boolean {
    return this.#votes.has(voterId);
  }

  get isWon(): boolean {
    return this.granting.length >= majorityOf(this.#votes.size);
  }

  /** The voters that are left cannot make a majority any more. */
  get isLost(): boolean {
    const possible = this.granting.length + this.unrecorded.length;
    return possible < majorityOf(this.#votes.size);
  }

  get granting(): readonly number[] {
    return this.#idsWith(true);
  }

  get unrecorded(): readonly number[] {
    return this.#idsWith(undefined);
  }

  #idsWith(vote: boolean | undefined): readonly number[] {
    return [...this.#votes].filter(([, each]) => each === vote).map(([id]) => id);
  }
}

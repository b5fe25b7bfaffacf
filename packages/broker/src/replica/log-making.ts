// How many new logs one turn may make: making one takes a few calls to the disk, and a topic of
// thousands of partitions must not keep every other client waiting. The first ones of a turn are
// made at once, the rest a few a turn, in the order in which they came. Until then a partition is
// known and has no leader here, which clients ask again for, as in Kafka.

import type { Clock, Timers } from '@ottla/base';
import type { PartitionIdentity } from './partition.ts';

/** Together with what else a turn does it stays below what anybody would notice. */
const TURN_MS_MAX = 10;
const TURN_LOGS_MAX = 64;

/** What of a turn's share is used. */
interface Share {
  readonly startedMs: number;
  count: number;
}

export class LogMaking {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #make: (identity: PartitionIdentity) => void;
  /** By topic id and index, oldest first. */
  readonly #waiting = new Map<string, PartitionIdentity>();
  #share: Share | undefined;

  /** `make`: it is this partition's turn. */
  constructor(
    { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
    make: (identity: PartitionIdentity) => void,
  ) {
    this.#clock = clock;
    this.#timers = timers;
    this.#make = make;
  }

  /** Logs that are still to be made. */
  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** Whether one more log may be made in this turn; it counts as made then. */
  takeRoom(): boolean {
    this.#share ??= this.#newShare();
    return this.#takeOf(this.#share);
  }

  /** It is made in a later turn. */
  later(identity: PartitionIdentity): void {
    this.#share ??= this.#newShare();
    this.#waiting.set(`${identity.topicId}:${identity.index}`, identity);
  }

  /** What waits is not made any more. */
  close(): void {
    this.#waiting.clear();
  }

  #newShare(): Share {
    this.#timers.endOfTurn(() => this.#turnEnded());
    return { startedMs: this.#clock.monotonicMs(), count: 0 };
  }

  #takeOf(share: Share): boolean {
    const isFull =
      share.count >= TURN_LOGS_MAX || this.#clock.monotonicMs() - share.startedMs >= TURN_MS_MAX;
    // One is always made, however slow the disk is.
    if (isFull && share.count > 0) return false;
    share.count += 1;
    return true;
  }

  #turnEnded(): void {
    this.#share = undefined;
    const share: Share = { startedMs: this.#clock.monotonicMs(), count: 0 };
    for (const [key, identity] of this.#waiting) {
      if (!this.#takeOf(share)) break;
      this.#waiting.delete(key);
      this.#make(identity);
    }
    // Whoever comes in the next turn has a share of his own, beside those that wait.
    if (this.#waiting.size > 0) this.#share ??= this.#newShare();
  }
}

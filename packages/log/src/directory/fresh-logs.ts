// Logs that were made lately. Their topic ids become durable by the clock, for where nothing is
// written to a log no flush takes care of it: a log without one is a stray after a power failure.
// This waits until no more are being made, and then takes a few at a time, so that making thousands
// of partitions does not compete for the disk with syncs that nobody waits for.

import type { PartitionLog } from '../partition/partition-log.ts';

const SYNCED_AT_ONCE = 2;

export class FreshLogs {
  /** The last one is next. */
  readonly #waiting: PartitionLog[] = [];
  #syncing = 0;
  #cameLately = false;

  add(log: PartitionLog): void {
    this.#waiting.push(log);
    this.#cameLately = true;
  }

  /** Begins where none has come since the last tick. */
  tick(): void {
    if (this.#cameLately) {
      this.#cameLately = false;
      return;
    }
    while (this.#syncing < SYNCED_AT_ONCE && this.#waiting.length > 0) {
      this.#syncing += 1;
      void this.#sync();
    }
  }

  /** A log whose disk fails goes offline with its directory; nobody else needs to hear of it. */
  async #sync(): Promise<void> {
    while (!this.#cameLately) {
      const log = this.#waiting.pop();
      if (log === undefined) break;
      await log.syncTopicId();
    }
    this.#syncing -= 1;
  }
}

// Where the logs of a directory are about to start, since somebody deletes records, or retention
// does: the checkpoint tells it before the logs do. So nobody is shown a start that an unclean end
// takes back, and what was deleted does not come again. (Kafka's brokers write it down within a
// minute.)

import type { PartitionLog } from '../partition/partition-log.ts';

export interface ComingStart {
  readonly log: PartitionLog;
  readonly offset: number;
}

export class LogStarts {
  readonly #checkpoint: () => Promise<void>;
  readonly #isHere: (log: PartitionLog) => boolean;
  readonly #coming = new Map<PartitionLog, number>();

  /** `checkpoint` makes what `of` says durable; `isHere` tells whether a log has not gone yet. */
  constructor(checkpoint: () => Promise<void>, isHere: (log: PartitionLog) => boolean) {
    this.#checkpoint = checkpoint;
    this.#isHere = isHere;
  }

  /** What the checkpoint is to say. */
  of(log: PartitionLog): number {
    // A log that was cut since starts nowhere behind its end.
    const coming = Math.min(this.#coming.get(log) ?? 0, log.highWatermark);
    return Math.max(log.logStartOffset, coming);
  }

  /**
   * Nothing below `offset` is part of the log any more, durably, when it resolves. A log that goes
   * meanwhile, as it does when its replica has moved, stays as it is. Rejects with
   * OffsetOutOfRangeError above the high watermark; KafkaStorageError.
   */
  async raise(log: PartitionLog, offset: number): Promise<void> {
    const isToCome = offset > log.logStartOffset && offset <= log.highWatermark;
    if (!isToCome) return void log.incrementLogStartOffset(offset);
    const show = (): void => {
      if (this.#isHere(log)) log.incrementLogStartOffset(offset);
    };
    await this.announce([{ log, offset }], show);
  }

  /**
   * Makes all of them durable at once, not above the high watermarks, and then calls `show`, which
   * makes the logs start there. Rejects with KafkaStorageError, and with what `show` throws.
   */
  async announce(starts: readonly ComingStart[], show: () => Promise<void> | void): Promise<void> {
    for (const { log, offset } of starts) {
      this.#coming.set(log, Math.max(offset, this.#coming.get(log) ?? 0));
    }
    try {
      await this.#checkpoint();
      await show();
    } finally {
      for (const { log, offset } of starts) {
        // Another may be about to raise it further.
        if (this.#coming.get(log) === offset) this.#coming.delete(log);
      }
    }
  }
}

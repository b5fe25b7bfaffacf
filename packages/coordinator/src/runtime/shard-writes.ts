// What a shard writes: records gathered in the open batch and replayed at once, batches appended,
// and the events that wait for them, to be committed or to be reverted. The offsets here are those
// of the timeline's snapshots: one at the end of each batch that was appended.

import { assert, type Logger, type TimelineRegistry } from '@ottla/base';
import { type Codec, errors, type ProtocolError } from '@ottla/protocol';
import { OpenBatch } from './open-batch.ts';
import type { ShardRecord, ShardResult } from './shard.ts';
import { type WaitingEvent, WaitingEvents } from './waiting-events.ts';

/** Where batches go. */
export interface ShardWriter {
  /** max.message.bytes, as it is now. */
  readonly batchBytesMax: number;
  /**
   * Appends one batch, to be acknowledged by all in-sync replicas: `committed` is called when it
   * is. Gives the base offset, or why it was not appended.
   */
  append(batch: Uint8Array): number | ProtocolError;
}

export interface ShardWritesOptions {
  readonly timeline: TimelineRegistry;
  readonly writer: ShardWriter;
  readonly codec: Codec;
  readonly logger: Logger;
  readonly wallMs: () => number;
  /** Replays a record at the offset that it will have. May throw. */
  readonly replay: (offset: number, record: ShardRecord) => void;
  /** Has `flush` called at the end of this turn. */
  readonly requestFlush: () => void;
  readonly settle: (event: WaitingEvent) => void;
  readonly refuse: (event: WaitingEvent, error: ProtocolError) => void;
  readonly logBug: (what: string, error: unknown) => void;
  /** The log is not what was written here. Every event is to be ended. */
  readonly onOutOfSync: () => void;
}

export class ShardWrites {
  readonly #options: ShardWritesOptions;
  readonly #waiting = new WaitingEvents();
  #batch: OpenBatch | undefined;
  /** The offset after all that is in the log. */
  #writtenOffset = 0;
  /** The last snapshot that is committed. */
  #committedOffset = -1;

  constructor(options: ShardWritesOptions) {
    this.#options = options;
  }

  /** What queries see. */
  get committedOffset(): number {
    return this.#committedOffset;
  }

  /** All events that wait, in the order of their writing. */
  get events(): WaitingEvent[] {
    return [...this.#waiting, ...(this.#batch?.events ?? [])];
  }

  /** All up to `endOffset` is replayed; snapshots are there from the high watermark on. */
  begin(endOffset: number, highWatermark: number): void {
    const { timeline } = this.#options;
    this.#writtenOffset = endOffset;
    timeline.snapshot(endOffset);
    const { offsets } = timeline;
    this.#committedOffset = offsets.findLast((each) => each <= highWatermark) ?? offsets[0] ?? 0;
    for (const offset of offsets) {
      if (offset > this.#committedOffset) this.#waiting.add(offset, []);
    }
    timeline.deleteBefore(this.#committedOffset);
  }

  /** The event waits for its records from here on, unless it is refused at once. */
  write({ records, atomic }: ShardResult, event: WaitingEvent): void {
    const units = atomic ? [records] : records.map((record) => [record]);
    for (const unit of units) {
      if (this.#batch?.hasRoomFor(unit) === false) {
        const error = this.flush();
        if (error !== undefined) {
          // What this event saw is reverted by now.
          this.#options.refuse(event, error);
          return;
        }
      }
      if (!this.#replay(unit, event)) return;
    }
    this.#batch?.events.push(event);
    // At once: one that is too large to be appended fails alone, and nobody else has seen it.
    if (this.#batch?.isFull === true) this.flush();
  }

  /** Has an event without records wait for all that was written before it. False if none was. */
  await(event: WaitingEvent): boolean {
    if (this.#batch !== undefined) this.#batch.events.push(event);
    else if (this.#waiting.isEmpty) return false;
    else this.#waiting.add(this.#writtenOffset, [event]);
    return true;
  }

  /** Appends the open batch; gives the error where that failed. */
  flush(): ProtocolError | undefined {
    const batch = this.#batch;
    if (batch === undefined) return undefined;
    const outcome = this.#append(batch);
    if (typeof outcome !== 'number') {
      this.#fail(batch, outcome);
      return outcome;
    }
    if (outcome !== batch.baseOffset) {
      const { logger, onOutOfSync } = this.#options;
      const offsets = { expected: batch.baseOffset, got: outcome };
      logger.error('others write to the log of this coordinator: it is read anew', offsets);
      onOutOfSync();
      return errors.NOT_COORDINATOR;
    }
    this.#batch = undefined;
    this.#writtenOffset = batch.nextOffset;
    this.#options.timeline.snapshot(batch.nextOffset);
    this.#waiting.add(batch.nextOffset, batch.events);
    return undefined;
  }

  committed(highWatermark: number): void {
    const { events, reached } = this.#waiting.takeUpTo(highWatermark);
    if (reached > this.#committedOffset) {
      this.#committedOffset = reached;
      this.#options.timeline.deleteBefore(reached);
    }
    for (const event of events) this.#options.settle(event);
  }

  /** Reverts what is not committed, and gives up the events that wait for it. */
  end(): WaitingEvent[] {
    const { events } = this;
    this.#waiting.takeAll();
    this.#batch = undefined;
    this.#options.timeline.revertTo(this.#committedOffset);
    return events;
  }

  /** False where the whole batch has failed. */
  #replay(records: readonly ShardRecord[], event: WaitingEvent): boolean {
    const batch = (this.#batch ??= this.#openBatch());
    const nowMs = this.#options.wallMs();
    try {
      for (const record of records) {
        this.#options.replay(batch.nextOffset, record);
        batch.append(nowMs, record);
      }
    } catch (error) {
      this.#options.logBug('replay', error);
      batch.events.push(event);
      this.#fail(batch, errors.UNKNOWN_SERVER_ERROR);
      return false;
    }
    return true;
  }

  #append(batch: OpenBatch): number | ProtocolError {
    const { writer, logBug } = this.#options;
    try {
      return writer.append(batch.finish());
    } catch (error) {
      logBug('append', error);
      return errors.UNKNOWN_SERVER_ERROR;
    }
  }

  #openBatch(): OpenBatch {
    const { writer, codec, requestFlush } = this.#options;
    requestFlush();
    const { batchBytesMax: sizeBytesMax } = writer;
    return new OpenBatch({ baseOffset: this.#writtenOffset, sizeBytesMax, codec });
  }

  #fail(batch: OpenBatch, error: ProtocolError): void {
    const { timeline, logger, refuse } = this.#options;
    const { baseOffset, recordCount: records, events } = batch;
    assert(this.#batch === batch, 'a batch failed that is not open');
    this.#batch = undefined;
    timeline.revertTo(baseOffset);
    const fields = { error: error.name, baseOffset, records };
    logger.warn('records of a coordinator were not appended', fields);
    for (const event of events) refuse(event, error);
  }
}

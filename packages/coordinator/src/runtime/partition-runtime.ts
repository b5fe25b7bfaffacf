// Runs one shard: gives it requests, timers and what its log holds, appends the records that come
// of it, replays them, and sends answers once they are committed. Pure: whoever owns it reads and
// appends to the log, keeps time, and says what is committed.
//
//   loading ──activate──▶ active ──────▶ closed     leadership came, all is replayed, it went
//      └──────fail─────────▶ failed ──────┘         the log cannot be read, or others write to it
//
// Records of a turn are gathered in one batch, and replayed at once at the offsets that they will
// have: the next request sees them. `flush`, at the end of the turn, appends the batch. Where that
// fails, the state goes back to what it was at the batch's base offset, and all that was answered
// on account of it is refused. Commands see the state as written, queries as committed.

import { assert, type Logger, TimelineRegistry } from '@ottla/base';
import { type Codec, type Draft, errors, NO_PRODUCER_EPOCH, NO_PRODUCER_ID } from '@ottla/protocol';
import type { ProtocolError } from '@ottla/protocol';
import { coordinatorError } from './coordinator-error.ts';
import { OpenBatch } from './open-batch.ts';
import { type Caller, PendingTicket } from './pending-ticket.ts';
import { replayLog } from './replay-log.ts';
import type {
  Shard,
  ShardCommand,
  ShardQuery,
  ShardRecord,
  ShardResult,
  ShardServices,
  ShardTimers,
} from './shard.ts';
import { refuseAll, WaitingEvent, WaitingEvents } from './waiting-events.ts';

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

export interface PartitionRuntimeOptions<State> {
  readonly create: (services: ShardServices) => Shard<State>;
  readonly services: Omit<ShardServices, 'timeline' | 'timers'>;
  /** Calls `timedOut`. Names that begin with `runtime/` are not the shard's. */
  readonly timers: ShardTimers;
  readonly writer: ShardWriter;
  readonly codec: Codec;
  /** offsets.commit.timeout.ms and its like: how long an answer waits for its commit. */
  readonly writeTimeoutMs: number;
  /** Has `flush` called at the end of this turn. */
  readonly requestFlush: () => void;
  /** The runtime has failed by itself: the log holds what it has not written. */
  readonly onOutOfSync: () => void;
}

export type RuntimePhase = 'loading' | 'active' | 'failed' | 'closed';

const WRITE_TIMER = 'runtime/write-timeout';
/** A timer whose records could not be appended is tried again after this time, as in Kafka. */
const TIMER_RETRY_MS = 500;
const NO_PRODUCER = { id: NO_PRODUCER_ID, epoch: NO_PRODUCER_EPOCH };

export class PartitionRuntime<State> {
  readonly #options: PartitionRuntimeOptions<State>;
  readonly #logger: Logger;
  readonly #timeline = new TimelineRegistry();
  readonly #shard: Shard<State>;
  readonly #waiting = new WaitingEvents();
  #phase: RuntimePhase = 'loading';
  #batch: OpenBatch | undefined;
  /** The offset after all that was replayed, but for the open batch. */
  #writtenOffset = 0;
  /** The last snapshot that is committed: what queries see. */
  #committedOffset = -1;
  #isWriteTimerSet = false;
  #deletedWhileLoading: { readonly id: string; readonly name: string }[] = [];

  constructor(options: PartitionRuntimeOptions<State>) {
    this.#options = options;
    this.#logger = options.services.logger;
    this.#shard = options.create({
      ...options.services,
      timeline: this.#timeline,
      timers: options.timers,
    });
  }

  get phase(): RuntimePhase {
    return this.#phase;
  }

  /** Why no request is served now. */
  get refusal(): ProtocolError | undefined {
    if (this.#phase === 'active') return undefined;
    return this.#phase === 'loading' ? errors.COORDINATOR_LOAD_IN_PROGRESS : errors.NOT_COORDINATOR;
  }

  // Loading, in this order: startLoading, load for each piece of the log, activate.

  /** The log starts at `logStartOffset`. */
  startLoading(logStartOffset: number, highWatermark: number): void {
    this.#writtenOffset = logStartOffset;
    if (logStartOffset >= highWatermark) this.#timeline.snapshot(logStartOffset);
  }

  /** Replays whole batches; gives the offset after them. Throws where the shard cannot read them. */
  load(bytes: Uint8Array, highWatermark: number): number {
    assert(this.#phase === 'loading', `a ${this.#phase} coordinator loads nothing`);
    this.#writtenOffset = replayLog(this.#shard, bytes, this.#writtenOffset, (nextOffset) => {
      // What is above the high watermark may be reverted to, and is not to be queried yet.
      if (nextOffset >= highWatermark) this.#timeline.snapshot(nextOffset);
    });
    return this.#writtenOffset;
  }

  /** All is replayed: requests are served from here on. */
  activate(logEndOffset: number, highWatermark: number): void {
    assert(this.#phase === 'loading', `a ${this.#phase} coordinator cannot become active`);
    // Compaction may have left nothing just below the end.
    this.#writtenOffset = Math.max(this.#writtenOffset, logEndOffset);
    this.#timeline.snapshot(this.#writtenOffset);
    const { offsets } = this.#timeline;
    this.#committedOffset = offsets.findLast((offset) => offset <= highWatermark) ?? offsets[0] ?? 0;
    for (const offset of offsets) {
      if (offset > this.#committedOffset) this.#waiting.add(offset, []);
    }
    this.#timeline.deleteBefore(this.#committedOffset);
    this.#phase = 'active';
    this.#run('onLoaded', () => this.#shard.onLoaded());
    const deleted = this.#deletedWhileLoading;
    this.#deletedWhileLoading = [];
    if (deleted.length > 0) this.topicsDeleted(deleted);
  }

  /** The log cannot be read, or is not what was written here. */
  fail(): void {
    this.#end('failed');
  }

  /** This node leads no more: all who wait are told NOT_COORDINATOR. */
  close(): void {
    this.#end('closed');
  }

  // Events

  /** Gives a command its request; it is answered through `respond`, once. */
  submit<Request, Response>(
    command: ShardCommand<State, Request, Response>,
    request: Request,
    caller: Caller,
    respond: (response: Draft<Response>) => void,
  ): PendingTicket<Request, Response> {
    const ticket = new PendingTicket(command, request, caller, respond);
    const { refusal } = this;
    if (refusal !== undefined) {
      ticket.refuse(refusal);
      return ticket;
    }
    const handle = (): ShardResult => command.handle(this.#shard.state, request, ticket);
    const isDone = this.#run(command.api.name, handle);
    if (!isDone && !ticket.isAnswered) ticket.refuse(errors.UNKNOWN_SERVER_ERROR);
    return ticket;
  }

  /** Answers from what is committed. */
  query<Request, Response>(
    query: ShardQuery<State, Request, Response>,
    request: Request,
    apiVersion: number,
  ): Draft<Response> {
    const { refusal } = this;
    if (refusal !== undefined) return query.refuse(request, refusal, apiVersion);
    try {
      const at = { offset: this.#committedOffset, apiVersion };
      return query.read(this.#shard.state, request, at);
    } catch (error) {
      this.#logBug(query.api.name, error);
      return query.refuse(request, errors.UNKNOWN_SERVER_ERROR, apiVersion);
    }
  }

  timedOut(timer: string): void {
    if (this.#phase !== 'active') return;
    if (timer === WRITE_TIMER) this.#expireAnswers();
    else this.#run(`timer ${timer}`, () => this.#shard.timedOut(timer), timer);
  }

  topicsDeleted(topics: readonly { readonly id: string; readonly name: string }[]): void {
    if (this.#phase === 'loading') this.#deletedWhileLoading.push(...topics);
    if (this.#phase !== 'active') return;
    this.#run('onTopicsDeleted', () => this.#shard.onTopicsDeleted(topics));
  }

  /** Everything below `highWatermark` is on all in-sync replicas. */
  committed(highWatermark: number): void {
    if (this.#phase !== 'active') return;
    const { events, reached } = this.#waiting.takeUpTo(highWatermark);
    if (reached > this.#committedOffset) {
      this.#committedOffset = reached;
      this.#timeline.deleteBefore(reached);
    }
    for (const event of events) this.#settle(event);
  }

  /** Appends what this turn has brought; gives the error where that failed. */
  flush(): ProtocolError | undefined {
    const batch = this.#batch;
    if (batch === undefined || batch.recordCount === 0) return undefined;
    const { nextOffset, events } = batch;
    const outcome = this.#options.writer.append(batch.finish());
    if (typeof outcome !== 'number') {
      this.#failBatch(batch, outcome);
      return outcome;
    }
    if (outcome !== batch.baseOffset) {
      const fields = { expected: batch.baseOffset, got: outcome };
      this.#logger.error('others write to the log of this coordinator: it is read anew', fields);
      this.fail();
      this.#options.onOutOfSync();
      return errors.NOT_COORDINATOR;
    }
    this.#batch = undefined;
    this.#writtenOffset = nextOffset;
    this.#timeline.snapshot(nextOffset);
    this.#waiting.add(nextOffset, events);
    return undefined;
  }

  // What comes of an event

  /** Whether it went well: a bug of the shard is logged, and costs this event only. */
  #run(what: string, act: () => ShardResult | undefined, timer?: string): boolean {
    let result: ShardResult | undefined;
    try {
      result = act();
    } catch (error) {
      this.#logBug(what, error);
      return false;
    }
    if (result !== undefined) this.#perform(result, timer);
    return true;
  }

  #perform(result: ShardResult, timer?: string): void {
    const { services, writeTimeoutMs } = this.#options;
    const event = new WaitingEvent(result, services.monotonicMs() + writeTimeoutMs, timer);
    if (this.#phase !== 'active') return this.#refuse(event, errors.NOT_COORDINATOR);
    if (result.records.length > 0) this.#write(result, event);
    else this.#await(event);
  }

  #write({ records, atomic }: ShardResult, event: WaitingEvent): void {
    const units = atomic ? [records] : records.map((record) => [record]);
    for (const unit of units) {
      if (this.#batch?.hasRoomFor(unit) === false) {
        const error = this.flush();
        // What this event saw is reverted by now.
        if (error !== undefined) return this.#refuse(event, error);
      }
      if (!this.#replayNow(unit, event)) return;
    }
    this.#batch?.events.push(event);
    this.#watch(event);
  }

  /** Replays records at the offsets that they will have. False where the whole batch has failed. */
  #replayNow(records: readonly ShardRecord[], event: WaitingEvent): boolean {
    const batch = (this.#batch ??= this.#openBatch());
    const nowMs = this.#options.services.wallMs();
    try {
      for (const record of records) {
        this.#shard.replay(batch.nextOffset, NO_PRODUCER, record);
        batch.append(nowMs, record);
      }
    } catch (error) {
      this.#logBug('replay', error);
      batch.events.push(event);
      this.#failBatch(batch, errors.UNKNOWN_SERVER_ERROR);
      return false;
    }
    return true;
  }

  #openBatch(): OpenBatch {
    const { writer, codec, requestFlush } = this.#options;
    requestFlush();
    const { batchBytesMax: sizeBytesMax } = writer;
    return new OpenBatch({ baseOffset: this.#writtenOffset, sizeBytesMax, codec });
  }

  #failBatch(batch: OpenBatch, error: ProtocolError): void {
    this.#batch = undefined;
    this.#timeline.revertTo(batch.baseOffset);
    this.#logger.warn('records of a coordinator were not appended', {
      error: error.name,
      baseOffset: batch.baseOffset,
      records: batch.recordCount,
    });
    for (const event of batch.events) this.#refuse(event, error);
  }

  /** Without records of its own, an event waits for all that was written before it. */
  #await(event: WaitingEvent): void {
    if (this.#batch !== undefined) this.#batch.events.push(event);
    else if (this.#waiting.isEmpty) return this.#settle(event);
    else this.#waiting.add(this.#writtenOffset, [event]);
    this.#watch(event);
  }

  #settle(event: WaitingEvent): void {
    event.sendAnswers();
    const { settled } = event;
    if (settled !== undefined) this.#run('settled', () => settled());
  }

  #refuse(event: WaitingEvent, error: ProtocolError): void {
    event.refuseAnswers(error);
    const { settled, timer } = event;
    // The shard has the last word on its timer.
    if (timer !== undefined && this.#phase === 'active') {
      this.#options.timers.set(timer, TIMER_RETRY_MS);
    }
    if (settled !== undefined) this.#run('settled', () => settled(coordinatorError(error)));
  }

  /** Sees to it that the event's answers do not wait for ever. */
  #watch(event: WaitingEvent): void {
    if (this.#isWriteTimerSet || !event.hasAnswers) return;
    this.#isWriteTimerSet = true;
    this.#options.timers.set(WRITE_TIMER, this.#options.writeTimeoutMs);
  }

  /** Refuses answers that have waited too long; their records may still be committed. */
  #expireAnswers(): void {
    this.#isWriteTimerSet = false;
    const nowMs = this.#options.services.monotonicMs();
    let earliestMs = Infinity;
    for (const event of [...this.#waiting, ...(this.#batch?.events ?? [])]) {
      if (event.deadlineMs <= nowMs) event.refuseAnswers(errors.REQUEST_TIMED_OUT);
      else if (event.hasAnswers) earliestMs = Math.min(earliestMs, event.deadlineMs);
    }
    if (earliestMs === Infinity) return;
    this.#isWriteTimerSet = true;
    this.#options.timers.set(WRITE_TIMER, Math.ceil(earliestMs - nowMs));
  }

  #end(phase: 'failed' | 'closed'): void {
    const wasActive = this.#phase === 'active';
    const isOver = this.#phase === 'closed' || this.#phase === phase;
    if (isOver) return;
    this.#phase = phase;
    if (!wasActive) return;
    this.#options.timers.cancel(WRITE_TIMER);
    const events = [...this.#waiting.takeAll(), ...(this.#batch?.events ?? [])];
    this.#batch = undefined;
    this.#timeline.revertTo(this.#committedOffset);
    for (const event of events) this.#refuse(event, errors.NOT_COORDINATOR);
    try {
      refuseAll(this.#shard.onUnloaded(), errors.NOT_COORDINATOR);
    } catch (error) {
      this.#logBug('onUnloaded', error);
    }
  }

  #logBug(what: string, error: unknown): void {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#logger.error('a coordinator failed inside', { what, error: told });
  }
}

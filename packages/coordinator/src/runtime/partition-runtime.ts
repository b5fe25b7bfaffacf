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
import { type Caller, PendingTicket } from './pending-ticket.ts';
import { replayLog } from './replay-log.ts';
import type {
  Shard,
  ShardCommand,
  ShardQuery,
  ShardResult,
  ShardServices,
  ShardTimers,
} from './shard.ts';
import { type ShardWriter, ShardWrites } from './shard-writes.ts';
import { refuseAll, WaitingEvent } from './waiting-events.ts';

export interface PartitionRuntimeOptions<State> {
  readonly create: (services: ShardServices) => Shard<State>;
  readonly services: Omit<ShardServices, 'timeline' | 'timers'>;
  /** Calls `timedOut`. Names that begin with `runtime/` are not the shard's. */
  readonly timers: ShardTimers;
  readonly writer: ShardWriter;
  readonly codec: Codec;
  /** offsets.commit.timeout.ms and its like: how long anybody waits for a commit. */
  readonly writeTimeoutMs: number;
  /** Has `flush` called at the end of this turn. */
  readonly requestFlush: () => void;
  /** The runtime has failed by itself: the log holds what it has not written. */
  readonly onOutOfSync: () => void;
}

interface RunOptions {
  /** Whose event it is. */
  readonly timer?: string;
  /** Answers wait for nothing but the records that they come with. */
  readonly answersAtOnce?: boolean;
}

export type RuntimePhase = 'loading' | 'active' | 'failed' | 'closed';

const WRITE_TIMER = 'runtime/write-timeout';
/** A timer that is to be retried, after its append has failed, is set to this time. */
const TIMER_RETRY_MS = 500;
const NO_PRODUCER = { id: NO_PRODUCER_ID, epoch: NO_PRODUCER_EPOCH };

export class PartitionRuntime<State> {
  readonly #options: PartitionRuntimeOptions<State>;
  readonly #logger: Logger;
  readonly #timeline = new TimelineRegistry();
  readonly #shard: Shard<State>;
  readonly #writes: ShardWrites;
  readonly #onAnswerBug = (error: unknown): void => this.#logBug('answer', error);
  #phase: RuntimePhase = 'loading';
  /** The offset after what was loaded. */
  #loadedOffset = 0;
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
    this.#writes = this.#makeWrites();
  }

  get phase(): RuntimePhase {
    return this.#phase;
  }

  /** Why no request is served now. */
  get refusal(): ProtocolError | undefined {
    if (this.#phase === 'active') return undefined;
    const isLoading = this.#phase === 'loading';
    return isLoading ? errors.COORDINATOR_LOAD_IN_PROGRESS : errors.NOT_COORDINATOR;
  }

  // Loading, in this order: startLoading, load for each piece of the log, activate.

  /** The log starts at `logStartOffset`. */
  startLoading(logStartOffset: number, highWatermark: number): void {
    this.#loadedOffset = logStartOffset;
    if (logStartOffset >= highWatermark) this.#timeline.snapshot(logStartOffset);
  }

  /** Replays whole batches, gives the offset after them. Throws where they cannot be read. */
  load(bytes: Uint8Array, highWatermark: number): number {
    assert(this.#phase === 'loading', `a ${this.#phase} coordinator loads nothing`);
    this.#loadedOffset = replayLog(this.#shard, bytes, this.#loadedOffset, (nextOffset) => {
      // What is above the high watermark may be reverted to, and is not to be queried yet.
      if (nextOffset >= highWatermark) this.#timeline.snapshot(nextOffset);
    });
    return this.#loadedOffset;
  }

  /** All is replayed: requests are served from here on. */
  activate(logEndOffset: number, highWatermark: number): void {
    assert(this.#phase === 'loading', `a ${this.#phase} coordinator cannot become active`);
    // Compaction may have left nothing just below the end.
    this.#writes.begin(Math.max(this.#loadedOffset, logEndOffset), highWatermark);
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
    const refusal = command.check?.(this.#shard.state, request) ?? this.refusal;
    if (refusal !== undefined) {
      ticket.refuse(refusal);
      return ticket;
    }
    const handle = (): ShardResult => command.handle(this.#shard.state, request, ticket);
    const isDone = this.#run(command.api.name, handle);
    // The shard may have kept the ticket before it failed: what it answers later is dropped.
    if (!isDone) ticket.abandon(errors.UNKNOWN_SERVER_ERROR);
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
      const at = { offset: this.#writes.committedOffset, apiVersion };
      return query.read(this.#shard.state, request, at);
    } catch (error) {
      this.#logBug(query.api.name, error);
      return query.refuse(request, errors.UNKNOWN_SERVER_ERROR, apiVersion);
    }
  }

  /** What `read` finds in what is committed; undefined while no request is served. */
  look<Found>(read: (state: State, offset: number) => Found): Found | undefined {
    if (this.refusal !== undefined) return undefined;
    return read(this.#shard.state, this.#writes.committedOffset);
  }

  timedOut(timer: string): void {
    if (this.#phase !== 'active') return;
    if (timer === WRITE_TIMER) this.#giveUpLate();
    else this.#run(`timer ${timer}`, () => this.#shard.timedOut(timer), { timer });
  }

  topicsDeleted(topics: readonly { readonly id: string; readonly name: string }[]): void {
    if (this.#phase === 'loading') {
      this.#deletedWhileLoading = this.#deletedWhileLoading.concat(topics);
    }
    if (this.#phase !== 'active') return;
    this.#run('onTopicsDeleted', () => this.#shard.onTopicsDeleted(topics));
  }

  /** Everything below `highWatermark` is on all in-sync replicas. */
  committed(highWatermark: number): void {
    if (this.#phase === 'active') this.#writes.committed(highWatermark);
  }

  /** Appends what this turn has brought. */
  flush(): void {
    if (this.#phase === 'active') this.#writes.flush();
  }

  // What comes of an event

  /** Whether it went well: a bug of the shard is logged, and costs this event only. */
  #run(what: string, act: () => ShardResult | undefined, options: RunOptions = {}): boolean {
    let result: ShardResult | undefined;
    try {
      result = act();
    } catch (error) {
      this.#logBug(what, error);
      return false;
    }
    if (result !== undefined) this.#perform(result, options);
    return true;
  }

  #perform(result: ShardResult, { timer, answersAtOnce = false }: RunOptions): void {
    const { services, writeTimeoutMs } = this.#options;
    const event = new WaitingEvent(result, services.monotonicMs() + writeTimeoutMs, timer);
    if (this.#phase !== 'active') this.#refuse(event, errors.NOT_COORDINATOR);
    else if (result.records.length > 0) this.#writes.write(result, event);
    else if (answersAtOnce || !this.#writes.await(event)) this.#settle(event);
    this.#watch(event);
  }

  #settle(event: WaitingEvent): void {
    event.sendAnswers(this.#onAnswerBug);
    const settled = event.takeSettled();
    if (settled !== undefined) this.#run('settled', () => settled());
  }

  /** Those who wait are told, by the event itself or by the shard. */
  #refuse(event: WaitingEvent, error: ProtocolError, isLate = false): void {
    event.refuseAnswers(error, this.#onAnswerBug);
    const settled = event.takeSettled();
    // What was soft is worth nothing any more.
    if (this.#phase !== 'active') return;
    // The shard has the last word on its timer.
    if (event.timer !== undefined) this.#options.timers.set(event.timer, TIMER_RETRY_MS);
    if (settled === undefined) return;
    const act = (): ShardResult | undefined => settled(coordinatorError(error), isLate);
    this.#run('settled', act, { answersAtOnce: true });
  }

  /** Sees to it that nobody waits for the event for ever. */
  #watch(event: WaitingEvent): void {
    if (this.#isWriteTimerSet || !event.isWaitedFor) return;
    this.#isWriteTimerSet = true;
    this.#options.timers.set(WRITE_TIMER, this.#options.writeTimeoutMs);
  }

  /** Gives up the waiting for what takes too long; its records may still be committed. */
  #giveUpLate(): void {
    this.#isWriteTimerSet = false;
    const nowMs = this.#options.services.monotonicMs();
    let earliestMs = Infinity;
    for (const event of this.#writes.events) {
      if (!event.isWaitedFor) continue;
      if (event.deadlineMs > nowMs) earliestMs = Math.min(earliestMs, event.deadlineMs);
      else this.#refuse(event, errors.REQUEST_TIMED_OUT, true);
    }
    if (earliestMs === Infinity || this.#phase !== 'active') return;
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
    for (const event of this.#writes.end()) this.#refuse(event, errors.NOT_COORDINATOR);
    try {
      refuseAll(this.#shard.onUnloaded(), errors.NOT_COORDINATOR, this.#onAnswerBug);
    } catch (error) {
      this.#logBug('onUnloaded', error);
    }
  }

  #makeWrites(): ShardWrites {
    const { services, writer, codec, requestFlush, onOutOfSync } = this.#options;
    return new ShardWrites({
      timeline: this.#timeline,
      writer,
      codec,
      logger: services.logger,
      wallMs: () => services.wallMs(),
      replay: (offset, record) => this.#shard.replay(offset, NO_PRODUCER, record),
      requestFlush,
      settle: (event) => this.#settle(event),
      refuse: (event, error) => this.#refuse(event, error),
      logBug: (what, error) => this.#logBug(what, error),
      onOutOfSync: () => {
        this.fail();
        onOutOfSync();
      },
    });
  }

  #logBug(what: string, error: unknown): void {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#logger.error('a coordinator failed inside', { what, error: told });
  }
}

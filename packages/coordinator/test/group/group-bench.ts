// A shard of groups on its runtime, with a log, timers and a clock that the test moves. Every
// request and every answer goes through its bytes.

import { type LogFields, type LogLevel, Prng } from '@ottla/base';
import {
  batchesIn,
  decodeMessage,
  type Draft,
  encodeMessage,
  patchAssigned,
  type ProtocolError,
  recordsIn,
} from '@ottla/protocol';
import {
  type Caller,
  createGroupShard,
  defaultGroupConfig,
  type GroupConfig,
  type GroupShard,
  type GroupState,
  PartitionRuntime,
  type ShardCommand,
  type ShardQuery,
  type ShardRecord,
} from '../../src/index.ts';

const LEADER_EPOCH = 3;
export const WRITE_TIMEOUT_MS = 5000;
/** When tests begin, by the wall clock. */
export const EPOCH_MS = 1_700_000_000_000;

/** What the test is told of, as it happens. */
export interface BenchListener {
  appended(record: ShardRecord): void;
  logged(level: LogLevel, message: string, fields?: LogFields): void;
}

export class GroupBench {
  readonly timers = new Map<string, number>();
  readonly #listener: BenchListener;
  #config: GroupConfig;
  readonly #random: Prng;
  readonly #batches: Uint8Array[] = [];
  #runtime: PartitionRuntime<GroupState>;
  #shard: GroupShard | undefined;
  nowMs = 0;
  endOffset = 0;
  /** Answers wait while this is set. */
  holdsCommits = false;
  /** The turn goes on while this is set: what is submitted comes in one batch. */
  isGathering = false;
  /** What the next append ends with. */
  nextFailure: ProtocolError | undefined;
  #isFlushRequested = false;

  constructor(config: Partial<GroupConfig>, listener: BenchListener, seed = 1) {
    this.#listener = listener;
    this.#config = { ...defaultGroupConfig, ...config };
    this.#random = new Prng(seed);
    this.#runtime = this.#create();
    this.#load();
  }

  /** For the next shard. */
  configure(config: Partial<GroupConfig>): void {
    this.#config = { ...this.#config, ...config };
  }

  get shard(): GroupShard {
    if (this.#shard === undefined) throw new Error('the runtime makes its shard at once');
    return this.#shard;
  }

  submit<Request, Response>(
    command: ShardCommand<GroupState, Request, Response>,
    draft: Draft<Request>,
    caller: Caller,
    respond: (response: Response) => void,
  ): void {
    const request = throughBytes(command.api.request, draft, caller.apiVersion);
    this.#runtime.submit(command, request, caller, (response) =>
      respond(throughBytes(command.api.response, response, caller.apiVersion)),
    );
    this.endTurn();
  }

  query<Request, Response>(
    query: ShardQuery<GroupState, Request, Response>,
    draft: Draft<Request>,
    apiVersion: number,
    respond: (response: Response) => void,
  ): void {
    const request = throughBytes(query.api.request, draft, apiVersion);
    const response = this.#runtime.query(query, request, apiVersion);
    respond(throughBytes(query.api.response, response, apiVersion));
  }

  deleteTopic(topic: { readonly id: string; readonly name: string }): void {
    this.#runtime.topicsDeleted([topic]);
    this.endTurn();
  }

  /** Timers go off one by one, in the order in which they are due. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (;;) {
      const [next] = [...this.timers].sort(([, left], [, right]) => left - right);
      if (next === undefined || next[1] > untilMs) break;
      const [name, dueMs] = next;
      this.timers.delete(name);
      this.nowMs = Math.max(this.nowMs, dueMs);
      this.#runtime.timedOut(name);
      this.endTurn();
    }
    this.nowMs = untilMs;
  }

  endTurn(): void {
    // What a commit brings may write again.
    while (this.#isFlushRequested && !this.isGathering) {
      this.#isFlushRequested = false;
      this.#runtime.flush();
      if (!this.holdsCommits) this.commit();
    }
  }

  commit(): void {
    this.#runtime.committed(this.endOffset);
    this.endTurn();
  }

  /** The leadership goes; what was appended stays. */
  unload(): void {
    this.#runtime.close();
    this.timers.clear();
  }

  /** Another shard, from what is in the log. */
  restart(): void {
    this.unload();
    this.#runtime = this.#create();
    this.#load();
    this.endTurn();
  }

  /** A shard that has replayed the log and does not lead. */
  replica(): GroupShard {
    const before = this.#shard;
    const runtime = this.#create();
    runtime.startLoading(0, this.endOffset);
    for (const batch of this.#batches) runtime.load(batch, this.endOffset);
    const replica = this.shard;
    this.#shard = before;
    return replica;
  }

  #load(): void {
    this.#runtime.startLoading(0, this.endOffset);
    for (const batch of this.#batches) this.#runtime.load(batch, this.endOffset);
    this.#runtime.activate(this.endOffset, this.endOffset);
  }

  #create(): PartitionRuntime<GroupState> {
    const listener = this.#listener;
    const log = (level: LogLevel) => (message: string, fields?: LogFields) =>
      listener.logged(level, message, fields);
    const logger = {
      debug: log('debug'),
      info: log('info'),
      warn: log('warn'),
      error: log('error'),
      child: () => logger,
    };
    return new PartitionRuntime<GroupState>({
      create: (services) => (this.#shard = createGroupShard(services, this.#config)),
      services: {
        random: this.#random,
        logger,
        wallMs: () => EPOCH_MS + this.nowMs,
        monotonicMs: () => this.nowMs,
      },
      timers: {
        set: (name, delayMs) => void this.timers.set(name, this.nowMs + delayMs),
        cancel: (name) => void this.timers.delete(name),
      },
      writer: { batchBytesMax: 1_048_588, append: (batch) => this.#append(batch) },
      codec: 'none',
      writeTimeoutMs: WRITE_TIMEOUT_MS,
      requestFlush: () => (this.#isFlushRequested = true),
      onOutOfSync: () => {
        throw new Error('nobody else writes to the log of a bench');
      },
    });
  }

  #append(bytes: Uint8Array): number | ProtocolError {
    const failure = this.nextFailure;
    this.nextFailure = undefined;
    if (failure !== undefined) return failure;
    const baseOffset = this.endOffset;
    const batch = Uint8Array.from(bytes);
    patchAssigned(batch, 0, baseOffset, LEADER_EPOCH);
    this.#batches.push(batch);
    for (const each of batchesIn(batch)) {
      for (const { key, value } of recordsIn(each)) {
        this.endOffset += 1;
        if (key !== null) this.#listener.appended({ key, value });
      }
    }
    return baseOffset;
  }
}

function throughBytes<Message>(
  codec: Parameters<typeof encodeMessage<Message>>[0],
  draft: Draft<Message>,
  version: number,
): Message {
  return decodeMessage(codec, encodeMessage(codec, draft, version), version);
}

// A runtime with a toy shard, and a log, timers and a clock that the test moves.

import { Prng } from '@ottla/base';
import {
  batchesIn,
  errorOf,
  errors,
  type HeartbeatRequest,
  type ProtocolError,
  recordsIn,
} from '@ottla/protocol';
import { PartitionRuntime, type PendingTicket } from '../src/index.ts';
import { add, look, ToyShard, type ToyState } from './toy-shard.ts';

const CALLER = { apiVersion: 4, clientId: 'test', clientHost: '/127.0.0.1' };
export const WRITE_TIMEOUT_MS = 5000;

export class RuntimeBench {
  readonly runtime: PartitionRuntime<ToyState>;
  shard: ToyShard | undefined;
  /** Answers as they came: `name NONE`. */
  readonly answers: string[] = [];
  readonly logged: string[] = [];
  readonly timers = new Map<string, number>();
  /** Batches as `base: key=value …`. */
  readonly log: string[] = [];
  batchBytesMax = 1_048_588;
  /** What the log takes, where that is more: compressed, a batch may fit after all. */
  sizeBytesMax = 0;
  nowMs = 0;
  endOffset = 0;
  isFlushRequested = false;
  outOfSync = 0;
  /** What the next appends end with. */
  outcomes: (ProtocolError | 'elsewhere' | 'bug')[] = [];

  constructor() {
    const bench = this;
    const say = (message: string): void => void this.logged.push(message);
    const logger = { debug: say, info: say, warn: say, error: say, child: () => logger };
    this.runtime = new PartitionRuntime<ToyState>({
      create: (services) => (this.shard = new ToyShard(services)),
      services: {
        random: new Prng(1),
        logger,
        wallMs: () => 1_000_000 + this.nowMs,
        monotonicMs: () => this.nowMs,
      },
      timers: {
        set: (name, delayMs) => void this.timers.set(name, this.nowMs + delayMs),
        cancel: (name) => void this.timers.delete(name),
      },
      writer: {
        get batchBytesMax() {
          return bench.batchBytesMax;
        },
        append: (batch) => this.#append(batch),
      },
      codec: 'none',
      writeTimeoutMs: WRITE_TIMEOUT_MS,
      requestFlush: () => (this.isFlushRequested = true),
      onOutOfSync: () => (this.outOfSync += 1),
    });
  }

  /** An empty log, all of it committed. */
  static active(): RuntimeBench {
    const bench = new RuntimeBench();
    bench.runtime.startLoading(0, 0);
    bench.runtime.activate(0, 0);
    return bench;
  }

  add(name: string, by = 1, mode = ''): PendingTicket<HeartbeatRequest, unknown> {
    const request: HeartbeatRequest = {
      groupId: name,
      generationId: by,
      memberId: mode,
      groupInstanceId: null,
      unknownTaggedFields: [],
    };
    const label = mode === '' ? name : `${name} ${mode}`;
    return this.runtime.submit(add, request, CALLER, ({ errorCode = 0 }) => {
      if (mode === 'unsendable') throw new Error('an answer that cannot be sent');
      this.answers.push(`${label} ${errorOf(errorCode).name}`);
    });
  }

  /** What a query sees: `a=1 b=none`, or the error's name. */
  look(...names: string[]): string {
    const request = { groups: names, includeAuthorizedOperations: false, unknownTaggedFields: [] };
    const { groups = [] } = this.runtime.query(look, request, 5);
    return groups
      .map(({ groupId, protocolData, errorCode = 0 }) =>
        errorCode === 0 ? `${groupId}=${protocolData}` : errorOf(errorCode).name,
      )
      .join(' ');
  }

  /** Ends a turn. */
  turn(): void {
    if (this.isFlushRequested) this.runtime.flush();
    this.isFlushRequested = false;
  }

  /** All that was appended is committed. */
  commit(): void {
    this.runtime.committed(this.endOffset);
  }

  advance(ms: number): void {
    this.nowMs += ms;
    for (const [name, dueMs] of [...this.timers]) {
      if (dueMs > this.nowMs) continue;
      this.timers.delete(name);
      this.runtime.timedOut(name);
    }
  }

  takeAnswers(): string[] {
    return this.answers.splice(0);
  }

  #append(batch: Uint8Array): number | ProtocolError {
    const outcome = this.outcomes.shift();
    if (outcome === 'bug') throw new Error('a bug of the log');
    if (outcome === 'elsewhere') return this.endOffset + 7;
    if (outcome !== undefined) return outcome;
    if (batch.length > Math.max(this.batchBytesMax, this.sizeBytesMax)) {
      return errors.MESSAGE_TOO_LARGE;
    }
    const baseOffset = this.endOffset;
    const texts: string[] = [];
    for (const each of batchesIn(batch)) {
      for (const { key, value } of recordsIn(each)) texts.push(`${text(key)}=${text(value)}`);
    }
    this.log.push(`${baseOffset}: ${texts.join(' ')}`);
    this.endOffset += texts.length;
    return baseOffset;
  }
}

function text(bytes: Uint8Array | null): string {
  return bytes === null ? 'null' : Buffer.from(bytes).toString();
}

// The seam between a coordinator's state machines and what runs them (DESIGN.md §3). A shard is the
// state of one partition of a coordinator's topic: commands read it and say which records would
// change it and whom to answer; only `replay` changes what is kept in the log. Types only.
//
//   request ─▶ handle ─▶ { records, answers } ─▶ append ─▶ replay ─▶ … commit ─▶ answers are sent
//                                                   └─ failed ─▶ state reverted, `refuse` answers
//
// Hard state (what the records say) lives in timeline structures, written by `replay` alone. Soft
// state (who waits in a join, timers, sessions) belongs to the shard, is lost with the leadership,
// and may be changed by `handle`, `timedOut` and `settled`.

import type { Logger, Random, TimelineRegistry } from '@ottla/base';
import type { Api, Draft, ProtocolError } from '@ottla/protocol';

/** One record of the topic, framed: key with its type in front, value with its version. */
export interface ShardRecord {
  readonly key: Uint8Array;
  /** Null is a tombstone. */
  readonly value: Uint8Array | null;
}

/** A request that may be answered now or later, once. The shard keeps it while it waits. */
export interface Ticket<Response = never> {
  readonly apiVersion: number;
  readonly clientId: string;
  /** Without the port, as Kafka shows it: `/127.0.0.1`. */
  readonly clientHost: string;
  /** Only a brand: a ticket of one API takes that API's answers. */
  readonly response?: Response;
}

export interface Answer {
  readonly ticket: Ticket<unknown>;
  readonly response: object;
}

/** What one event brings about. */
export interface ShardResult {
  /** Appended as one batch where `atomic`, and replayed in this order. */
  readonly records: readonly ShardRecord[];
  readonly atomic: boolean;
  /**
   * Sent when the records, and all that was written before them, are committed: a reader of what
   * was answered then finds it. Where the append fails each ticket is refused instead.
   */
  readonly answers: readonly Answer[];
  /**
   * Called once, unless the leadership ends before: with nothing when the records are committed;
   * with the error when they will never be (hard state is reverted by then), or were not for as
   * long as an answer waits: `isLate`, they are written and may still be committed. What it returns
   * is done like the result of any event; but with an error its answers wait for nothing, unless
   * there are records.
   */
  readonly settled?: (error?: ProtocolError, isLate?: boolean) => ShardResult | undefined;
  /** Of a timer: it goes off again soon where the append fails. */
  readonly retriesTimer?: boolean;
}

export const NOTHING: ShardResult = { records: [], atomic: false, answers: [] };

/** Timers of a shard, by name: setting one again moves it. They end with the leadership. */
export interface ShardTimers {
  set(name: string, delayMs: number): void;
  cancel(name: string): void;
}

/** What a shard is made with. All of it is deterministic. */
export interface ShardServices {
  /** Its hard state's structures are made in it. */
  readonly timeline: TimelineRegistry;
  readonly timers: ShardTimers;
  readonly random: Random;
  readonly logger: Logger;
  /** The wall clock, in ms: commit timestamps. */
  wallMs(): number;
  /** Monotonic, in ms: sessions. */
  monotonicMs(): number;
}

/** A request that changes something, or waits for the state as last written. */
export interface ShardCommand<State, Request, Response> {
  readonly api: Api<Request, Response>;
  /** What is wrong with a request by its configuration alone: told also while the log is loaded. */
  check?(state: State, request: Request): ProtocolError | undefined;
  handle(state: State, request: Request, ticket: Ticket<Response>): ShardResult;
  /** The API's own form of an error that concerns the whole request. */
  refuse(request: Request, error: ProtocolError, apiVersion: number): Draft<Response>;
}

/** A request that reads what is committed: the state as of the snapshot at `offset`. */
export interface ShardQuery<State, Request, Response> {
  readonly api: Api<Request, Response>;
  read(state: State, request: Request, at: { offset: number; apiVersion: number }): Draft<Response>;
  refuse(request: Request, error: ProtocolError, apiVersion: number): Draft<Response>;
}

// What the edge (broker/src/handlers) has done to a request before a shard sees it:
// - empty group ids are refused where Kafka refuses them; keys belong to this shard;
// - OffsetFetch has `groups` in every version, all of this shard, and is answered with `groups`;
//   with requireStable it is a command, else a query;
// - OffsetCommit and OffsetFetch have names for topic ids, and OffsetCommit ids for names; topics
//   and partitions that the metadata do not know are taken out (and answered for by the edge);
// - LeaveGroup has `members` in every version, and is answered with `members`; JoinGroup v0 has its
//   session timeout as rebalance timeout;
// - DescribeGroups and DeleteGroups have only groups of this shard, each once.
// Errors that `refuse` is given are those of coordinators already: COORDINATOR_NOT_AVAILABLE for
// REQUEST_TIMED_OUT and so on (coordinator-error.ts).

/** One partition of a coordinator's topic. */
export interface Shard<State = unknown> {
  /**
   * What commands and queries are given. They themselves are constants, apart from any shard: a
   * request is refused by them also where no shard is.
   */
  readonly state: State;
  /**
   * The only writer of hard state. Called for each record when the log is loaded, and right after a
   * record was appended. `producerId` is -1 outside transactions. Throws for a value version that
   * it does not know; skips unknown key types with a warning.
   */
  replay(offset: number, producer: { id: number; epoch: number }, record: ShardRecord): void;
  /** A marker: the records of that producer's transaction count from here on, or never. */
  replayEndTransactionMarker(producer: { id: number; epoch: number }, isCommit: boolean): void;
  /** Everything is replayed and this node leads: timers start. */
  onLoaded(): ShardResult;
  /** This node leads no more. Tickets that wait are given back, to be refused. */
  onUnloaded(): readonly Ticket<unknown>[];
  /** Topics came, changed or went, by id and name. */
  onTopicsDeleted(topics: readonly { readonly id: string; readonly name: string }[]): ShardResult;
  timedOut(timer: string): ShardResult;
}

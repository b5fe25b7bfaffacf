// What all handlers of one replica share: its state, the shape of its log, the effects asked for so
// far in this event, and what it has asked others. It decides nothing.

import { assert } from '@ottla/base';
import type { Effect } from './effects.ts';
import type { ElectionState } from './election-state.ts';
import { EpochHistory } from './epoch-history.ts';
import type { Moment } from './events.ts';
import type { FetchRequest, RaftRequest } from './messages/requests.ts';
import type { OffsetAndEpoch } from './offset-and-epoch.ts';
import type { ReplicaOptions, ReplicaStart } from './replica-options.ts';
import type { RaftState } from './states/raft-state.ts';
import type { VoterHistory } from './voter-history.ts';

/** A request that waits for its answer. */
export interface Outstanding {
  readonly to: number | 'any';
  readonly request: RaftRequest;
}

/** A Fetch that waits at the leader until there is something to tell. */
export interface ParkedFetch {
  readonly token: number;
  readonly request: FetchRequest;
  readonly deadlineMs: number;
}

export class ReplicaCore {
  readonly options: ReplicaOptions;
  state: RaftState;
  voters: VoterHistory;
  epochs: EpochHistory;
  startOffset: number;
  endOffset: number;
  /** All below is durable here. */
  flushedOffset: number;
  /** Up to where a flush was asked for. */
  flushAskedOffset: number;
  /** The snapshots there are, oldest first. */
  snapshots: readonly OffsetAndEpoch[];
  /** All below is committed, as far as this replica knows; -1 for nothing. Never goes back. */
  highWatermark = -1;
  readonly outstanding = new Map<number, Outstanding>();
  /** The one Fetch on its way; undefined while none is. */
  fetchRequestId: number | undefined;
  /** The snapshot that is being fetched in place of records. */
  fetchingSnapshot: OffsetAndEpoch | undefined;
  parkedFetches: ParkedFetch[] = [];
  isShuttingDown = false;
  moment: Moment = { nowMs: 0, wallMs: 0, chance: 0 };
  #effects: Effect[] = [];
  #lastRequestId = 0;
  #toldLeader: { readonly leaderId: number; readonly epoch: number } | undefined;

  constructor(options: ReplicaOptions, start: ReplicaStart) {
    this.options = options;
    this.voters = start.voters;
    this.epochs = new EpochHistory(start.epochs);
    this.startOffset = start.startOffset;
    this.endOffset = start.endOffset;
    this.flushedOffset = start.endOffset;
    this.flushAskedOffset = start.endOffset;
    this.snapshots = start.snapshots;
    this.state = {
      kind: 'unattached',
      epoch: start.election?.epoch ?? 0,
      leaderId: -1,
      votedKey: start.election?.votedKey,
      deadlineMs: Number.POSITIVE_INFINITY,
    };
  }

  get localId(): number {
    return this.options.local.id;
  }

  /** Whether this replica votes, as its own log says now. */
  get isVoter(): boolean {
    return this.voters.voters.isVoter(this.options.local);
  }

  get isOnlyVoter(): boolean {
    return this.voters.voters.isOnlyVoter(this.options.local);
  }

  /** Where this replica's log ends: for an empty log the snapshot's end, or offset 0 of epoch 0. */
  get logEnd(): OffsetAndEpoch {
    return { offset: this.endOffset, epoch: this.lastEpoch };
  }

  get lastEpoch(): number {
    const { lastEpoch } = this.epochs;
    const snapshot = this.snapshots.at(-1);
    const isAtEnd = snapshot !== undefined && snapshot.offset === this.endOffset;
    return isAtEnd ? Math.max(lastEpoch, snapshot.epoch) : lastEpoch;
  }

  emit(effect: Effect): void {
    this.#effects.push(effect);
  }

  takeEffects(): readonly Effect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  /**
   * Makes the election state durable before all that follows. A state that was superseded before
   * anything followed from it need not be: each is a costly sync.
   */
  persist(election: ElectionState): void {
    const last = this.#effects.findLastIndex((each) => each.kind !== 'leader-changed');
    if (this.#effects[last]?.kind === 'persist') this.#effects.splice(last, 1);
    this.emit({ kind: 'persist', election });
  }

  send(to: number | 'any', request: RaftRequest, afterMs = 0): number {
    const requestId = ++this.#lastRequestId;
    this.outstanding.set(requestId, { to, request });
    this.emit({ kind: 'send', requestId, to, request, afterMs });
    return requestId;
  }

  /** Tells the world who leads, where that is news. */
  tellLeader(leaderId: number, epoch: number, epochStartOffset: number): void {
    const told = this.#toldLeader;
    if (told !== undefined && told.leaderId === leaderId && told.epoch === epoch) return;
    this.#toldLeader = { leaderId, epoch };
    this.emit({ kind: 'leader-changed', leaderId, epoch, epochStartOffset });
  }

  /** Appends batches that begin at the log's end. */
  append(bytes: Uint8Array, epoch: number, endOffset: number): void {
    const baseOffset = this.endOffset;
    assert(endOffset > baseOffset, `an append ends at ${endOffset}, the log at ${baseOffset}`);
    this.epochs = this.epochs.with(epoch, baseOffset);
    this.endOffset = endOffset;
    this.emit({ kind: 'append', bytes, baseOffset, endOffset, epoch });
  }

  /** Asks for a flush of all that was appended, where none was asked for yet. */
  flush(): void {
    if (this.flushAskedOffset >= this.endOffset) return;
    this.flushAskedOffset = this.endOffset;
    this.emit({ kind: 'flush', endOffset: this.endOffset });
  }

  truncate(offset: number): void {
    assert(
      offset >= this.highWatermark,
      `cutting the log to ${offset} would drop committed records below ${this.highWatermark}`,
    );
    this.endOffset = offset;
    this.flushedOffset = Math.min(this.flushedOffset, offset);
    this.flushAskedOffset = Math.min(this.flushAskedOffset, offset);
    this.epochs = this.epochs.cutTo(offset);
    this.voters = this.voters.cutTo(offset);
    this.emit({ kind: 'truncate', offset });
  }

  commitUpTo(offset: number): void {
    if (offset <= this.highWatermark) return;
    this.highWatermark = offset;
    this.emit({ kind: 'committed', offset });
  }

  /** A new election timeout from now. */
  electionDeadlineMs(): number {
    const { electionTimeoutMs } = this.options;
    return (
      this.moment.nowMs + electionTimeoutMs + Math.floor(this.moment.chance * electionTimeoutMs)
    );
  }
}

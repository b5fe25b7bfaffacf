// A member of a classic group, as a machine: events in, effects out, no clock and no waiting. The
// shell (classic-member.ts) performs the effects in order and feeds back what comes of them.
//
// state       event                                    → state       effects
// out         poll                                     → preparing   prepare (lost: what it had)
// stable      poll, when a rejoin is wanted            → preparing   prepare
// preparing   prepared                                 → joining     join
// joining     joined, as the leader                    → syncing     lead
//             joined                                   → syncing     sync (nothing)
//             MEMBER_ID_REQUIRED                       → joining     join (with that id)
//             UNKNOWN_MEMBER_ID                        → out
//             coordinator moved or silent              → joining     find-coordinator, retry
//             another error that passes                → joining     retry
// syncing     led (the assignments are made)           → syncing     sync (them)
//             synced                                   → synced
//             REBALANCE_IN_PROGRESS                    → joining     join
//             UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION    → out
//             coordinator moved or silent              → joining     find-coordinator, retry
// joining     retry-due                                → joining     join
// synced      poll                                     → completing  complete
// completing  completed                                → stable
// any         final error                              → out         fail
// any but out heartbeat or commit says that the
//             generation is over                       → out
//             left (poll interval over, close)         → out
//
// `poll` comes only while the application stands still: what it owns changes nowhere else. In
// `out` it may still hold partitions of a generation that is over; they are lost at the next poll.
// Answers to a join or sync that is not the last one sent are ignored (`attempt`).

import { errorOf, errors } from '@ottla/protocol';

import { KafkaError } from '../../../errors.ts';
import { judgeGroupError, type GroupVerdict } from './group-verdict.ts';

export type MemberState =
  | 'out'
  | 'preparing'
  | 'joining'
  | 'syncing'
  | 'synced'
  | 'completing'
  | 'stable';

export interface Generation {
  /** -1: none. */
  readonly generationId: number;
  /** Empty: none yet, the coordinator will give one. */
  readonly memberId: string;
  readonly protocolName: string | undefined;
}

export const NO_GENERATION: Generation = {
  generationId: -1,
  memberId: '',
  protocolName: undefined,
};

export interface JoinedMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly metadata: Uint8Array;
}

/** What a JoinGroup response said, where it was no error. */
export interface Joined {
  readonly generationId: number;
  readonly memberId: string;
  readonly protocolName: string;
  readonly leader: string;
  /** A returning static leader: its group keeps the assignment that it has. */
  readonly skipAssignment: boolean;
  readonly members: readonly JoinedMember[];
}

export type SyncAssignments = readonly {
  readonly memberId: string;
  readonly assignment: Uint8Array;
}[];

export type MemberEvent =
  | { readonly kind: 'poll' }
  | { readonly kind: 'rejoin-wanted'; readonly reason: string }
  | { readonly kind: 'prepared' }
  | { readonly kind: 'joined'; readonly attempt: number; readonly joined: Joined }
  | {
      readonly kind: 'join-refused';
      readonly attempt: number;
      readonly errorCode: number;
      /** With MEMBER_ID_REQUIRED. */
      readonly memberId: string;
    }
  | { readonly kind: 'led'; readonly attempt: number; readonly assignments: SyncAssignments }
  | { readonly kind: 'synced'; readonly attempt: number; readonly assignment: Uint8Array }
  | { readonly kind: 'sync-refused'; readonly attempt: number; readonly errorCode: number }
  /** A join or sync got no answer. */
  | { readonly kind: 'unanswered'; readonly attempt: number }
  | { readonly kind: 'retry-due'; readonly attempt: number }
  | { readonly kind: 'completed' }
  | { readonly kind: 'heartbeat-refused'; readonly errorCode: number; readonly sent: Generation }
  | { readonly kind: 'commit-refused'; readonly errorCode: number; readonly sent: Generation }
  /** Leading failed: an assignor threw, or the join cannot be sent at all. */
  | { readonly kind: 'broken'; readonly attempt: number; readonly error: Error }
  | { readonly kind: 'left'; readonly reason: string };

export type MemberEffect =
  /** The application gives up what it must; `lost` where others may own it already. */
  | { readonly kind: 'prepare'; readonly lost: boolean }
  | { readonly kind: 'join'; readonly attempt: number; readonly reason: string }
  | { readonly kind: 'lead'; readonly attempt: number; readonly joined: Joined }
  | { readonly kind: 'sync'; readonly attempt: number; readonly assignments: SyncAssignments }
  | { readonly kind: 'complete'; readonly assignment: Uint8Array }
  /** Feed `retry-due` after the backoff. */
  | { readonly kind: 'retry'; readonly attempt: number; readonly failures: number }
  | { readonly kind: 'find-coordinator' }
  | { readonly kind: 'fail'; readonly error: Error; readonly isFinal: boolean };

export class Membership {
  #state: MemberState = 'out';
  #generation = NO_GENERATION;
  #rejoinReason: string | undefined = 'the consumer joins';
  #attempt = 0;
  #failures = 0;
  #isLeader = false;
  #assignment: Uint8Array = new Uint8Array();

  get state(): MemberState {
    return this.#state;
  }

  get generation(): Generation {
    return this.#generation;
  }

  get isLeader(): boolean {
    return this.#isLeader;
  }

  /** What it was told that it must come back for; undefined where all is well. */
  get rejoinReason(): string | undefined {
    return this.#rejoinReason;
  }

  /** Under which generation offsets may be committed now; undefined where they may not. */
  get committing(): Generation | undefined {
    const may = ['preparing', 'completing', 'stable'].includes(this.#state);
    return may && this.#generation.generationId >= 0 ? this.#generation : undefined;
  }

  get isRebalancing(): boolean {
    return ['joining', 'syncing', 'synced'].includes(this.#state);
  }

  /** Whether the coordinator counts on heartbeats: from the answered join to the next one. */
  get heartbeats(): boolean {
    return this.#generation.generationId >= 0 && !['out', 'joining'].includes(this.#state);
  }

  handle(event: MemberEvent): readonly MemberEffect[] {
    switch (event.kind) {
      case 'poll':
        return this.#polled();
      case 'rejoin-wanted':
        this.#rejoinReason ??= event.reason;
        return [];
      case 'prepared':
        return this.#state === 'preparing' ? this.#join() : [];
      case 'completed':
        if (this.#state === 'completing') this.#state = 'stable';
        return [];
      case 'heartbeat-refused':
      case 'commit-refused':
        return this.#generationRefused(event);
      case 'left':
        this.#reset(event.reason, 'forget-member-id');
        return [];
      case 'joined':
      case 'join-refused':
      case 'led':
      case 'synced':
      case 'sync-refused':
      case 'unanswered':
      case 'retry-due':
      case 'broken':
        return event.attempt === this.#attempt && this.#isUnderWay ? this.#advanced(event) : [];
    }
  }

  get #isUnderWay(): boolean {
    return this.#state === 'joining' || this.#state === 'syncing';
  }

  #polled(): readonly MemberEffect[] {
    if (this.#state === 'synced') {
      this.#state = 'completing';
      return [{ kind: 'complete', assignment: this.#assignment }];
    }
    const mayStart = this.#state === 'out' || this.#state === 'stable';
    if (!mayStart || this.#rejoinReason === undefined) return [];
    this.#state = 'preparing';
    return [{ kind: 'prepare', lost: this.#generation.generationId < 0 }];
  }

  #advanced(
    event: Extract<MemberEvent, { readonly attempt: number }>,
  ): readonly MemberEffect[] {
    switch (event.kind) {
      case 'joined':
        return this.#joined(event.joined);
      case 'join-refused':
        if (event.errorCode === errors.MEMBER_ID_REQUIRED.code) {
          this.#generation = { ...NO_GENERATION, memberId: event.memberId };
          return this.#join();
        }
        return this.#refused(event.errorCode, judgeGroupError('join', event.errorCode));
      case 'sync-refused':
        return this.#refused(event.errorCode, judgeGroupError('sync', event.errorCode));
      case 'led':
        return [{ kind: 'sync', attempt: this.#attempt, assignments: event.assignments }];
      case 'synced':
        this.#state = 'synced';
        this.#failures = 0;
        this.#assignment = event.assignment;
        return [];
      case 'unanswered':
        return this.#again('coordinator');
      case 'retry-due':
        return this.#state === 'joining' ? this.#join() : [];
      case 'broken':
        this.#reset('it could not take part', 'keep-member-id');
        return [{ kind: 'fail', error: event.error, isFinal: false }];
    }
  }

  #join(): readonly MemberEffect[] {
    this.#state = 'joining';
    this.#attempt += 1;
    this.#isLeader = false;
    const reason = this.#rejoinReason ?? '';
    return [{ kind: 'join', attempt: this.#attempt, reason }];
  }

  #joined(joined: Joined): readonly MemberEffect[] {
    const { generationId, memberId, protocolName } = joined;
    this.#state = 'syncing';
    this.#generation = { generationId, memberId, protocolName };
    // What comes up from here on is a reason for another round.
    this.#rejoinReason = undefined;
    this.#isLeader = joined.leader === memberId;
    if (this.#isLeader) return [{ kind: 'lead', attempt: this.#attempt, joined }];
    return [{ kind: 'sync', attempt: this.#attempt, assignments: [] }];
  }

  #refused(errorCode: number, verdict: GroupVerdict): readonly MemberEffect[] {
    const { name } = errorOf(errorCode);
    switch (verdict) {
      case 'rejoin':
        this.#rejoinReason ??= `the group refused with ${name}`;
        return this.#join();
      case 'generation-over':
        this.#reset(`the group refused with ${name}`, 'keep-member-id');
        return [];
      case 'unknown-member':
        this.#reset(`the group refused with ${name}`, 'forget-member-id');
        return [];
      case 'coordinator':
      case 'retry':
        return this.#again(verdict);
      case 'final':
        return this.#failed(errorCode);
    }
  }

  /** Once more after a pause; what was promised to the application stays as it is. */
  #again(because: 'coordinator' | 'retry'): readonly MemberEffect[] {
    this.#state = 'joining';
    this.#attempt += 1;
    this.#rejoinReason ??= 'the last attempt got no answer';
    const retry = { kind: 'retry', attempt: this.#attempt, failures: this.#failures } as const;
    this.#failures += 1;
    return because === 'coordinator' ? [{ kind: 'find-coordinator' }, retry] : [retry];
  }

  #generationRefused(event: {
    readonly kind: 'heartbeat-refused' | 'commit-refused';
    readonly errorCode: number;
    readonly sent: Generation;
  }): readonly MemberEffect[] {
    const { errorCode, sent } = event;
    const { generationId, memberId } = this.#generation;
    // Of a generation that is over: what it says is no news.
    if (sent.generationId !== generationId || sent.memberId !== memberId) return [];
    const { name } = errorOf(errorCode);
    const what = event.kind === 'heartbeat-refused' ? 'a heartbeat' : 'a commit';
    const reason = `${what} was refused with ${name}`;
    switch (judgeGroupError('member', errorCode)) {
      case 'rejoin':
        if (this.#state === 'stable' || this.#state === 'completing') {
          this.#rejoinReason ??= reason;
        }
        return [];
      case 'generation-over':
        this.#reset(reason, 'keep-member-id');
        return [];
      case 'unknown-member':
        this.#reset(reason, 'forget-member-id');
        return [];
      case 'coordinator':
        return [{ kind: 'find-coordinator' }];
      case 'final':
        return this.#failed(errorCode);
      case 'retry':
        return [];
    }
  }

  #failed(errorCode: number): readonly MemberEffect[] {
    const error = errorOf(errorCode);
    this.#reset(`the group refused with ${error.name}`, 'forget-member-id');
    // Whoever has the instance id now would be thrown out by another join.
    const isFinal = errorCode === errors.FENCED_INSTANCE_ID.code;
    return [{ kind: 'fail', error: new KafkaError(error), isFinal }];
  }

  #reset(reason: string, how: 'keep-member-id' | 'forget-member-id'): void {
    const { memberId } = this.#generation;
    this.#generation = how === 'keep-member-id' ? { ...NO_GENERATION, memberId } : NO_GENERATION;
    this.#rejoinReason = reason;
    this.#isLeader = false;
    this.#attempt += 1;
    this.#state = 'out';
  }
}

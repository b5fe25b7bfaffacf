// One replica of the metadata quorum as a pure state machine: events in, effects out, in the order
// in which they must be performed. It has no clock, no dice, no disk and no network; the shell that
// drives it brings all four. The states and their table are in states/raft-state.ts.

import { assert } from '@ottla/base';
import type { ElectionState } from './election-state.ts';
import type { Effect } from './effects.ts';
import type { Moment, RaftEvent } from './events.ts';
import {
  answerBeginQuorumEpoch,
  readBeginQuorumEpochResponse,
  sendBeginQuorumEpoch,
} from './handlers/begin-quorum-epoch.ts';
import {
  answerEndQuorumEpoch,
  readEndQuorumEpochResponse,
  tellAgain,
} from './handlers/end-quorum-epoch.ts';
import { answerFetch } from './handlers/fetch.ts';
import { fetchOn, readFetchResponse } from './handlers/fetch-response.ts';
import { flushed, propose } from './handlers/leader-log.ts';
import { installSnapshot, raiseLogStart } from './handlers/snapshots.ts';
import { nextDeadlineMs, tick } from './handlers/tick.ts';
import { answerVote, askAgain, readVoteResponse } from './handlers/vote.ts';
import { beginAt } from './initial-state.ts';
import type { RaftRequest } from './messages/requests.ts';
import type { RaftResponse } from './messages/responses.ts';
import { type Outstanding, ReplicaCore } from './replica-core.ts';
import type { ReplicaOptions, ReplicaStart } from './replica-options.ts';
import type { RaftState } from './states/raft-state.ts';
import { becomeResigned } from './transitions.ts';
import type { VoterHistory } from './voter-history.ts';

export class Replica {
  readonly #core: ReplicaCore;
  readonly #stored: ElectionState | undefined;
  #isStarted = false;

  /** What the replica finds in `start` must be durable. `handle` begins with `begin`. */
  constructor(options: ReplicaOptions, start: ReplicaStart) {
    this.#core = new ReplicaCore(options, start);
    this.#stored = start.election;
  }

  get state(): RaftState {
    return this.#core.state;
  }

  get voters(): VoterHistory {
    return this.#core.voters;
  }

  /** Below it all is committed, as far as is known here; -1 before anything is. */
  get highWatermark(): number {
    return this.#core.highWatermark;
  }

  get endOffset(): number {
    return this.#core.endOffset;
  }

  /** When a `tick` is due; Infinity for never. To be looked at after every event. */
  get nextDeadlineMs(): number {
    return nextDeadlineMs(this.#core);
  }

  /** Offset that the first record of the next proposal will get; undefined for all but a leader. */
  get nextProposalOffset(): number | undefined {
    const { state } = this.#core;
    return state.kind === 'leader' ? state.accumulator.nextOffset : undefined;
  }

  /** To be called once, first: takes up the stored state, and elects itself where it is alone. */
  begin(moment: Moment): readonly Effect[] {
    assert(!this.#isStarted, 'a replica begins once');
    this.#isStarted = true;
    const core = this.#core;
    core.moment = moment;
    beginAt(core, this.#stored);
    this.#settle();
    return core.takeEffects();
  }

  handle(event: RaftEvent, moment: Moment): readonly Effect[] {
    assert(this.#isStarted, 'a replica is begun before it handles events');
    this.#core.moment = moment;
    this.#dispatch(event);
    this.#settle();
    return this.#core.takeEffects();
  }

  #dispatch(event: RaftEvent): void {
    const core = this.#core;
    switch (event.kind) {
      case 'tick':
        return tick(core);
      case 'request':
        return answer(core, event.token, event.request);
      case 'response':
        return this.#read(event.requestId, event.response);
      case 'request-failed':
        return this.#failed(event.requestId);
      case 'propose':
        return propose(core, event.epoch, event.values);
      case 'flushed':
        return flushed(core, event.endOffset);
      case 'snapshot-written':
        core.snapshots = [...core.snapshots, event.id];
        return;
      case 'log-start-raised':
        return raiseLogStart(core, event.startOffset);
      case 'snapshot-installed':
        return installSnapshot(core, event.id, event.controls);
      case 'snapshot-failed':
        core.fetchingSnapshot = undefined;
        return fetchOn(core, core.options.retryBackoffMs);
      case 'shut-down':
        core.isShuttingDown = true;
        if (core.state.kind === 'leader') becomeResigned(core);
    }
  }

  /** What follows from any event: a new leader speaks up, a replica without one looks for it. */
  #settle(): void {
    const core = this.#core;
    const { state } = core;
    if (state.kind === 'leader' && state.beginQuorumEpochDeadlineMs <= core.moment.nowMs) {
      sendBeginQuorumEpoch(core);
    }
    fetchOn(core);
  }

  #read(requestId: number, response: RaftResponse): void {
    const sent = this.#take(requestId);
    if (sent === undefined) return;
    const core = this.#core;
    const from = sent.to === 'any' ? -1 : sent.to;
    switch (response.kind) {
      case 'vote':
        return readVoteResponse(core, from, response);
      case 'begin-quorum-epoch':
        return readBeginQuorumEpochResponse(core, response);
      case 'end-quorum-epoch':
        return readEndQuorumEpochResponse(core, from, response);
      case 'fetch':
        return readFetchResponse(core, response);
    }
  }

  #failed(requestId: number): void {
    const sent = this.#take(requestId);
    if (sent === undefined) return;
    const core = this.#core;
    const to = sent.to === 'any' ? -1 : sent.to;
    if (sent.request.kind === 'vote') askAgain(core, to);
    else if (sent.request.kind === 'end-quorum-epoch') tellAgain(core, to);
    else if (sent.request.kind === 'fetch') fetchOn(core, core.options.retryBackoffMs);
  }

  /** Answers to requests that a change of state has made pointless are nobody's. */
  #take(requestId: number): Outstanding | undefined {
    const core = this.#core;
    const sent = core.outstanding.get(requestId);
    core.outstanding.delete(requestId);
    if (core.fetchRequestId === requestId) core.fetchRequestId = undefined;
    return sent;
  }
}

function answer(core: ReplicaCore, token: number, request: RaftRequest): void {
  switch (request.kind) {
    case 'vote':
      return core.emit({ kind: 'respond', token, response: answerVote(core, request) });
    case 'begin-quorum-epoch': {
      const response = answerBeginQuorumEpoch(core, request);
      return core.emit({ kind: 'respond', token, response });
    }
    case 'end-quorum-epoch': {
      const response = answerEndQuorumEpoch(core, request);
      return core.emit({ kind: 'respond', token, response });
    }
    case 'fetch':
      return answerFetch(core, token, request);
  }
}

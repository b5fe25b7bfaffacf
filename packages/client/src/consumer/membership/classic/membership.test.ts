// The table of transitions in membership.ts, row by row.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, type ErrorName } from '@ottla/protocol';

import { Membership, type Joined, type MemberEffect, type MemberState } from './membership.ts';

const ASSIGNMENT = new Uint8Array([1]);

function joined(overrides: Partial<Joined> = {}): Joined {
  return {
    generationId: 5,
    memberId: 'm1',
    protocolName: 'range',
    leader: 'other',
    skipAssignment: false,
    members: [],
    ...overrides,
  };
}

/** A machine, and the attempt that its last effects named. */
class Driven {
  readonly machine = new Membership();
  attempt = 0;

  feed(event: Parameters<Membership['handle']>[0]): readonly MemberEffect[] {
    const effects = this.machine.handle(event);
    for (const effect of effects) if ('attempt' in effect) this.attempt = effect.attempt;
    return effects;
  }

  refuse(kind: 'join-refused' | 'sync-refused', name: ErrorName): readonly MemberEffect[] {
    const { attempt } = this;
    return this.feed({ kind, attempt, errorCode: errors[name].code, memberId: 'given' });
  }

  refuseSide(
    kind: 'heartbeat-refused' | 'commit-refused',
    name: ErrorName,
  ): readonly MemberEffect[] {
    const sent = this.machine.generation;
    return this.feed({ kind, errorCode: errors[name].code, sent });
  }
}

/** A machine in this state, of generation 5 from `syncing` on. */
function inState(state: MemberState, leader = 'other'): Driven {
  const driven = new Driven();
  const { machine } = driven;
  const steps: readonly (() => void)[] = [
    () => driven.feed({ kind: 'poll' }),
    () => driven.feed({ kind: 'prepared' }),
    () => driven.feed({ kind: 'joined', attempt: driven.attempt, joined: joined({ leader }) }),
    () => driven.feed({ kind: 'synced', attempt: driven.attempt, assignment: ASSIGNMENT }),
    () => driven.feed({ kind: 'poll' }),
    () => driven.feed({ kind: 'completed' }),
  ];
  for (const step of steps) {
    if (machine.state === state) return driven;
    step();
  }
  assert.equal(machine.state, state);
  return driven;
}

const kinds = (effects: readonly MemberEffect[]): string[] => effects.map(({ kind }) => kind);

describe('the way in', () => {
  test('out: a poll asks the application to give up what is lost', () => {
    const { machine } = inState('out');
    assert.deepEqual(machine.handle({ kind: 'poll' }), [{ kind: 'prepare', lost: true }]);
    assert.equal(machine.state, 'preparing');
    assert.deepEqual(machine.handle({ kind: 'poll' }), []);
  });

  test('prepared: joins, with the reason', () => {
    const effects = inState('preparing').feed({ kind: 'prepared' });
    assert.deepEqual(effects, [{ kind: 'join', attempt: 1, reason: 'the consumer joins' }]);
  });

  test('joined as a follower: syncs with nothing', () => {
    const driven = inState('joining');
    const effects = driven.feed({ kind: 'joined', attempt: driven.attempt, joined: joined() });
    assert.deepEqual(effects, [{ kind: 'sync', attempt: driven.attempt, assignments: [] }]);
    assert.deepEqual([driven.machine.state, driven.machine.isLeader], ['syncing', false]);
  });

  test('joined as the leader: leads, then syncs with what it decided', () => {
    const driven = inState('joining');
    const { attempt } = driven;
    const asLeader = joined({ leader: 'm1' });
    const effects = driven.feed({ kind: 'joined', attempt, joined: asLeader });
    assert.deepEqual(effects, [{ kind: 'lead', attempt, joined: asLeader }]);
    const assignments = [{ memberId: 'm1', assignment: ASSIGNMENT }];
    const next = driven.feed({ kind: 'led', attempt, assignments });
    assert.deepEqual(next, [{ kind: 'sync', attempt, assignments }]);
  });

  test('synced: nothing happens to the application before it polls', () => {
    const driven = inState('syncing');
    const { attempt } = driven;
    assert.deepEqual(driven.feed({ kind: 'synced', attempt, assignment: ASSIGNMENT }), []);
    assert.equal(driven.machine.state, 'synced');
    const effects = driven.feed({ kind: 'poll' });
    assert.deepEqual(effects, [{ kind: 'complete', assignment: ASSIGNMENT }]);
    driven.feed({ kind: 'completed' });
    assert.equal(driven.machine.state, 'stable');
    assert.deepEqual(driven.feed({ kind: 'poll' }), []);
  });
});

describe('a join or sync that is refused', () => {
  type Row = readonly [MemberState, ErrorName, MemberState, readonly string[]];
  const table: readonly Row[] = [
    ['joining', 'MEMBER_ID_REQUIRED', 'joining', ['join']],
    ['joining', 'UNKNOWN_MEMBER_ID', 'out', []],
    ['joining', 'NOT_COORDINATOR', 'joining', ['find-coordinator', 'retry']],
    ['joining', 'COORDINATOR_NOT_AVAILABLE', 'joining', ['find-coordinator', 'retry']],
    ['joining', 'COORDINATOR_LOAD_IN_PROGRESS', 'joining', ['retry']],
    ['joining', 'REBALANCE_IN_PROGRESS', 'joining', ['retry']],
    ['joining', 'INCONSISTENT_GROUP_PROTOCOL', 'out', ['fail']],
    ['joining', 'INVALID_SESSION_TIMEOUT', 'out', ['fail']],
    ['joining', 'GROUP_MAX_SIZE_REACHED', 'out', ['fail']],
    ['joining', 'GROUP_AUTHORIZATION_FAILED', 'out', ['fail']],
    ['joining', 'FENCED_INSTANCE_ID', 'out', ['fail']],
    ['syncing', 'REBALANCE_IN_PROGRESS', 'joining', ['join']],
    ['syncing', 'UNKNOWN_MEMBER_ID', 'out', []],
    ['syncing', 'ILLEGAL_GENERATION', 'out', []],
    ['syncing', 'NOT_COORDINATOR', 'joining', ['find-coordinator', 'retry']],
    ['syncing', 'FENCED_INSTANCE_ID', 'out', ['fail']],
  ];
  for (const [state, name, after, effects] of table) {
    test(`${state}, ${name} → ${after}`, () => {
      const driven = inState(state);
      const kind = state === 'joining' ? 'join-refused' : 'sync-refused';
      assert.deepEqual(kinds(driven.refuse(kind, name)), effects);
      assert.equal(driven.machine.state, after);
    });
  }

  test('MEMBER_ID_REQUIRED: the next join has the given id', () => {
    const driven = inState('joining');
    driven.refuse('join-refused', 'MEMBER_ID_REQUIRED');
    assert.equal(driven.machine.generation.memberId, 'given');
  });

  test('the member id is forgotten where unknown, kept where the generation is over', () => {
    const unknown = inState('syncing');
    unknown.refuse('sync-refused', 'UNKNOWN_MEMBER_ID');
    assert.equal(unknown.machine.generation.memberId, '');
    const over = inState('syncing');
    over.refuse('sync-refused', 'ILLEGAL_GENERATION');
    assert.deepEqual(
      [over.machine.generation.memberId, over.machine.generation.generationId],
      ['m1', -1],
    );
  });

  test('fenced is final; others are thrown once', () => {
    const effect = (name: ErrorName): MemberEffect | undefined =>
      inState('joining').refuse('join-refused', name)[0];
    const fenced = effect('FENCED_INSTANCE_ID');
    const full = effect('GROUP_MAX_SIZE_REACHED');
    assert.ok(fenced?.kind === 'fail' && fenced.isFinal);
    assert.ok(full?.kind === 'fail' && !full.isFinal);
  });
});

describe('attempts', () => {
  test('without an answer: again after a pause, which grows', () => {
    const driven = inState('joining');
    const pauses = [0, 1, 2].map(() => {
      const effects = driven.feed({ kind: 'unanswered', attempt: driven.attempt });
      const retry = effects.find(({ kind }) => kind === 'retry');
      driven.feed({ kind: 'retry-due', attempt: driven.attempt });
      return retry?.kind === 'retry' ? retry.failures : undefined;
    });
    assert.deepEqual(pauses, [0, 1, 2]);
    assert.equal(driven.machine.state, 'joining');
  });

  test('answers to an older one are ignored', () => {
    const driven = inState('joining');
    const old = driven.attempt;
    driven.feed({ kind: 'unanswered', attempt: old });
    assert.deepEqual(driven.feed({ kind: 'joined', attempt: old, joined: joined() }), []);
    assert.deepEqual(driven.feed({ kind: 'retry-due', attempt: old }), []);
    assert.equal(driven.machine.state, 'joining');
  });

  test('an answer that comes after the member left is ignored', () => {
    const driven = inState('syncing');
    driven.feed({ kind: 'left', reason: 'done' });
    const late = { kind: 'synced', attempt: driven.attempt, assignment: ASSIGNMENT } as const;
    assert.deepEqual(driven.feed(late), []);
    assert.equal(driven.machine.state, 'out');
  });
});

describe('heartbeats and commits that are refused', () => {
  type Row = readonly [MemberState, ErrorName, MemberState, readonly string[]];
  const table: readonly Row[] = [
    ['stable', 'REBALANCE_IN_PROGRESS', 'stable', []],
    ['preparing', 'REBALANCE_IN_PROGRESS', 'preparing', []],
    ['stable', 'ILLEGAL_GENERATION', 'out', []],
    ['stable', 'UNKNOWN_MEMBER_ID', 'out', []],
    ['completing', 'UNKNOWN_MEMBER_ID', 'out', []],
    ['synced', 'UNKNOWN_MEMBER_ID', 'out', []],
    ['stable', 'NOT_COORDINATOR', 'stable', ['find-coordinator']],
    ['stable', 'COORDINATOR_LOAD_IN_PROGRESS', 'stable', []],
    ['stable', 'FENCED_INSTANCE_ID', 'out', ['fail']],
    ['stable', 'GROUP_AUTHORIZATION_FAILED', 'out', ['fail']],
  ];
  for (const [state, name, after, effects] of table) {
    for (const kind of ['heartbeat-refused', 'commit-refused'] as const) {
      test(`${state}, ${kind} with ${name} → ${after}`, () => {
        const driven = inState(state);
        assert.deepEqual(kinds(driven.refuseSide(kind, name)), effects);
        assert.equal(driven.machine.state, after);
      });
    }
  }

  test('a rebalance: at the next poll the application gives up what it must, not as lost', () => {
    const driven = inState('stable');
    driven.refuseSide('heartbeat-refused', 'REBALANCE_IN_PROGRESS');
    assert.deepEqual(driven.feed({ kind: 'poll' }), [{ kind: 'prepare', lost: false }]);
  });

  test('what a generation that is over is told changes nothing', () => {
    const driven = inState('stable');
    const sent = { ...driven.machine.generation, generationId: 4 };
    const errorCode = errors.UNKNOWN_MEMBER_ID.code;
    driven.feed({ kind: 'heartbeat-refused', errorCode, sent });
    assert.equal(driven.machine.state, 'stable');
  });
});

describe('what holds in each state', () => {
  const table: readonly (readonly [MemberState, commits: boolean, heartbeats: boolean])[] = [
    ['out', false, false],
    // The first time in: no generation yet.
    ['preparing', false, false],
    ['joining', false, false],
    ['syncing', false, true],
    ['synced', false, true],
    ['completing', true, true],
    ['stable', true, true],
  ];
  for (const [state, commits, heartbeats] of table) {
    const not = (holds: boolean): string => (holds ? '' : 'no ');
    test(`${state}: ${not(commits)}commits, ${not(heartbeats)}heartbeats`, () => {
      const { machine } = inState(state);
      assert.equal(machine.committing !== undefined, commits);
      assert.equal(machine.heartbeats, heartbeats);
    });
  }

  test('giving up within a generation: commits and heartbeats go on', () => {
    const driven = inState('stable');
    driven.feed({ kind: 'rejoin-wanted', reason: 'topics' });
    driven.feed({ kind: 'poll' });
    assert.equal(driven.machine.committing?.generationId, 5);
    assert.ok(driven.machine.heartbeats);
  });

  test('a reason that comes up during a rebalance starts another one', () => {
    const driven = inState('syncing');
    driven.feed({ kind: 'rejoin-wanted', reason: 'the subscription has changed' });
    driven.feed({ kind: 'synced', attempt: driven.attempt, assignment: ASSIGNMENT });
    driven.feed({ kind: 'poll' });
    driven.feed({ kind: 'completed' });
    assert.deepEqual(kinds(driven.feed({ kind: 'poll' })), ['prepare']);
  });
});

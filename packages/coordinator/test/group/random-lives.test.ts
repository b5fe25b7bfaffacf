// Groups that live at random. After every step their machines are sound, and a shard that has
// replayed what was written has the same hard state; in the end everybody was answered once.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groupQueries, type GroupShard } from '../../src/index.ts';
import { isHeardOf } from '../../src/group/classic/classic-member.ts';
import type { ClassicGroup } from '../../src/group/classic/classic-group.ts';
import type { GroupBench } from './group-bench.ts';
import { GROUPS, RandomLife } from './random-life.ts';

const SEEDS = 100;
const STEPS = 400;

/** All that the records say. */
function hardState({ state }: GroupShard): unknown {
  const groups = [...state.groups.entries()].sort(([left], [right]) => (left < right ? -1 : 1));
  const offsets = GROUPS.map((group) =>
    state.offsets
      .keysOf(group)
      .map((key) => ({ key, value: state.offsets.get(key) }))
      .sort((left, right) => left.key.partition - right.key.partition),
  );
  return { groups, offsets };
}

function hasTimer(bench: GroupBench, ...name: readonly string[]): boolean {
  return bench.timers.has(JSON.stringify(name));
}

/** Somebody always waits for something that will come. */
function checkMachine(bench: GroupBench, group: ClassicGroup): void {
  const { groupId, state } = group;
  const members = [...group.members()];
  const awaiting = members.filter((member) => member.awaitingJoin !== undefined);
  assert.equal(group.awaitingJoinCount, awaiting.length);
  for (const member of members) {
    const isSafe = hasTimer(bench, 'session', groupId, member.memberId) || isHeardOf(member);
    assert.ok(isSafe, `nobody notices when ${member.memberId} is gone`);
  }
  for (const memberId of group.pendingJoin) {
    assert.ok(hasTimer(bench, 'session', groupId, memberId), 'an id is waited for');
  }
  const isSyncing = members.some((member) => member.awaitingSync !== undefined);
  assert.ok(!isSyncing || state === 'CompletingRebalance', `a sync waits in ${state}`);
  if (state === 'PreparingRebalance') {
    assert.ok(hasTimer(bench, 'join', groupId), 'a join phase ends');
    assert.ok(!group.haveAllJoined || group.previousState === 'Empty', 'nobody is missing');
  }
  if (state === 'CompletingRebalance') {
    const isAssigned = members.some((each) => group.isLeader(each.memberId) && each.awaitingSync);
    assert.ok(hasTimer(bench, 'sync', groupId) || isAssigned, 'an assignment comes');
  }
  assert.equal(members.length === 0, state === 'Empty' || isInitialOf(group), state);
  if (members.length > 0) assert.ok(group.leaderId !== null && group.member(group.leaderId));
}

/** Whoever began the first rebalance may have left before it ended. */
function isInitialOf({ state, previousState, pendingJoin, memberCount }: ClassicGroup): boolean {
  if (memberCount > 0 || state !== 'PreparingRebalance') return false;
  return previousState === 'Empty' || pendingJoin.size > 0;
}

/** What a stable group has is what is written of it. */
function checkStable({ state }: GroupShard, group: ClassicGroup): void {
  const stored = state.groups.stored(group.groupId);
  assert.ok(stored?.kind === 'classic' && stored.metadata !== null);
  assert.equal(stored.metadata.generation, group.generationId);
  const written = new Map(stored.metadata.members.map((each) => [each.memberId, each.assignment]));
  for (const { memberId, assignment } of group.members()) {
    assert.deepEqual(Buffer.from(written.get(memberId) ?? []), Buffer.from(assignment), memberId);
  }
}

function check({ bench }: RandomLife): void {
  const { shard } = bench;
  for (const group of shard.state.groups.machines()) {
    if (group.state === 'Dead') continue;
    checkMachine(bench, group);
    const isTold = !bench.holdsCommits && !bench.isGathering;
    if (group.state === 'Stable' && isTold) checkStable(shard, group);
  }
}

function checkOffsets({ bench, committed }: RandomLife): void {
  for (const group of GROUPS) {
    const request = { groups: [{ groupId: group, topics: null }] };
    bench.query(groupQueries.offsetFetch, request, 9, ({ groups: [response] }) => {
      const found = response?.topics.flatMap(({ partitions }) => partitions) ?? [];
      for (const [key, offset] of committed) {
        const [owner, partition] = key.split(' ');
        if (owner !== group) continue;
        const here = found.find(({ partitionIndex }) => partitionIndex === Number(partition));
        assert.ok(Number(here?.committedOffset) >= offset, `${key}: ${here?.committedOffset}`);
      }
    });
  }
}

test('random lives keep what was promised', () => {
  let rebalances = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const life = new RandomLife(seed);
    for (let step = 0; step < STEPS; step++) {
      try {
        life.step();
        check(life);
        if (!life.bench.holdsCommits) checkOffsets(life);
      } catch (error) {
        throw new Error(`seed ${seed}, step ${step}`, { cause: error });
      }
    }
    life.bench.holdsCommits = false;
    life.bench.isGathering = false;
    life.bench.commit();
    assert.deepEqual(hardState(life.bench.replica()), hardState(life.bench.shard), `seed ${seed}`);
    life.bench.unload();
    assert.ok(life.answersPerRequest.every((count) => count === 1), `seed ${seed}: answers`);
    rebalances += life.rebalances;
  }
  assert.ok(rebalances > SEEDS * 5, `only ${rebalances} members were assigned something`);
});

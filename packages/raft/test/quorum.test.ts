// A quorum elects, commits and survives: whole pure replicas over a message queue, no shell.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PureCluster } from './pure-cluster.ts';

function started(options: ConstructorParameters<typeof PureCluster>[0]): PureCluster {
  const cluster = new PureCluster(options);
  for (const id of options.nodeIds) cluster.start(id);
  return cluster;
}

function hasCommitted(cluster: PureCluster, id: number, offset: number): boolean {
  const { replica } = cluster.node(id);
  return replica !== undefined && replica.highWatermark > offset;
}

/** The leader that the reachable majority agrees on. */
function electedLeader(cluster: PureCluster, among: readonly number[]): number {
  cluster.runUntil(() => {
    const leader = cluster.leader();
    return leader !== undefined && among.includes(leader);
  });
  const leader = cluster.leader();
  assert(leader !== undefined);
  return leader;
}

test('a sole voter elects itself at once and commits what it has flushed', () => {
  const cluster = started({ nodeIds: [1], seed: 1 });
  assert.equal(cluster.replica(1).state.kind, 'leader');
  assert.equal(cluster.replica(1).state.epoch, 1);
  assert.equal(cluster.replica(1).highWatermark, -1, 'nothing counts before it is durable');
  cluster.runFor(10);
  assert.equal(cluster.replica(1).highWatermark, 1, 'LeaderChange is committed');
  const offset = cluster.propose(1, 'a');
  assert.equal(offset, 1);
  cluster.runUntil(() => hasCommitted(cluster, 1, offset));
  assert.deepEqual(cluster.node(1).leaderEvents, ['-1@0', '-1@1', '1@1']);
});

test('a sole voter that restarts leads in a new epoch, with all it had committed', () => {
  const cluster = started({ nodeIds: [1], seed: 1 });
  const offset = cluster.propose(1, 'a');
  cluster.runUntil(() => hasCommitted(cluster, 1, offset));
  cluster.crash(1, true);
  cluster.start(1);
  cluster.runFor(10);
  assert.equal(cluster.replica(1).state.epoch, 2);
  assert.equal(cluster.endOffset(cluster.node(1)), 3);
  assert.equal(cluster.replica(1).highWatermark, 3);
});

test('three voters elect one leader, which commits through a majority', () => {
  const cluster = started({ nodeIds: [1, 2, 3], seed: 7, delayMsMax: 20 });
  const leader = electedLeader(cluster, [1, 2, 3]);
  const offset = cluster.propose(leader, 'a');
  cluster.runUntil(() => [1, 2, 3].every((id) => hasCommitted(cluster, id, offset)));
});

test('a minority leader commits nothing, resigns, and follows the majority', () => {
  const cluster = started({ nodeIds: [1, 2, 3], seed: 11, delayMsMax: 10 });
  const old = electedLeader(cluster, [1, 2, 3]);
  const others = [1, 2, 3].filter((id) => id !== old);
  cluster.runFor(1000);
  for (const other of others) cluster.cut(old, other);
  const lost = cluster.propose(old, 'never committed');
  const next = electedLeader(cluster, others);
  const kept = cluster.propose(next, 'committed');
  cluster.runUntil(() => others.every((id) => hasCommitted(cluster, id, kept)));
  assert(!hasCommitted(cluster, old, lost));
  cluster.runUntil(() => cluster.replica(old).state.kind !== 'leader');
  cluster.heal();
  cluster.runUntil(() => hasCommitted(cluster, old, kept));
});

test('a leader that goes down hands over: its successor waits for no timeout', () => {
  const cluster = started({ nodeIds: [1, 2, 3], seed: 3, delayMsMax: 5 });
  const old = electedLeader(cluster, [1, 2, 3]);
  const offset = cluster.propose(old, 'a');
  cluster.runUntil(() => [1, 2, 3].every((id) => hasCommitted(cluster, id, offset)));
  const before = cluster.nowMs;
  cluster.event(old, { kind: 'shut-down' });
  const others = [1, 2, 3].filter((id) => id !== old);
  electedLeader(cluster, others);
  assert(cluster.nowMs - before < 500, `took ${cluster.nowMs - before} ms`);
});

test('a replica that was cut off does not disturb the others when it comes back', () => {
  const cluster = started({ nodeIds: [1, 2, 3], seed: 5, delayMsMax: 5 });
  const leader = electedLeader(cluster, [1, 2, 3]);
  const away = [1, 2, 3].find((id) => id !== leader) ?? 0;
  cluster.runFor(1000);
  const { epoch } = cluster.replica(leader).state;
  for (const id of [1, 2, 3]) if (id !== away) cluster.cut(away, id);
  cluster.runFor(20_000);
  cluster.heal();
  cluster.runFor(10_000);
  assert.equal(cluster.leader(), leader);
  assert.equal(cluster.replica(leader).state.epoch, epoch, 'pre-votes raise no epoch');
});

for (const nodeIds of [[1], [1, 2, 3], [1, 2, 3, 4, 5]]) {
  test(`${nodeIds.length} voters keep what is committed through crashes and partitions`, () => {
    for (let seed = 1; seed <= 40; seed++) surviveFaults(nodeIds, seed);
  });
}

/** Random crashes, restarts, cuts and proposals; the cluster checks itself after every step. */
function surviveFaults(nodeIds: readonly number[], seed: number): void {
  const cluster = started({ nodeIds, seed, delayMsMax: 30 });
  let state = seed * 2654435761;
  const draw = (limit: number): number => {
    state = Math.imul(state, 1103515245) + 12345;
    return ((state >>> 8) & 0xffff) % limit;
  };
  const pick = (): number => nodeIds[draw(nodeIds.length)] ?? 1;
  for (let round = 0; round < 40; round++) {
    const id = pick();
    const { replica } = cluster.node(id);
    switch (draw(5)) {
      case 0:
        if (replica === undefined) cluster.start(id);
        else cluster.crash(id, draw(2) === 0);
        break;
      case 1:
        cluster.cut(id, pick());
        break;
      case 2:
        cluster.heal();
        break;
      default:
        if (replica?.state.kind === 'leader') cluster.propose(id, `${seed}/${round}`);
    }
    cluster.runFor(draw(1500));
  }
  cluster.heal();
  for (const id of nodeIds) if (cluster.node(id).replica === undefined) cluster.start(id);
  const leader = electedLeader(cluster, nodeIds);
  cluster.runFor(5000);
  const last = cluster.leader() ?? leader;
  const offset = cluster.propose(last, 'the end');
  cluster.runUntil(() => nodeIds.every((id) => hasCommitted(cluster, id, offset)));
}

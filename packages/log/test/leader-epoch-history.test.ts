// The leader epochs of a log over its life: from batches, from leaders that wrote nothing,
// through cuts and restarts; and the
// question that followers ask, answered for two logs that have diverged (KIP-101, KIP-279).

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PartitionLog } from '../src/index.ts';
import { batchOf, makeLog, readBytes, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

function withEpochs(epochs: readonly number[], made = makeLog()): SimulatedLog {
  for (const leaderEpoch of epochs) write(made.log, { leaderEpoch });
  return made;
}

function fileOf(made: SimulatedLog): string {
  const path = `${made.log.path}/leader-epoch-checkpoint`;
  return Buffer.from(made.world.disk.readFile(path)).toString();
}

test('epochs are in their file once they matter', async () => {
  const made = withEpochs([0, 0, 2, 2, 5]);
  assert.equal(made.world.disk.stat(`${made.log.path}/leader-epoch-checkpoint`), undefined);
  await made.universe.resolve(made.log.flush());
  assert.equal(fileOf(made), '0\n3\n0 0\n2 2\n5 4\n');
  made.log.assignLeaderEpoch(7, 5);
  await made.reopen({ end: 'close' });
  assert.equal(fileOf(made), '0\n3\n0 0\n2 2\n5 4\n', 'nothing was written in epoch 7');
  made.log.assignLeaderEpoch(8, 5);
  write(made.log, { leaderEpoch: 8 });
  await made.universe.resolve(made.log.close());
  assert.equal(fileOf(made), '0\n4\n0 0\n2 2\n5 4\n8 5\n');
});

for (const end of ['close', 'process'] as const) {
  test(`epochs outlive ${end}`, async () => {
    const made = withEpochs([1, 1, 4, 4, 4, 6]);
    await made.reopen({ end });
    const found = [0, 1, 2, 5].map((offset) => made.log.epochForOffset(offset));
    assert.deepEqual(found, [1, 1, 4, 6]);
    assert.equal(made.log.latestEpoch, 6);
  });
}

test('an epoch in which nothing was written does not outlive a restart', async () => {
  const made = withEpochs([1, 1]);
  made.log.assignLeaderEpoch(9, 2);
  assert.deepEqual(made.log.offsetForLeaderEpoch(9), { leaderEpoch: 9, endOffset: 2 });
  assert.deepEqual(made.log.offsetForLeaderEpoch(1), { leaderEpoch: 1, endOffset: 2 });
  await made.reopen({ end: 'close' });
  assert.equal(made.log.latestEpoch, 1);
});

test('what the file says of a branch that is gone is not believed', async () => {
  const made = withEpochs([1, 1, 3, 3]);
  await made.universe.resolve(made.log.flush());
  await made.universe.resolve(made.log.truncateTo(1));
  for (const leaderEpoch of [2, 2, 4]) write(made.log, { leaderEpoch });
  await made.reopen({ end: 'process', recoveryPoint: 1 });
  const found = [0, 1, 2, 3].map((offset) => made.log.epochForOffset(offset));
  assert.deepEqual(found, [1, 2, 2, 4]);
});

/** Offset by offset, what a follower does until it agrees with its leader. */
async function follow(follower: SimulatedLog, leader: PartitionLog): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const { log } = follower;
    const mine = log.latestEpoch;
    if (mine === undefined) return;
    const theirs = leader.offsetForLeaderEpoch(mine);
    if (theirs === undefined) return void (await cut(follower, 0));
    if (theirs.leaderEpoch === mine && theirs.endOffset >= log.logEndOffset) return;
    const known = log.offsetForLeaderEpoch(theirs.leaderEpoch);
    const end = Math.min(theirs.endOffset, known?.endOffset ?? log.logEndOffset, log.logEndOffset);
    await cut(follower, end);
  }
  assert.fail('the follower does not come to an end');
}

async function cut(follower: SimulatedLog, offset: number): Promise<void> {
  await follower.universe.resolve(follower.log.truncateTo(offset));
}

const HISTORIES: readonly (readonly [string, readonly number[], readonly number[], number])[] = [
  ['the same', [1, 1, 2], [1, 1, 2], 3],
  ['the follower is behind', [1, 1, 2], [1, 1], 2],
  ['the follower wrote more in its own term', [1, 1, 3, 3], [1, 1, 2, 2, 2], 2],
  ['the follower kept what the leader never had', [1, 1, 4], [1, 1, 1, 1], 2],
  ['terms crossed twice (KIP-279)', [1, 1, 2, 4, 4], [1, 1, 1, 3, 3, 3], 2],
  ['nothing in common', [5, 5], [4, 4, 4], 0],
  ['an empty leader', [], [1, 1], 0],
  ['both have terms that the other lacks', [1, 2, 2, 5], [1, 1, 3, 3], 1],
];

for (const [name, leaders, followers, common] of HISTORIES) {
  test(`a follower and its leader: ${name}`, async () => {
    const [leader, follower] = [withEpochs(leaders), withEpochs(followers)];
    await follow(follower, leader.log);
    assert.equal(follower.log.logEndOffset, common);
    const kept = readBytes(follower);
    assert.ok(readBytes(leader).subarray(0, kept.length).equals(kept), 'a prefix of the leader’s');
    const rest = readBytes(leader, { from: common });
    if (rest.length === 0) return;
    const options = { origin: 'replica', leaderEpoch: 9, nowMs: 0 } as const;
    assert.equal(follower.log.append(Buffer.from(rest), options).kind, 'appended');
    follower.log.flushAppends();
    assert.ok(readBytes(follower).equals(readBytes(leader)));
    assert.equal(follower.log.latestEpoch, leader.log.latestEpoch);
  });
}

test('epochs of replicated batches are the leader’s', () => {
  const made = makeLog();
  const bytes = [
    batchOf({ baseOffset: 0, leaderEpoch: 2 }),
    batchOf({ baseOffset: 1, leaderEpoch: 7 }),
  ];
  made.log.append(Buffer.concat(bytes), { origin: 'replica', leaderEpoch: 8, nowMs: 0 });
  made.log.flushAppends();
  assert.deepEqual(made.log.offsetForLeaderEpoch(2), { leaderEpoch: 2, endOffset: 1 });
  assert.equal(made.log.latestEpoch, 7);
});

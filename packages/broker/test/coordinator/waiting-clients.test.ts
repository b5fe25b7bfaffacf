// Requests that wait in a coordinator, and clients that do not wait for them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errorOf, joinGroupApi, offsetCommitApi } from '@ottla/protocol';
import { BROKER_ID } from '../data-plane.ts';
import { GroupPlane, WRITE_TIMEOUT_MS } from './group-plane.ts';

/** A group's first rebalance waits so long for more members. */
const INITIAL_DELAY_MS = 3000;

function problems({ plane }: GroupPlane): string[] {
  return plane.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message);
}

test('a client that goes while it joins is not answered, and a member all the same', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic();
  const gone = await world.startJoin('g');
  const other = await world.startJoin('g');
  gone.connection.destroy();
  await world.universe.advance(INITIAL_DELAY_MS + 100);
  const { response } = await other.receive(joinGroupApi, 3);
  assert.deepEqual([errorOf(response.errorCode).name, response.generationId], ['NONE', 1]);
  assert.notEqual(response.leader, response.memberId, 'the first to join leads');
  assert.deepEqual(problems(world), []);
  await world.stop();
});

test('a client that goes before its commit is committed', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic({ replicas: [BROKER_ID, 2], isr: [BROKER_ID, 2] });
  const gone = await world.plane.connect();
  const partitions = [{ partitionIndex: 0, committedOffset: 5, committedMetadata: '' }];
  gone.send(offsetCommitApi, 8, { groupId: 'g', topics: [{ name: 't', partitions }] });
  await world.universe.advance(10);
  gone.connection.destroy();
  await world.universe.advance(10);
  const partition = world.plane.replicas.hosted.findByName('__consumer_offsets', 0);
  assert.ok('followerFetched' in partition);
  const { logEndOffset: offset } = partition.log;
  partition.followerFetched(2, { offset, logStartOffset: 0, nowMs: 0, hasEpoch: false });
  assert.equal(await world.fetch('g'), 5);
  await world.universe.advance(WRITE_TIMEOUT_MS * 2);
  assert.deepEqual(problems(world), []);
  await world.stop();
});

test('a broker that stops lets those who wait go elsewhere', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic();
  const member = await world.startJoin('g');
  world.groups.close();
  const { response } = await member.receive(joinGroupApi, 3);
  assert.equal(errorOf(response.errorCode).name, 'NOT_COORDINATOR');
  assert.equal(await world.commit('g', 1), 'COORDINATOR_NOT_AVAILABLE');
  await world.stop();
});

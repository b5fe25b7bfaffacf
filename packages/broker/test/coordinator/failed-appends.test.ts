// A commit whose append fails is refused, and was never there; one that is acknowledged is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BROKER_ID } from '../data-plane.ts';
import { GroupPlane, WRITE_TIMEOUT_MS } from './group-plane.ts';

test('a batch above max.message.bytes reverts to what was before', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic({ configs: { 'max.message.bytes': '300' } });
  assert.equal(await world.commit('g', 1), 'NONE');
  assert.equal(await world.commit('g', 2, 'x'.repeat(400)), 'UNKNOWN_SERVER_ERROR');
  assert.deepEqual([await world.fetch('g'), await world.fetch('g', true)], [1, 1]);
  assert.equal(await world.commit('g', 3), 'NONE');
  assert.equal(await world.fetch('g'), 3);
  await world.stop();
});

test('too few replicas in sync refuse a commit', async () => {
  const world = await GroupPlane.start();
  const configs = { 'min.insync.replicas': '2' };
  world.createOffsetsTopic({ configs, replicas: [BROKER_ID, 2], isr: [BROKER_ID] });
  assert.equal(await world.commit('g', 1), 'COORDINATOR_NOT_AVAILABLE');
  assert.equal(await world.fetch('g', true), -1);
  await world.stop();
});

test('a commit that no follower takes is late, and comes to be when one does', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic({ replicas: [BROKER_ID, 2], isr: [BROKER_ID, 2] });
  world.sendCommit('g', 1);
  await world.universe.advance(WRITE_TIMEOUT_MS - 100);
  assert.equal(world.client.responses.length, 0);
  await world.universe.advance(200);
  assert.equal(await world.receiveCommit(), 'COORDINATOR_NOT_AVAILABLE');
  assert.equal(await world.fetch('g'), -1, 'not committed');
  const partition = world.plane.replicas.hosted.findByName('__consumer_offsets', 0);
  assert.ok('followerFetched' in partition);
  const { logEndOffset: offset } = partition.log;
  partition.followerFetched(2, { offset, logStartOffset: 0, nowMs: 0, hasEpoch: false });
  assert.equal(await world.fetch('g'), 1);
  await world.stop();
});

test('a disk that fails ends the coordinator, and nothing is acknowledged', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic();
  assert.equal(await world.commit('g', 1), 'NONE');
  world.universe.storage('broker').faults.failure = (operation, path) =>
    operation === 'write' && path.includes('__consumer_offsets') ? 'EIO' : undefined;
  assert.equal(await world.commit('g', 2), 'NOT_COORDINATOR');
  assert.equal(await world.fetch('g'), 'NOT_COORDINATOR');
  assert.equal(await world.commit('g', 3), 'NOT_COORDINATOR');
  world.universe.storage('broker').faults.failure = () => undefined;
  await world.stop();
});

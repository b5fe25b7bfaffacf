// The coordinator's topic is what makes a broker a coordinator: shards come and go with the
// leadership of its partitions, and what a shard knows comes from the log.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { groupCommands, groupQueries } from '@ottla/coordinator';
import { BatchBuilder, errorOf, joinGroupApi, offsetFetchApi } from '@ottla/protocol';
import { Partition } from '../../src/index.ts';
import { BROKER_ID, record } from '../data-plane.ts';
import { GroupPlane, OFFSETS_TOPIC } from './group-plane.ts';

const LIST = { statesFilter: [], typesFilter: [], unknownTaggedFields: [] };
const FOLLOWED = { replicas: [BROKER_ID, 2], isr: [BROKER_ID], leader: 2 };

function offsetsPartition({ plane }: GroupPlane): Partition {
  const partition = plane.replicas.hosted.findByName(OFFSETS_TOPIC, 0);
  assert.ok(partition instanceof Partition);
  return partition;
}

/** What a leader has written, as a follower takes it. */
async function takeOver(world: GroupPlane, batches: Uint8Array): Promise<void> {
  const { log } = offsetsPartition(world);
  const outcome = log.append(batches, { origin: 'replica', leaderEpoch: 99, nowMs: 0 });
  assert.equal(outcome.kind, 'appended');
  log.flushAppends();
  await world.universe.resolve(log.settled());
}

/** `offset metadata` of each partition, or its error. */
async function offsetsOfOrders(
  { client }: GroupPlane,
  groupId: string,
  requireStable = false,
): Promise<string[]> {
  const topics = [{ name: 'orders', partitionIndexes: [0, 1, 2] }];
  const request = { groups: [{ groupId, topics }], requireStable };
  const { groups } = await client.ask(offsetFetchApi, 8, request);
  const partitions = groups[0]?.topics[0]?.partitions ?? [];
  return partitions.map(({ committedOffset, metadata, errorCode }) =>
    errorCode === 0 ? `${committedOffset} ${metadata}` : errorOf(errorCode).name,
  );
}

test('without leadership a broker is no coordinator', async () => {
  const world = await GroupPlane.start();
  assert.equal(await world.commit('g', 1), 'NOT_COORDINATOR');
  const id = world.createOffsetsTopic(FOLLOWED);
  assert.equal(await world.commit('g', 1), 'NOT_COORDINATOR');
  assert.equal(await world.fetch('g'), 'NOT_COORDINATOR');
  assert.deepEqual(await world.list(), []);
  world.plane.elect(id, BROKER_ID);
  assert.equal(await world.commit('g', 1), 'NONE');
  assert.equal(await world.fetch('g'), 1);
  await world.stop();
});

test('each partition of the topic is a shard of its own', async () => {
  const world = await GroupPlane.start();
  const id = world.createOffsetsTopic({ partitions: 50, ...FOLLOWED, leader: BROKER_ID });
  const groups = Array.from({ length: 30 }, (_, index) => `g${index}`);
  for (const [index, group] of groups.entries()) {
    assert.equal(await world.commit(group, index), 'NONE');
  }
  assert.deepEqual(await world.list(), groups.toSorted());
  const lost = world.groups.partitionFor('g7');
  world.plane.elect(id, 2, lost);
  assert.equal(await world.fetch('g7'), 'NOT_COORDINATOR');
  const left = groups.filter((group) => world.groups.partitionFor(group) !== lost);
  assert.deepEqual(await world.list(), left.toSorted());
  await world.stop();
});

test('who waits when leadership goes is told so; what was committed stays', async () => {
  const world = await GroupPlane.start();
  const id = world.createOffsetsTopic({ ...FOLLOWED, leader: BROKER_ID });
  assert.equal(await world.commit('g', 7), 'NONE');
  const member = await world.startJoin('joiners');
  assert.equal(member.responses.length, 0);
  world.plane.elect(id, 2);
  const { response } = await member.receive(joinGroupApi, 3);
  assert.equal(errorOf(response.errorCode).name, 'NOT_COORDINATOR');
  assert.equal(await world.fetch('g'), 'NOT_COORDINATOR');
  world.plane.elect(id, BROKER_ID);
  await world.universe.advance(10);
  assert.equal(await world.fetch('g'), 7);
  assert.equal(await world.commit('g', 8), 'NONE');
  world.plane.elect(id, BROKER_ID);
  assert.equal(await world.fetch('g'), 8, 'a new epoch of the same leader changes nothing');
  await world.stop();
});

test('partitions that are added to the topic leave every group where it is', async () => {
  const world = await GroupPlane.start();
  const topicId = world.createOffsetsTopic({ partitions: 3 });
  const groups = Array.from({ length: 20 }, (_, index) => `g${index}`);
  for (const [index, group] of groups.entries()) await world.commit(group, index);
  const added = [3, 4, 5, 6].map((partitionId) =>
    record('PartitionRecord', {
      partitionId,
      topicId,
      replicas: [BROKER_ID],
      isr: [BROKER_ID],
      removingReplicas: [],
      addingReplicas: [],
      leader: BROKER_ID,
      leaderRecoveryState: 0,
      leaderEpoch: 0,
      partitionEpoch: 0,
      directories: [],
      eligibleLeaderReplicas: null,
      lastKnownElr: null,
    }),
  );
  world.plane.apply(added);
  await world.universe.advance(1000);
  for (const [index, group] of groups.entries()) assert.equal(await world.fetch(group), index);
  await world.stop();
});

test('a deleted topic of the coordinator ends it; a new one begins empty', async () => {
  const world = await GroupPlane.start();
  const id = world.createOffsetsTopic();
  assert.equal(await world.commit('g', 7), 'NONE');
  world.plane.deleteTopic(id);
  assert.equal(await world.fetch('g'), 'NOT_COORDINATOR');
  world.createOffsetsTopic({ id: 'anotherxxxxxxxxxxxxxxA' });
  await world.universe.advance(1000);
  assert.equal(await world.fetch('g'), -1);
  await world.stop();
});

test('a log that came after its topic is asked for its groups too', async () => {
  const world = await GroupPlane.start();
  const id = world.createOffsetsTopic();
  assert.equal(await world.commit('g', 7), 'NONE');
  world.plane.deleteTopic(id);
  world.createOffsetsTopic({ id: 'anotherxxxxxxxxxxxxxxA' });
  const listed = () => world.groups.queryAll(groupQueries.listGroups, LIST, 5).length;
  assert.equal(listed(), 0, 'the name is not free yet');
  await world.universe.advance(1000);
  assert.equal(listed(), 1);
  await world.stop();
});

test('what a turn has brought is written before the coordinator is closed', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic();
  const { log } = offsetsPartition(world);
  const answers: string[] = [];
  const join = (): void => {
    const timeouts = { sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 10_000 };
    const who = { groupId: 'g', memberId: '', groupInstanceId: null, reason: null };
    const protocols = [{ name: 'range', metadata: Buffer.alloc(0), unknownTaggedFields: [] }];
    const request = { ...who, ...timeouts, protocolType: 'consumer', protocols };
    world.groups.submit('g', groupCommands.joinGroup, { ...request, unknownTaggedFields: [] }, {
      caller: { apiVersion: 9, clientId: 'c', clientHost: '/127.0.0.1' },
      respond: ({ errorCode = 0 }) => void answers.push(errorOf(errorCode).name),
    });
  };
  join();
  world.groups.close();
  assert.equal(log.logEndOffset, 1);
  join();
  assert.deepEqual(answers, ['NOT_COORDINATOR', 'COORDINATOR_NOT_AVAILABLE']);
  assert.equal(await world.fetch('g'), 'COORDINATOR_NOT_AVAILABLE');
  await world.stop();
});

test('the offsets of a topic go with it', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic();
  assert.equal(await world.commit('g', 7), 'NONE');
  world.plane.deleteTopic(world.plane.image.topics.byName.get('t')?.id ?? '');
  await world.universe.advance(10);
  assert.equal(await world.fetch('g'), -1);
  await world.stop();
});

describe('loading', () => {
  test('takes its time for a long log, and refuses requests meanwhile', async () => {
    const world = await GroupPlane.start();
    const id = world.createOffsetsTopic({ ...FOLLOWED, leader: BROKER_ID });
    const metadata = 'x'.repeat(4000);
    for (let offset = 0; offset < 60; offset++) {
      assert.equal(await world.commit(`g${offset % 3}`, offset, metadata), 'NONE');
    }
    world.plane.elect(id, 2);
    world.plane.elect(id, BROKER_ID);
    // At once, before the first piece was read.
    const [listed] = world.groups.queryAll(groupQueries.listGroups, LIST, 5);
    assert.equal(errorOf(listed?.errorCode ?? 0).name, 'COORDINATOR_LOAD_IN_PROGRESS');
    await world.universe.advance(10);
    assert.equal(await world.heartbeat('g0'), 'UNKNOWN_MEMBER_ID');
    const found = [await world.fetch('g0'), await world.fetch('g1'), await world.fetch('g2')];
    assert.deepEqual(found, [57, 58, 59]);
    await world.stop();
  });

  test('what Apache Kafka has written', async () => {
    const world = await GroupPlane.start();
    const id = world.createOffsetsTopic({ ...FOLLOWED, configs: { 'min.insync.replicas': '1' } });
    const fixture = new URL('./fixtures/consumer-offsets-of-kafka.log', import.meta.url);
    await takeOver(world, readFileSync(fixture));
    world.plane.elect(id, BROKER_ID);
    await world.universe.advance(10);
    assert.deepEqual(await world.list(), ['left', 'next', 'simple', 'static', 'txn']);
    const found: Record<string, unknown> = {};
    for (const group of ['simple', 'left', 'txn']) {
      found[group] = await offsetsOfOrders(world, group);
    }
    assert.deepEqual(found, {
      simple: ['7 seven', '5 ', '-1 '],
      left: ['10 ', '10 ', '10 '],
      // One transaction was committed, one aborted, one is open still.
      txn: ['3 committed', '-1 ', '-1 '],
    });
    const stable = await offsetsOfOrders(world, 'txn', true);
    assert.deepEqual(stable, ['3 committed', '-1 ', 'UNSTABLE_OFFSET_COMMIT']);
    await world.stop();
  });

  test('a log that cannot be read leaves no coordinator in that epoch, and says why', async () => {
    const world = await GroupPlane.start();
    const id = world.createOffsetsTopic(FOLLOWED);
    const builder = new BatchBuilder({ partitionLeaderEpoch: 0 });
    // An offset's key, and a value of version 99.
    const key = Buffer.from('00010001670001740000000000', 'hex').subarray(0, 12);
    builder.append(0, key, Buffer.from('0063', 'hex'));
    await takeOver(world, builder.finish());
    world.plane.elect(id, BROKER_ID);
    await world.universe.advance(10);
    assert.equal(await world.commit('g', 1), 'NOT_COORDINATOR');
    const lines = world.plane.log.lines.map(({ message }) => message);
    assert.ok(lines.includes('a coordinator cannot be loaded'), lines.join('\n'));
    const { log } = offsetsPartition(world);
    log.incrementLogStartOffset(log.logEndOffset);
    assert.equal(await world.commit('g', 1), 'NOT_COORDINATOR', 'not by every request');
    world.plane.elect(id, BROKER_ID);
    assert.equal(await world.commit('g', 1), 'NONE');
    await world.stop();
  });
});

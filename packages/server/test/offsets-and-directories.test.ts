// Offsets that groups commit, while the partition that holds them moves to another log directory,
// or loses the one that it has.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errorOf, errors, findCoordinatorApi, offsetCommitApi, offsetFetchApi } from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { createTopic, directories, leadership, move } from './directory-client.ts';
import { SimulatedMachine } from './simulated-node.ts';

const SETTINGS = {
  'log.dirs': '/data,/more,/third',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '1',
};
const OFFSETS = '__consumer_offsets';

async function commit(
  client: RawClient,
  groupId: string,
  committedOffset: number,
): Promise<string> {
  const partitions = [{ partitionIndex: 0, committedOffset, committedMetadata: '' }];
  const request = { groupId, topics: [{ name: 't', partitions }] };
  const { topics } = await client.ask(offsetCommitApi, 8, request);
  return errorOf(topics[0]?.partitions[0]?.errorCode ?? -1).name;
}

async function committed(client: RawClient, groupId: string): Promise<number | string> {
  const topics = [{ name: 't', partitionIndexes: [0] }];
  for (;;) {
    const { groups } = await client.ask(offsetFetchApi, 8, { groups: [{ groupId, topics }] });
    const error = errorOf(groups[0]?.errorCode ?? -1);
    if (error === errors.COORDINATOR_LOAD_IN_PROGRESS) continue;
    if (error !== errors.NONE) return error.name;
    return Number(groups[0]?.topics[0]?.partitions[0]?.committedOffset);
  }
}

/** The offsets' partition is made, in /more. */
async function prepare(machine: SimulatedMachine): Promise<RawClient> {
  const client = await machine.connect(9092);
  await createTopic(client, 't');
  await client.ask(findCoordinatorApi, 4, { keyType: 0, coordinatorKeys: ['g'] });
  await machine.universe.advance(1000);
  assert.match((await directories(client))['/more'] ?? '', /__consumer_offsets/);
  return client;
}

test('what was committed before, during and after a move is there', async () => {
  const machine = new SimulatedMachine('offsets move');
  const started = await machine.start(SETTINGS);
  const client = await prepare(machine);
  for (let n = 0; n < 20; n++) assert.equal(await commit(client, `g${n}`, n), 'NONE');
  assert.equal(await move(client, OFFSETS, '/third'), 'NONE');
  for (let n = 0; n < 40; n++) {
    assert.equal(await commit(client, `g${n}`, n + 100), 'NONE');
    await machine.universe.advance(10);
  }
  const expected = { '/data': 't', '/more': '', '/third': OFFSETS };
  assert.deepEqual(await directories(client), expected);
  for (let n = 10; n < 50; n++) assert.equal(await commit(client, `g${n}`, n + 200), 'NONE');
  machine.crash('process');
  const again = await machine.start(SETTINGS);
  const later = await machine.connect(9092);
  await machine.universe.advance(1000);
  for (let n = 0; n < 50; n++) {
    assert.equal(await committed(later, `g${n}`), n + (n < 10 ? 100 : 200));
  }
  await machine.stop(again);
  assert.deepEqual([...started.fatal, ...again.fatal], []);
});

test('a coordinator whose directory fails refuses, and is back with it', async () => {
  const machine = new SimulatedMachine('offsets fail');
  const started = await machine.start(SETTINGS);
  const client = await prepare(machine);
  assert.equal(await commit(client, 'g', 7), 'NONE');
  await machine.universe.advance(1000);
  const { faults } = machine.universe.storage('broker');
  faults.failure = (_, path) => (path.startsWith('/more') ? 'EIO' : undefined);
  // The error of the append, as Kafka tells it to who commits.
  assert.equal(await commit(client, 'g', 8), 'NOT_COORDINATOR');
  await machine.universe.advance(3000);
  assert.equal(await leadership(client, OFFSETS), '-1 LEADER_NOT_AVAILABLE [1]');
  const refusals = /^(NOT_COORDINATOR|COORDINATOR_NOT_AVAILABLE)$/;
  assert.match(String(await committed(client, 'g')), refusals);
  faults.failure = () => undefined;
  await machine.stop(started);
  const again = await machine.start(SETTINGS);
  const later = await machine.connect(9092);
  await machine.universe.advance(3000);
  assert.equal(await committed(later, 'g'), 7);
  assert.equal(await commit(later, 'g', 9), 'NONE');
  await machine.stop(again);
  assert.deepEqual([...started.fatal, ...again.fatal], []);
});

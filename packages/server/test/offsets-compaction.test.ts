// The topic of committed offsets is compacted while groups commit, and what a start reads back out
// of what is left is the same as before: offsets, expired ones, deleted groups.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  deleteGroupsApi,
  errorOf,
  errors,
  findCoordinatorApi,
  offsetCommitApi,
  offsetFetchApi,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { alterConfigs, createTopic } from './compacted-client.ts';
import { SimulatedMachine, type StartedNode } from './simulated-node.ts';

const SETTINGS = {
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '1',
  'offsets.retention.minutes': '5',
  'offsets.retention.check.interval.ms': '60000',
  'log.cleaner.backoff.ms': '1000',
  'log.cleaner.delete.retention.ms': '30000',
  'connections.max.idle.ms': '-1',
};
const OFFSETS = '__consumer_offsets';
const GROUPS = 40;
/** Each group commits so often. */
const ROUNDS = 100;

async function prepare(machine: SimulatedMachine): Promise<RawClient> {
  const client = await machine.connect(9092);
  await createTopic(client, 't', {});
  const find = async (): Promise<number | undefined> => {
    const request = { keyType: 0, coordinatorKeys: ['g0'] };
    return (await client.ask(findCoordinatorApi, 4, request)).coordinators[0]?.errorCode;
  };
  assert.equal(await find(), errors.COORDINATOR_NOT_AVAILABLE.code);
  await machine.universe.advance(1000);
  assert.equal(await find(), 0);
  const small = { 'internal.segment.bytes': '20000' };
  assert.equal(await alterConfigs(client, [2, OFFSETS], small), 'NONE');
  return client;
}

function sendCommit(client: RawClient, groupId: string, committedOffset: number): void {
  const partitions = [{ partitionIndex: 0, committedOffset, committedMetadata: '' }];
  client.send(offsetCommitApi, 8, { groupId, topics: [{ name: 't', partitions }] });
}

/** Round by round, as members would that are spread over the time. */
async function commitAll(machine: SimulatedMachine, client: RawClient): Promise<void> {
  for (let round = 1; round <= ROUNDS; round++) {
    for (let group = 0; group < GROUPS; group++) sendCommit(client, `g${group}`, round);
    for (let group = 0; group < GROUPS; group++) {
      const { response } = await client.receive(offsetCommitApi, 8);
      assert.equal(response.topics[0]?.partitions[0]?.errorCode, 0);
    }
    await machine.universe.advance(100);
  }
}

/** What the groups have committed; -1 for nothing. */
async function committed(machine: SimulatedMachine): Promise<number[]> {
  const client = await machine.connect(9092);
  const topics = [{ name: 't', partitionIndexes: [0] }];
  const groups = Array.from({ length: GROUPS }, (_, group) => ({ groupId: `g${group}`, topics }));
  for (;;) {
    const answer = await client.ask(offsetFetchApi, 8, { groups });
    const codes = new Set(answer.groups.map(({ errorCode }) => errorOf(errorCode)));
    if (codes.has(errors.COORDINATOR_LOAD_IN_PROGRESS)) continue;
    assert.deepEqual([...codes], [errors.NONE]);
    return answer.groups.map((group) => Number(group.topics[0]?.partitions[0]?.committedOffset));
  }
}

function sizeBytes({ world: { disk } }: SimulatedMachine): number {
  const path = `/data/${OFFSETS}-0`;
  const logs = disk.list(path).filter(({ name }) => name.endsWith('.log'));
  return logs.reduce((sum, { name }) => sum + (disk.stat(`${path}/${name}`)?.sizeBytes ?? 0), 0);
}

/** How many records were ever in the partition: the cleaner may take all but the last segment's. */
function cleanedTo({ lines }: StartedNode): number {
  const told = lines.filter(({ message }) => message === 'cleaned a log');
  return Number(told.at(-1)?.fields['cleanedOffset'] ?? 0);
}

describe('thousands of commits', () => {
  type End = (machine: SimulatedMachine, started: StartedNode) => Promise<void>;
  const ends: readonly [string, End][] = [
    ['a clean stop', (machine, started) => machine.stop(started)],
    ['kill -9', (machine) => Promise.resolve(machine.crash('process'))],
  ];
  for (const [title, end] of ends) {
    test(`shrink to the last ones, from which groups go on after ${title}`, async () => {
      const machine = new SimulatedMachine(`offsets ${title}`);
      const started = await machine.start(SETTINGS);
      const client = await prepare(machine);
      await commitAll(machine, client);
      await machine.universe.advance(10_000);
      const bytes = sizeBytes(machine);
      assert.ok(cleanedTo(started) > GROUPS * ROUNDS * 0.9, `cleaned to ${cleanedTo(started)}`);
      // A record takes 80 bytes and more, and the segment that is written to is not compacted.
      assert.ok(bytes < 60_000, `${bytes} bytes are left`);
      const before = await committed(machine);
      assert.deepEqual(new Set(before), new Set([ROUNDS]));
      await end(machine, started);
      const again = await machine.start(SETTINGS);
      assert.deepEqual(await committed(machine), before);
      // And they go on.
      const writer = await machine.connect(9092);
      sendCommit(writer, 'g7', ROUNDS + 1);
      const { response } = await writer.receive(offsetCommitApi, 8);
      assert.equal(response.topics[0]?.partitions[0]?.errorCode, 0);
      assert.equal((await committed(machine))[7], ROUNDS + 1);
      await machine.stop(again);
    });
  }
});

test('deleted groups and expired offsets do not come back', async () => {
  const machine = new SimulatedMachine('gone groups');
  const started = await machine.start(SETTINGS);
  const client = await prepare(machine);
  await commitAll(machine, client);
  const gone = await client.ask(deleteGroupsApi, 2, { groupsNames: ['g0', 'g1', 'g2'] });
  assert.deepEqual(gone.results.map(({ errorCode }) => errorCode), [0, 0, 0]);
  const keepCommitting = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute++) {
      for (let n = 1; n <= 200; n++) sendCommit(client, 'g3', ROUNDS + n);
      for (let n = 1; n <= 200; n++) await client.receive(offsetCommitApi, 8);
      await machine.universe.advance(60_000);
    }
  };
  await keepCommitting(1);
  const [, , , kept, other] = await committed(machine);
  assert.deepEqual([kept, other], [ROUNDS + 200, ROUNDS]);
  assert.deepEqual((await committed(machine)).slice(0, 3), [-1, -1, -1]);
  // All but g3 expire; their tombstones go when delete.retention.ms is over.
  await keepCommitting(12);
  const left = Array.from({ length: GROUPS }, (_, group) => (group === 3 ? ROUNDS + 200 : -1));
  assert.deepEqual(await committed(machine), left);
  await machine.stop(started);
  const again = await machine.start(SETTINGS);
  assert.deepEqual(await committed(machine), left);
  assert.ok(sizeBytes(machine) < 45_000, `${sizeBytes(machine)} bytes are left`);
  await machine.stop(again);
});

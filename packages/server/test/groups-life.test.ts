// Groups on a whole node: their topic comes with the first who asks for a coordinator, and what was
// committed is there after every kind of end.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  createTopicsApi,
  describeConfigsApi,
  errorOf,
  errors,
  findCoordinatorApi,
  offsetCommitApi,
  offsetFetchApi,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { SimulatedMachine, type StartedNode } from './simulated-node.ts';

const SETTINGS = { 'offsets.topic.replication.factor': '1' };
const TOPIC = '__consumer_offsets';

async function findCoordinator(client: RawClient, key: string): Promise<string> {
  const request = { keyType: 0, coordinatorKeys: [key] };
  const { coordinators } = await client.ask(findCoordinatorApi, 4, request);
  const [found] = coordinators;
  const error = errorOf(found?.errorCode ?? -1).name;
  return error === 'NONE' ? `${found?.nodeId} ${found?.host}:${found?.port}` : error;
}

async function prepare(machine: SimulatedMachine): Promise<RawClient> {
  const client = await machine.connect(9092);
  const topics = [{ name: 't', numPartitions: 1, replicationFactor: 1 }];
  const created = await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  assert.equal(created.topics[0]?.errorCode, errors.NONE.code);
  assert.equal(await findCoordinator(client, 'g0'), 'COORDINATOR_NOT_AVAILABLE');
  await machine.universe.advance(1000);
  assert.equal(await findCoordinator(client, 'g0'), '1 broker:9092');
  return client;
}

function sendCommit(client: RawClient, groupId: string, committedOffset: number): void {
  const partitions = [{ partitionIndex: 0, committedOffset, committedMetadata: '' }];
  client.send(offsetCommitApi, 8, { groupId, topics: [{ name: 't', partitions }] });
}

async function receiveCommit(client: RawClient): Promise<string> {
  const { response } = await client.receive(offsetCommitApi, 8);
  return errorOf(response.topics[0]?.partitions[0]?.errorCode ?? -1).name;
}

async function fetchOffset(client: RawClient, groupId: string): Promise<number | string> {
  const topics = [{ name: 't', partitionIndexes: [0] }];
  for (;;) {
    const { groups } = await client.ask(offsetFetchApi, 8, { groups: [{ groupId, topics }] });
    const error = errorOf(groups[0]?.errorCode ?? -1);
    if (error === errors.COORDINATOR_LOAD_IN_PROGRESS) continue;
    if (error !== errors.NONE) return error.name;
    return Number(groups[0]?.topics[0]?.partitions[0]?.committedOffset);
  }
}

test('the topic is made as Kafka makes it', async () => {
  const machine = new SimulatedMachine('offsets topic');
  const started = await machine.start(SETTINGS);
  const client = await prepare(machine);
  const resources = [{ resourceType: 2, resourceName: TOPIC, configurationKeys: null }];
  const { results } = await client.ask(describeConfigsApi, 4, { resources });
  const own = results[0]?.configs.filter(({ configSource }) => configSource === 1);
  assert.deepEqual(Object.fromEntries(own?.map(({ name, value }) => [name, value]) ?? []), {
    'cleanup.policy': 'compact',
    'compression.type': 'producer',
    'segment.bytes': '104857600',
  });
  await machine.stop(started);
});

describe('what was committed', () => {
  type End = (machine: SimulatedMachine, started: StartedNode) => Promise<void>;
  const ends: readonly [string, End][] = [
    ['a clean stop', (machine, started) => machine.stop(started)],
    ['kill -9', (machine) => Promise.resolve(machine.crash('process'))],
  ];
  for (const [title, end] of ends) {
    test(`survives ${title}`, async () => {
      const machine = new SimulatedMachine(`groups ${title}`);
      const started = await machine.start(SETTINGS);
      const client = await prepare(machine);
      for (let index = 0; index < 20; index++) {
        sendCommit(client, `g${index}`, index);
        assert.equal(await receiveCommit(client), 'NONE');
      }
      await end(machine, started);
      const again = await machine.start(SETTINGS);
      const reader = await machine.connect(9092);
      for (let index = 0; index < 20; index++) {
        assert.equal(await fetchOffset(reader, `g${index}`), index);
      }
      await machine.stop(again);
    });
  }

  test('survives kill -9 at any moment of many commits', async () => {
    let acknowledged = 0;
    for (let seed = 0; seed < 4; seed++) {
      const machine = new SimulatedMachine(`commits ${seed}`);
      await machine.start(SETTINGS);
      const client = await prepare(machine);
      const { universe } = machine;
      universe.storage('broker').faults.delayMs = (operation) =>
        operation === 'write' && universe.prng.uint32() % 3 === 0 ? 60 : 0;
      for (let offset = 1; offset <= 60; offset++) sendCommit(client, 'g', offset);
      await universe.advance(universe.prng.uint32() % 2000);
      const told = client.responses.length;
      for (let index = 0; index < told; index++) assert.equal(await receiveCommit(client), 'NONE');
      acknowledged += told;
      universe.storage('broker').faults.delayMs = () => 0;
      machine.crash('process');
      const again = await machine.start(SETTINGS);
      const found = await fetchOffset(await machine.connect(9092), 'g');
      // The last one may have been written, and the answer lost on its way.
      const isKept = typeof found === 'number' && found >= told && found <= 60;
      assert.ok(isKept || told === 0, `seed ${seed}: ${told} acknowledged, ${found} there`);
      await machine.stop(again);
    }
    assert.ok(acknowledged > 10, `${acknowledged} acknowledged in all`);
  });
});

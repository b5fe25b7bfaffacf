// Consumer groups and their lag as a whole node tells of them, in kafka_exporter's names.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BatchBuilder, createTopicsApi, joinGroupApi, produceApi } from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { Lookout } from './lookout.ts';
import { commit, makeCoordinator } from './simple-group.ts';
import { SimulatedMachine } from './simulated-node.ts';

const SETTINGS = {
  'ottla.http.address': '127.0.0.1:9644',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '3',
};

async function start(seed: string, settings: Readonly<Record<string, string>> = {}) {
  const machine = new SimulatedMachine(seed);
  const lookout = new Lookout();
  const started = await machine.start({ ...SETTINGS, ...settings }, { operations: lookout });
  const client = await machine.connect(9092);
  const topics = [{ name: 'flights', numPartitions: 3, replicationFactor: 1 }];
  await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  await produce(client, 0, 5);
  await produce(client, 1, 2);
  await makeCoordinator(machine, client);
  return { machine, lookout, started, client };
}

async function produce(client: RawClient, index: number, count: number): Promise<void> {
  const builder = new BatchBuilder({ baseOffset: 0, partitionLeaderEpoch: -1 });
  for (let each = 0; each < count; each++) builder.append(1, null, Buffer.from('x'));
  const partitionData = [{ index, records: builder.finish() }];
  const topicData = [{ name: 'flights', partitionData }];
  await client.ask(produceApi, 9, { acks: -1, timeoutMs: 5000, topicData });
}

function ofGroups(samples: ReadonlyMap<string, number>): Record<string, number> {
  const found = [...samples].filter(([name]) => name.startsWith('kafka_consumergroup_'));
  return Object.fromEntries(
    found.map(([name, value]) => [name.replace('kafka_consumergroup_', ''), value]),
  );
}

test('what a group has committed, and how far it is behind', async () => {
  const { machine, lookout, started, client } = await start('lag');
  await commit(client, 'g', 'flights', { 0: 1, 1: 2, 2: 7 });
  const got = await lookout.samples();
  const at = (index: number) => `{consumergroup="g",topic="flights",partition="${index}"}`;
  const ofTopic = '{consumergroup="g",topic="flights"}';
  assert.deepEqual(ofGroups(got), {
    'members{consumergroup="g"}': 0,
    [`current_offset${at(0)}`]: 1,
    [`current_offset${at(1)}`]: 2,
    [`current_offset${at(2)}`]: 7,
    [`current_offset_sum${ofTopic}`]: 10,
    [`lag${at(0)}`]: 4,
    [`lag${at(1)}`]: 0,
    // Ahead of the log's end: nothing is left to read.
    [`lag${at(2)}`]: 0,
    [`lag_sum${ofTopic}`]: 4,
  });
  await machine.stop(started);
});

test('lag grows while nobody commits', async () => {
  const { machine, lookout, started, client } = await start('grows');
  await commit(client, 'g', 'flights', { 0: 5 });
  const name = 'kafka_consumergroup_lag{consumergroup="g",topic="flights",partition="0"}';
  assert.equal((await lookout.samples()).get(name), 0);
  await produce(client, 0, 3);
  await machine.universe.advance(1000);
  assert.equal((await lookout.samples()).get(name), 3);
  await machine.stop(started);
});

test('members are counted, and states', async () => {
  const { machine, lookout, started, client } = await start('members');
  const protocols = [{ name: 'range', metadata: Buffer.alloc(0) }];
  const joining = { groupId: 'joined', protocolType: 'consumer', sessionTimeoutMs: 10_000 };
  const request = { ...joining, rebalanceTimeoutMs: 10_000, memberId: '', protocols };
  client.send(joinGroupApi, 3, request);
  await machine.universe.advance(1000);
  const got = await lookout.samples();
  assert.equal(got.get('kafka_consumergroup_members{consumergroup="joined"}'), 1);
  const groups = 'kafka_coordinator_group_groupmetadatamanager_numgroups';
  assert.equal(got.get(groups), 1);
  assert.equal(got.get(`${groups}preparingrebalance`), 1);
  await machine.stop(started);
});

test('topics, their partitions and the brokers are told', async () => {
  const { machine, lookout, started } = await start('topics');
  const got = await lookout.samples();
  const partition = '{topic="flights",partition="1"}';
  assert.equal(got.get('kafka_brokers'), 1);
  assert.equal(got.get('kafka_broker_info{id="1",address="broker:9092"}'), 1);
  assert.equal(got.get('kafka_topic_partitions{topic="flights"}'), 3);
  assert.equal(got.get(`kafka_topic_partition_current_offset${partition}`), 2);
  assert.equal(got.get(`kafka_topic_partition_oldest_offset${partition}`), 0);
  assert.equal(got.get(`kafka_topic_partition_leader${partition}`), 1);
  assert.equal(got.get(`kafka_topic_partition_leader_is_preferred${partition}`), 1);
  assert.equal(got.get(`kafka_topic_partition_under_replicated_partition${partition}`), 0);
  await machine.stop(started);
});

test('partitions of groups are bounded; who is told of stays the same', async () => {
  const settings = { 'ottla.metrics.group.partitions.max': '5' };
  const { machine, lookout, started, client } = await start('bounded', settings);
  for (const group of ['a', 'b', 'c', 'd']) await commit(client, group, 'flights', { 0: 1, 1: 1 });
  const names = (got: ReadonlyMap<string, number>) => Object.keys(ofGroups(got));
  const first = await lookout.samples();
  assert.equal(names(first).filter((name) => name.startsWith('lag{')).length, 4);
  assert.equal(first.get('ottla_metrics_left_out{of="groups"}'), 2);
  assert.equal(first.get('kafka_coordinator_group_groupmetadatamanager_numgroups'), 4);
  await machine.universe.advance(1000);
  assert.deepEqual(names(await lookout.samples()), names(first));
  await machine.stop(started);
});

test('nothing is told of them where the configuration says so', async () => {
  const settings = { 'ottla.metrics.group.partitions.max': '0' };
  const { machine, lookout, started, client } = await start('off', settings);
  await commit(client, 'g', 'flights', { 0: 1 });
  const got = await lookout.samples();
  assert.deepEqual(ofGroups(got), {});
  assert.equal(got.get('kafka_coordinator_group_groupmetadatamanager_numgroups'), 1);
  assert.equal(got.get('ottla_metrics_left_out{of="groups"}'), 0);
  await machine.stop(started);
});

// BrokerHeartbeat: the life of a broker between fenced and gone, and what partitions go through
// with it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokerHeartbeat, unregisterBroker } from '../src/index.ts';
import { type BrokerHeartbeatRequest, type Draft, errorOf } from '@ottla/protocol';
import { directoryId, TestCluster } from './test-cluster.ts';

type Changes = Draft<BrokerHeartbeatRequest>;

interface Row {
  readonly from: 'fenced' | 'unfenced' | 'leading';
  readonly says: Changes;
  /** isCaughtUp, isFenced, shouldShutDown. */
  readonly hears: readonly [boolean, boolean, boolean];
  readonly records: readonly string[];
}

const CHANGE = 'BrokerRegistrationChangeRecord';
const rows: readonly Row[] = [
  { from: 'fenced', says: {}, hears: [true, false, false], records: [CHANGE] },
  { from: 'fenced', says: { wantFence: true }, hears: [true, true, false], records: [] },
  { from: 'fenced', says: { currentMetadataOffset: 1 }, hears: [false, true, false], records: [] },
  { from: 'fenced', says: { wantShutDown: true }, hears: [true, true, true], records: [CHANGE] },
  { from: 'unfenced', says: {}, hears: [true, false, false], records: [] },
  { from: 'unfenced', says: { wantFence: true }, hears: [true, true, false], records: [CHANGE] },
  { from: 'unfenced', says: { wantShutDown: true }, hears: [true, true, true], records: [CHANGE] },
  {
    from: 'leading',
    says: { wantShutDown: true },
    hears: [true, false, false],
    records: [CHANGE, 'PartitionChangeRecord'],
  },
  {
    from: 'leading',
    says: { wantShutDown: true, wantFence: true },
    hears: [true, true, true],
    records: ['PartitionChangeRecord', CHANGE],
  },
  {
    from: 'leading',
    says: { wantFence: true },
    hears: [true, true, false],
    records: ['PartitionChangeRecord', CHANGE],
  },
];

for (const { from, says, hears, records } of rows) {
  test(`a ${from} broker that says ${JSON.stringify(says)}`, () => {
    const cluster = new TestCluster();
    cluster.register(1);
    if (from !== 'fenced') cluster.heartbeat(1);
    cluster.withBrokers(2);
    if (from === 'leading') cluster.assigned('t', [1, 2]);
    const before = cluster.nextOffset;
    const response = cluster.heartbeat(1, says);
    assert.equal(response.errorCode, 0);
    assert.deepEqual([response.isCaughtUp, response.isFenced, response.shouldShutDown], hears);
    assert.deepEqual(cluster.recordNames(before), records);
  });
}

test('a broker of another epoch, or of none, is stale', () => {
  const cluster = new TestCluster().withBrokers(1);
  const wrong = cluster.heartbeat(1, { brokerEpoch: cluster.epochOf(1) + 1 });
  assert.equal(errorOf(wrong.errorCode).name, 'STALE_BROKER_EPOCH');
  const unknown = cluster.run(brokerHeartbeat, { brokerId: 7, brokerEpoch: 1 });
  assert.equal(errorOf(unknown.errorCode).name, 'STALE_BROKER_EPOCH');
  assert.equal(unknown.isFenced, true);
});

test('a controlled shutdown ends when leaders have moved and all others have read it', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  cluster.heartbeat(1, { wantShutDown: true });
  assert.equal(cluster.image.cluster.brokers.get(1)?.inControlledShutdown, true);
  assert.equal(cluster.shown('t'), '2 isr=2 elr= last= e1/p1');
  const early = cluster.heartbeat(1, { wantShutDown: true });
  assert.equal(early.shouldShutDown, false, 'broker 2 has not read that it leads');
  cluster.heartbeat(2);
  const late = cluster.heartbeat(1, { wantShutDown: true });
  assert.equal(late.shouldShutDown, true);
});

test('alone, a broker in controlled shutdown leaves its partitions leaderless and may go', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.assigned('t', [1]);
  cluster.heartbeat(1, { wantShutDown: true });
  assert.equal(cluster.shown('t'), '-1 isr= elr=1 last=1 e1/p1');
  assert.equal(cluster.heartbeat(1, { wantShutDown: true }).shouldShutDown, true);
});

test('silence ends a session, and only the silent one is fenced', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  cluster.fence(1);
  assert.equal(cluster.image.cluster.brokers.get(1)?.fenced, true);
  assert.equal(cluster.image.cluster.brokers.get(2)?.fenced, false);
  assert.equal(cluster.shown('t'), '2 isr=2 elr= last= e1/p1');
});

test('a heartbeat in time keeps the session', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.nowMs += 8999;
  cluster.heartbeat(1);
  cluster.nowMs += 8999;
  assert.equal(cluster.controller.fenceExpired(cluster.nowMs), undefined);
});

test('broker.session.timeout.ms is acted on', () => {
  const cluster = new TestCluster({ config: { 'broker.session.timeout.ms': '100' } });
  cluster.withBrokers(1);
  assert.equal(cluster.controller.heartbeats.nextExpiryMs(), cluster.nowMs + 100);
  cluster.nowMs += 100;
  assert.equal(cluster.controller.fenceExpired(cluster.nowMs)?.length, 1);
});

test('a failed directory takes its replicas offline, and the broker keeps the others', () => {
  const cluster = new TestCluster();
  const logDirs = [directoryId(1, 0), directoryId(1, 1)];
  cluster.register(1, { logDirs });
  cluster.heartbeat(1);
  cluster.withBrokers(2);
  cluster.assigned('t', [1, 2]);
  assert.deepEqual(
    cluster.partition('t').directories[0],
    'AAAAAAAAAAAAAAAAAAAAAQ',
    'the broker chooses',
  );
  cluster.heartbeat(1, { offlineLogDirs: [directoryId(1, 1)] });
  assert.deepEqual(cluster.image.cluster.brokers.get(1)?.directories, [directoryId(1, 0)]);
  assert.equal(cluster.partition('t').leader, 1, 'an unassigned replica is not known to be there');
});

test('cordoned directories are written once, and keep new replicas away', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  const before = cluster.nextOffset;
  cluster.heartbeat(1, { cordonedLogDirs: [directoryId(1)] });
  cluster.heartbeat(1, { cordonedLogDirs: [directoryId(1)] });
  assert.deepEqual(cluster.recordNames(before), [CHANGE]);
  const record = cluster.log.at(-1)?.record;
  assert.equal(record?.version, 3);
  for (let index = 0; index < 5; index++) {
    cluster.createTopic(`t${index}`, { replicationFactor: 1, numPartitions: 1 });
    assert.deepEqual(cluster.partition(`t${index}`).replicas, [2]);
  }
});

test('an unregistered broker is out of every ISR and ELR', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  const response = cluster.run(unregisterBroker, { brokerId: 1 });
  assert.equal(response.errorCode, 0);
  assert.equal(cluster.image.cluster.brokers.has(1), false);
  assert.equal(cluster.shown('t'), '2 isr=2 elr= last= e1/p1');
  const again = cluster.run(unregisterBroker, { brokerId: 1 });
  assert.equal(errorOf(again.errorCode).name, 'BROKER_ID_NOT_REGISTERED');
  assert.equal(again.errorMessage, 'Broker ID 1 is not currently registered');
});

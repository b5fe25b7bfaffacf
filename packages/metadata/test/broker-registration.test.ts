// BrokerRegistration: who may register, and what a new process of a known broker costs the old one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  directoryIds,
  makeRecord,
  supportedFeatures,
  understoodFeatures,
} from '../src/index.ts';
import { type BrokerRegistrationRequest, type Draft, errorOf } from '@ottla/protocol';
import { directoryId, incarnationId, TestCluster } from './test-cluster.ts';

type Changes = Draft<BrokerRegistrationRequest>;

const ranges = supportedFeatures.map(({ name, min, max }) => ({
  name,
  minSupportedVersion: min,
  maxSupportedVersion: max,
}));

const refusals: readonly (readonly [string, Changes, string])[] = [
  ['another cluster', { clusterId: 'other' }, 'INCONSISTENT_CLUSTER_ID'],
  [
    'a second process while the first one lives',
    { incarnationId: incarnationId(9) },
    'DUPLICATE_BROKER_REGISTRATION',
  ],
  ['no directories', { logDirs: [] }, 'INVALID_REGISTRATION'],
  ['a reserved directory', { logDirs: [directoryIds.LOST] }, 'INVALID_REGISTRATION'],
  ['a directory twice', { logDirs: [directoryId(5), directoryId(5)] }, 'INVALID_REGISTRATION'],
  ["another broker's directory", { logDirs: [directoryId(2)] }, 'INVALID_REGISTRATION'],
  ['no metadata.version', { features: [] }, 'INVALID_REGISTRATION'],
  [
    'a metadata.version that is too old',
    { features: [{ name: 'metadata.version', minSupportedVersion: 7, maxSupportedVersion: 29 }] },
    'UNSUPPORTED_VERSION',
  ],
  [
    'a finalised feature that it does not know',
    { features: ranges.filter((each) => each.name !== 'eligible.leader.replicas.version') },
    'UNSUPPORTED_VERSION',
  ],
];

for (const [what, changes, error] of refusals) {
  test(`${what} is refused with ${error}`, () => {
    const cluster = new TestCluster().withBrokers(1, 2);
    const before = cluster.nextOffset;
    const response = cluster.register(1, changes);
    assert.equal(errorOf(response.errorCode).name, error);
    assert.equal(response.brokerEpoch, -1);
    assert.equal(cluster.nextOffset, before);
  });
}

test('a broker starts fenced, with the offset of its record as epoch', () => {
  const cluster = new TestCluster();
  const before = cluster.nextOffset;
  const { brokerEpoch } = cluster.register(1, { rack: 'r1' });
  assert.equal(brokerEpoch, before);
  const broker = cluster.image.cluster.brokers.get(1);
  assert.deepEqual(
    [broker?.epoch, broker?.fenced, broker?.rack, broker?.directories],
    [before, true, 'r1', [directoryId(1)]],
  );
});

test('the same process amends its registration: epoch and fencing stay', () => {
  const cluster = new TestCluster().withBrokers(1);
  const epoch = cluster.epochOf(1);
  const { brokerEpoch } = cluster.register(1, { rack: 'elsewhere' });
  assert.equal(brokerEpoch, epoch);
  const broker = cluster.image.cluster.brokers.get(1);
  assert.deepEqual([broker?.epoch, broker?.fenced, broker?.rack], [epoch, false, 'elsewhere']);
});

test('after its session a new process may take the place', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.fence(1);
  const response = cluster.restart(1, cluster.epochOf(1));
  assert.equal(response.errorCode, 0);
  assert.equal(cluster.image.cluster.brokers.get(1)?.incarnationId, incarnationId(1, 1));
});

test('a clean restart keeps the broker eligible for what it led', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.assigned('t', [1]);
  const epoch = cluster.epochOf(1);
  cluster.fence(1);
  assert.equal(cluster.shown('t'), '-1 isr= elr=1 last=1 e1/p1');
  cluster.restart(1, epoch);
  cluster.heartbeat(1);
  assert.equal(cluster.shown('t'), '1 isr=1 elr= last= e2/p2');
});

test('an unclean restart costs eligibility; alone, the last leader is taken all the same', () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.assigned('t', [1]);
  cluster.fence(1);
  cluster.restart(1, -1);
  assert.equal(cluster.shown('t'), '-1 isr= elr= last=1 e1/p2');
  cluster.heartbeat(1);
  assert.equal(cluster.shown('t'), '1 isr=1 elr= last= e2/p3 recovering');
});

test('a killed broker that is back at once gives up its ISR places at registration', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  cluster.nowMs += 9001;
  cluster.heartbeat(2);
  cluster.restart(1, -1);
  assert.equal(cluster.shown('t'), '2 isr=2 elr= last= e1/p1');
});

test('without ELR the last ISR stays, and nobody but its members may lead', () => {
  const cluster = new TestCluster({ isElrEnabled: false }).withBrokers(1);
  cluster.assigned('t', [1]);
  cluster.fence(1);
  assert.equal(cluster.shown('t'), '-1 isr=1 elr= last= e1/p1');
  cluster.restart(1, -1);
  cluster.heartbeat(1);
  assert.equal(cluster.shown('t'), '1 isr=1 elr= last= e2/p2');
});

test('a registration follows the clean-up of what was before it', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  cluster.assigned('t', [1, 2]);
  cluster.nowMs += 9001;
  const before = cluster.nextOffset;
  cluster.restart(1, -1);
  assert.deepEqual(cluster.recordNames(before), ['PartitionChangeRecord', 'RegisterBrokerRecord']);
});

for (const [metadataVersion, version] of [
  [7, 1],
  [8, 2],
  [17, 3],
  [29, 3],
  [30, 4],
] as const) {
  test(`at metadata.version ${metadataVersion} a registration has version ${version}`, () => {
    const cluster = new TestCluster({ metadataVersion });
    cluster.register(1);
    const record = cluster.log.at(-1)?.record;
    assert.deepEqual([record?.name, record?.version], ['RegisterBrokerRecord', version]);
  });
}

test("a controller's own broker comes back at once; another's waits for its session", () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  // The whole node of broker 1 was killed: its controller starts over, and has heard nobody.
  cluster.controller.deactivate();
  cluster.controller.activate([], cluster.nowMs);
  assert.equal(cluster.restart(1, -1).errorCode, 0);
  const waiting = errorOf(cluster.restart(2, -1).errorCode).name;
  assert.equal(waiting, 'DUPLICATE_BROKER_REGISTRATION');
});

test("a controller's own broker that sends heartbeats is not replaced", () => {
  const cluster = new TestCluster().withBrokers(1);
  cluster.controller.deactivate();
  cluster.controller.activate([], cluster.nowMs);
  cluster.heartbeat(1);
  const refused = errorOf(cluster.restart(1, -1).errorCode).name;
  assert.equal(refused, 'DUPLICATE_BROKER_REGISTRATION');
});

/** The levels that Kafka 4.3's own format finalises, by name. */
const kafkasLevels = new Map([
  ['group.version', 1],
  ['share.version', 1],
  ['streams.version', 1],
  ['transaction.version', 2],
]);

test("a broker that understands the levels of Kafka's format registers, served or not", () => {
  const cluster = new TestCluster();
  cluster.write(
    [...kafkasLevels].map(([name, featureLevel]) =>
      makeRecord('FeatureLevelRecord', 0, { name, featureLevel }),
    ),
  );
  assert.equal(errorOf(cluster.register(1).errorCode).name, 'UNSUPPORTED_VERSION');
  const features = understoodFeatures.map(({ name, min, max }) => ({
    name,
    minSupportedVersion: min,
    maxSupportedVersion: max,
  }));
  assert.equal(errorOf(cluster.register(1, { features }).errorCode).name, 'NONE');
});

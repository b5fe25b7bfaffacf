// Our client while what it talks to dies: three nodes of Apache Kafka of which one after the other
// is killed, and an Ottla that is killed and restarted. Idempotent producers of every codec, a
// group of cooperative members: nothing acknowledged is lost, twice or out of order, nothing is
// unread.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { Workload } from '../client/workload.ts';
import { ApacheCluster } from '../peers/apache-cluster.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';

const ROUNDS = 4;
const WORK_MS = 4_000;
const DEAD_MS = 2_000;
/** Work that stood still proves nothing. */
const ACKNOWLEDGED_MIN = 2_000;

test('Apache Kafka of three nodes, one of which is always being killed', async () => {
  const cluster = await ApacheCluster.start();
  try {
    const { bootstrap: bootstrapServers } = cluster;
    const place = { topic: 'killed-nodes', replicationFactor: 3 };
    const workload = await Workload.start({ bootstrapServers }, place);
    for (let round = 0; round < ROUNDS; round++) {
      await pause(WORK_MS);
      const index = round % cluster.size;
      await cluster.killNode(index);
      await pause(DEAD_MS);
      await cluster.startNode(index);
    }
    await pause(WORK_MS);
    const { acknowledged } = await workload.finish();
    assert.deepEqual(workload.failures.map(String), []);
    assert.ok(acknowledged > ACKNOWLEDGED_MIN, `${acknowledged} were acknowledged`);
  } finally {
    await cluster.stop();
  }
});

test('Ottla, killed and restarted', async () => {
  let broker: BrokerProcess = await startBroker();
  const { port, dataDirectory, bootstrap: bootstrapServers } = broker;
  try {
    const place = { topic: 'killed-broker', replicationFactor: 1 };
    const workload = await Workload.start({ bootstrapServers }, place);
    for (let round = 0; round < ROUNDS; round++) {
      await pause(WORK_MS);
      if (round % 2 === 0) await broker.kill();
      else assert.equal(await broker.stop(), 0, broker.log());
      await pause(DEAD_MS);
      broker = await startBroker({ port, dataDirectory });
    }
    await pause(WORK_MS);
    const { acknowledged } = await workload.finish();
    assert.deepEqual(workload.failures.map(String), []);
    assert.ok(acknowledged > ACKNOWLEDGED_MIN, `${acknowledged} were acknowledged`);
  } finally {
    await broker.stop();
  }
});

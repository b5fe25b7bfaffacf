// The controller on a simulated machine: it begins, serves, stops and comes back with what it had
// committed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ControllerWorld } from './controller-world.ts';

test('an empty log gets the bootstrap records, and the controller registers', async () => {
  const it = new ControllerWorld({ seed: 1 });
  await it.start();
  await it.universe.runUntil(() => it.image.cluster.controllers.size === 1);
  assert.deepEqual(
    [...it.image.features.finalizedLevels],
    [
      ['metadata.version', 30],
      ['eligible.leader.replicas.version', 1],
    ],
  );
  const clusterConfigs = it.image.configs.byResource.get('4:')?.values;
  assert.deepEqual([...(clusterConfigs ?? [])], [['min.insync.replicas', '1']]);
  assert.equal(it.node.leader.epoch, 1);
  assert.equal(it.node.kraftVersion, 1);
  await it.stop();
  assert.deepEqual(it.failures, []);
});

test('a broker registers, is unfenced, and topics are created', async () => {
  const it = new ControllerWorld({ seed: 2 });
  await it.start();
  await it.withBroker();
  assert.equal(it.image.cluster.brokers.get(1)?.fenced, false);
  const response = await it.createTopics([
    { name: 'flights', numPartitions: 3, replicationFactor: 1 },
  ]);
  assert.equal(response.topics[0]?.errorCode, 0, response.topics[0]?.errorMessage ?? '');
  const topic = it.image.topics.byName.get('flights');
  assert.equal(topic?.partitions.length, 3);
  assert.equal(topic?.partitions[0]?.leader, 1);
  await it.stop();
});

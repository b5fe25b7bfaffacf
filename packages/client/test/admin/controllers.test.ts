// An admin client that was given controllers: it learns of the others from them, asks the active
// one, and follows when another becomes that.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describeClusterApi, errors, updateFeaturesApi } from '@ottla/protocol';

import { startAdmin, type ScriptedAdmin } from '../scripted/scripted-admin.ts';

async function startControllers(activeId: () => number): Promise<ScriptedAdmin> {
  const options = { bootstrapServers: 'b1:9092', bootstrapKind: 'controllers' } as const;
  const scripted = await startAdmin(3, options);
  const { cluster } = scripted;
  for (const broker of cluster.brokers) {
    broker.on(describeClusterApi, ({ request }, respond) => {
      assert.equal(request.endpointType, 2);
      const brokers = cluster.brokers.map(({ nodeId: brokerId, port }) => ({
        brokerId,
        host: `b${brokerId}`,
        port,
      }));
      respond({ clusterId: 'c', controllerId: activeId(), endpointType: 2, brokers });
    });
  }
  return scripted;
}

test('the cluster is the controllers', async () => {
  const { cluster, admin, run } = await startControllers(() => 3);
  const { controllerId, nodes } = await run(admin.describeCluster());
  assert.deepEqual([controllerId, nodes.map(({ id }) => id)], [3, [1, 2, 3]]);
  const requests = cluster.brokers.flatMap(({ log }) => log);
  assert.ok(!requests.some((line) => line.startsWith('Metadata')), requests.join());
  await admin.close();
});

test('the active one is asked, and the next one when it is that no more', async () => {
  let activeId = 2;
  const { cluster, admin, run } = await startControllers(() => activeId);
  const asked: number[] = [];
  for (const { nodeId } of cluster.brokers) {
    cluster.broker(nodeId).on(updateFeaturesApi, (_incoming, respond) => {
      asked.push(nodeId);
      activeId = 3;
      respond({ errorCode: nodeId === 3 ? 0 : errors.NOT_CONTROLLER.code });
    });
  }
  const outcomes = await run(admin.updateFeatures([{ feature: 'f', maxLevel: 1 }]));
  assert.deepEqual([...outcomes], [['f', true]]);
  assert.deepEqual([asked[0], asked.at(-1)], [2, 3]);
  await admin.close();
});

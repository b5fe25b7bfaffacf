// Times without a limit, or longer than requests can carry, can be used: a request carries the
// longest that it can. By a scripted broker.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { deleteRecordsApi, produceApi } from '@ottla/protocol';

import { Admin, ConfigError, Consumer, Producer } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const LONGEST_MS = 2 ** 31 - 1;
const p0 = { topic: 't', partition: 0 };

async function started() {
  const cluster = await ScriptedCluster.start(1);
  cluster.addTopic('t', [1]);
  const served = new ServedLogs(cluster);
  const { universe, client: world, bootstrapServers } = cluster;
  return { cluster, served, universe, client: { world, bootstrapServers } };
}

describe('without a limit', () => {
  for (const requestTimeoutMs of [Infinity, 2 ** 40]) {
    test(`requestTimeoutMs ${requestTimeoutMs}: a producer delivers`, async () => {
      const { cluster, universe, client } = await started();
      const told: number[] = [];
      cluster.broker(1).on(produceApi, ({ request }, respond) => {
        told.push(request.timeoutMs);
        const responses = request.topicData.map(({ topicId, partitionData }) => ({
          topicId,
          partitionResponses: partitionData.map(({ index }) => ({ index, baseOffset: 7 })),
        }));
        respond({ responses });
      });
      const deliveryTimeoutMs = 2 ** 41;
      const producer = new Producer({
        ...client,
        requestTimeoutMs,
        ...(requestTimeoutMs === Infinity ? {} : { deliveryTimeoutMs }),
        enableMetricsPush: false,
      });
      const { offset } = await universe.resolve(producer.send({ ...p0, value: 'x' }));
      assert.deepEqual([offset, told], [7, [LONGEST_MS]]);
      await universe.resolve(producer.close());
    });
  }

  test('offsets are asked for', async () => {
    const { universe, client } = await started();
    const consumer = new Consumer({ ...client, groupId: 'g' });
    const ends = consumer.endOffsets([p0], { timeoutMs: Infinity });
    assert.deepEqual(await universe.resolve(ends), [0]);
    await universe.resolve(consumer.close());
  });

  test('an admin deletes records', async () => {
    const { cluster, universe, client } = await started();
    const told: number[] = [];
    cluster.broker(1).on(deleteRecordsApi, ({ request }, respond) => {
      told.push(request.timeoutMs);
      const partitions = [{ partitionIndex: 0, lowWatermark: 0 }];
      respond({ topics: [{ name: 't', partitions }] });
    });
    const admin = new Admin({ ...client, requestTimeoutMs: Infinity, apiTimeoutMs: Infinity });
    await universe.resolve(admin.deleteRecords([{ ...p0, offset: 0 }]));
    assert.deepEqual(told, [LONGEST_MS]);
    await admin.close();
  });
});

test('what the group is told must fit: refused when the consumer is made', async () => {
  const { client } = await started();
  for (const name of ['sessionTimeoutMs', 'maxPollIntervalMs']) {
    const options = { ...client, groupId: 'g', [name]: LONGEST_MS + 1 };
    assert.throws(() => new Consumer(options), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, new RegExp(`^${name} must be .* from 1 to ${LONGEST_MS}, got`));
      return true;
    });
  }
});

// What is produced is fetched: acks, offsets, long polls, limits.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors, fetchApi, produceApi } from '@ottla/protocol';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';

test('a record that was produced is fetched', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  const produced = await client.ask(produceApi, 9, {
    acks: -1,
    timeoutMs: 1000,
    topicData: [{ name: 't', partitionData: [{ index: 0, records: batchOf(['a', 'b']) }] }],
  });
  const result = produced.responses[0]?.partitionResponses[0];
  assert.equal(result?.errorCode, errors.NONE.code);
  assert.equal(result.baseOffset, 0);
  const fetched = await client.ask(fetchApi, 12, {
    maxWaitMs: 500,
    minBytes: 1,
    topics: [{ topic: 't', partitions: [{ fetchOffset: 0, partitionMaxBytes: 1000 }] }],
  });
  const partition = fetched.responses[0]?.partitions[0];
  assert.deepEqual(recordsOf(partition?.records ?? null), ['0:a', '1:b']);
  assert.equal(partition?.highWatermark, 2);
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
  assert.equal(plane.readPool.leasedSlabs, 0);
});

// How far a consumer is behind, by what it may read: where only committed records are read, what
// lies behind the last stable offset is not its to read yet.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fetchApi } from '@ottla/protocol';

import { TimeoutError, type IsolationLevel } from '../src/index.ts';
import { GroupScene, p0 } from './scripted/group-scene.ts';

const HIGH_WATERMARK = 10;
const LAST_STABLE_OFFSET = 4;
const POSITION = 1;

const table: readonly (readonly [IsolationLevel, number])[] = [
  ['read_committed', LAST_STABLE_OFFSET - POSITION],
  ['read_uncommitted', HIGH_WATERMARK - POSITION],
];

for (const [isolationLevel, lag] of table) {
  test(`${isolationLevel}: ${lag}`, async () => {
    const scene = await GroupScene.start([1]);
    const { cluster } = scene;
    cluster.broker(1).on(fetchApi, ({ request }, respond) => {
      const answer = {
        partitionIndex: 0,
        highWatermark: HIGH_WATERMARK,
        lastStableOffset: LAST_STABLE_OFFSET,
        logStartOffset: 0,
        records: new Uint8Array(0),
      };
      const { topicId } = request.topics[0] ?? {};
      const responses = topicId === undefined ? [] : [{ topicId, partitions: [answer] }];
      cluster.client.timers.after(20, () => respond({ sessionId: 1, responses }));
    });
    const consumer = scene.consumer({ isolationLevel, enableAutoCommit: false });
    consumer.assign([{ ...p0, from: { offset: POSITION } }]);
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 1_000 })), TimeoutError);
    assert.equal(consumer.stats().partitions[0]?.lag, lag);
    assert.equal(consumer.highWatermark(p0), HIGH_WATERMARK);
    await scene.end();
  });
}

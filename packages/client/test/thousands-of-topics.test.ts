// Five thousand topics by one pattern: all are assigned, written and read, and no broker is asked
// once for each of them. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { GroupScene } from './scripted/group-scene.ts';
import { countOf } from './scripted/scripted-admin.ts';

const TOPICS = 5_000;
const BROKERS = 3;
const REQUESTS_MAX = 20;

const names = Array.from({ length: TOPICS }, (_, index) => `topic-${index}`);

describe('five thousand topics', () => {
  test('by pattern: assigned, paused and resumed, sent to and read', async () => {
    const scene = await GroupScene.start(Array.from({ length: BROKERS }, (_, index) => index + 1));
    const { cluster } = scene;
    for (const [index, name] of names.entries()) cluster.addTopic(name, [1 + (index % BROKERS)]);
    const consumer = scene.consumer({ enableAutoCommit: false });
    consumer.subscribe(/^topic-/);
    const sends = names.map((topic) => scene.producer.send({ topic, value: topic }));
    const placed = await scene.run(Promise.all(sends));
    assert.ok(placed.every(({ offset }) => offset === 0));
    const seen = new Set<string>();
    while (seen.size < TOPICS) {
      for (const { topic, value } of await scene.run(consumer.next({ timeoutMs: 30_000 }))) {
        assert.equal(Buffer.from(value ?? []).toString(), topic);
        assert.ok(!seen.has(topic), `${topic} twice`);
        seen.add(topic);
      }
    }
    assert.deepEqual(consumer.assignment.map(({ topic }) => topic), names.toSorted());
    consumer.pause(consumer.assignment);
    assert.equal(consumer.paused.length, TOPICS);
    consumer.resume(consumer.assignment);
    await scene.run(consumer.commit());
    assert.equal(Object.keys(scene.committed()).length, TOPICS);
    for (const api of ['Metadata', 'OffsetFetch', 'OffsetCommit', 'ListOffsets']) {
      const counts = cluster.brokers.map(({ nodeId }) => countOf(cluster, nodeId, api));
      const asked = counts.reduce((sum, count) => sum + count, 0);
      assert.ok(asked <= REQUESTS_MAX, `${api}: ${asked} times`);
    }
    await scene.end();
  });
});

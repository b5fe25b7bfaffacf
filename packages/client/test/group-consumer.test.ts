// A consumer in its group, against scripted brokers: joining, reading, committing, leaving.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { GroupScene, p0, p1 } from './scripted/group-scene.ts';

describe('one member', () => {
  test('joins, reads everything, commits what it finished, leaves', async () => {
    const scene = await GroupScene.start([1, 2]);
    await scene.produce(0, 'a', 'b');
    await scene.produce(1, 'x');
    const consumer = scene.consumer();
    consumer.subscribe('t');
    assert.deepEqual((await scene.read(consumer, 3)).toSorted(), ['0:a', '0:b', '1:x']);
    assert.deepEqual(consumer.assignment, [p0, p1]);
    await scene.run(consumer.commit());
    assert.deepEqual(scene.committed(), { 't-0': 2, 't-1': 1 });
    await scene.run(consumer.close());
    assert.equal(scene.group.state, 'empty');
    await scene.end();
  });

  test('goes on where the group left off', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a', 'b');
    const first = scene.consumer();
    first.subscribe('t');
    await scene.read(first, 2);
    await scene.run(first.commit());
    await scene.run(first.close());
    await scene.produce(0, 'c');
    const second = scene.consumer();
    second.subscribe('t');
    assert.deepEqual(await scene.read(second, 1), ['0:c']);
    await scene.end();
  });
});

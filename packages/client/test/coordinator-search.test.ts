// The search for a group's coordinator goes where it is answered at once: not behind a fetch that
// waits for records.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import type { Consumer } from '../src/index.ts';
import { GroupScene, p0 } from './scripted/group-scene.ts';

const FETCH_WAIT_MS = 20_000;
/** One pause before the next try, and some answers. */
const SOON_MS = 1_000;

/** A member that has read all there is, and whose fetch waits for more. */
async function waitingForRecords(
  leaders: readonly number[],
  coordinatorId: number,
): Promise<{ readonly scene: GroupScene; readonly consumer: Consumer }> {
  const scene = await GroupScene.start(leaders);
  scene.groups.coordinatorId = coordinatorId;
  await scene.produce(0, 'a');
  await scene.run(scene.producer.close());
  const consumer = scene.consumer({
    fetchMaxWaitMs: FETCH_WAIT_MS,
    enableAutoCommit: false,
    enableMetricsPush: false,
  });
  consumer.subscribe('t');
  await scene.read(consumer, 1);
  await scene.cluster.universe.advance(1_000);
  return { scene, consumer };
}

/** How long a commit takes, with all that it needs. */
async function commitMs(scene: GroupScene, consumer: Consumer): Promise<number> {
  const { universe } = scene.cluster;
  const startMs = universe.nowMs;
  await scene.run(consumer.commit([{ ...p0, offset: 1 }]));
  return universe.nowMs - startMs;
}

describe('while a fetch waits for records', () => {
  test('the coordinator is looked for on the connection that it has already', async () => {
    const { scene, consumer } = await waitingForRecords([1], 1);
    let isRefused = false;
    scene.groups.fault = (request) => {
      if (request !== 'commit' || isRefused) return undefined;
      isRefused = true;
      return errors.NOT_COORDINATOR.code;
    };
    const { connectionCount } = scene.cluster.broker(1);
    const tookMs = await commitMs(scene, consumer);
    assert.ok(isRefused && tookMs < SOON_MS, `${tookMs} ms`);
    assert.equal(scene.cluster.broker(1).connectionCount, connectionCount);
    await scene.end();
  });

  test('or on a new one, where the coordinator is gone', async () => {
    const { scene, consumer } = await waitingForRecords([1, 2], 2);
    scene.groups.coordinatorId = 1;
    scene.cluster.universe.kill('b2', 'process');
    await scene.cluster.universe.advance(10);
    const tookMs = await commitMs(scene, consumer);
    assert.ok(tookMs < SOON_MS, `${tookMs} ms`);
    await scene.end();
  });
});

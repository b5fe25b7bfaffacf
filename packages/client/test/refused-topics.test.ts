// A topic that a broker refuses: told as long as it is so, and no longer. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, metadataApi } from '@ottla/protocol';

import type { Consumer } from '../src/index.ts';
import { GroupScene, p0 } from './scripted/group-scene.ts';

interface Refusing {
  readonly scene: GroupScene;
  readonly consumer: Consumer;
  readonly allow: () => void;
}

/** `t` holds `a`, and is refused until `allow`. */
async function refusing(metadataMaxAgeMs: number): Promise<Refusing> {
  const scene = await GroupScene.start([1]);
  await scene.produce(0, 'a');
  const { cluster } = scene;
  let mayRead = false;
  cluster.broker(1).on(metadataApi, ({ request, version }, respond) => {
    const answer = cluster.metadataFor(request.topics?.map(({ name }) => name ?? ''), version);
    const refused = [{ name: 't', errorCode: errors.TOPIC_AUTHORIZATION_FAILED.code }];
    respond(mayRead ? answer : { ...answer, topics: refused });
  });
  const consumer = scene.consumer({ metadataMaxAgeMs });
  const allow = (): void => {
    mayRead = true;
  };
  return { scene, consumer, allow };
}

const REFUSED = /Not authorized to access topics: \[t\]/;

describe('a refused topic', () => {
  const ways = [
    ['assigned', (consumer: Consumer) => consumer.assign([p0])],
    ['subscribed to', (consumer: Consumer) => consumer.subscribe('t')],
  ] as const;
  for (const [way, take] of ways) {
    test(`${way}: what newer metadata allow is not refused to the next ask`, async () => {
      const { scene, consumer, allow } = await refusing(1_000);
      take(consumer);
      await scene.cluster.universe.advance(500);
      assert.ok(consumer.stats().metadataAgeMs < 500);
      allow();
      await scene.cluster.universe.advance(2_000);
      assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
      await scene.end();
    });
  }

  test('assigned: it is asked for anew when that was told, not at the next refresh', async () => {
    const { scene, consumer, allow } = await refusing(300_000);
    consumer.assign([p0]);
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 5_000 })), REFUSED);
    await scene.cluster.universe.advance(2_000);
    allow();
    // Found out before, and told once more.
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 5_000 })), REFUSED);
    assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
    await scene.end();
  });
});

// A key that no request can carry (a number out of its field's range, a name that is too long) is
// refused with a word that names it; the others go on. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  createPartitionsApi,
  createTopicsApi,
  deleteRecordsApi,
  type DeleteRecordsRequest,
} from '@ottla/protocol';

import { ClientError, outcomesOf } from '../../src/index.ts';
import { startAdmin } from '../scripted/scripted-admin.ts';
import type { ScriptedCluster } from '../scripted/scripted-cluster.ts';

/** The topics of each request that came. */
function serveTopics(cluster: ScriptedCluster): string[][] {
  const asked: string[][] = [];
  const results = (topics: readonly { readonly name: string }[]) => {
    asked.push(topics.map(({ name }) => name));
    return topics.map(({ name }) => ({ name }));
  };
  cluster.broker(1).on(createPartitionsApi, ({ request }, respond) => {
    respond({ results: results(request.topics) });
  });
  cluster.broker(1).on(createTopicsApi, ({ request }, respond) => {
    respond({ topics: results(request.topics) });
  });
  return asked;
}

describe('a key that cannot be written', () => {
  test('createPartitions: alone is refused, and named', async () => {
    const { cluster, admin, run } = await startAdmin();
    const asked = serveTopics(cluster);
    const call = admin.createPartitions([
      { topic: 'a', totalCount: 2 },
      { topic: 'b', totalCount: 2 ** 40 },
      { topic: 'c', totalCount: 3 },
    ]);
    const outcomes = await run(outcomesOf(call));
    assert.deepEqual([...outcomes.keys()], ['a', 'b', 'c']);
    assert.deepEqual([outcomes.get('a'), outcomes.get('c')], [true, true]);
    const refused = outcomes.get('b');
    assert.ok(refused instanceof ClientError);
    assert.match(
      refused.message,
      /^cannot create partitions \(topic b\): no request can carry it: .*count: .*1099511627776/,
    );
    assert.equal(refused.retriable, false);
    assert.deepEqual(asked, [['a', 'c']]);
    await admin.close();
  });

  test('createTopics: several, each with its own error', async () => {
    const { cluster, admin, run } = await startAdmin();
    const asked = serveTopics(cluster);
    const long = 'x'.repeat(40_000);
    const topics = [{ name: 'a' }, { name: 'b', partitions: 2 ** 40 }, { name: long }];
    const call = admin.createTopics(topics);
    const outcomes = await run(outcomesOf(call));
    assert.deepEqual([...outcomes.keys()], ['a', 'b', long]);
    assert.ok(!(outcomes.get('a') instanceof ClientError));
    assert.match(String(outcomes.get('b')), /\(topic b\).*numPartitions/);
    const ofLong = String(outcomes.get(long));
    assert.match(ofLong, /\(topic x+…\).*40000 bytes/);
    assert.ok(ofLong.length < 500);
    assert.deepEqual(asked, [['a']]);
    await admin.close();
  });

  test('deleteRecords: by partition; without any other nobody is asked', async () => {
    const { cluster, admin, run } = await startAdmin();
    cluster.addTopic('t', [1, 1]);
    const asked: DeleteRecordsRequest[] = [];
    cluster.broker(1).on(deleteRecordsApi, ({ request }, respond) => {
      asked.push(request);
      respond({
        topics: request.topics.map(({ name, partitions }) => ({
          name,
          partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, lowWatermark: 7 })),
        })),
      });
    });
    const bad = { topic: 't', partition: 1, offset: 0.5 };
    const both = admin.deleteRecords([{ topic: 't', partition: 0, offset: 7 }, bad]);
    const [good, refused] = await run(outcomesOf(both));
    assert.equal(good?.lowWatermark, 7);
    assert.match(String(refused?.lowWatermark), /cannot delete records \(.*t-1.*offset/);
    assert.equal(asked.length, 1);
    await assert.rejects(run(admin.deleteRecords([bad])), ClientError);
    assert.equal(asked.length, 1);
    await admin.close();
  });

  test('what all have in common fails for each of them', async () => {
    const { cluster, admin, run } = await startAdmin();
    const asked = serveTopics(cluster);
    const topics = ['a', 'b'].map((topic) => ({ topic, totalCount: 2 }));
    const validateOnly = 'yes' as never; // as callers without types may
    const outcomes = await run(outcomesOf(admin.createPartitions(topics, { validateOnly })));
    for (const topic of ['a', 'b']) assert.match(String(outcomes.get(topic)), /validateOnly/);
    assert.deepEqual(asked, []);
    await admin.close();
  });
});

// A retention time that no clock reaches, in either direction: the commit is stored all the same,
// and those of others in its turn with it. (An assailant's request, found by the proof `hostile`.)

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errorOf, offsetCommitApi } from '@ottla/protocol';
import { GroupPlane } from './group-plane.ts';

const EXTREMES = [-(2n ** 62n) - 1n, 2n ** 63n - 1n, -(2n ** 63n), -2, 2 ** 53 - 1];

test('a retention time that no clock reaches is stored as Java would have it', async () => {
  const world = await GroupPlane.start();
  world.createOffsetsTopic({ partitions: 1 });
  for (const retentionTimeMs of EXTREMES) {
    const partitions = [{ partitionIndex: 0, committedOffset: 5 }];
    const topics = [{ name: 't', partitions }];
    const request = { groupId: 'extreme', retentionTimeMs, topics };
    const answered = await world.client.ask(offsetCommitApi, 2, request);
    const code = answered.topics[0]?.partitions[0]?.errorCode ?? -1;
    assert.equal(errorOf(code).name, 'NONE', String(retentionTimeMs));
    assert.equal(await world.commit('other', 7, 'm'), 'NONE');
  }
  await world.stop();
});

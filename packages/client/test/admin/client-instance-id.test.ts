// The id by which the cluster knows an admin client (KIP-714).

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { getTelemetrySubscriptionsApi, zeroUuid } from '@ottla/protocol';

import { ClientError, UnsupportedVersionError } from '../../src/index.ts';
import { startAdmin } from '../scripted/scripted-admin.ts';

const IDS = ['AAAAAAAAAAAAAAAAAAAABw', 'AAAAAAAAAAAAAAAAAAAACA'];

test('it stays what it was first, also for two that ask at once', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  const asks: string[] = [];
  cluster.broker(1).on(getTelemetrySubscriptionsApi, ({ request }, respond) => {
    respond({ clientInstanceId: IDS[asks.length] });
    asks.push(request.clientInstanceId);
  });
  const both = Promise.all([admin.clientInstanceId(), admin.clientInstanceId()]);
  assert.deepEqual(await run(both), [IDS[0], IDS[0]]);
  assert.equal(await run(admin.clientInstanceId()), IDS[0]);
  assert.deepEqual(asks, [zeroUuid, zeroUuid]);
  await admin.close();
});

test('there is none where no broker takes metrics, or they are switched off', async () => {
  const { admin, run } = await startAdmin(1);
  await assert.rejects(run(admin.clientInstanceId()), UnsupportedVersionError);
  await admin.close();
  const { admin: off } = await startAdmin(1, { enableMetricsPush: false });
  await assert.rejects(off.clientInstanceId(), (error) => {
    assert.ok(error instanceof ClientError);
    assert.match(error.message, /enableMetricsPush is false/);
    return true;
  });
  await off.close();
});

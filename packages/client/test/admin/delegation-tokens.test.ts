// Delegation tokens that are to end later, or sooner: what is sent, and what is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors, expireDelegationTokenApi, renewDelegationTokenApi } from '@ottla/protocol';

import { failureOf, startAdmin } from '../scripted/scripted-admin.ts';

const hmac = Uint8Array.of(1, 2, 3);
const notFound = errors.DELEGATION_TOKEN_NOT_FOUND.code;

test('renewed by a period, or by what the broker takes for one', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  const asked: unknown[] = [];
  cluster.broker(1).on(renewDelegationTokenApi, ({ request }, respond) => {
    asked.push([[...request.hmac], Number(request.renewPeriodMs)]);
    respond(asked.length < 3 ? { expiryTimestampMs: 7 } : { errorCode: notFound });
  });
  assert.equal(await run(admin.renewDelegationToken(hmac, { renewPeriodMs: 60_000 })), 7);
  assert.equal(await run(admin.renewDelegationToken(hmac)), 7);
  const { name } = await failureOf(run(admin.renewDelegationToken(hmac)));
  assert.equal(name, 'DELEGATION_TOKEN_NOT_FOUND');
  assert.deepEqual(asked, [60_000, -1, -1].map((periodMs) => [[1, 2, 3], periodMs]));
  await admin.close();
});

test('ended after a period, or at once', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  const asked: unknown[] = [];
  cluster.broker(1).on(expireDelegationTokenApi, ({ request }, respond) => {
    asked.push([[...request.hmac], Number(request.expiryTimePeriodMs)]);
    respond(asked.length < 3 ? { expiryTimestampMs: 7 } : { errorCode: notFound });
  });
  assert.equal(await run(admin.expireDelegationToken(hmac, { expiryPeriodMs: 60_000 })), 7);
  assert.equal(await run(admin.expireDelegationToken(hmac)), 7);
  const { name } = await failureOf(run(admin.expireDelegationToken(hmac)));
  assert.equal(name, 'DELEGATION_TOKEN_NOT_FOUND');
  assert.deepEqual(asked, [60_000, -1, -1].map((periodMs) => [[1, 2, 3], periodMs]));
  await admin.close();
});

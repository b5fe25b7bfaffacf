// When a client whose batches were refused after a long look may have the next one examined.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CostlyClients } from './costly-clients.ts';

test('whoever had a batch refused rests, then has one at a time', () => {
  const clients = new CostlyClients();
  assert.ok(clients.mayBegin('a', 0));
  clients.ended('a', true, 1000);
  assert.ok(!clients.mayBegin('a', 1099));
  assert.ok(clients.mayBegin('b', 1099));
  assert.equal(clients.msToNextEnd(1040), 60);
  assert.ok(clients.mayBegin('a', 1100));
  assert.equal(clients.msToNextEnd(1100), undefined);
  clients.begins('a');
  assert.ok(!clients.mayBegin('a', 5000));
  clients.ended('a', true, 5000);
  assert.ok(!clients.mayBegin('a', 5099));
  assert.ok(clients.mayBegin('a', 5100));
});

test('after a good batch a client need not rest; it has one at a time until forgotten', () => {
  const clients = new CostlyClients();
  clients.ended('a', true, 0);
  clients.begins('a');
  assert.ok(!clients.mayBegin('a', 200));
  clients.ended('a', false, 200);
  assert.ok(clients.mayBegin('a', 200));
  clients.begins('a');
  assert.ok(!clients.mayBegin('a', 200));
  clients.ended('a', false, 10_100);
  assert.ok(clients.mayBegin('a', 10_100));
  assert.equal(clients.size, 1);
  assert.ok(clients.mayBegin('a', 10_101));
  assert.equal(clients.size, 0);
});

test('those who did it once are forgotten, those who are away are not', () => {
  const clients = new CostlyClients();
  for (let index = 0; index < 100; index++) clients.ended(`${index}`, true, 0);
  clients.begins('7');
  clients.ended('z', true, 10_101);
  assert.equal(clients.size, 2);
  assert.ok(!clients.mayBegin('7', 10_101));
});

// A slice of `npm run prove -- hostile`: requests of all APIs and versions, cut anywhere or with
// some of their bytes changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cutRequests } from './cut-requests.ts';
import { mutatedRequests } from './mutated-requests.ts';

const STEP = 997;

for (const listener of ['broker', 'controller'] as const) {
  test(`cut requests on the ${listener}'s listener are refused or answered`, async () => {
    const told = await cutRequests({ listener, step: STEP, from: 0 });
    assert.match(told, /[1-9]\d* answered, [1-9]\d* refused, [1-9]\d* incomplete/);
  });
}

for (const listener of ['broker', 'controller'] as const) {
  test(`mutated requests on the ${listener}'s listener do no harm`, async () => {
    const told = await mutatedRequests({ listener, seed: 1, count: 1000 });
    assert.match(told, /[1-9]\d* answered, [1-9]\d* refused, /);
  });
}

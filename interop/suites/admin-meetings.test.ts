// Every method of our admin client meets Apache Kafka in some suite (interop/admin/meetings.ts).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { Admin } from '@ottla/client';

import { LOCAL, MEETINGS } from '../admin/meetings.ts';
import { interopRoot } from '../paths.ts';

test('each method of Admin has a suite in which it meets Apache Kafka', () => {
  const methods = Object.getOwnPropertyNames(Admin.prototype);
  const met = ['constructor', ...LOCAL, ...Object.keys(MEETINGS)];
  assert.deepEqual(met.toSorted(), methods.toSorted());
});

for (const [method, suite] of Object.entries(MEETINGS)) {
  test(`${method} is called in ${suite}`, () => {
    const text = readFileSync(join(interopRoot, 'suites', suite), 'utf8');
    assert.match(text, new RegExp(`\\.${method}\\(`));
  });
}

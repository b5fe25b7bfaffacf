// That telling of many groups can rest in between; what is told is tested with a whole node.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EMPTY_IMAGE } from '@ottla/metadata';
import { HostedTopics } from '../../replica/hosted-topics.ts';
import { Exposition } from '../exposition.ts';
import { exposeGroups } from './groups.ts';

const GROUPS = 1000;
const STEP_MAX = 16;

test('no step looks at more than sixteen groups', () => {
  let seen = 0;
  const offsets = () => [{ topic: 't', partition: 0, offset: 1 }];
  function* groups() {
    for (; seen < GROUPS; seen++) {
      yield { groupId: `g${seen}`, state: 'Empty', memberCount: 0, offsets };
    }
  }
  const replicas = { hosted: new HostedTopics(EMPTY_IMAGE) };
  const steps = exposeGroups(new Exposition(), groups(), replicas, GROUPS);
  for (let before = 0, step = steps.next(); step.done !== true; step = steps.next()) {
    assert.ok(seen - before <= STEP_MAX, `${seen - before} at once`);
    before = seen;
  }
  assert.equal(seen, GROUPS);
});

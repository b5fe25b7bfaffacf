import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LargeWork } from './large-work.ts';

test('one at a time, those that are read before those that are not', () => {
  const work = new LargeWork();
  const begun: string[] = [];
  const enter = (name: string, stage: 'read' | 'answer'): void =>
    work.enter(stage, () => void begun.push(name));
  enter('first', 'read');
  enter('second', 'read');
  enter('third', 'read');
  enter('read', 'answer');
  assert.deepEqual(begun, ['first']);
  assert.equal(work.waiting, 3);
  work.leave();
  assert.deepEqual(begun, ['first', 'read']);
  work.leave();
  work.leave();
  assert.deepEqual(begun, ['first', 'read', 'second', 'third']);
  work.leave();
  assert.ok(!work.isBusy);
  enter('later', 'answer');
  assert.equal(begun.at(-1), 'later');
  assert.equal(work.waiting, 0);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { parseReplicaAssignment } from './replica-assignment.ts';
import { chooseTopics } from './topic-filter.ts';

describe('which topics are meant', () => {
  const names = ['a', 'ab', 'b', 'b.c', '__consumer_offsets'];
  const table: readonly (readonly [string | undefined, boolean, readonly string[]])[] = [
    [undefined, false, names],
    [undefined, true, ['a', 'ab', 'b', 'b.c']],
    ['a', false, ['a']],
    ['a.*', false, ['a', 'ab']],
    ['a,b', false, ['a', 'b']],
    ['a, b', false, ['a', 'b']],
    ['"a"', false, ['a']],
    ['b.c', false, ['b.c']],
    ['.*', true, ['a', 'ab', 'b', 'b.c']],
    ['x', false, []],
  ];
  for (const [include, excludeInternal, expected] of table) {
    test(`${include}${excludeInternal ? ', without internal ones' : ''}`, () => {
      assert.deepEqual(chooseTopics(names, include, excludeInternal), expected);
    });
  }

  test('an expression that is none', () => {
    assert.throws(() => chooseTopics(names, 'a(', false), { message: 'a( is an invalid regex.' });
  });
});

describe('replica assignments', () => {
  test('partitions by commas, brokers by colons', () => {
    assert.deepEqual(parseReplicaAssignment('0:1:2, 1:2:0'), [[0, 1, 2], [1, 2, 0]]);
  });

  const bad: readonly (readonly [string, string])[] = [
    ['1:1', 'Partition replica lists may not contain duplicate entries: 1'],
    ['1:2,1', 'Partition 1 has different replication factor: [1]'],
    ['1:x', 'For input string: "x"'],
  ];
  for (const [text, message] of bad) {
    test(text, () => assert.throws(() => parseReplicaAssignment(text), { message }));
  }
});

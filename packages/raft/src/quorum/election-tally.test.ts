// Votes: won with a majority, lost when none is possible any more, and counted once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ElectionTally } from './election-tally.ts';

const rows: readonly (readonly [number, string, 'won' | 'lost' | 'open'])[] = [
  // voters, their answers in order (y, n), what becomes of it
  [1, 'y', 'won'],
  [1, 'n', 'lost'],
  [1, '', 'open'],
  [2, 'y', 'open'],
  [2, 'yy', 'won'],
  [2, 'yn', 'lost'],
  [3, 'yy', 'won'],
  [3, 'yn', 'open'],
  [3, 'ynn', 'lost'],
  [3, 'nn', 'lost'],
  [4, 'yy', 'open'],
  [4, 'yyn', 'open'],
  [4, 'ynn', 'lost'],
  [4, 'yyy', 'won'],
  [5, 'yyy', 'won'],
  [5, 'yynn', 'open'],
  [5, 'nnn', 'lost'],
];

for (const [voters, answers, expected] of rows) {
  test(`${voters} voters who answer '${answers}': ${expected}`, () => {
    const tally = new ElectionTally([...Array(voters).keys()]);
    for (const [id, answer] of [...answers].entries()) tally.record(id, answer === 'y');
    const state = tally.isWon ? 'won' : tally.isLost ? 'lost' : 'open';
    assert.equal(state, expected);
    assert.equal(tally.unrecorded.length, voters - answers.length);
  });
}

test('a voter counts once, whatever it says later', () => {
  const tally = new ElectionTally([1, 2, 3]);
  assert.equal(tally.record(1, true), true);
  assert.equal(tally.record(1, false), false);
  assert.equal(tally.record(1, true), false);
  assert.deepEqual(tally.granting, [1]);
  assert.equal(tally.isWon, false);
});

test('nobody else may vote', () => {
  const tally = new ElectionTally([1, 2, 3]);
  assert.equal(tally.has(4), false);
  assert.throws(() => tally.record(4, true), { name: 'AssertionFailure' });
});

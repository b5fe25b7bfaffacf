// How far a majority has the log, for any number of voters.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { majorityEndOffset, majorityOf } from './high-watermark.ts';

const unknown = undefined;
const rows: readonly (readonly [readonly (number | undefined)[], number, number | undefined])[] = [
  // voters' log ends, start of the epoch, what is committed
  [[5], 4, 5],
  [[5], 5, undefined],
  [[unknown], 0, undefined],
  [[5, 3], 2, 3],
  [[5, 3], 3, undefined],
  [[5, unknown], 2, undefined],
  [[5, 3, 1], 2, 3],
  [[1, 3, 5], 2, 3],
  [[5, 5, 1], 2, 5],
  [[5, 2, 1], 2, undefined],
  [[5, unknown, unknown], 2, undefined],
  [[9, 7, 5, 3], 0, 5],
  [[9, 9, 9, 3], 0, 9],
  [[9, 7, 5, 3, 1], 0, 5],
  [[9, 9, 5, unknown, unknown], 0, 5],
  [[9, 9, unknown, unknown, unknown], 0, undefined],
  [[], 0, undefined],
];

for (const [ends, epochStart, expected] of rows) {
  test(`logs that end at [${ends.join()}], epoch from ${epochStart}: ${expected}`, () => {
    assert.equal(majorityEndOffset(ends, epochStart), expected);
  });
}

for (const [voters, majority] of [
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 3],
] as const) {
  test(`a majority of ${voters} is ${majority}`, () => assert.equal(majorityOf(voters), majority));
}

test('is what counting says: the largest offset that a majority has reached', () => {
  const ends = fc.array(fc.option(fc.nat({ max: 20 }), { nil: undefined }), { minLength: 1 });
  fc.assert(
    fc.property(ends, fc.nat({ max: 20 }), (voterEnds, epochStart) => {
      let counted: number | undefined;
      for (let offset = epochStart + 1; offset <= 20; offset++) {
        const reached = voterEnds.filter((each) => each !== undefined && each >= offset).length;
        if (reached >= majorityOf(voterEnds.length)) counted = offset;
      }
      assert.equal(majorityEndOffset(voterEnds, epochStart), counted);
    }),
  );
});

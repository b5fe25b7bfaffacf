// Epochs of a log: where each begins, and where logs part.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EpochHistory } from './epoch-history.ts';
import { compareLogEnds } from './offset-and-epoch.ts';

/** Epoch 1 from 0, epoch 3 from 10, epoch 7 from 20; the log ends at 30. */
const history = new EpochHistory([
  { epoch: 1, startOffset: 0 },
  { epoch: 3, startOffset: 10 },
  { epoch: 7, startOffset: 20 },
]);
const END = 30;

for (const [epoch, expected] of [
  [0, undefined],
  [1, { epoch: 1, offset: 10 }],
  [2, { epoch: 1, offset: 10 }],
  [3, { epoch: 3, offset: 20 }],
  [6, { epoch: 3, offset: 20 }],
  [7, { epoch: 7, offset: 30 }],
  [9, { epoch: 7, offset: 30 }],
] as const) {
  test(`epoch ${epoch} ends at ${expected?.epoch}/${expected?.offset}`, () => {
    assert.deepEqual(history.endOf(epoch, END), expected);
  });
}

for (const [offset, epoch] of [
  [0, 1],
  [9, 1],
  [10, 3],
  [29, 7],
] as const) {
  test(`offset ${offset} is of epoch ${epoch}`, () => assert.equal(history.epochAt(offset), epoch));
}

test('an empty history has epoch 0, as Kafka has it', () => {
  const empty = new EpochHistory([]);
  assert.equal(empty.lastEpoch, 0);
  assert.equal(empty.endOf(5, 0), undefined);
  assert.equal(empty.epochAt(0), undefined);
  assert.equal(empty.cutFrom(5), empty);
});

test('an epoch goes on, or a later one begins where the log ends', () => {
  assert.equal(history.with(7, 30), history);
  assert.deepEqual(history.with(8, 30).starts.at(-1), { epoch: 8, startOffset: 30 });
  assert.throws(() => history.with(6, 30), { name: 'AssertionFailure' });
  assert.throws(() => history.with(8, 15), { name: 'AssertionFailure' });
});

for (const [end, epochs] of [
  [30, [1, 3, 7]],
  [20, [1, 3]],
  [11, [1, 3]],
  [10, [1]],
  [0, []],
] as const) {
  test(`cut to ${end} the epochs are [${epochs.join()}]`, () => {
    assert.deepEqual(
      history.cutTo(end).starts.map((each) => each.epoch),
      epochs,
    );
  });
}

for (const [start, starts] of [
  [0, '1@0 3@10 7@20'],
  [5, '1@5 3@10 7@20'],
  [10, '3@10 7@20'],
  [25, '7@25'],
] as const) {
  test(`cut from ${start} they are ${starts}`, () => {
    const left = history.cutFrom(start).starts;
    assert.equal(left.map(({ epoch, startOffset }) => `${epoch}@${startOffset}`).join(' '), starts);
  });
}

for (const [a, b, sign] of [
  [{ offset: 9, epoch: 2 }, { offset: 5, epoch: 3 }, -1],
  [{ offset: 9, epoch: 3 }, { offset: 5, epoch: 3 }, 1],
  [{ offset: 5, epoch: 3 }, { offset: 5, epoch: 3 }, 0],
] as const) {
  test(`the log ${a.offset}/${a.epoch} beside ${b.offset}/${b.epoch}`, () => {
    assert.equal(Math.sign(compareLogEnds(a, b)), sign);
  });
}

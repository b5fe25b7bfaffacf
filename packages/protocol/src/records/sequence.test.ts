import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { decrementSequence, incrementSequence } from './sequence.ts';

const last = 2_147_483_647;
const table: readonly (readonly [from: number, by: number, to: number])[] = [
  [0, 0, 0],
  [0, 1, 1],
  [last - 1, 1, last],
  [last, 1, 0],
  [last, last, last - 1],
  [5, last, 4],
];

for (const [from, by, to] of table) {
  test(`${by} after ${from} is ${to}, and back`, () => {
    equal(incrementSequence(from, by), to);
    equal(decrementSequence(to, by), from);
  });
}
